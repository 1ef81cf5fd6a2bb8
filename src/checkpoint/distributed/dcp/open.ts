/**
 * A DCP folder as one checkpoint: the same names, values and bytes that `dcp_to_torch_save` gives, put together while
 * they are read. Nothing of a tensor is read to open it.
 * @see torch/distributed/checkpoint/default_planner.py, format_utils.py
 */
import { newUnpacking } from '../../../container/members/unpack.ts'
import type { Container, Note } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import { assembledRecord } from '../assembled.ts'
import type { Piece } from '../assembled.ts'
import type { PartsFolder } from '../folder.ts'
import { addWhole, mergedCheckpoint, newMergedTensors } from '../merged.ts'
import type { MergedTensors } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { treeOf } from '../tree.ts'
import type { Planted } from '../tree.ts'
import { itemLabel, itemPlaces, newItemReader, openBox, openValue } from './item.ts'
import type { ItemReader } from './item.ts'
import type { DcpPlace } from './place.ts'
import { commonNotes, flatNotes } from './notes.ts'
import { readDcpSave } from './save.ts'
import type { DcpSave, SavedTensor } from './save.ts'

/** What another file of the folder adds. */
export interface Beside {
  readonly title: string
  /** Pickles of the file, as in `Merged`. */
  readonly containers: ReadonlyMap<string, Container>
  /** The tree of the items and what is in the file, as one. */
  join(tree: PickleDict): PickleDict
}

/** Values that are read at one time. */
const AT_ONCE = 16
/** Bytes of all values that are pickles of their own. Largest known: 60 MB (the state of a data loader). */
const VALUE_BYTES = 1 << 30

/**
 * Open a DCP folder. @throws PthError PIECES_INVALID where its files do not make one whole, FORMAT_UNSUPPORTED,
 * LIMIT_EXCEEDED, and those of pickles and archives
 */
export async function openDcp(
  folder: PartsFolder,
  options: OpenFolderOptions = {},
  beside?: Beside,
): Promise<Checkpoint> {
  const save = await readDcpSave(folder, options.limits ?? DEFAULT_LIMITS)
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, save.byteLength)
  const { crc32 = plainCrc32 } = options
  const reader = newItemReader(folder, save.metadata, newUnpacking(limits, options.unpack), crc32)
  const merged = newMergedTensors()
  const { containers, values } = await readValues(reader, save)
  const planted: Planted[] = []
  for (const entry of save.entries) {
    const value = entry.kind === 'value' ? values.get(entry.name) : addTensor(merged, reader, entry)
    if (value !== undefined)
      planted.push({ name: entry.name, path: save.paths?.get(entry.name) ?? [entry.name], value })
  }
  const made = treeOf(planted)
  if ('why' in made)
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason: `${save.metadata} gives a value no place in the state_dict (${made.why})`,
      names: [made.name],
    })
  const notes: Note[] = [...save.notes, ...flatNotes(save), ...(await commonNotes(folder, save, limits))]
  return mergedCheckpoint(
    {
      ...merged,
      name: folder.path,
      byteLength: save.byteLength,
      title: beside?.title ?? save.title,
      value: beside === undefined ? made.tree : beside.join(made.tree),
      containers: new Map([...containers, ...(beside?.containers ?? [])]),
      notes,
      parts: {
        pieces: countPieces(save),
        unchecked: 0,
        unproven: UNPROVEN,
        ...(save.ranks > 0 && { ranks: save.ranks }),
      },
    },
    { ...options, limits },
  )
}

/** Nothing ties the bytes of an item to its name or to its save. */
const UNPROVEN = [
  'that pieces of one shape and type are under their own names and of one save; a lock made where they were written ' +
    'shows it (pth lock there, pth verify --lock here)',
]

/** Boxes of tensors, and values, which were read and compared when the folder was opened. */
function countPieces({ entries }: DcpSave): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === 'tensor' ? entry.boxes.length : 1), 0)
}

/** Add a tensor whose pieces are read when it is. */
function addTensor(merged: MergedTensors, reader: ItemReader, saved: SavedTensor): PickleValue {
  const { tensor, boxes } = saved
  const { name, dtype, dtypeName, shape } = tensor
  const pieceOf = (offsets: readonly number[], sizes: readonly number[], place: DcpPlace): Piece => ({
    offsets,
    sizes,
    label: itemLabel(place, name),
    open: () => openBox(reader, place, tensor, { offsets, sizes }),
    expect: () => itemPlaces(reader, place),
  })
  const pieces = (): readonly Piece[] =>
    boxes.map(({ offsets, sizes, places: [place, ...copies] }) => {
      const piece = pieceOf(offsets, sizes, place)
      return copies.length === 0
        ? piece
        : { ...piece, copies: copies.map((copy) => pieceOf(offsets, sizes, copy)) }
    })
  const record =
    dtype === null
      ? null
      : assembledRecord({ name, shape, itemsize: dtype.itemsize, pieces, far: reader.folder.far === true })
  return addWhole(merged, { key: `${merged.tensors.size}:${name}`, dtype, dtypeName, shape, record })
}

/** Read the values that are pickles: they are small, and the first in their files. */
async function readValues(
  reader: ItemReader,
  { values, metadata }: DcpSave,
): Promise<{
  readonly containers: ReadonlyMap<string, Container>
  readonly values: ReadonlyMap<string, PickleValue>
}> {
  const { limits } = reader.unpacking
  checkLimit(limits, 'pickles', `values of ${metadata}`, values.length)
  let bytes = 0
  for (const { places } of values) for (const { length } of places) bytes += length
  checkLimit({ ...limits, pickleBytes: VALUE_BYTES }, 'pickleBytes', `values of ${metadata}`, bytes)
  const opened = await sideBySide(values, AT_ONCE, async ({ name, places }) => {
    const [first] = places
    return { name, ...(await openValue(reader, first, name)) }
  })
  const containers = new Map<string, Container>()
  const read = new Map<string, PickleValue>()
  for (const [index, { name, container, value }] of opened.entries()) {
    containers.set(`value ${index}:`, container)
    read.set(name, value)
  }
  return { containers, values: read }
}
