/** Do the ranks have the same names, and the stages of a pipeline others? Without that no rule is about one tensor. */
import { PthError } from '../../../errors.ts'
import type { RankTensors, SharedName, Stage, Staged } from './ranks.ts'

/** Names that an error lists. */
const LISTED = 10

/** The names of a stage in the order of its first rank. */
export function sharedNames({ ranks }: Stage): readonly SharedName[] {
  const [first] = ranks
  return [...(first?.tensors.keys() ?? [])].map((name) => ({
    name,
    parts: ranks.flatMap(({ file, tensors }) => {
      const tensor = tensors.get(name)
      return tensor === undefined ? [] : [{ file, tensor }]
    }),
  }))
}

/** @throws PthError PIECES_INVALID for ranks with other names, FORMAT_UNSUPPORTED for stages with names in common */
export function provenStages({ path, found, stages }: Staged): void {
  const seen = new Map<string, Stage>()
  const twice: string[] = []
  let both: readonly string[] = []
  for (const stage of stages) {
    const [first, ...others] = stage.ranks
    for (const other of others) {
      proveNames(path, first as RankTensors, other)
      proveNames(path, other, first as RankTensors)
    }
    for (const name of [...(first?.tensors.keys() ?? []), ...(first?.values.keys() ?? [])]) {
      const before = seen.get(name)
      if (before === undefined) seen.set(name, stage)
      else if (twice.push(name) === 1) both = [before.label, stage.label]
    }
  }
  if (twice.length === 0) return
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found:
      `${found} in ${stages.length} stages of a pipeline (or of experts), of which ${both.join(' and ')} have names ` +
      `in common, such as "${twice[0] ?? ''}": layers are numbered anew in each, and no file says where it begins`,
    hint: 'convert it with the tools of the trainer, or give the layers their own numbers in each stage',
  })
}

function proveNames(path: string, one: RankTensors, other: RankTensors): void {
  const missing = [...one.tensors.keys()].filter((name) => !other.tensors.has(name))
  if (missing.length === 0) return
  throw new PthError('PIECES_INVALID', {
    path,
    reason: `${other.file} lacks tensors that ${one.file} has, so they are no ranks of one split`,
    names: missing.slice(0, LISTED),
    ...(missing.length > LISTED && { total: missing.length }),
  })
}
