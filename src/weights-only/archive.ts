/** A zip archive as torch's own reader opens it, before it looks at any pickle. */
import { isPthError, PthError } from '../errors.ts'
import { memorySource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { decodeLatin1, decodeUtf8 } from '../pickle/text.ts'
import { openEntryAsTorch } from '../zip/content.ts'
import { REFUSED_FLAGS } from '../zip/entry.ts'
import { entriesByName, lowerAscii } from '../zip/name-index.ts'
import { readMinizDirectory } from './miniz-directory.ts'
import type { MinizEntry } from './miniz-directory.ts'
import { findAsTorch } from './miniz-lookup.ts'

/** A torch.save archive as torch has it open. */
export interface Archive {
  readonly source: ByteSource
  readonly entries: readonly MinizEntry[]
  /** Entries by lower-cased ASCII name: torch's zip reader ignores case. */
  readonly byName: ReadonlyMap<string, readonly MinizEntry[]>
  /** The first entry's folder, with its slash: where torch looks for every record. */
  readonly root: string
  /** The record `.data/serialization_id`; null when there is none. */
  readonly id: Uint8Array | null
}

/** An archive, or why torch does not open it. */
type Opened =
  { readonly archive: Archive; readonly reason: null } | { readonly archive: null; readonly reason: string }

/**
 * Open an archive by the rules of torch: a folder around all records, a version, no record outside the folder.
 * @throws PthError of the zip directory and of records that cannot be read; the caller takes it as a refusal
 * @see caffe2/serialize/inline_container.cc `PyTorchStreamReader::init`, `getAllRecords`
 */
export async function openArchive(source: ByteSource): Promise<Opened> {
  const entries = await readMinizDirectory(source)
  const first = cString(entries[0]?.name ?? '')
  const slash = first.indexOf('/')
  if (slash < 0) return refused(`file in archive is not in a subdirectory: ${first}`)
  const bare = { source, entries, byName: entriesByName(entries), root: first.slice(0, slash + 1), id: null }
  const archive = { ...bare, id: await wholeRecord(bare, '.data/serialization_id') }
  const version = (await smallText(archive, '.data/version')) ?? (await smallText(archive, 'version'))
  if (version === null) return refused('the archive has no version record')
  const number = Number(/^\s*\+?(\d{1,9})/.exec(version)?.[1] ?? Number.NaN)
  if (!(number >= 1 && number <= 10)) return refused(`the version record holds ${JSON.stringify(version)}`)
  const stranger = entries.find(({ name }) => !name.startsWith(archive.root))
  if (stranger !== undefined) {
    return refused(`file in archive is not in a subdirectory ${archive.root.slice(0, -1)}/: ${stranger.name}`)
  }
  // Behind the folder, that is, which torch takes as bytes.
  if (entries.some(({ rawName }) => decodeUtf8(rawName.subarray(rawName.indexOf(0x2f) + 1)) === undefined)) {
    return refused("'utf-8' codec can't decode the name of a record")
  }
  return { archive, reason: null }
}

function refused(reason: string): Opened {
  return { archive: null, reason }
}

/**
 * Why torch.load refuses the archive around a pickle, whatever the pickle contains; null when it opens it, or when
 * that cannot be told.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function archiveRefusal(source: ByteSource): Promise<string | null> {
  try {
    const { archive, reason } = await openArchive(source)
    if (archive === null) return reason
    if (record(archive, 'data.pkl') === undefined) return 'failed locating file data.pkl'
    return await recordProblem(archive)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return isPthError(error, 'ZIP_AMBIGUOUS', 'LIMIT_EXCEEDED') ? null : error.message
  }
}

/** What C makes of a name: it ends at its first NUL. */
export function cString(name: string): string {
  return name.replace(/\0.*$/s, '')
}

/**
 * What torch dislikes about the records beside the pickle, or null. It makes a text of the id at the very
 * end, for its own records.
 */
export async function recordProblem(archive: Archive): Promise<string | null> {
  try {
    const byteOrder = await smallText(archive, 'byteorder')
    if (byteOrder !== null && byteOrder !== 'little' && byteOrder !== 'big')
      return `Unknown endianness type: ${byteOrder}`
    await smallText(archive, '.format_version')
    const alignment = await smallText(archive, '.storage_alignment')
    if (alignment !== null && !/^\s*[+-]?\d+(_\d+)*\s*$/.test(alignment)) {
      return `invalid literal for int() with base 10: ${JSON.stringify(alignment)}`
    }
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE', 'ZIP_AMBIGUOUS')) throw error
    return error.message
  }
  return archive.id === null || decodeUtf8(archive.id) !== undefined
    ? null
    : "'utf-8' codec can't decode the serialization id"
}

/**
 * @throws PthError FORMAT_UNSUPPORTED where torch refuses the flags of the central directory, and as {@link
 * openEntryAsTorch}
 */
export async function openAsTorch(source: ByteSource, entry: MinizEntry): Promise<ByteSource> {
  if ((entry.flags & REFUSED_FLAGS) !== 0 || (entry.method !== 0 && entry.method !== 8)) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: 'unsupported encryption or method',
      hint: 'torch.load refuses it',
    })
  }
  // Nothing is read for these, so nothing is checked either.
  if (entry.isFolder || entry.compressedSize === 0)
    return memorySource(new Uint8Array(entry.isFolder ? 0 : entry.size), entry.name)
  return openEntryAsTorch(source, entry)
}

/** torch reads nothing for a record that is marked as a folder, and goes on with memory as it found it. */
export function uninitialized(name: string): PthError {
  return new PthError('ZIP_AMBIGUOUS', {
    what: `record ${name}`,
    first: 'a folder by its attributes',
    second: 'a file by its size',
  })
}

export function record({ entries, byName, root }: Archive, name: string): MinizEntry | undefined {
  const full = root + cString(name)
  return findAsTorch(entries, byName.get(lowerAscii(full)) ?? [])
}

const SMALL = 64
/** Bytes of an id that are looked at; torch writes 40. */
const LONGEST_ID = 1 << 20

export async function smallText(archive: Archive, name: string): Promise<string | null> {
  const bytes = await wholeRecord(archive, name, SMALL)
  return bytes === null ? null : decodeLatin1(bytes)
}

/** The first bytes of a record, or null when there is none. @throws PthError where torch cannot read it */
async function wholeRecord(archive: Archive, name: string, most = LONGEST_ID): Promise<Uint8Array | null> {
  const entry = record(archive, name)
  if (entry === undefined) return null
  const content = await openAsTorch(archive.source, entry)
  if (entry.isFolder && entry.size > 0) throw uninitialized(entry.name)
  return content.read(0, Math.min(most, content.byteLength))
}
