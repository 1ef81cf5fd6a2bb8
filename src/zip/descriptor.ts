/** Data descriptors: the sizes of a zip entry, written after its data. */
import type { ByteSource } from '../io/source.ts'
import type { LocalHeader } from './local-header.ts'
import { DATA_DESCRIPTOR } from './signatures.ts'

/** Bytes searched at a time for a descriptor. */
const SEARCH = 1 << 20

/** A data descriptor. */
export interface Descriptor {
  /** Bytes of it: 16 or 24; 0 when the file ends before it does. */
  readonly length: number
  /** CRC-32 of the inflated data; null when the file ends before it. */
  readonly crc32: number | null
}

/**
 * The data descriptor at `offset` when it gives just these sizes; undefined when something else is there.
 * @see APPNOTE.TXT 4.3.9
 */
export async function descriptorAt(
  source: ByteSource,
  offset: number,
  packed: number,
  inflated: number,
): Promise<Descriptor | undefined> {
  const left = Math.min(24, source.byteLength - offset)
  const bytes = await source.read(offset, left)
  for (const length of [16, 24]) {
    const wanted = descriptorBytes(length, packed, inflated)
    const same = bytes
      .subarray(0, length)
      .every((byte, at) => wanted[at] === undefined || wanted[at] === byte)
    if (same) return { length: left < length ? 0 : length, crc32: crcAt(bytes, 0) }
  }
  return undefined
}

/** The checksum of the descriptor that begins at `at`; null when the bytes end before it does. */
function crcAt(bytes: Uint8Array, at: number): number | null {
  if (at + 8 > bytes.length) return null
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at + 4, true)
}

/** The descriptor as it must look; the checksum may be anything. */
function descriptorBytes(length: number, packed: number, inflated: number): (number | undefined)[] {
  const bytes = new DataView(new ArrayBuffer(24))
  bytes.setUint32(0, DATA_DESCRIPTOR, true)
  if (length === 16) {
    bytes.setUint32(8, packed % 2 ** 32, true)
    bytes.setUint32(12, inflated % 2 ** 32, true)
  } else {
    bytes.setBigUint64(8, BigInt(packed), true)
    bytes.setBigUint64(16, BigInt(inflated), true)
  }
  return Array.from({ length }, (_, at) => (at >= 4 && at < 8 ? undefined : bytes.getUint8(at)))
}

/**
 * The first descriptor after a header whose packed size is its distance from the data; undefined when there
 * is none.
 */
export async function findDescriptor(
  source: ByteSource,
  header: LocalHeader,
): Promise<{ readonly packed: number; readonly size: number; readonly crc32: number | null } | undefined> {
  for (let base = header.dataOffset; base + 16 <= source.byteLength; base += SEARCH) {
    // A little more than the step, so that one across the border is seen.
    const bytes = await source.read(base, Math.min(SEARCH + 23, source.byteLength - base))
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (
      let at = bytes.indexOf(0x50);
      at >= 0 && at < SEARCH && at + 16 <= bytes.length;
      at = bytes.indexOf(0x50, at + 1)
    ) {
      if (view.getUint32(at, true) !== DATA_DESCRIPTOR) continue
      const distance = base + at - header.dataOffset
      const sizes = sizesAt(view, at, distance)
      if (sizes !== undefined && (header.method !== 0 || sizes === distance))
        return { packed: distance, size: sizes, crc32: crcAt(bytes, at) }
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
