/** The central directory as torch's zip reader takes it: its own checks, no others, step by step. */
import type { ZipEntry } from '../zip/entry.ts'
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { decodeLatin1, decodeUtf8 } from '../pickle/text.ts'

/** An entry; torch reads nothing for one that is marked as a folder, and leaves the memory as it was. */
export interface MinizEntry extends ZipEntry {
  readonly isFolder: boolean
}

const END = 22
const LOCATOR = 20
const WIDE_END = 56
const ENTRY = 46
const LOCAL = 30
const WINDOW = 4096
const U16 = 0xffff
const U32 = 0xffff_ffff
const MASKED = 0x2000
const FOLDER = 0x10
/** Bytes of a directory that are read; torch takes up to 4 GiB. */
const MOST = 1 << 28

/** Where the directory lies, by the end records. */
interface Directory {
  readonly count: number
  readonly size: number
  readonly offset: number
  readonly disk: number
}

/**
 * @throws PthError ZIP_INVALID where torch refuses, LIMIT_EXCEEDED
 * @see miniz.c `mz_zip_reader_read_central_dir`
 */
export async function readMinizDirectory(source: ByteSource): Promise<readonly MinizEntry[]> {
  const directory = await findDirectory(source)
  const { count, size, offset } = directory
  if (size < count * ENTRY || offset + size > source.byteLength)
    throw invalid('invalid header or archive is corrupted', offset)
  if (size > MOST)
    throw new PthError('LIMIT_EXCEEDED', {
      what: 'zip central directory',
      limit: MOST,
      found: size,
      unit: 'bytes',
    })
  const bytes = await source.read(offset, size)
  const entries: MinizEntry[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (size - at < ENTRY) throw invalid('invalid header or archive is corrupted', offset + at)
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, size - at)
    const length = ENTRY + view.getUint16(28, true) + view.getUint16(30, true) + view.getUint16(32, true)
    checkEntry(view, length, directory, source.byteLength, offset + at)
    entries.push(entryAt(view, offset + at))
    at += length
  }
  return entries
}

/** @see miniz.c `mz_zip_reader_locate_header_sig` */
async function findDirectory(source: ByteSource): Promise<Directory> {
  const total = source.byteLength
  let lowest = Math.max(0, total - WINDOW)
  while (lowest > 0 && total - lowest < U16 + END) lowest = Math.max(0, lowest - (WINDOW - 3))
  const tail = await source.read(lowest, total - lowest)
  for (let at = tail.length - END; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail[at + 1] !== 0x4b || tail[at + 2] !== 5 || tail[at + 3] !== 6) continue
    return readEnd(source, lowest + at, new DataView(tail.buffer, tail.byteOffset + at, END))
  }
  throw invalid('failed finding central directory', total)
}

async function readEnd(source: ByteSource, at: number, view: DataView): Promise<Directory> {
  const wide = await readWideEnd(source, at)
  const [disk, directoryDisk, here] =
    wide === null ? [view.getUint16(4, true), view.getUint16(6, true), view.getUint16(8, true)] : wide.disks
  const classic = {
    count: view.getUint16(10, true),
    size: view.getUint32(12, true),
    offset: view.getUint32(16, true),
  }
  const found = wide === null ? classic : wide
  if (found.count !== here || ((disk | directoryDisk) !== 0 && (disk !== 1 || directoryDisk !== 1)))
    throw invalid('unsupported multidisk archive', at)
  return { count: found.count, size: found.size, offset: found.offset, disk }
}

interface WideEnd {
  readonly count: number
  readonly size: number
  readonly offset: number
  readonly disks: readonly [disk: number, directoryDisk: number, here: number]
}

async function readWideEnd(source: ByteSource, end: number): Promise<WideEnd | null> {
  if (end < LOCATOR + WIDE_END) return null
  const locator = viewOf(await source.read(end - LOCATOR, LOCATOR))
  if (locator.getUint32(0, true) !== 0x07064b50) return null
  const at = locator.getBigUint64(8, true)
  if (at > BigInt(source.byteLength - WIDE_END)) throw invalid('not a ZIP archive', end)
  const record = viewOf(await source.read(Number(at), WIDE_END))
  if (record.getUint32(0, true) !== 0x06064b50) return null
  const [size, here, count, bytes, offset] = [4, 24, 32, 40, 48].map((field) =>
    record.getBigUint64(field, true),
  )
  if (
    size === undefined ||
    here === undefined ||
    count === undefined ||
    bytes === undefined ||
    offset === undefined
  )
    return null
  if (size < BigInt(WIDE_END - 12)) throw invalid('invalid header or archive is corrupted', Number(at))
  if (locator.getUint32(16, true) !== 1) throw invalid('unsupported multidisk archive', end)
  if (count > BigInt(U32) || here > BigInt(U32)) throw invalid('too many files', Number(at))
  if (bytes > BigInt(U32)) throw invalid('unsupported central directory size', Number(at))
  if (BigInt.asUintN(64, offset + bytes) > BigInt(source.byteLength))
    throw invalid('invalid header or archive is corrupted', Number(at))
  const disks = [record.getUint32(16, true), record.getUint32(20, true), Number(here)] as const
  return { count: Number(count), size: Number(bytes), offset: Number(offset), disks }
}

function checkEntry(view: DataView, length: number, { disk }: Directory, total: number, place: number): void {
  if (view.getUint32(0, true) !== 0x02014b50) throw invalid('invalid header or archive is corrupted', place)
  const [packed, size, header] = [
    view.getUint32(20, true),
    view.getUint32(24, true),
    view.getUint32(42, true),
  ]
  // The method is read together with the time behind it.
  const stored = view.getUint32(10, true) === 0
  if (packed !== U32 && size !== U32 && ((stored && size !== packed) || (size > 0 && packed === 0))) {
    throw invalid('invalid header or archive is corrupted', place)
  }
  const on = view.getUint16(34, true)
  if (on === U16 || (on !== disk && on !== 1)) throw invalid('unsupported multidisk archive', place)
  if (packed !== U32 && header + LOCAL + packed > total)
    throw invalid('invalid header or archive is corrupted', place)
  if ((view.getUint16(8, true) & MASKED) !== 0) throw invalid('unsupported encryption', place)
  if (length > view.byteLength) throw invalid('invalid header or archive is corrupted', place)
}

/** @see miniz.c `mz_zip_file_stat_internal` */
function entryAt(view: DataView, place: number): MinizEntry {
  const [nameLength, extraLength] = [view.getUint16(28, true), view.getUint16(30, true)]
  const rawName = new Uint8Array(view.buffer, view.byteOffset + ENTRY, nameLength)
  const name = decodeUtf8(rawName) ?? decodeLatin1(rawName)
  const sizes = [view.getUint32(24, true), view.getUint32(20, true), view.getUint32(42, true)]
  const extra = new DataView(view.buffer, view.byteOffset + ENTRY + nameLength, extraLength)
  const [size = 0, compressedSize = 0, headerOffset = 0] = wideSizes(sizes, extra, place)
  return {
    name,
    rawName,
    method: view.getUint16(10, true),
    flags: view.getUint16(8, true),
    crc32: view.getUint32(16, true),
    compressedSize,
    size,
    headerOffset,
    isFolder: name.endsWith('/') || (view.getUint32(38, true) & FOLDER) !== 0,
  }
}

/** Sizes and offset of more than 32 bits are in an extra field, in order, as far as they are marked. */
function wideSizes(sizes: readonly number[], extra: DataView, place: number): readonly number[] {
  if (!sizes.includes(U32)) return sizes
  let at = 0
  while (at + 4 <= extra.byteLength) {
    const [id, length] = [extra.getUint16(at, true), extra.getUint16(at + 2, true)]
    if (at + 4 + length > extra.byteLength) throw invalid('invalid header or archive is corrupted', place)
    if (id === 1) {
      let field = at + 4
      return sizes.map((value) => {
        if (value !== U32) return value
        if (field + 8 > at + 4 + length) throw invalid('invalid header or archive is corrupted', place)
        const wide = Number(extra.getBigUint64(field, true))
        field += 8
        return wide
      })
    }
    at += 4 + length
  }
  return sizes
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function invalid(reason: string, offset: number): PthError {
  return new PthError('ZIP_INVALID', {
    what: 'zip archive',
    offset,
    expected: 'what the zip reader of PyTorch takes',
    found: reason,
  })
}
