/** Which tensors of an output are the same bytes, and which of their names keeps them. */
import { opaqueTensor } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'
import { compileGlobs } from '../../names/glob.ts'
import { compareNames } from '../../safetensors/layout.ts'
import { computedOf } from './content.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertOptions } from './options.ts'
import { findShared, leastName } from './share.ts'
import type { KeepRule, SharedGroup } from './share.ts'
import { keptName } from './tied.ts'

/** Names of the same bytes. @throws PthError TENSORS_SHARED where `shared` is `error` */
export function sharedGroups(
  tensors: readonly PlannedTensor[],
  options: ConvertOptions,
): readonly SharedGroup[] {
  const views = tensors.map((item) => ({
    name: item.name,
    dtype: item.dtype,
    shape: item.shape,
    tensor: sharedTensor(item),
  }))
  const groups = findShared(views, keepRule(options))
  if (groups.length > 0 && options.shared === 'error')
    throw new PthError('TENSORS_SHARED', { groups: groups.map(({ names }) => names) })
  return groups
}

/** Of tensors that are the same: what `--keep-name` names, else by `--shared`; an archive shares all alike. */
function keepRule({ shared, keepNames, format }: ConvertOptions): KeepRule {
  const named = keepNames.length === 0 ? () => false : compileGlobs(keepNames)
  return (names) => {
    const wanted = names.filter(named)
    if (wanted.length > 0) return wanted.toSorted(compareNames)
    if (shared !== 'tied' || format !== 'safetensors') return leastName(names)
    const kept = keptName(names)
    return kept === undefined ? [] : [kept]
  }
}

/** Halves of complex numbers share no written byte. */
function sharedTensor(item: PlannedTensor): PlannedTensor['source']['tensor'] {
  const { tensor } = item.source
  const own = item.content.kind === 'component' || item.content.kind === 'bytes'
  return own || computedOf(item.content) !== undefined ? opaqueTensor('', '') : tensor
}
