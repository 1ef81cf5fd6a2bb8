/** The bytes of one zip entry: found by its local header, stored or inflated. */
import { PthError } from '../errors.ts'
import { newCursor, readBytes, readU16, readU32, skip } from '../io/cursor.ts'
import { inflatedSource } from '../io/inflate.ts'
import { sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import type { ZipEntry } from './zip-directory.ts'

const LOCAL_HEADER = 30
/** Encryption, strong encryption, encrypted directory. @see APPNOTE.TXT 4.4.4 bits 0, 6, 13 */
const ENCRYPTED = 0x2041

/**
 * Offset of an entry's (compressed) data from the beginning of the file. Sizes come from the central
 * directory: PyTorch writes zeros into the local header. Only the two lengths there count.
 * @throws PthError ZIP_INVALID, ZIP_AMBIGUOUS when the local header names another entry
 * @see APPNOTE.TXT 4.3.7
 */
export async function locateEntry(source: ByteSource, entry: ZipEntry): Promise<number> {
  const length = LOCAL_HEADER + entry.rawName.length
  const cursor = newCursor(await source.read(entry.headerOffset, length), `local header of ${entry.name}`)
  const signature = readU32(cursor) // 0 - signature
  if (signature !== 0x04034b50) {
    throw new PthError('ZIP_INVALID', {
      what: `local header of ${entry.name}`,
      offset: entry.headerOffset,
      expected: 'PK\\3\\4',
      found: `0x${signature.toString(16)}`,
    })
  }
  skip(cursor, 4) // 4 - version needed, flags
  const method = readU16(cursor) // 8 - compression method
  skip(cursor, 16) // 10 - time, date, crc-32, sizes
  const nameLength = readU16(cursor) // 26 - name length
  const extraLength = readU16(cursor) // 28 - extra field length
  const name = nameLength === entry.rawName.length ? readBytes(cursor, nameLength) : undefined
  if (name === undefined || !name.every((byte, at) => byte === entry.rawName[at])) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: `entry at offset ${entry.headerOffset}`,
      first: `${entry.name} in the central directory`,
      second: name === undefined ? 'a name of another length at the data' : new TextDecoder().decode(name),
    })
  }
  if (method !== entry.method) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: `entry ${entry.name}`,
      first: `method ${entry.method} in the central directory`,
      second: `method ${method} at the data`,
    })
  }
  return entry.headerOffset + length + extraLength
}

/**
 * The content of an entry as a source of `entry.size` bytes; nothing of the content is read yet.
 * @throws PthError FORMAT_UNSUPPORTED for encryption and for methods other than stored and deflated
 */
export async function openEntry(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  if ((entry.flags & ENCRYPTED) !== 0) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: 'encrypted',
      hint: 'unpack the archive with its password and zip it again without one',
    })
  }
  if (entry.method !== 0 && entry.method !== 8) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: `packed with zip method ${entry.method}`,
      hint: 'unpack the archive and zip it again with "stored" or "deflate"',
    })
  }
  const offset = await locateEntry(source, entry)
  const packed = sliceSource(source, offset, entry.compressedSize)
  return entry.method === 0 ? packed : inflatedSource(packed, entry.size, entry.name)
}
