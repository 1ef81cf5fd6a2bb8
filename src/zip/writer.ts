/** Zip archives laid out as PyTorch writes them: stored entries, aligned data, sizes after the data. */
import type { Crc32 } from '../io/crc32.ts'
import { copyInto } from '../io/buffered-sink.ts'
import type { BufferedSink } from '../io/buffered-sink.ts'
import { DATA_DESCRIPTOR, DIRECTORY_HEADER, LOCAL_HEADER } from './signatures.ts'

/** Entries are written one after another, then `finish`. */
export interface ZipWriter {
  /** One entry of just `size` bytes, which `fill` writes. */
  entry(name: string, size: number, fill: (out: BufferedSink) => Promise<void>): Promise<void>
  /** The central directory and the end records. */
  finish(): Promise<void>
}

interface Written {
  readonly name: Uint8Array
  readonly offset: number
  readonly size: number
  /** Known when all of the entry is filled. */
  readonly crc: Promise<number>
}

const MAX32 = 0xffff_ffff
/** Names are UTF-8. */
const UTF8 = 0x0800
/** Checksum and sizes follow the data. */
const DESCRIPTOR = 0x0008
/**
 * Id of the field that pads entries, and what it is filled with. @see caffe2/serialize/inline_container.cc
 * `getPadding`
 */
const PADDING = { id: 0x4246, fill: 0x5a }

/**
 * Write an archive to `out`, which is at its beginning. `alignment` is where data may begin, in bytes; 1 pads nothing.
 * @see APPNOTE.TXT 4.3.7 (local header), 4.3.9 (data descriptor), 4.5.3 (ZIP64 field)
 */
export function newZipWriter(out: BufferedSink, crc32: Crc32, alignment: number): ZipWriter {
  const written: Written[] = []
  return {
    entry: async (text, size, fill) => {
      const name = new TextEncoder().encode(text)
      const offset = out.position
      await out.write(localHeader(name, size, offset, alignment))
      const summed = checksummed(out, crc32)
      await fill(summed.out)
      const crc = summed.crc()
      if (size > 0) {
        await out.fill(descriptorBytes(size, offset), async (target, at) =>
          copyInto(target, descriptor(await crc, size, offset), at),
        )
      }
      written.push({ name, offset, size, crc })
    },
    finish: async () => {
      const start = out.position
      for (const entry of written) await out.write(centralHeader(entry, await entry.crc))
      await out.write(endRecords(written.length, start, out.position - start))
    },
  }
}

/** The sink, with a checksum of what goes through it. */
function checksummed(
  out: BufferedSink,
  crc32: Crc32,
): { readonly out: BufferedSink; crc(): Promise<number> } {
  let crc = Promise.resolve(0)
  const fill: BufferedSink['fill'] = (length, filler) =>
    out.fill(length, async (target, at) => {
      const filled = filler(target, at)
      crc = Promise.all([crc, filled]).then(([before]) => crc32(target, before))
      await crc
    })
  return {
    crc: () => crc,
    out: {
      get position() {
        return out.position
      },
      fill,
      write: (bytes) => fill(bytes.length, (target, at) => copyInto(target, bytes, at)),
      flush: () => out.flush(),
    },
  }
}

function localHeader(name: Uint8Array, size: number, offset: number, alignment: number): Uint8Array {
  const wide = (size >= MAX32 ? 16 : 0) + (offset >= MAX32 ? 8 : 0)
  const zip64 = wide === 0 ? 0 : 4 + wide
  const start = offset + 30 + name.length + 4 + zip64
  const pad = (alignment - (start % alignment)) % alignment
  const padding = alignment === 1 ? 0 : 4 + pad
  const { bytes, view } = record(30 + name.length + zip64 + padding)
  view.setUint32(0, LOCAL_HEADER, true) // 0 - signature
  view.setUint16(6, size === 0 ? UTF8 : UTF8 | DESCRIPTOR, true) // 6 - flags
  view.setUint16(26, name.length, true) // 26 - name length
  view.setUint16(28, zip64 + padding, true) // 28 - extra length
  bytes.set(name, 30)
  let at = 30 + name.length
  if (zip64 > 0) {
    view.setUint16(at, 1, true) // 0 - ZIP64 field
    view.setUint16(at + 2, wide, true) // 2 - its size
    at += 4
    if (size >= MAX32) {
      view.setBigUint64(at, BigInt(size), true)
      view.setBigUint64(at + 8, BigInt(size), true)
      at += 16
    }
    if (offset >= MAX32) {
      view.setBigUint64(at, BigInt(offset), true)
      at += 8
    }
  }
  if (padding > 0) {
    view.setUint16(at, PADDING.id, true)
    view.setUint16(at + 2, pad, true)
    bytes.fill(PADDING.fill, at + 4)
  }
  return bytes
}

function descriptorBytes(size: number, offset: number): number {
  return size >= MAX32 || offset >= MAX32 ? 24 : 16
}

function descriptor(crc: number, size: number, offset: number): Uint8Array {
  const { bytes, view } = record(descriptorBytes(size, offset))
  view.setUint32(0, DATA_DESCRIPTOR, true) // 0 - signature
  view.setUint32(4, crc, true) // 4 - crc-32
  if (bytes.length === 24) {
    view.setBigUint64(8, BigInt(size), true) // 8 - compressed size
    view.setBigUint64(16, BigInt(size), true) // 16 - size
  } else {
    view.setUint32(8, size, true) // 8 - compressed size
    view.setUint32(12, size, true) // 12 - size
  }
  return bytes
}

function centralHeader({ name, offset, size }: Omit<Written, 'crc'>, crc: number): Uint8Array {
  const fields = [...(size >= MAX32 ? [size, size] : []), ...(offset >= MAX32 ? [offset] : [])]
  const zip64 = fields.length === 0 ? 0 : 4 + 8 * fields.length
  const { bytes, view } = record(46 + name.length + zip64)
  view.setUint32(0, DIRECTORY_HEADER, true) // 0 - signature
  view.setUint16(8, size === 0 ? UTF8 : UTF8 | DESCRIPTOR, true) // 8 - flags
  view.setUint32(16, crc, true) // 16 - crc-32
  view.setUint32(20, Math.min(size, MAX32), true) // 20 - compressed size
  view.setUint32(24, Math.min(size, MAX32), true) // 24 - size
  view.setUint16(28, name.length, true) // 28 - name length
  view.setUint16(30, zip64, true) // 30 - extra length
  view.setUint32(42, Math.min(offset, MAX32), true) // 42 - offset of the local header
  bytes.set(name, 46)
  if (zip64 > 0) {
    const at = 46 + name.length
    view.setUint16(at, 1, true)
    view.setUint16(at + 2, zip64 - 4, true)
    for (const [index, value] of fields.entries()) view.setBigUint64(at + 4 + 8 * index, BigInt(value), true)
  }
  return bytes
}

/** ZIP64 end record, its locator, and the old end record: PyTorch always writes all three. */
function endRecords(count: number, start: number, length: number): Uint8Array {
  const { bytes, view } = record(56 + 20 + 22)
  view.setUint32(0, 0x06064b50, true) // 0 - signature
  view.setBigUint64(4, 44n, true) // 4 - bytes after this field
  view.setUint16(12, 0x031e, true) // 12 - version made by
  view.setUint16(14, 0x2d, true) // 14 - version needed
  view.setBigUint64(24, BigInt(count), true) // 24 - entries on this disk
  view.setBigUint64(32, BigInt(count), true) // 32 - entries
  view.setBigUint64(40, BigInt(length), true) // 40 - size of the directory
  view.setBigUint64(48, BigInt(start), true) // 48 - offset of the directory
  view.setUint32(56, 0x07064b50, true) // 0 - signature of the locator
  view.setBigUint64(64, BigInt(start + length), true) // 8 - offset of the ZIP64 end record
  view.setUint32(72, 1, true) // 16 - disks
  view.setUint32(76, 0x06054b50, true) // 0 - signature of the end record
  view.setUint16(84, Math.min(count, 0xffff), true) // 8 - entries on this disk
  view.setUint16(86, Math.min(count, 0xffff), true) // 10 - entries
  view.setUint32(88, Math.min(length, MAX32), true) // 12 - size of the directory
  view.setUint32(92, Math.min(start, MAX32), true) // 16 - offset of the directory
  return bytes
}

function record(length: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(length)
  return { bytes, view: new DataView(bytes.buffer) }
}

/** Bytes of the archive that entries of these names and sizes become, in this order. */
export function zipLength(
  entries: readonly { readonly name: string; readonly size: number }[],
  alignment: number,
): number {
  let offset = 0
  let directory = 0
  for (const { name: text, size } of entries) {
    const name = new TextEncoder().encode(text)
    directory += centralHeader({ name, offset, size }, 0).length
    offset +=
      localHeader(name, size, offset, alignment).length +
      size +
      (size > 0 ? descriptorBytes(size, offset) : 0)
  }
  return offset + directory + endRecords(entries.length, offset, directory).length
}
