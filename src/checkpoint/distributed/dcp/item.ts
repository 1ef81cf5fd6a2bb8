/** One item of a DCP file: what torch.save wrote, after the transforms of the writer. */
import { unpacked } from '../../../container/members/unpack.ts'
import type { Unpacking } from '../../../container/members/unpack.ts'
import { openContainer } from '../../../container/open.ts'
import type { Container, ExpectedPlace } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import type { Crc32 } from '../../../io/crc32.ts'
import { memorySource, sliceSource } from '../../../io/source.ts'
import type { ByteRange, ByteSource } from '../../../io/source.ts'
import { zstdChunks } from '../../../io/zstd/frame.ts'
import { checkLimit } from '../../../limits.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { rootValue } from '../../find/root.ts'
import { newInterpreter } from '../../interpreter.ts'
import { recordAs } from '../../../container/range-record.ts'
import type { StridedTensor } from '../../tensor.ts'
import { checkedSource } from '../checked-source.ts'
import { denseSource } from '../dense-source.ts'
import { openNamed } from '../folder.ts'
import type { PartsFolder } from '../folder.ts'
import type { DcpTensor } from './metadata.ts'
import type { DcpPlace } from './place.ts'
import { requireSoundPickles } from '../sound-pickles.ts'
import { unloadable } from './unloadable.ts'
import type { Box } from '../tiling.ts'

/** The part before the slash is the name in torch's registry, the part behind it the version. */
const ZSTD = /^stream\.zstd\/1(\.|$)/
/** Bytes that torch.save adds to the values of one tensor, at most. */
const ENVELOPE = 1 << 20
/** Items of as many bytes are read at once: their header, pickle and directory would be a read each. */
const SMALL_BYTES = 1 << 16
/** An item that is no longer is asked for from front to back: its end is there when it is looked at. */
const TOGETHER_BYTES = 1 << 23
/** Of a longer one: what is asked for before its directory, and with it. */
const HEAD_BYTES = 1 << 22
const TAIL_BYTES = 1 << 17
/** Unpacked items that are kept for whoever reads them next, in bytes. */
const KEPT_BYTES = 1 << 26

/** What the items of one folder are read with. */
export interface ItemReader {
  readonly folder: PartsFolder
  readonly unpacking: Unpacking
  readonly crc32: Crc32
  /** The metadata file, for messages. */
  readonly metadata: string
  readonly files: Map<string, Promise<ByteSource>>
  /** What takes word of what is going to be read of a file, by its path. */
  readonly expecting: Map<string, ExpectedPlace['source']>
  readonly kept: Map<DcpPlace, Promise<ByteSource>>
}

/** A reader without open files. */
export function newItemReader(
  folder: PartsFolder,
  metadata: string,
  unpacking: Unpacking,
  crc32: Crc32,
): ItemReader {
  return { folder, metadata, unpacking, crc32, files: new Map(), expecting: new Map(), kept: new Map() }
}

/** What to call an item in messages. */
export function itemLabel({ path, offset }: DcpPlace, name: string): string {
  return `${path} > item at ${offset} ("${shortName(name)}")`
}

function shortName(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name
}

function fileOf({ folder, files, metadata }: ItemReader, path: string): Promise<ByteSource> {
  const known = files.get(path) ?? openNamed(folder, path, metadata)
  files.set(path, known)
  return known
}

/** Where an item is read from, in the order in which it is: its header, its directory at the end, and the rest. */
export function itemPlaces(reader: ItemReader, { path, offset, length }: DcpPlace): readonly ExpectedPlace[] {
  const { expecting } = reader
  const source = expecting.get(path) ?? {
    // Before anything of it is read. Who reads it meets the error.
    expect: (ranges: readonly ByteRange[]) =>
      void fileOf(reader, path).then(
        (file) => file.expect?.(ranges),
        () => undefined,
      ),
  }
  expecting.set(path, source)
  if (offset < 0 || length <= 0) return []
  if (length <= TOGETHER_BYTES) return [{ source, range: { offset, length } }]
  const tail = offset + length - TAIL_BYTES
  return [
    { source, range: { offset, length: HEAD_BYTES } },
    { source, range: { offset: tail, length: TAIL_BYTES } },
    { source, range: { offset: offset + HEAD_BYTES, length: length - HEAD_BYTES - TAIL_BYTES } },
  ]
}

/** The bytes of an item as they are in its file. @throws PthError PIECES_INVALID */
async function packedItem(reader: ItemReader, place: DcpPlace, label: string): Promise<ByteSource> {
  const { folder } = reader
  const file = await fileOf(reader, place.path)
  const { offset, length } = place
  if (offset < 0 || length <= 0 || offset + length > file.byteLength)
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason:
        `${label} is to have ${length} bytes at ${offset}, and its file has ${file.byteLength} bytes: ` +
        'the file is cut off, or of another save',
      names: [],
    })
  const item = sliceSource(file, offset, length)
  return length <= SMALL_BYTES ? memorySource(await item.read(0, length), label) : item
}

/**
 * An item with its transforms undone; `most` bounds what it unpacks to, in bytes.
 * @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED for a transform that is not known, LIMIT_EXCEEDED
 */
async function unpackedItem(
  reader: ItemReader,
  place: DcpPlace,
  label: string,
  most: number,
): Promise<ByteSource> {
  const packed = await packedItem(reader, place, label)
  if (place.transforms.length === 0) return packed
  checkLimit(reader.unpacking.limits, 'nesting', `transforms of ${label}`, place.transforms.length)
  const known = reader.kept.get(place)
  if (known !== undefined) return known
  const made = undone(reader, packed, place, label, most)
  reader.kept.set(place, made)
  await made
  await letGo(reader)
  return made
}

async function undone(
  { unpacking }: ItemReader,
  packed: ByteSource,
  { transforms }: DcpPlace,
  label: string,
  most: number,
): Promise<ByteSource> {
  let content = packed
  for (const transform of transforms) {
    if (!ZSTD.test(transform))
      throw new PthError('FORMAT_UNSUPPORTED', {
        path: label,
        found: `packed by ${JSON.stringify(transform.slice(0, 100))}`,
        hint: 'save the checkpoint without this extension',
      })
    content = await unpacked(unpacking, bounded(zstdChunks(content), label, most), label)
  }
  return content
}

/** The frame does not say how much is in it: what the metadata says bounds it. */
async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  label: string,
  most: number,
): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > most)
      throw new PthError('CONTAINER_INVALID', {
        what: label,
        expected: `at most ${most} bytes when it is unpacked`,
        found: `${length} and more`,
      })
    yield chunk
  }
}

/** Let go of what was unpacked first. Temporary files stay until the end: zstd takes as much disk as it packs. */
async function letGo({ kept }: ItemReader): Promise<void> {
  let bytes = 0
  for (const [place, source] of [...kept].toReversed()) {
    bytes += (await source.catch(() => memorySource(new Uint8Array(0)))).byteLength
    if (bytes > KEPT_BYTES) kept.delete(place)
  }
}

/** A value that is a pickle of its own. @throws PthError as the container has them */
export async function openValue(
  reader: ItemReader,
  place: DcpPlace,
  name: string,
): Promise<{ readonly container: Container; readonly value: PickleValue }> {
  const label = itemLabel(place, name)
  const { limits } = reader.unpacking
  const source = await unpackedItem(reader, place, label, limits.pickleBytes)
  const container = await openItem(reader, source, label)
  return { container, value: rootValue(container, null) }
}

/** The archive of an item. @throws PthError as containers have them, and for another pickle than was written */
async function openItem(reader: ItemReader, source: ByteSource, label: string): Promise<Container> {
  const container = await openContainer({ ...source, name: label }, reader.unpacking.limits)
  requireSoundPickles(container, label)
  return container
}

/** The elements of one box, as the item has them. @throws PthError PIECES_INVALID, and as the container has them */
export async function openBox(
  reader: ItemReader,
  place: DcpPlace,
  whole: DcpTensor,
  box: Box,
): Promise<ByteSource> {
  const label = itemLabel(place, whole.name)
  return denseSource(label, await boxTensor(reader, place, whole, box, label))
}

/** The tensor of an item, proven to be the box that the metadata says. */
async function boxTensor(
  reader: ItemReader,
  place: DcpPlace,
  whole: DcpTensor,
  box: Box,
  label: string,
): Promise<StridedTensor> {
  const numel = box.sizes.reduce((product, size) => product * size, 1)
  const most = 2 * numel * (whole.dtype?.itemsize ?? 16) + ENVELOPE
  const source = await unpackedItem(reader, place, label, most)
  const container = await openItem(reader, source, label)
  const interpreter = newInterpreter(container)
  const tensor = interpreter.tensorOf(rootValue(container, null))
  const wrong = (reason: string): PthError =>
    new PthError('PIECES_INVALID', { path: reader.folder.path, reason: `${label} ${reason}`, names: [] })
  if (tensor === undefined) throw wrong('is no tensor')
  if (tensor.kind !== 'strided') throw await unloadable(whole.name, tensor, interpreter, label, reader.crc32)
  if (tensor.dtypeName !== whole.dtypeName)
    throw wrong(`has ${tensor.dtypeName} elements, and the metadata says ${whole.dtypeName}`)
  if (tensor.shape.join() !== box.sizes.join())
    throw wrong(`has the shape [${tensor.shape.join(', ')}], and the metadata says [${box.sizes.join(', ')}]`)
  return checked(tensor, label, reader.crc32)
}

/** The same tensor over bytes that are compared with the checksum of their archive. */
function checked(tensor: StridedTensor, label: string, crc32: Crc32): StridedTensor {
  const { record } = tensor.storage
  if (record === null || record.crc32 === null) return tensor
  const { crc32: expected } = record
  const open = async (): Promise<ByteSource> =>
    checkedSource(await record.open(), expected, `${label} > ${record.member}`, crc32)
  return { ...tensor, storage: { ...tensor.storage, record: recordAs(record, { open }) } }
}
