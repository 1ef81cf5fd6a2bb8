/** What one save of DCP wrote, from its metadata alone: proven to be whole before anything of it is read. */
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import type { Note } from '../../../container/record.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import type { Limits } from '../../../limits.ts'
import { numelOf } from '../../tensor.ts'
import { openNamed } from '../folder.ts'
import type { PartsFolder } from '../folder.ts'
import { tilingProblem } from '../tiling.ts'
import type { Box } from '../tiling.ts'
import { placeKey } from './compact.ts'
import { readDcpMetadata } from './metadata.ts'
import type { DcpMetadata, DcpTensor } from './metadata.ts'
import type { DcpPlace } from './place.ts'
import { rankOfMetadata } from './names.ts'

/** A place, and others that must have the same. */
export type Places = readonly [DcpPlace, ...DcpPlace[]]

/** A box of a tensor and where it is. */
export interface SavedBox extends Box {
  readonly places: Places
}

/** A tensor whose boxes fill it exactly. */
export interface SavedTensor {
  readonly kind: 'tensor'
  readonly name: string
  readonly tensor: DcpTensor
  /** Without those that have no element: nobody reads them. */
  readonly boxes: readonly SavedBox[]
}

/** A value that is a pickle of its own. */
export interface SavedValue {
  readonly kind: 'value'
  readonly name: string
  readonly places: Places
}

/** One save. */
export interface DcpSave {
  /** The name of its metadata file, or what stands for several. */
  readonly metadata: string
  readonly title: string
  /** Whether Megatron-core wrote it. */
  readonly megatron: boolean
  /** Ranks that wrote files; 0 where names do not say it. */
  readonly ranks: number
  /** In the order of the state_dict. */
  readonly entries: readonly (SavedTensor | SavedValue)[]
  readonly values: readonly SavedValue[]
  readonly paths: DcpMetadata['paths']
  /** Bytes of the files that it names. */
  readonly byteLength: number
  readonly notes: readonly Note[]
}

/** Names that an error or a note lists. */
const LISTED = 5
/** Files that are opened at one time. */
const AT_ONCE = 16

/** Read the metadata of a folder and prove that it describes a whole. @throws PthError PIECES_INVALID */
export async function readDcpSave(folder: PartsFolder, limits: Limits): Promise<DcpSave> {
  const names = metadataNames(folder)
  const all: DcpMetadata[] = []
  for (const name of names)
    all.push(await readDcpMetadata(await folder.open(name), name, folder.path, limits))
  const [first] = all
  if (first === undefined) throw lost(folder)
  const metadata = all.length === 1 ? first.name : `${first.name} to ${all.at(-1)?.name ?? ''}`
  const entries = entriesOf(folder, metadata, all)
  const sizes = await sizesOf(folder, metadata, entries)
  const values = entries.filter((entry) => entry.kind === 'value')
  return {
    metadata,
    title: titleOf(first, sizes),
    megatron: first.megatron,
    ranks: ranksOf(sizes),
    entries,
    values,
    paths: pathsOf(all),
    byteLength: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    notes: [...conflictNotes(values), ...leftOver(folder, names, sizes)],
  }
}

/** The metadata of all ranks; where there is none, that of each rank, which must all be there. */
function metadataNames({ path, names }: PartsFolder): readonly string[] {
  if (names.includes('.metadata')) return ['.metadata']
  const ranks = names.flatMap((name) => rankOfMetadata(name) ?? []).toSorted((a, b) => a - b)
  const gap = ranks.findIndex((rank, at) => rank !== at)
  if (gap >= 0)
    throw new PthError('PIECES_INVALID', {
      path,
      reason: 'the metadata of a rank is missing',
      names: [`__${gap}.metadata`],
    })
  return ranks.map((rank) => `__${rank}.metadata`)
}

function lost({ path, names }: PartsFolder): PthError {
  const cut = names.some((name) => name.endsWith('.metadata.tmp'))
  return new PthError('PIECES_INVALID', {
    path,
    reason: cut
      ? 'the save was cut off while it ended: .metadata.tmp was never renamed to .metadata'
      : '.metadata is missing, and without it nothing says which bytes are which tensor',
    names: [],
    hint: 'take the folder again from the run that wrote it, or an earlier save',
  })
}

/** Ranks that wrote files, by the names that DCP gives them. */
function ranksOf(sizes: ReadonlyMap<string, number>): number {
  return new Set([...sizes.keys()].flatMap((name) => /^__(\d+)_\d+\.distcp$/.exec(name)?.[1] ?? [])).size
}

function titleOf(first: DcpMetadata, sizes: ReadonlyMap<string, number>): string {
  const ranks = ranksOf(sizes)
  const by = ranks === 0 ? '' : ` by ${counted(ranks, 'rank')}`
  const kind = first.megatron
    ? 'Megatron-core checkpoint (torch_dist)'
    : 'PyTorch distributed checkpoint (DCP)'
  return `${kind}, written${by} in ${counted(sizes.size, 'file')}`
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

function entriesOf(
  folder: PartsFolder,
  metadata: string,
  all: readonly DcpMetadata[],
): readonly (SavedTensor | SavedValue)[] {
  const wrong = (reason: string, name: string): PthError =>
    new PthError('PIECES_INVALID', { path: folder.path, reason: `${metadata}: ${reason}`, names: [name] })
  const names = new Set(all.flatMap(({ entries }) => entries.map(({ name }) => name)))
  const byName = all.map(({ entries }) => new Map(entries.map((entry) => [entry.name, entry])))
  const entries: (SavedTensor | SavedValue)[] = []
  for (const name of names) {
    const tensors: DcpTensor[] = []
    const places: DcpPlace[] = []
    const boxes = new Map<string, Box & { places: [DcpPlace, ...DcpPlace[]] }>()
    for (const [at, { places: known }] of all.entries()) {
      const entry = byName[at]?.get(name)
      if (entry?.kind === 'value') {
        const place = known.get(placeKey(name, null))
        if (place === undefined) throw wrong('no file has the value', name)
        places.push(place)
      }
      if (entry?.kind !== 'tensor') continue
      tensors.push(entry)
      for (const box of entry.chunks) {
        if (box.offsets.length !== entry.shape.length)
          throw wrong('a piece has another number of dimensions', name)
        if (numelOf(box.sizes) === 0) continue
        const place = known.get(placeKey(name, box.offsets))
        if (place === undefined) throw wrong(`no file has the piece at (${box.offsets.join(', ')}) of`, name)
        const key = `${box.offsets.join()}:${box.sizes.join()}`
        const before = boxes.get(key)
        if (before === undefined) boxes.set(key, { ...box, places: [place] })
        else if (!before.places.includes(place)) before.places.push(place)
      }
    }
    const [first, ...others] = tensors
    const [place, ...copies] = places
    if (first === undefined && place !== undefined) {
      entries.push({ kind: 'value', name, places: [place, ...copies] })
      continue
    }
    if (first === undefined || place !== undefined)
      throw wrong('one rank has a tensor and another a value as', name)
    if (others.some((other) => !isAlike(first, other)))
      throw wrong('ranks give different shapes or element types for', name)
    const problem = tilingProblem(first.shape, [...boxes.values()], `"${name}"`)
    if (problem !== null) throw wrong(`${problem}, in`, name)
    entries.push({ kind: 'tensor', name, tensor: first, boxes: [...boxes.values()] })
  }
  return entries
}

function isAlike(one: DcpTensor, other: DcpTensor): boolean {
  return one.dtypeName === other.dtypeName && one.shape.join() === other.shape.join()
}

function pathsOf(all: readonly DcpMetadata[]): DcpMetadata['paths'] {
  const paths = all.flatMap((one) => [...(one.paths ?? [])])
  return paths.length === 0 ? null : new Map(paths)
}

/** The files that are needed, with their sizes in bytes: each is there and has room for every item in it. */
async function sizesOf(
  folder: PartsFolder,
  metadata: string,
  entries: readonly (SavedTensor | SavedValue)[],
): Promise<ReadonlyMap<string, number>> {
  const needed = new Map<string, number>()
  for (const entry of entries) {
    const places = entry.kind === 'value' ? entry.places : entry.boxes.flatMap((box) => box.places)
    for (const { path, offset, length } of places) {
      if (offset < 0 || length <= 0 || !Number.isSafeInteger(offset + length))
        throw new PthError('PIECES_INVALID', {
          path: folder.path,
          reason: `${metadata} gives ${length} bytes at ${offset} as the place of`,
          names: [entry.name],
        })
      needed.set(path, Math.max(needed.get(path) ?? 0, offset + length))
    }
  }
  const sizes = await sideBySide([...needed], AT_ONCE, async ([name, end]) => {
    const { byteLength } = await openNamed(folder, name, metadata)
    if (byteLength < end)
      throw new PthError('PIECES_INVALID', {
        path: folder.path,
        reason: `a file has ${grouped(byteLength)} bytes, and ${metadata} needs ${grouped(end)} of it: it is cut off`,
        names: [name],
      })
    return [name, byteLength] as const
  })
  return new Map(sizes)
}

/** Values that several ranks wrote, each for itself. */
function conflictNotes(values: readonly SavedValue[]): readonly Note[] {
  const several = values.filter(({ places }) => places.length > 1)
  if (several.length === 0) return []
  return [
    {
      code: 'RANK_VALUES',
      message: `every rank saved its own ${told(several.map(({ name }) => name))}: those of rank 0 are shown`,
    },
  ]
}

function leftOver(
  { names }: PartsFolder,
  metadata: readonly string[],
  sizes: ReadonlyMap<string, number>,
): readonly Note[] {
  const notes: Note[] = []
  const unread = names.filter((name) => !name.includes('/') && name.endsWith('.distcp') && !sizes.has(name))
  if (unread.length > 0)
    notes.push({
      code: 'PIECES_LEFT_OVER',
      message: `not read, since no metadata names it (empty, or of an earlier save): ${told(unread)}`,
    })
  const others = names.filter((name) => rankOfMetadata(name) !== undefined && !metadata.includes(name))
  if (others.length > 0)
    notes.push({
      code: 'PIECES_LEFT_OVER',
      message:
        `${told(others)} of single ranks not read: .metadata stands for all. Two saves wrote into the folder; if the ` +
        'one of single ranks was the later, .metadata fits the files no longer (pth verify shows it)',
    })
  return notes
}

function told(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map((name) => (name.length > 100 ? `${name.slice(0, 100)}…` : name))
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
