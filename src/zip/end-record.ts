/** The end records of a zip archive: classic, ZIP64 locator, ZIP64. They say where the directory is. */
import { newCursor, readU16, readU32, readU64, skip } from '../io/cursor.ts'
import { prefetch, sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { missingEnd } from './missing-end.ts'
import { prefetchDirectory, tailRange } from './plan.ts'
import { DIRECTORY_HEADER } from './signatures.ts'

/** Where the central directory lies. Offsets are bytes from the beginning of the file. */
export interface EndRecord {
  readonly directoryOffset: number
  readonly directorySize: number
  readonly entryCount: number
  /** Bytes before the archive, which its own offsets do not count. */
  readonly shift: number
  /** Bytes after the end record and its comment. */
  readonly trailing: number
  readonly zip64: boolean
  /** Signatures of an end record after this one that belong to none; other readers take the last one. */
  readonly decoys: number
  /** Offset of the classic end record. */
  readonly offset: number
  /** Other end records that hold: harmless only inside the data of an entry, as of a zip within a zip. */
  readonly rivals: readonly EndRecord[]
}

const CLASSIC = 22
const LOCATOR = 20
const WIDE = 56
const LONGEST_COMMENT = 0xffff
/** Bytes of the first look. An inspect of a huge file reads little beside its directory and its pickles. */
const NEAR_TAIL = 1 << 15

/**
 * Find the end record: the one whose directory really is where it says. A signature by chance
 * (in a comment, in tensor bytes near the end) does not count. Of several the last is taken, as
 * PyTorch and Python do, and the others are reported as rivals.
 * @throws PthError ZIP_INVALID when there is none
 * @see APPNOTE.TXT 4.3.14 - 4.3.16
 */
export async function findEndRecord(source: ByteSource): Promise<EndRecord> {
  await prefetch(source, [tailRange(source)])
  const near = await searchTail(source, NEAR_TAIL)
  // The very last bytes are the record, as in every archive of PyTorch: a longer search cannot find a later one.
  if (near !== undefined && near.trailing === 0 && near.offset + CLASSIC === source.byteLength) return near
  const record = await searchTail(source, CLASSIC + LONGEST_COMMENT)
  if (record !== undefined) return record
  throw await missingEnd(source)
}

/**
 * The end record of another archive before this one: in the bytes that `shift` counts, at their end, where
 * archives that
 * were put one after another have it. A program there (a self-extractor) has none.
 */
export async function findEndBefore(
  source: ByteSource,
  { shift }: EndRecord,
): Promise<EndRecord | undefined> {
  return shift === 0 ? undefined : searchTail(sliceSource(source, 0, shift), CLASSIC + LONGEST_COMMENT)
}

/** The last valid record in the last `most` bytes, with its rivals there. */
async function searchTail(source: ByteSource, most: number): Promise<EndRecord | undefined> {
  const length = Math.min(source.byteLength, most)
  const base = source.byteLength - length
  const tail = await source.read(base, length)
  const found: EndRecord[] = []
  let decoys = 0
  for (let at = lastP(tail, length - CLASSIC); at >= 0; at = lastP(tail, at - 1)) {
    if (tail[at + 1] !== 0x4b || tail[at + 2] !== 5 || tail[at + 3] !== 6) continue
    const record = await readCandidate(source, base + at, found.length + decoys === 0)
    if (record !== undefined) found.push({ ...record, decoys })
    else decoys += 1
  }
  const [record, ...rivals] = found
  return record === undefined ? undefined : { ...record, rivals }
}

/** The last `P` at or before `at`. */
function lastP(bytes: Uint8Array, at: number): number {
  return at < 0 ? -1 : bytes.lastIndexOf(0x50, at)
}

/**
 * The end record at `offset`, or undefined when what it says does not hold in this file. `last`: it is the last in the
 * file, and most likely the one, so that its directory is asked for.
 */
async function readCandidate(
  source: ByteSource,
  offset: number,
  last: boolean,
): Promise<Omit<EndRecord, 'decoys'> | undefined> {
  const cursor = newCursor(await source.read(offset, CLASSIC), 'zip end record')
  skip(cursor, 4) // 0 - signature
  const disk = readU16(cursor) // 4 - this disk
  skip(cursor, 2) // 6 - disk of the directory
  skip(cursor, 2) // 8 - entries on this disk
  const entries = readU16(cursor) // 10 - entries
  const size = readU32(cursor) // 12 - size of the directory
  const directory = readU32(cursor) // 16 - offset of the directory
  const comment = readU16(cursor) // 20 - comment length
  const after = offset + CLASSIC + comment
  const wide = await readWide(source, offset)
  const needsWide = entries === 0xffff || size === 0xffff_ffff || directory === 0xffff_ffff
  if (needsWide && wide === undefined) return undefined
  const entryCount = wide?.entries ?? entries
  const directorySize = wide?.size ?? size
  const claimed = wide?.directory ?? directory
  // The directory ends where the (ZIP64) end record begins; bytes put before the archive shift it.
  const recordOffset = wide?.offset ?? offset
  const shift = recordOffset - directorySize - claimed
  const directoryOffset = claimed + shift
  if (disk !== 0 && disk !== 0xffff) return undefined
  if (shift < 0 || directoryOffset < 0 || entryCount * 46 > directorySize) return undefined
  if (last) await prefetchDirectory(source, directoryOffset, directorySize)
  if (entryCount > 0 && !(await signatureAt(source, directoryOffset, DIRECTORY_HEADER))) return undefined
  return {
    directoryOffset,
    directorySize,
    entryCount,
    shift,
    // A comment that claims more than the file has is taken as absent, as PyTorch's reader does.
    trailing: Math.max(0, source.byteLength - after),
    zip64: wide !== undefined,
    offset,
    rivals: [],
  }
}

/** The ZIP64 end record that the locator before a classic end record points to. */
async function readWide(
  source: ByteSource,
  endOffset: number,
): Promise<{ entries: number; size: number; directory: number; offset: number } | undefined> {
  const locatorOffset = endOffset - LOCATOR
  if (locatorOffset < WIDE || !(await signatureAt(source, locatorOffset, 0x07064b50))) return undefined
  const locator = newCursor(await source.read(locatorOffset, LOCATOR), 'zip64 locator')
  skip(locator, 8) // 0 - signature, disk
  const claimed = readU64(locator) // 8 - offset of the ZIP64 end record
  // The record directly precedes its locator, unless it carries data of its own; the claimed
  // offset is only right when nothing was put before the archive.
  const adjacent = locatorOffset - WIDE
  const offset = (await signatureAt(source, adjacent, 0x06064b50)) ? adjacent : claimed
  if (offset > adjacent || !(await signatureAt(source, offset, 0x06064b50))) return undefined
  const cursor = newCursor(await source.read(offset, WIDE), 'zip64 end record')
  skip(cursor, 24) // 0 - signature, size, versions, disks
  skip(cursor, 8) // 24 - entries on this disk
  const entries = readU64(cursor) // 32 - entries
  const size = readU64(cursor) // 40 - size of the directory
  const directory = readU64(cursor) // 48 - offset of the directory
  return { entries, size, directory, offset }
}

async function signatureAt(source: ByteSource, offset: number, signature: number): Promise<boolean> {
  if (offset < 0 || offset + 4 > source.byteLength) return false
  const cursor = newCursor(await source.read(offset, 4), 'zip signature')
  return readU32(cursor) === signature
}
