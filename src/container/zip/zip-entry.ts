/** The bytes of one zip entry: found by its local header, stored or inflated. */
import { PthError } from '../../errors.ts'
import { newCursor, readU16, readU32, skip } from '../../io/cursor.ts'
import { inflatedSource, newInflateRoom } from '../../io/inflate.ts'
import type { InflateRoom } from '../../io/inflate.ts'
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import type { ZipEntry } from './zip-directory.ts'

const LOCAL_HEADER = 30

/** What the header before an entry's data says; readers that do not ask the central directory go by it. */
export interface LocalHeader {
  readonly flags: number
  readonly method: number
  readonly crc32: number
  readonly compressedSize: number
  readonly size: number
  readonly rawName: Uint8Array
  readonly extra: Uint8Array
  /** Offset of the (compressed) data from the beginning of the file. */
  readonly dataOffset: number
}

/**
 * Read the local header of an entry.
 * @throws PthError ZIP_INVALID, SOURCE_TRUNCATED
 * @see APPNOTE.TXT 4.3.7
 */
export async function readLocalHeader(source: ByteSource, entry: ZipEntry): Promise<LocalHeader> {
  const cursor = newCursor(
    await source.read(entry.headerOffset, LOCAL_HEADER),
    `local header of ${entry.name}`,
  )
  const signature = readU32(cursor) // 0 - signature
  if (signature !== 0x04034b50) {
    throw new PthError('ZIP_INVALID', {
      what: `local header of ${entry.name}`,
      offset: entry.headerOffset,
      expected: 'PK\\3\\4',
      found: `0x${signature.toString(16)}`,
    })
  }
  skip(cursor, 2) // 4 - version needed
  const flags = readU16(cursor) // 6 - flags
  const method = readU16(cursor) // 8 - compression method
  skip(cursor, 4) // 10 - time, date
  const crc32 = readU32(cursor) // 14 - crc-32
  const compressedSize = readU32(cursor) // 18 - compressed size
  const size = readU32(cursor) // 22 - uncompressed size
  const nameLength = readU16(cursor) // 26 - name length
  const extraLength = readU16(cursor) // 28 - extra field length
  const rest = await source.read(entry.headerOffset + LOCAL_HEADER, nameLength + extraLength)
  return {
    flags,
    method,
    crc32,
    compressedSize,
    size,
    rawName: rest.subarray(0, nameLength),
    extra: rest.subarray(nameLength),
    dataOffset: entry.headerOffset + LOCAL_HEADER + nameLength + extraLength,
  }
}

/**
 * Offset of an entry's (compressed) data from the beginning of the file. Sizes come from the central
 * directory: PyTorch writes zeros into the local header. Only the two lengths there count.
 * @throws PthError ZIP_INVALID, ZIP_AMBIGUOUS when the local header names another entry
 */
export async function locateEntry(source: ByteSource, entry: ZipEntry): Promise<number> {
  const { rawName, method, dataOffset } = await readLocalHeader(source, entry)
  if (rawName.length !== entry.rawName.length || !rawName.every((byte, at) => byte === entry.rawName[at])) {
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

/**
 * Flag bits of the central directory that say the data is not what it seems: encrypted, patch data,
 * strong encryption, masked headers. torch.load refuses all of them, and none of them in a local header.
 * @see APPNOTE.TXT 4.4.4
 */
export const REFUSED_FLAGS = 0x1 | 0x20 | 0x40 | 0x2000

/**
 * The content of an entry as a source of `entry.size` bytes; nothing of the content is read yet.
 * @throws PthError FORMAT_UNSUPPORTED for encryption and for methods other than stored and deflated
 */
export async function openEntry(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  if ((entry.flags & REFUSED_FLAGS) !== 0) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: `marked as encrypted or patched (zip flags 0x${entry.flags.toString(16)})`,
      hint: 'torch.load refuses it too; decrypt the archive first',
    })
  }
  return contentAt(source, entry, await locateEntry(source, entry))
}

/**
 * The content of an entry as torch finds it: by the central directory alone, whatever name, method
 * and flags stand at the data. For scan; every other command refuses such an entry.
 * @throws as {@link openEntry}
 */
export async function openEntryAsTorch(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  return contentAt(source, entry, (await readLocalHeader(source, entry)).dataOffset)
}

function contentAt(source: ByteSource, entry: ZipEntry, offset: number): ByteSource {
  if (entry.method !== 0 && entry.method !== 8) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: `packed with zip method ${entry.method}`,
      hint: 'unpack the archive and zip it again with "stored" or "deflate"',
    })
  }
  const packed = sliceSource(source, offset, entry.compressedSize)
  return entry.method === 0 ? packed : inflatedSource(packed, entry.size, entry.name, roomOf(source))
}

const ROOMS = new WeakMap<ByteSource, InflateRoom>()

/** An archive keeps one inflated entry at a time, however many are read in no order. */
function roomOf(archive: ByteSource): InflateRoom {
  const room = ROOMS.get(archive) ?? newInflateRoom()
  ROOMS.set(archive, room)
  return room
}
