/** Local headers and data descriptors of a zip archive, read without its directory. */
import { newCursor, readBytes, readU16, readU32, readU64, skip } from '../../io/cursor.ts'
import type { ByteSource } from '../../io/source.ts'

/** What a local header tells. Offsets are bytes from the beginning of the file. */
export interface LocalHeader {
  readonly offset: number
  readonly name: string
  readonly rawName: Uint8Array
  readonly flags: number
  readonly method: number
  /** Whether sizes follow the data in a descriptor; the header's own are zeros then. */
  readonly described: boolean
  /** Packed size, when the header has it. */
  readonly size: number | undefined
  /** Inflated size, when the header has it. */
  readonly inflated: number | undefined
  readonly dataOffset: number
}

const FIXED = 30
const SIGNATURE = 0x04034b50
const DESCRIPTOR = 0x08074b50
const SENTINEL = 0xffff_ffff
/** Bytes searched at a time for a descriptor. */
const SEARCH = 1 << 20

/** The local header at `offset`, or undefined when there is none, or not all of it. @see APPNOTE.TXT 4.3.7 */
export async function localHeaderAt(source: ByteSource, offset: number): Promise<LocalHeader | undefined> {
  if (offset + FIXED > source.byteLength) return undefined
  const cursor = newCursor(await source.read(offset, FIXED), 'zip local header')
  if (readU32(cursor) !== SIGNATURE) return undefined // 0 - signature
  skip(cursor, 2) // 4 - version needed
  const flags = readU16(cursor) // 6 - flags
  const method = readU16(cursor) // 8 - compression method
  skip(cursor, 8) // 10 - time, date, crc-32
  const packed = readU32(cursor) // 18 - compressed size
  const inflated = readU32(cursor) // 22 - uncompressed size
  const nameLength = readU16(cursor) // 26 - name length
  const extraLength = readU16(cursor) // 28 - extra field length
  const dataOffset = offset + FIXED + nameLength + extraLength
  if (dataOffset > source.byteLength) return undefined
  const rest = newCursor(await source.read(offset + FIXED, nameLength + extraLength), 'zip local header')
  const rawName = readBytes(rest, nameLength) // 30 - name
  const extra = readBytes(rest, extraLength)
  const described = (flags & 8) !== 0
  const wide = described ? undefined : wideSizes(extra, inflated === SENTINEL, packed === SENTINEL)
  const needsWide = packed === SENTINEL || inflated === SENTINEL
  if (!described && needsWide && wide === undefined) return undefined
  return {
    offset,
    name: new TextDecoder('utf-8', { ignoreBOM: true }).decode(rawName),
    rawName,
    flags,
    method,
    described,
    size: described ? undefined : (wide?.packed ?? packed),
    inflated: described ? undefined : (wide?.inflated ?? inflated),
    dataOffset,
  }
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
 * Bytes of the data descriptor at `offset` when it tells just these sizes (16 or 24); 0 when the file ends
 * before it does; undefined when something else stands there. @see APPNOTE.TXT 4.3.9
 */
export async function descriptorAt(
  source: ByteSource,
  offset: number,
  packed: number,
  inflated: number,
): Promise<number | undefined> {
  const left = Math.min(24, source.byteLength - offset)
  const bytes = await source.read(offset, left)
  for (const length of [16, 24]) {
    const wanted = descriptorBytes(length, packed, inflated)
    const same = bytes
      .subarray(0, length)
      .every((byte, at) => wanted[at] === undefined || wanted[at] === byte)
    if (same) return left < length ? 0 : length
  }
  return undefined
}

/** The descriptor as it must look; the checksum may be anything. */
function descriptorBytes(length: number, packed: number, inflated: number): (number | undefined)[] {
  const bytes = new DataView(new ArrayBuffer(24))
  bytes.setUint32(0, DESCRIPTOR, true)
  if (length === 16) {
    bytes.setUint32(8, packed % 2 ** 32, true)
    bytes.setUint32(12, inflated % 2 ** 32, true)
  } else {
    bytes.setBigUint64(8, BigInt(packed), true)
    bytes.setBigUint64(16, BigInt(inflated), true)
  }
  return Array.from({ length }, (_, at) => (at >= 4 && at < 8 ? undefined : bytes.getUint8(at)))
}

/** The first descriptor after a header whose packed size is its distance from the data; undefined when there is none. */
export async function findDescriptor(
  source: ByteSource,
  header: LocalHeader,
): Promise<{ readonly packed: number; readonly size: number } | undefined> {
  for (let base = header.dataOffset; base + 16 <= source.byteLength; base += SEARCH) {
    // A little more than the step, so that one across the border is seen.
    const bytes = await source.read(base, Math.min(SEARCH + 23, source.byteLength - base))
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (
      let at = bytes.indexOf(0x50);
      at >= 0 && at < SEARCH && at + 16 <= bytes.length;
      at = bytes.indexOf(0x50, at + 1)
    ) {
      if (view.getUint32(at, true) !== DESCRIPTOR) continue
      const distance = base + at - header.dataOffset
      const sizes = sizesAt(view, at, distance)
      if (sizes !== undefined && (header.method !== 0 || sizes === distance))
        return { packed: distance, size: sizes }
    }
  }
  return undefined
}

/** The inflated size of a descriptor whose packed size is `distance`. */
function sizesAt(view: DataView, at: number, distance: number): number | undefined {
  if (view.getUint32(at + 8, true) === distance) {
    const wide =
      at + 24 <= view.byteLength &&
      view.getUint32(at + 12, true) === 0 &&
      view.getBigUint64(at + 8, true) === BigInt(distance)
    const narrow = view.getUint32(at + 12, true)
    // An empty inflated size beside packed bytes can only be the upper half of a wide one.
    if (!wide || narrow !== 0 || distance === 0) return narrow
    return Number(view.getBigUint64(at + 16, true))
  }
  return undefined
}
