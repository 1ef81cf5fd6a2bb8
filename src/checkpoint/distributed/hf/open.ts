/**
 * Open the safetensors shards of DCP. No file has the shape of a whole tensor or the number of ranks: a shape is as far
 * as its pieces reach, and whether more pieces were written, nothing that is there can tell.
 */
import type { Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import { newDict, setItem } from '../../../pickle/value.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import { assembledRecord } from '../assembled.ts'
import type { Piece } from '../assembled.ts'
import type { PartsFolder } from '../folder.ts'
import { addWhole, mergedCheckpoint, newMergedTensors } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { tilingProblem } from '../tiling.ts'
import { shardName } from './names.ts'
import type { ShardName } from './names.ts'
import { readShard } from './shard.ts'
import type { ShardTensor } from './shard.ts'

/** Files that are read at one time. */
const AT_ONCE = 16
/** Names that a message lists. */
const LISTED = 5
const TWO_SAVES =
  'an earlier save by more ranks may have left files in the folder: those of one save have one time of change'

/** A tensor of a file and the file. */
interface Part extends ShardTensor {
  readonly shard: ShardName
}

/**
 * Open a folder of shards. @throws PthError PIECES_INVALID where they do not make one whole, and those of safetensors
 */
export async function openHfShards(
  folder: PartsFolder,
  options: OpenFolderOptions = {},
): Promise<Checkpoint> {
  const { path } = folder
  const shards = shardsOf(folder)
  const sources = await Promise.all(shards.map(({ name }) => folder.open(name)))
  const byteLength = sources.reduce((sum, source) => sum + source.byteLength, 0)
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, byteLength)
  checkLimit(limits, 'shards', `shards of ${path}`, shards.length)
  const opened = await sideBySide([...shards.entries()], AT_ONCE, async ([at, shard]) => {
    const source = sources[at]
    return source === undefined ? [] : readShard(source, shard, path, limits)
  })
  const parts = new Map<string, Part[]>()
  let count = 0
  for (const [at, tensors] of opened.entries())
    for (const tensor of tensors) {
      const part = { ...tensor, shard: shards[at] as ShardName }
      const known = parts.get(tensor.array.name)
      if (known === undefined) parts.set(tensor.array.name, [part])
      else known.push(part)
      count += 1
      checkLimit(limits, 'entries', `pieces of ${path}`, count)
    }
  const gaps = gapsOf(shards)
  refuseGaps(path, gaps, parts)
  refuseFewer(path, shards, parts)
  const unproven = unprovenOf(shards, gaps)
  const merged = newMergedTensors()
  const tree = newDict()
  for (const [name, of] of parts) setItem(tree, name, addWhole(merged, wholeOf(path, name, of)))
  return mergedCheckpoint(
    {
      ...merged,
      name: path,
      byteLength,
      title: titleOf(shards),
      value: tree,
      containers: new Map(),
      notes: notesOf(unproven),
      parts: {
        pieces: count,
        unchecked: count,
        unproven,
        ranks: new Set(shards.map(({ rank }) => rank)).size,
      },
    },
    { ...options, limits },
  )
}

/** The shards of a folder: each number of a file is there of some rank. */
function shardsOf({ path, names }: PartsFolder): readonly ShardName[] {
  const shards = names
    .flatMap((name) => shardName(name) ?? [])
    .toSorted((one, other) => one.rank - other.rank || one.file - other.file)
  const wrong = (reason: string, missing: readonly string[]): PthError =>
    new PthError('PIECES_INVALID', { path, reason, names: missing })
  const files = new Set(shards.map((shard) => shard.files))
  const [most = 0, ...others] = files
  if (others.length > 0)
    throw wrong('the names are of two saves: they give different numbers of files', [
      ...new Map(shards.map((shard) => [shard.files, shard.name])).values(),
    ])
  const present = new Set(shards.map(({ file }) => file))
  for (let file = 1; file <= Math.min(most, shards.length + 1); file += 1)
    if (!present.has(file))
      throw wrong('no rank has a file of the number', [`model-${padded(file)}-of-${padded(most)}`])
  return shards
}

function padded(number: number): string {
  return String(number).padStart(5, '0')
}

function wholeOf(path: string, name: string, parts: readonly Part[]): Parameters<typeof addWhole>[1] {
  const wrong = (reason: string, hint?: string): PthError =>
    new PthError('PIECES_INVALID', {
      path,
      reason: `${reason}, in`,
      names: [name],
      ...(hint !== undefined && { hint }),
    })
  const [first] = parts
  if (first === undefined) throw wrong('it is in no file')
  const { dtype, dtypeName } = first.array
  const rank = first.array.shape.length
  const shape = first.array.shape.map(() => 0)
  const boxes = new Map<string, Part>()
  for (const part of parts) {
    const { offsets, array } = part
    if (array.dtypeName !== dtypeName)
      throw wrong(`${part.shard.name} has ${array.dtypeName} elements and ${first.shard.name} ${dtypeName}`)
    if (array.shape.length !== rank || offsets.length !== rank)
      throw wrong(`${part.shard.name} has another number of dimensions`)
    for (let dim = 0; dim < rank; dim += 1)
      shape[dim] = Math.max(shape[dim] ?? 0, (offsets[dim] ?? 0) + (array.shape[dim] ?? 0))
    if (array.shape.includes(0)) continue
    const key = `${offsets.join()}:${array.shape.join()}`
    const known = boxes.get(key)
    // The writer leaves out what another rank writes, too.
    if (known !== undefined)
      throw wrong(
        `${known.shard.name} and ${part.shard.name} have the same piece: one is a copy of another file`,
      )
    if (part.shard.file !== first.shard.file)
      throw wrong(
        `${first.shard.name} and ${part.shard.name} have pieces, and a name is in files of one number`,
      )
    boxes.set(key, part)
  }
  const pieces = [...boxes.values()].map((part): Piece => ({
    offsets: part.offsets,
    sizes: part.array.shape,
    label: `${part.shard.name} > "${name}"`,
    open: () => bytesOf(part),
    expect: () => part.array.record?.expect?.(0, part.array.record.byteLength) ?? null,
  }))
  const problem = tilingProblem(shape, pieces, `"${name}"`)
  if (problem !== null) throw wrong(problem, TWO_SAVES)
  const record =
    dtype === null
      ? null
      : {
          ...assembledRecord({ name, shape, itemsize: dtype.itemsize, pieces, far: true }),
          unsummed: true as const,
        }
  return { key: name, dtype, dtypeName, shape, record }
}

function bytesOf({ array: { name, record } }: Part): ReturnType<Piece['open']> {
  if (record === null)
    throw new PthError('TENSOR_UNREADABLE', { name, kind: 'strided', reason: 'it has no bytes' })
  return record.open()
}

function titleOf(shards: readonly ShardName[]): string {
  const ranks = new Set(shards.map(({ rank }) => rank)).size
  return (
    `PyTorch distributed checkpoint in safetensors (DCP, Hugging Face), written by ${counted(ranks, 'rank')} ` +
    `in ${counted(shards.length, 'file')}`
  )
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Ranks without a file, below the last that has one. */
function gapsOf(shards: readonly ShardName[]): readonly number[] {
  const ranks = new Set(shards.map(({ rank }) => rank))
  const last = shards.at(-1)?.rank ?? 0
  const gaps: number[] = []
  // A number is what anyone can write: one more than there are files is enough to say.
  for (let rank = 1; rank < last && gaps.length <= shards.length; rank += 1)
    if (!ranks.has(rank)) gaps.push(rank)
  return gaps
}

/**
 * A rank that had nothing to write has no file. It had nothing of a tensor of which a later rank has a piece, since
 * the pieces before that one leave no hole, nor of one whose end is shown by a piece without elements. Of others it may
 * have had the rest. @throws PthError PIECES_INVALID
 */
function refuseGaps(
  path: string,
  gaps: readonly number[],
  parts: ReadonlyMap<string, readonly Part[]>,
): void {
  const last = gaps.at(-1)
  if (last === undefined) return
  const open = [...parts].flatMap(([name, some]) => {
    const ended = some.some(({ array, shard }) => shard.rank > last || array.shape.includes(0))
    return ended ? [] : [name]
  })
  if (open.length === 0) return
  throw new PthError('PIECES_INVALID', {
    path,
    reason: `no file is there of ${counted(gaps.length, 'rank')}, which may have had the rest of ${told(open)}`,
    names: gaps.slice(0, LISTED).map((rank) => `shard-${padded(rank)}-model-…`),
    hint: 'it is lost, or the rank had nothing to write: the files do not say which',
  })
}

function told(names: readonly string[]): string {
  const shown = names
    .slice(0, LISTED)
    .map((name) => `"${name.length > 100 ? `${name.slice(0, 100)}…` : name}"`)
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '')
}

/**
 * A rank writes no file for tensors of which it has nothing, and a lost file looks the same: where the others have
 * pieces of one tensor there, a smaller tensor would be the answer.
 */
function refuseFewer(
  path: string,
  shards: readonly ShardName[],
  parts: ReadonlyMap<string, readonly Part[]>,
): void {
  const split = new Map<number, { readonly name: string; readonly last: number }>()
  for (const [name, some] of parts) {
    const [first] = some
    const filled = some.filter(({ array }) => !array.shape.includes(0))
    // A piece without elements is at the end of its tensor: there, none is missing.
    const ended = filled.length < some.length
    if (first === undefined || filled.length < 2 || ended) continue
    // Before the piece of a later rank, a missing one is a hole.
    const last = filled.reduce((most, { shard }) => Math.max(most, shard.rank), 0)
    if (last < (split.get(first.shard.file)?.last ?? Infinity)) split.set(first.shard.file, { name, last })
  }
  const known = new Set(shards.map(({ rank, file }) => `${rank} ${file}`))
  const [like] = shards
  const ranks = new Set(shards.map(({ rank }) => rank))
  for (const [file, { name, last }] of split)
    for (const rank of ranks)
      if (rank > last && !known.has(`${rank} ${file}`))
        throw new PthError('PIECES_INVALID', {
          path,
          reason: `a file is not there, in which other ranks have pieces of "${name}"`,
          names: [
            `shard-${padded(rank)}-model-${padded(file)}-of-${padded(like?.files ?? file)}.safetensors`,
          ],
          hint: 'it is lost, or the rank had nothing to write, as with replicas: the files do not say which',
        })
}

/** What the files cannot say. */
function unprovenOf(shards: readonly ShardName[], gaps: readonly number[]): readonly string[] {
  const counts = new Map<number, number>()
  for (const { rank } of shards) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  const files = new Set(shards.map(({ file }) => file)).size
  const unproven = [
    `that rank ${shards.at(-1)?.rank ?? 0} was the last: ` +
      'the files say neither how many ranks there were nor how large a tensor is',
    'that the bytes are those that were written: safetensors has no checksums',
  ]
  const fewer = [...counts].flatMap(([rank, count]) => (count < files ? [rank] : []))
  if (fewer.length > 0)
    unproven.push(
      `that no file of ${counted(fewer.length, 'rank')} is lost, such as of rank ${fewer[0]}: a rank without tensors ` +
        'for a file writes none',
    )
  if (gaps.length > 0)
    unproven.push(
      `that ${counted(gaps.length, 'rank')} without a file had nothing to write, such as rank ${gaps[0]}: no tensor ` +
        'lacks a piece, and one that is in no file would not be seen',
    )
  return unproven
}

function notesOf(unproven: readonly string[]): readonly Note[] {
  const said = [unproven[0], ...unproven.slice(1).filter((each) => each.includes('without a file'))]
  return said.map((each) => ({ code: 'PIECES_UNPROVEN', message: `not proven: ${each}` }))
}
