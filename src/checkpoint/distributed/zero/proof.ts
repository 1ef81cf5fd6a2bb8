/** Are the files of one save? What they say of it must agree, for every rank. */
import { PthError } from '../../../errors.ts'
import { missingRank } from './files.ts'
import type { StatesFile } from './files.ts'
import type { ModelStates } from './model-states.ts'
import type { OptimStates } from './optim-states.ts'
import { invalid } from './rank-file.ts'

/** The ranks that share the weights: as many as the files say, each with its file. @throws PthError PIECES_INVALID */
export function provenRanks(
  path: string,
  files: readonly StatesFile[],
  ranks: readonly OptimStates[],
): number {
  const [first] = ranks
  const count = (first?.counts ?? []).reduce((most, each) => Math.max(most, each), 0)
  const last = files.at(-1)
  if (files.length < count && last !== undefined) throw missingRank(path, files.length, last.name)
  if (files.length > count)
    throw new PthError('PIECES_INVALID', {
      path,
      reason: `the save is of ${count} ranks, and files are there of ${files.length}: those behind are of another save`,
      names: files.slice(count).map(({ name }) => name),
      hint: 'move them out of the folder',
    })
  for (const rank of ranks.slice(1)) provenAlike(first as OptimStates, rank)
  return count
}

function provenAlike(first: OptimStates, other: OptimStates): void {
  const { reader, name } = other.file
  const differs = (what: string, one: unknown, another: unknown): void => {
    if (one === another) return
    throw invalid(
      reader,
      name,
      `is of another save than ${first.file.name}: ${what} ${String(another)}, not ${String(one)}`,
    )
  }
  differs('ZeRO stage', first.stage, other.stage)
  differs('ranks of the groups', first.counts.join(), other.counts.join())
  differs('groups', first.parts.length, other.parts.length)
  differs('DeepSpeed', first.version, other.version)
  if (first.step !== null && other.step !== null && first.step !== other.step)
    throw invalid(
      reader,
      name,
      `is of another save than ${first.file.name}: its optimizer is at another step`,
    )
  if (first.settings !== other.settings)
    throw invalid(
      reader,
      name,
      `is of another save than ${first.file.name}: its optimizer has other settings (param_groups)`,
    )
  if (JSON.stringify(first.paddings) !== JSON.stringify(other.paddings))
    throw invalid(reader, name, `has other paddings than ${first.file.name}`)
}

/** The files of the module say the same, and fit to those of the optimizer. @throws PthError PIECES_INVALID */
export function provenModels(
  models: readonly ModelStates[],
  optim: OptimStates | undefined,
  ranks: number,
): void {
  const [first] = models
  if (first === undefined) return
  const { reader, name } = first.file
  for (const other of models.slice(1)) {
    const wrong = differing(first, other)
    if (wrong !== null)
      throw invalid(reader, other.file.name, `is of another save than ${name}: it has other ${wrong}`)
  }
  if (optim === undefined) return
  if (first.version !== null && optim.version !== null && first.version !== optim.version)
    throw invalid(
      reader,
      name,
      `is of another save than ${optim.file.name}: DeepSpeed ${first.version}, not ${optim.version}`,
    )
  if (first.dataRanks !== null && first.dataRanks !== ranks)
    throw invalid(reader, name, `is of ${first.dataRanks} data-parallel ranks, and the optimizer of ${ranks}`)
}

function differing(first: ModelStates, other: ModelStates): string | null {
  if (first.version !== other.version) return 'ds_version'
  if (first.progress !== other.progress) return `progress (${other.progress}; not ${first.progress})`
  if (first.dataRanks !== other.dataRanks) return 'dp_world_size'
  if (!sameShapes(first.groups?.flat() ?? [], other.groups?.flat() ?? [])) return 'param_shapes'
  return sameShapes(first.frozen, other.frozen) ? null : 'frozen_param_shapes'
}

function sameShapes(one: ModelStates['frozen'], other: ModelStates['frozen']): boolean {
  return (
    one.length === other.length &&
    one.every(({ name, shape }, at) => name === other[at]?.name && shape.join() === other[at].shape.join())
  )
}
