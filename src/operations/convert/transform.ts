/** The flags that compute, rename and move tensors, in the order in which they work on them. */
import type { Choice, Named } from './choose.ts'
import { renameAll } from './choose.ts'
import type { Codes } from './codes.ts'
import { dequantizeCodes } from './dequantize-codes.ts'
import { foldAll } from './fold.ts'
import { mergeLora } from './lora/merge.ts'
import type { ConvertOptions } from './options.ts'
import { permuteAll, selectRenamed, transposeAll } from './reform.ts'
import { ropeAll } from './rope.ts'

/** Tensors under the names and with the axes of the output; none has a form of the output's format yet. */
export interface Transformed {
  readonly named: readonly Named[]
  /** The same before the choice by new names and what follows it. */
  readonly renamed: ReturnType<typeof renameAll>
  /** Left out by `only` and `ignore`. */
  readonly excluded: readonly string[]
  readonly notices: readonly string[]
}

/**
 * Codes become numbers, factors are folded, names change, names are chosen, an adapter is merged, axes move, and rows
 * of rotary weights.
 * @throws PthError TRANSFORM_REFUSED, ADAPTER_REFUSED, USAGE
 */
export function transform(chosen: Choice, codes: readonly Codes[], options: ConvertOptions): Transformed {
  const plain = options.unsupported.has('dequantize')
    ? dequantizeCodes(chosen.named, codes)
    : unchanged(chosen.named)
  const folded = foldAll(plain.named, options.fold)
  const renamed = renameAll(folded.named, options)
  const selected = selectRenamed(renamed.named, options)
  const merged =
    options.mergeLora === null ? unchanged(selected.named) : mergeLora(selected.named, options.mergeLora)
  const moved = permuteAll(transposeAll(merged.named, options), options)
  const turned = options.rope === null ? unchanged(moved.named) : ropeAll(moved.named, options.rope)
  return {
    named: turned.named,
    renamed,
    excluded: selected.excluded,
    notices: [plain, folded, merged, moved, turned].flatMap(({ notices }) => notices),
  }
}

/** What a flag that was not given makes of tensors. */
function unchanged(named: readonly Named[]): Pick<Transformed, 'named' | 'notices'> {
  return { named, notices: [] }
}
