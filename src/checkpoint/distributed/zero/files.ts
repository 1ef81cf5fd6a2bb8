/** Which files make one save of DeepSpeed: every rank once, by the names alone. */
import { PthError } from '../../../errors.ts'
import type { PartsFolder } from '../folder.ts'
import { isStatesName, statesName } from './names.ts'
import type { StatesName } from './names.ts'

/** A file and what its name says. */
export interface StatesFile extends StatesName {
  readonly name: string
}

/** The files of one save, each list in the order of its ranks. */
export interface StatesFiles {
  /** The files of the module: one, or with ZeRO-3 one for each rank. */
  readonly model: readonly StatesFile[]
  readonly optim: readonly StatesFile[]
  readonly experts: readonly StatesFile[]
  readonly layers: readonly StatesFile[]
}

/** Names that an error lists. */
const LISTED = 10

/**
 * The tensor-parallel ranks of a folder: 0, 1, … without a gap. @throws PthError PIECES_INVALID
 */
export function modelRanks({ path, names }: PartsFolder): readonly number[] {
  const ranks = new Map<number, string>()
  for (const name of names) {
    const parsed = isStatesName(name) ? statesName(name) : undefined
    if (parsed !== undefined && !ranks.has(parsed.modelRank)) ranks.set(parsed.modelRank, name)
  }
  const sorted = [...ranks].toSorted(([one], [other]) => one - other)
  for (const [at, [rank, name]] of sorted.entries()) if (rank !== at) throw missingModelRank(path, at, name)
  return sorted.map(([rank]) => rank)
}

/** The error of a tensor-parallel rank whose files are not there; `like` is the name of a file of another one. */
export function missingModelRank(path: string, rank: number, like: string): PthError {
  return new PthError('PIECES_INVALID', {
    path,
    reason: `the files of tensor-parallel rank ${rank} are missing`,
    names: [like.replace(/(mp_rank_|-model_)\d+/, `$1${String(rank).padStart(2, '0')}`)],
    hint: 'take the folder again from the run that wrote it',
  })
}

/**
 * Sort the files of one tensor-parallel rank. @throws PthError PIECES_INVALID for a rank that is there twice
 */
export function statesFiles(folder: PartsFolder, modelRank: number): StatesFiles {
  const files: StatesFile[] = []
  const unknown: string[] = []
  for (const name of folder.names) {
    if (!isStatesName(name)) continue
    const parsed = statesName(name)
    if (parsed === undefined) unknown.push(name)
    else if (parsed.modelRank === modelRank) files.push({ name, ...parsed })
  }
  if (unknown.length > 0)
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason: 'files are called as parts of a checkpoint, and no rank of DeepSpeed gives these names',
      names: unknown.slice(0, LISTED),
      total: unknown.length,
      hint: 'move them out of the folder',
    })
  const ofKind = (kind: StatesFile['kind']): readonly StatesFile[] =>
    files.filter((file) => file.kind === kind).toSorted(inOrder)
  const model = ofKind('model')
  const optim = ofKind('optim')
  provenOnce(folder, model)
  provenOnce(folder, optim)
  return { model, optim, experts: ofKind('expert'), layers: ofKind('layer') }
}

function inOrder(one: StatesFile, other: StatesFile): number {
  return (
    (one.layer ?? 0) - (other.layer ?? 0) ||
    (one.expert ?? 0) - (other.expert ?? 0) ||
    (one.rank ?? -1) - (other.rank ?? -1)
  )
}

/** Two files of one rank are two answers for its elements, such as `bf16_zero_…` beside `zero_…`. */
function provenOnce({ path }: PartsFolder, files: readonly StatesFile[]): void {
  for (const [at, file] of files.entries()) {
    const before = files[at - 1]
    if (before === undefined || (before.rank ?? -1) !== (file.rank ?? -1)) continue
    throw new PthError('PIECES_INVALID', {
      path,
      reason: `rank ${file.rank ?? 0} is there twice`,
      names: [before.name, file.name],
      hint: 'keep the file of the save that is meant, and move the other out of the folder',
    })
  }
  if (files.length > 1 && files[0]?.rank === null)
    throw new PthError('PIECES_INVALID', {
      path,
      reason: 'one file is that of the whole module, and others are those of single ranks',
      names: files.slice(0, LISTED).map(({ name }) => name),
      total: files.length,
    })
}

/** The ranks are 0, 1, … without a gap: a rank behind the last is missed by whoever knows how many there are. */
export function provenWithoutGap({ path }: PartsFolder, files: readonly StatesFile[]): void {
  const gap = files.findIndex(({ rank }, at) => rank !== at)
  if (gap >= 0) throw missingRank(path, gap, files[gap]?.name ?? '')
}

/** The error of a rank whose file is not there; `like` is the name of another one. */
export function missingRank(path: string, rank: number, like: string): PthError {
  return new PthError('PIECES_INVALID', {
    path,
    reason: `the file of rank ${rank} is missing`,
    names: [like.replace(/_rank_\d+/, `_rank_${rank}`)],
    hint: 'take the folder again from the run that wrote it, or an earlier save',
  })
}
