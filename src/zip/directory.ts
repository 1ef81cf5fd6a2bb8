/** The central directory of a zip archive: which entries there are, and where. */
import { PthError } from '../errors.ts'
import { newCursor, readBytes, readU16, readU32, readU64, skip } from '../io/cursor.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit, DEFAULT_LIMITS, overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { findEndBefore, findEndRecord } from './end-record.ts'
import type { EndRecord } from './end-record.ts'
import { limitInflation } from './content.ts'
import { encryptionOf, refuseEncrypted } from './encryption.ts'
import { nameLengthOf, readEntries } from './entry-table.ts'
import type { TableEntry } from './entry-table.ts'
import type { ZipEntry } from './entry.ts'
import { LOCAL_HEADER_BYTES, locateEntry } from './local-header.ts'
import { newNameIndex } from './name-index.ts'
import type { FindEntries } from './name-index.ts'
import { DIRECTORY_HEADER } from './signatures.ts'

/** A parsed archive directory. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  readonly end: EndRecord
  /** Entries by name: PyTorch's zip reader ignores case. */
  readonly find: FindEntries
}

/** A JavaScript Map cannot contain more than 16,777,216. */
const MOST_NAMES = 16_000_000
const SENTINEL = 0xffff_ffff

/**
 * Read and check the central directory. Only it and the end records are read.
 * @throws PthError ZIP_INVALID, ZIP_AMBIGUOUS, SOURCE_TRUNCATED, LIMIT_EXCEEDED, FORMAT_UNSUPPORTED for an archive that
 * is encrypted
 * @see APPNOTE.TXT 4.3.12 (central directory header), 4.5.3 (ZIP64 extra field)
 */
export async function readZipDirectory(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ZipDirectory> {
  const directory = await readUncheckedDirectory(source, limits)
  refuseEncrypted(source.name, directory.entries)
  await checkDirectory(source, directory)
  return directory
}

/**
 * The central directory as it is, also one whose entries overlap or that has a rival: for scan, which
 * reports what is wrong with it.
 * @throws PthError ZIP_INVALID, SOURCE_TRUNCATED, LIMIT_EXCEEDED
 */
export async function readUncheckedDirectory(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ZipDirectory> {
  const end = await findEndRecord(source)
  checkLimit(limits, 'entries', 'zip entries', end.entryCount)
  checkLimit(limits, 'directoryBytes', 'zip central directory', end.directorySize)
  if (end.entryCount > MOST_NAMES) {
    throw overFixedLimit({
      what: 'zip entries',
      limit: MOST_NAMES,
      found: end.entryCount,
      unit: 'entries',
      why: 'a JavaScript Map cannot contain more',
    })
  }
  limitInflation(source, limits)
  const bytes = await source.read(end.directoryOffset, end.directorySize)
  const entries = parseDirectory(bytes, end)
  return { entries, end, find: newNameIndex(entries) }
}

/**
 * The one entry of that name, in any spelling of its letters, as PyTorch looks it up.
 * @throws PthError ZIP_AMBIGUOUS when there are several: which one PyTorch takes is chance
 */
export function findEntry(directory: ZipDirectory, name: string): ZipEntry | undefined {
  const [entry, other] = directory.find(name)
  if (entry !== undefined && other !== undefined) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: `record ${name}`,
      first: `${entry.name} at ${entry.headerOffset}`,
      second: `${other.name} at ${other.headerOffset}`,
    })
  }
  return entry
}

/** @throws PthError ZIP_INVALID when entries overlap, ZIP_AMBIGUOUS when another directory is also valid */
export async function checkDirectory(source: ByteSource, { entries, end }: ZipDirectory): Promise<void> {
  checkExtents(entries, end.directoryOffset)
  for (const rival of end.rivals) await checkRival(source, entries, end, rival)
  const before = await findEndBefore(source, end)
  if (before !== undefined) throw ambiguous(end, before)
}

/** Parse the bytes of a central directory. @throws PthError ZIP_INVALID, SOURCE_TRUNCATED */
function parseDirectory(bytes: Uint8Array, end: EndRecord): TableEntry[] {
  const entries = readEntries(bytes, end, (at) => parseEntry(bytes, at, end))
  if (entries.length !== end.entryCount) {
    throw new PthError('ZIP_INVALID', {
      what: 'central directory',
      offset: end.directoryOffset,
      expected: `${end.entryCount} entries as the end record says`,
      found: `${entries.length}`,
    })
  }
  return entries
}

/** One entry, field by field, and where the next begins. @throws PthError ZIP_INVALID, SOURCE_TRUNCATED */
export function parseEntry(
  bytes: Uint8Array,
  at: number,
  end: EndRecord,
): { readonly entry: ZipEntry; readonly end: number } {
  const cursor = newCursor(bytes, 'zip central directory')
  skip(cursor, at)
  const offset = end.directoryOffset + at
  const signature = readU32(cursor) // 0 - signature
  if (signature !== DIRECTORY_HEADER) {
    throw new PthError('ZIP_INVALID', {
      what: 'central directory header',
      offset,
      expected: 'PK\\1\\2',
      found: `0x${signature.toString(16)}`,
    })
  }
  skip(cursor, 4) // 4 - version made by, version needed
  const flags = readU16(cursor) // 8 - flags
  const method = readU16(cursor) // 10 - compression method
  skip(cursor, 4) // 12 - time, date
  const crc32 = readU32(cursor) // 16 - crc-32
  const compressed = readU32(cursor) // 20 - compressed size
  const uncompressed = readU32(cursor) // 24 - uncompressed size
  const nameLength = readU16(cursor) // 28 - name length
  const extraLength = readU16(cursor) // 30 - extra field length
  const commentLength = readU16(cursor) // 32 - comment length
  const disk = readU16(cursor) // 34 - disk number
  skip(cursor, 6) // 36 - internal, external attributes
  const header = readU32(cursor) // 42 - offset of the local header
  const rawName = readBytes(cursor, nameLength) // 46 - name
  const extra = readBytes(cursor, extraLength)
  skip(cursor, commentLength)
  const name = decodeName(rawName)
  if (disk !== 0 && disk !== 0xffff) throw entryError(name, offset, 'disk 0', `disk ${disk}`)
  const wide = parseZip64(extra, { uncompressed, compressed, header }, name, offset)
  const entry = {
    name,
    method,
    flags,
    crc32,
    compressedSize: wide.compressed,
    size: wide.uncompressed,
    headerOffset: wide.header + end.shift,
    rawName,
  }
  return { entry, end: cursor.at }
}

interface Wide {
  readonly uncompressed: number
  readonly compressed: number
  readonly header: number
}

/** The ZIP64 extra field contains, in this order, just those of the three that are 0xFFFFFFFF. */
function parseZip64(extra: Uint8Array, narrow: Wide, name: string, offset: number): Wide {
  const needed = [narrow.uncompressed, narrow.compressed, narrow.header].filter((value) => value === SENTINEL)
  if (needed.length === 0) return narrow
  const cursor = newCursor(extra, `zip extra field of ${name}`)
  while (cursor.at + 4 <= extra.length) {
    const id = readU16(cursor) // 0 - id
    const size = readU16(cursor) // 2 - size
    if (id !== 0x0001) {
      skip(cursor, size)
      continue
    }
    if (size < needed.length * 8)
      throw entryError(name, offset, `${needed.length * 8} ZIP64 bytes`, `${size}`)
    const uncompressed = narrow.uncompressed === SENTINEL ? readU64(cursor) : narrow.uncompressed
    const compressed = narrow.compressed === SENTINEL ? readU64(cursor) : narrow.compressed
    const header = narrow.header === SENTINEL ? readU64(cursor) : narrow.header
    return { uncompressed, compressed, header }
  }
  throw entryError(name, offset, 'a ZIP64 extra field', 'none')
}

/** Every entry must lie before the central directory, and no two may overlap. */
function checkExtents(entries: readonly ZipEntry[], directoryOffset: number): void {
  const sorted = inOrder(entries)
  for (let index = 0; index < sorted.length; index += 1) {
    const entry = sorted[index] as ZipEntry
    if (entry.method === 0 && entry.size !== entry.compressedSize && encryptionOf(entry) === null) {
      throw entryError(
        entry.name,
        entry.headerOffset,
        `${entry.compressedSize} stored bytes`,
        `${entry.size}`,
      )
    }
    const last = entry.headerOffset + LOCAL_HEADER_BYTES + nameLengthOf(entry) + entry.compressedSize
    const next = sorted[index + 1]
    const limit = next?.headerOffset ?? directoryOffset
    if (last <= limit) continue
    throw new PthError('ZIP_INVALID', {
      what: `entry ${entry.name}`,
      offset: entry.headerOffset,
      expected:
        next === undefined ? 'an end before the central directory' : `an end before the entry ${next.name}`,
      found: `an end at or after ${last}, which is past ${limit}`,
      hint: 'the entries overlap, or the archive was edited',
    })
  }
}

/** Entries by their offsets; PyTorch writes them so. */
function inOrder(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  let last = -Infinity
  for (const { headerOffset } of entries) {
    if (headerOffset < last) return entries.toSorted((a, b) => a.headerOffset - b.headerOffset)
    last = headerOffset
  }
  return entries
}

/** A second end record must be data of an entry; anywhere else another program could believe it. */
async function checkRival(
  source: ByteSource,
  entries: readonly ZipEntry[],
  end: EndRecord,
  rival: EndRecord,
): Promise<void> {
  const around = entries
    .filter(({ headerOffset }) => headerOffset < rival.offset)
    .reduce<ZipEntry | undefined>(
      (last, entry) => (last === undefined || entry.headerOffset > last.headerOffset ? entry : last),
      undefined,
    )
  const start = around === undefined ? rival.offset + 1 : await locateEntry(source, around)
  if (start <= rival.offset && rival.offset < start + (around?.compressedSize ?? 0)) return
  throw ambiguous(end, rival)
}

/** Parts of DCP checkpoints are such files: what torch.save wrote for each tensor, one after another. */
const CHAIN_HINT =
  'archives follow one another, as in the .distcp parts of torch.distributed.checkpoint (DCP): ' +
  'pass the folder that has the .metadata file: it is read as one checkpoint'

function ambiguous(end: EndRecord, rival: EndRecord): PthError {
  return new PthError('ZIP_AMBIGUOUS', {
    what: 'central directory',
    first: `${end.entryCount} entries at ${end.directoryOffset}`,
    second: `${rival.entryCount} entries at ${rival.directoryOffset}`,
    ...(rival.offset < end.shift ? { hint: CHAIN_HINT } : {}),
  })
}

function decodeName(raw: Uint8Array): string {
  // An invalid byte becomes U+FFFD in the shown name, and U+FEFF at its beginning belongs to it; rawName
  // keeps the bytes.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw)
}

function entryError(name: string, offset: number, expected: string, found: string): PthError {
  return new PthError('ZIP_INVALID', { what: `entry ${name}`, offset, expected, found })
}
