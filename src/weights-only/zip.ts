/** Would torch's zip loader accept this archive under weights_only? */
import { lowerAscii } from '../zip/directory.ts'
import { REFUSED_FLAGS } from '../zip/entry.ts'
import { openEntryAsTorch } from '../zip/content.ts'
import { dtype } from '../dtype/dtype.ts'
import { isPthError, PthError } from '../errors.ts'
import { memorySource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { decodeLatin1, decodeUtf8 } from '../pickle/text.ts'
import { refusal } from './answer.ts'
import type { WoAnswer } from './answer.ts'
import { readMinizDirectory } from './miniz-directory.ts'
import type { MinizEntry } from './miniz-directory.ts'
import { findAsTorch } from './miniz-lookup.ts'
import { runWeightsOnly } from './machine.ts'
import type { LoadPersistent } from './machine.ts'
import { keyOf } from './python-rules.ts'
import { checkLocation, storageBytes, storageDtype, typedStorageOf } from './storages.ts'
import { unsafeGlobals } from './unsafe-globals.ts'
import { isInt, isUnicode } from './value.ts'
import type { ForeignNames, WoStop, WoStorage, WoValue } from './value.ts'

interface Archive {
  readonly source: ByteSource
  readonly entries: readonly MinizEntry[]
  /** Entries by lower-cased ASCII name: torch's zip reader ignores case. */
  readonly byName: ReadonlyMap<string, readonly MinizEntry[]>
  /** The first entry's folder, with its slash: where torch looks for every record. */
  readonly root: string
}

/** @throws PthError of the zip directory; the caller takes it as a refusal */
export async function zipAnswer(
  source: ByteSource,
  limits: Limits,
  foreign?: ForeignNames,
): Promise<WoAnswer> {
  const entries = await readMinizDirectory(source)
  const first = cString(entries[0]?.name ?? '')
  const slash = first.indexOf('/')
  if (slash < 0) return refusal(`file in archive is not in a subdirectory: ${first}`)
  const archive = { source, entries, byName: byLowerName(entries), root: first.slice(0, slash + 1) }
  const id = await wholeRecord(archive, '.data/serialization_id')
  const version = (await smallText(archive, '.data/version')) ?? (await smallText(archive, 'version'))
  if (version === null) return refusal('the archive has no version record')
  const number = Number(/^\s*\+?(\d{1,9})/.exec(version)?.[1] ?? Number.NaN)
  if (!(number >= 1 && number <= 10)) return refusal(`the version record holds ${JSON.stringify(version)}`)
  const stranger = entries.find(({ name }) => !name.startsWith(archive.root))
  if (stranger !== undefined) {
    return refusal(`file in archive is not in a subdirectory ${archive.root.slice(0, -1)}/: ${stranger.name}`)
  }
  // Behind the folder, that is, which torch takes as bytes.
  if (entries.some(({ rawName }) => decodeUtf8(rawName.subarray(rawName.indexOf(0x2f) + 1)) === undefined)) {
    return refusal("'utf-8' codec can't decode the name of a record")
  }
  if (entries.some(({ name }) => cString(name) === `${archive.root}constants.pkl`)) {
    return refusal('Cannot use weights_only=True with TorchScript archives')
  }
  const pickle = record(archive, 'data.pkl')
  if (pickle === undefined) return refusal('failed locating file data.pkl')
  if (pickle.isFolder && pickle.size > 0) throw uninitialized(pickle.name)
  return pickleAnswer(archive, pickle, await recordProblem(archive, id), limits, foreign)
}

/** What C makes of a name: it ends at its first NUL. */
function cString(name: string): string {
  return name.replace(/\0.*$/s, '')
}

function byLowerName(entries: readonly MinizEntry[]): Map<string, MinizEntry[]> {
  const byName = new Map<string, MinizEntry[]>()
  for (const entry of entries) {
    const key = lowerAscii(entry.name)
    const same = byName.get(key)
    if (same === undefined) byName.set(key, [entry])
    else same.push(entry)
  }
  return byName
}

/**
 * What torch dislikes about the records beside the pickle, or null. It makes a text of the id at the very
 * end, for its own records.
 */
async function recordProblem(archive: Archive, id: Uint8Array | null): Promise<string | null> {
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
  return id === null || decodeUtf8(id) !== undefined
    ? null
    : "'utf-8' codec can't decode the serialization id"
}

async function pickleAnswer(
  archive: Archive,
  entry: MinizEntry,
  problem: string | null,
  limits: Limits,
  foreign: ForeignNames | undefined,
): Promise<WoAnswer> {
  checkLimit(limits, 'pickleBytes', entry.name, entry.size)
  const bytes = await (await openAsTorch(archive.source, entry)).read(0, entry.size)
  const unsafe = unsafeGlobals(bytes)
  if (problem !== null) return { ...refusal(problem), unsafe }
  const rules = { mapsDevices: true, ...(foreign !== undefined && { foreign }) }
  let wanted: WantedRecord[] = []
  let run = runWeightsOnly(bytes, { load: loader(wanted, new Map()), ...rules }, limits)
  if (run.wantsBytes) {
    const contents = await smallStorages(archive)
    wanted = []
    run = runWeightsOnly(bytes, { load: loader(wanted, contents), ...rules }, limits)
  }
  const place = { member: entry.name, offset: run.at, unsafe }
  if (run.answer === 'refuses') return { answer: run.answer, reason: run.reason, ...place }
  for (const storage of wanted) {
    const storageAnswer = await storageProblem(archive, storage)
    if (storageAnswer !== null) return { ...storageAnswer, unsafe }
  }
  return run.answer === 'accepts'
    ? { answer: 'accepts', reason: null, unsafe }
    : { answer: run.answer, reason: run.reason, ...place }
}

/** A record that a persistent id asks for. */
interface WantedRecord {
  /** As Python writes the key into a text; null where that is not followed. */
  readonly name: string | null
  readonly byteLength: number
}

/** Ids are ("storage", class, key, location, numel); each key is read once, unless it is empty. */
function loader(wanted: WantedRecord[], contents: ReadonlyMap<string, Uint8Array>): LoadPersistent {
  const loaded = new Map<string, WoStorage>()
  return (id, stop) => {
    if (id.length !== 5) throw stop.refuse(`a storage id of ${id.length} items, not 5`)
    const [, cls, key = null, location, numel] = id
    const type = storageDtype(cls, stop) ?? dtype('uint8')
    const slot = keyOf(key, stop)
    const known = loaded.get(slot)
    if (known !== undefined) return known
    const byteLength = storageBytes(numel, type, stop)
    checkLocation(location, stop)
    const name = recordName(key, stop)
    const bytes = name === null ? null : (contents.get(name) ?? null)
    const storage = typedStorageOf(type, { byteLength, resizable: false, bytes })
    wanted.push({ name, byteLength })
    if (byteLength > 0) loaded.set(slot, storage)
    return storage
  }
}

function recordName(key: WoValue, stop: WoStop): string | null {
  if (typeof key === 'string') {
    if (!isUnicode(key)) throw stop.refuse("'utf-8' codec can't encode the name of a record")
    // The name ends at a NUL, as it is one of C.
    return key.replace(/\0.*$/s, '')
  }
  if (typeof key === 'boolean') return key ? 'True' : 'False'
  if (isInt(key)) return String(key)
  return key === null ? 'None' : null
}

const SMALL_STORAGE = 1 << 16
const MOST_STORAGES = 1 << 24

/**
 * The contents of small storages, for those elements that torch looks at while it loads. Big-endian ones are
 * left out.
 */
async function smallStorages(archive: Archive): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>()
  if ((await smallText(archive, 'byteorder')) === 'big') return contents
  const prefix = `${archive.root}data/`
  let total = 0
  for (const { name, size } of archive.entries) {
    if (!name.startsWith(prefix) || size > SMALL_STORAGE || total + size > MOST_STORAGES) continue
    const key = name.slice(prefix.length)
    const entry = record(archive, `data/${key}`)
    if (
      entry === undefined ||
      entry.isFolder ||
      entry.size !== size ||
      (await openProblem(archive.source, entry)) !== null
    )
      continue
    contents.set(key, await (await openAsTorch(archive.source, entry)).read(0, size))
    total += size
  }
  return contents
}

/** Why torch cannot read a storage, or null. */
async function storageProblem(
  archive: Archive,
  { name, byteLength }: WantedRecord,
): Promise<WoAnswer | null> {
  if (name === null) {
    // Other keys are never written as digits alone, so no usual record has the name of one.
    const usual = archive.entries.every(
      (entry) => !entry.name.includes('/data/') || /\/data\/\d+$/.test(entry.name),
    )
    return usual
      ? refusal('failed locating file of a storage')
      : { answer: 'undetermined', reason: 'a storage key of another type' }
  }
  const entry = record(archive, `data/${name}`)
  if (entry === undefined) return refusal(`failed locating file data/${name}`)
  if (entry.size !== byteLength) {
    return refusal(`record size (${entry.size} bytes) does not match expected size (${byteLength} bytes)`)
  }
  const problem = await openProblem(archive.source, entry)
  return problem === null ? null : refusal(problem)
}

async function openProblem(source: ByteSource, entry: MinizEntry): Promise<string | null> {
  try {
    await openAsTorch(source, entry)
    return null
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return error.message
  }
}

/**
 * @throws PthError FORMAT_UNSUPPORTED where torch refuses the flags of the central directory, and as {@link
 * openEntryAsTorch}
 */
async function openAsTorch(source: ByteSource, entry: MinizEntry): Promise<ByteSource> {
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
function uninitialized(name: string): PthError {
  return new PthError('ZIP_AMBIGUOUS', {
    what: `record ${name}`,
    first: 'a folder by its attributes',
    second: 'a file by its size',
  })
}

function record({ entries, byName, root }: Archive, name: string): MinizEntry | undefined {
  const full = root + cString(name)
  return findAsTorch(entries, byName.get(lowerAscii(full)) ?? [])
}

const SMALL = 64
/** Bytes of an id that are looked at; torch writes 40. */
const LONGEST_ID = 1 << 20

async function smallText(archive: Archive, name: string): Promise<string | null> {
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
