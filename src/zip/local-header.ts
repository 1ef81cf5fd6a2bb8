/** Local headers of a zip archive: what precedes the data of each entry. One parser for every reader. */
import { PthError } from '../errors.ts'
import { newCursor, readU16, readU32, readU64, skip } from '../io/cursor.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import type { ZipEntry } from './entry.ts'
import { LOCAL_HEADER } from './signatures.ts'

/** What the header before an entry's data says; readers without the central directory use it. Sizes are bytes. */
export interface LocalHeader {
  /** Offset of the header from the beginning of the file. */
  readonly offset: number
  readonly flags: number
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly crc32: number
  /** As the 32-bit field has it; 0xffffffff refers to the ZIP64 extra field. */
  readonly compressedSize: number
  /** As the 32-bit field has it; 0xffffffff refers to the ZIP64 extra field. */
  readonly size: number
  readonly rawName: Uint8Array
  readonly extra: Uint8Array
  /** Offset of the (compressed) data from the beginning of the file. */
  readonly dataOffset: number
}

/** Bytes of a local header before the name. */
export const LOCAL_HEADER_BYTES = 30
/** Bytes of an extra field that are read with the rest: PyTorch fills up to the next 64th byte, after ZIP64 sizes. */
const EXTRA = 96
const SENTINEL = 0xffff_ffff

/** The local header of an entry, and the first bytes of its content. Of a longer header the rest is read by itself. */
export function entryRange(entry: ZipEntry, most = 0): ByteRange {
  const length = LOCAL_HEADER_BYTES + entry.rawName.length + EXTRA + Math.min(entry.compressedSize, most)
  return { offset: entry.headerOffset, length }
}

/**
 * Read the local header of an entry.
 * @throws PthError ZIP_INVALID when none is there, SOURCE_TRUNCATED
 */
export async function readLocalHeader(source: ByteSource, entry: ZipEntry): Promise<LocalHeader> {
  const what = `local header of ${entry.name}`
  const { headerOffset } = entry
  // As long as the directory lets expect; where the file ends before, the reader says so of what is needed.
  const { length } = entryRange(entry)
  const room = source.byteLength - headerOffset
  const bytes = await source.read(headerOffset, room < length ? Math.max(room, LOCAL_HEADER_BYTES) : length)
  const found = readU32(newCursor(bytes, what))
  if (found !== LOCAL_HEADER) {
    throw new PthError('ZIP_INVALID', {
      what,
      offset: headerOffset,
      expected: 'PK\\3\\4',
      found: `0x${found.toString(16)}`,
    })
  }
  const { nameLength, extraLength } = variableLengths(bytes, what)
  const end = LOCAL_HEADER_BYTES + nameLength + extraLength
  const rest =
    end <= bytes.length
      ? bytes.subarray(LOCAL_HEADER_BYTES, end)
      : await source.read(headerOffset + LOCAL_HEADER_BYTES, nameLength + extraLength)
  return parseLocalHeader(bytes, rest, headerOffset, what)
}

/** The local header at `offset`, or undefined when none, or not all of it, is there. */
export async function localHeaderAt(source: ByteSource, offset: number): Promise<LocalHeader | undefined> {
  const what = 'zip local header'
  if (offset + LOCAL_HEADER_BYTES > source.byteLength) return undefined
  const fixed = await source.read(offset, LOCAL_HEADER_BYTES)
  if (readU32(newCursor(fixed, what)) !== LOCAL_HEADER) return undefined
  const { nameLength, extraLength } = variableLengths(fixed, what)
  if (offset + LOCAL_HEADER_BYTES + nameLength + extraLength > source.byteLength) return undefined
  const rest = await source.read(offset + LOCAL_HEADER_BYTES, nameLength + extraLength)
  return parseLocalHeader(fixed, rest, offset, what)
}

/** Bytes of the name and of the extra field, which follow the fixed part in this order. */
function variableLengths(fixed: Uint8Array, what: string): { nameLength: number; extraLength: number } {
  const cursor = newCursor(fixed, what)
  skip(cursor, 26)
  return { nameLength: readU16(cursor), extraLength: readU16(cursor) }
}

/** @see APPNOTE.TXT 4.3.7 */
function parseLocalHeader(fixed: Uint8Array, rest: Uint8Array, offset: number, what: string): LocalHeader {
  const cursor = newCursor(fixed, what)
  skip(cursor, 6) // 0 - signature, version needed
  const flags = readU16(cursor) // 6 - flags
  const method = readU16(cursor) // 8 - compression method
  skip(cursor, 4) // 10 - time, date
  const crc32 = readU32(cursor) // 14 - crc-32
  const compressedSize = readU32(cursor) // 18 - compressed size
  const size = readU32(cursor) // 22 - uncompressed size
  const nameLength = readU16(cursor) // 26 - name length, then the extra field's
  return {
    offset,
    flags,
    method,
    crc32,
    compressedSize,
    size,
    rawName: rest.subarray(0, nameLength), // 30 - name
    extra: rest.subarray(nameLength),
    dataOffset: offset + LOCAL_HEADER_BYTES + rest.length,
  }
}

/** The name in the header, decoded as UTF-8. */
export function localName({ rawName }: LocalHeader): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(rawName)
}

/** Whether the sizes follow the data in a descriptor; the header's own are zeros then. */
export function isDescribed({ flags }: LocalHeader): boolean {
  return (flags & 8) !== 0
}

/** The sizes that a header without a descriptor records, in bytes; undefined when its ZIP64 field is missing. */
export function recordedSizes(header: LocalHeader): { packed: number; inflated: number } | undefined {
  const packed = header.compressedSize === SENTINEL
  const inflated = header.size === SENTINEL
  if (!packed && !inflated) return { packed: header.compressedSize, inflated: header.size }
  const wide = wideSizes(header.extra, inflated, packed)
  if (wide === undefined) return undefined
  return { packed: wide.packed ?? header.compressedSize, inflated: wide.inflated ?? header.size }
}

/** The sizes in a ZIP64 extra field. */
function wideSizes(
  extra: Uint8Array,
  inflated: boolean,
  packed: boolean,
): { packed?: number; inflated?: number } | undefined {
  if (!inflated && !packed) return undefined
  const cursor = newCursor(extra, 'zip extra field')
  while (cursor.at + 4 <= extra.length) {
    const id = readU16(cursor) // 0 - id
    const size = readU16(cursor) // 2 - size
    if (cursor.at + size > extra.length) return undefined
    if (id !== 0x0001) {
      skip(cursor, size)
      continue
    }
    if (size < (inflated ? 8 : 0) + (packed ? 8 : 0)) return undefined
    return { ...(inflated && { inflated: readU64(cursor) }), ...(packed && { packed: readU64(cursor) }) }
  }
  return undefined
}

/**
 * Offset of an entry's (compressed) data from the beginning of the file. Sizes come from the central
 * directory: PyTorch writes zeros into the local header. Only the two lengths there count.
 * @throws PthError ZIP_INVALID, ZIP_AMBIGUOUS when the local header names another entry
 */
export async function locateEntry(source: ByteSource, entry: ZipEntry): Promise<number> {
  const { rawName, method, dataOffset } = await readLocalHeader(source, entry)
  const expected = entry.rawName
  if (rawName.length !== expected.length || !rawName.every((byte, at) => byte === expected[at])) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: `entry at offset ${entry.headerOffset}`,
      first: `${entry.name} in the central directory`,
      second: `${new TextDecoder('utf-8', { ignoreBOM: true }).decode(rawName)} at the data`,
    })
  }
  if (method !== entry.method) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: `entry ${entry.name}`,
      first: `method ${entry.method} in the central directory`,
      second: `method ${method} at the data`,
    })
  }
  return dataOffset
}
