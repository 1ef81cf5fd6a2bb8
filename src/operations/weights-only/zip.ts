/** Would torch's zip loader accept this archive under weights_only? */
import { lowerAscii, readUncheckedDirectory } from '../../container/zip/zip-directory.ts'
import type { ZipDirectory, ZipEntry } from '../../container/zip/zip-directory.ts'
import { openEntryAsTorch, REFUSED_FLAGS } from '../../container/zip/zip-entry.ts'
import { dtype } from '../../dtype.ts'
import { isPthError, PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { decodeUtf8 } from '../../pickle/text.ts'
import { refusal } from './answer.ts'
import type { WoAnswer } from './answer.ts'
import { findAsTorch } from './miniz-lookup.ts'
import { runWeightsOnly } from './machine.ts'
import type { LoadPersistent } from './machine.ts'
import { keyOf } from './python-rules.ts'
import { checkLocation, storageBytes, storageDtype, typedStorageOf } from './storages.ts'
import { unsafeGlobals } from './unsafe-globals.ts'
import { isInt, isUnicode } from './value.ts'
import type { WoStop, WoStorage, WoValue } from './value.ts'

const LOCAL_HEADER = 30

interface Archive {
  readonly source: ByteSource
  readonly directory: ZipDirectory
  /** The first entry's folder, with its slash: where torch looks for every record. */
  readonly root: string
}

/** @throws PthError of the zip directory; the caller takes it as a refusal */
export async function zipAnswer(source: ByteSource, limits: Limits): Promise<WoAnswer> {
  const directory = await readUncheckedDirectory(source)
  const problem = await endProblem(source, directory)
  if (problem !== null) return refusal(problem)
  const first = directory.entries[0]?.name ?? ''
  const slash = first.indexOf('/')
  if (slash < 0) return refusal(`file in archive is not in a subdirectory: ${first}`)
  const archive = { source, directory, root: first.slice(0, slash + 1) }
  const version = (await smallText(archive, '.data/version')) ?? (await smallText(archive, 'version'))
  if (version === null) return refusal('the archive has no version record')
  const number = Number(/^\s*\+?(\d{1,9})/.exec(version)?.[1] ?? Number.NaN)
  if (!(number >= 1 && number <= 10)) return refusal(`the version record holds ${JSON.stringify(version)}`)
  const stranger = directory.entries.find(({ name }) => !name.startsWith(archive.root))
  if (stranger !== undefined) {
    return refusal(`file in archive is not in a subdirectory ${archive.root.slice(0, -1)}/: ${stranger.name}`)
  }
  if (directory.entries.some(({ name }) => name === `${archive.root}constants.pkl`)) {
    return refusal('Cannot use weights_only=True with TorchScript archives')
  }
  const pickle = record(archive, 'data.pkl')
  if (pickle === undefined) return refusal('failed locating file data.pkl')
  return pickleAnswer(archive, pickle, await smallRecordProblem(archive), limits)
}

/** torch takes the last end record of the file, whatever it says, and checks the sizes of every entry. */
async function endProblem(source: ByteSource, { end, entries }: ZipDirectory): Promise<string | null> {
  if (end.shift > 0) return 'the offsets of the archive are not those of the file'
  const tail = await source.read(end.offset + 1, source.byteLength - end.offset - 1)
  for (let at = 0; at + 22 <= tail.length; at += 1) {
    if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) {
      return 'an end record in the comment of the archive is taken for the real one'
    }
  }
  for (const { method, size, compressedSize, headerOffset, name } of entries) {
    const last = headerOffset + LOCAL_HEADER + compressedSize
    if ((method === 0 && size !== compressedSize) || last > source.byteLength) return `invalid header or archive is corrupted: ${name}`
  }
  return null
}

/** What torch dislikes about the records beside the pickle, or null. */
async function smallRecordProblem(archive: Archive): Promise<string | null> {
  const byteOrder = await smallText(archive, 'byteorder')
  if (byteOrder !== null && byteOrder !== 'little' && byteOrder !== 'big') return `Unknown endianness type: ${byteOrder}`
  const alignment = await smallText(archive, '.storage_alignment')
  if (alignment !== null && !/^\s*[+-]?\d+(_\d+)*\s*$/.test(alignment)) {
    return `invalid literal for int() with base 10: ${JSON.stringify(alignment)}`
  }
  return idProblem(archive)
}

/** torch makes a text of the id, for its own records, at the very end. */
async function idProblem(archive: Archive): Promise<string | null> {
  const entry = record(archive, '.data/serialization_id')
  if (entry === undefined || entry.size > LONGEST_ID) return null
  const bytes = await (await openAsTorch(archive.source, entry)).read(0, entry.size)
  return decodeUtf8(bytes) === undefined ? "'utf-8' codec can't decode the serialization id" : null
}

/** Bytes of the id that are looked at; torch writes 40. */
const LONGEST_ID = 1 << 20

async function pickleAnswer(
  archive: Archive,
  entry: ZipEntry,
  recordProblem: string | null,
  limits: Limits,
): Promise<WoAnswer> {
  checkLimit(limits, 'pickleBytes', entry.name, entry.size)
  const bytes = await (await openAsTorch(archive.source, entry)).read(0, entry.size)
  const unsafe = unsafeGlobals(bytes)
  if (recordProblem !== null) return { ...refusal(recordProblem), unsafe }
  let wanted = new Map<string, WantedRecord>()
  let run = runWeightsOnly(bytes, { load: loader(wanted, new Map()), mapsDevices: true }, limits)
  if (run.wantsBytes) {
    const contents = await smallStorages(archive)
    wanted = new Map()
    run = runWeightsOnly(bytes, { load: loader(wanted, contents), mapsDevices: true }, limits)
  }
  const place = { member: entry.name, offset: run.at, unsafe }
  if (run.answer === 'refuses') return { answer: run.answer, reason: run.reason, ...place }
  for (const storage of wanted.values()) {
    const problem = await storageProblem(archive, storage)
    if (problem !== null) return { ...problem, unsafe }
  }
  return run.answer === 'accepts' ? { answer: 'accepts', reason: null, unsafe } : { answer: run.answer, reason: run.reason, ...place }
}

/** A record that a persistent id asks for. */
interface WantedRecord {
  /** As Python writes the key into a text; null where that is not followed. */
  readonly name: string | null
  readonly byteLength: number
  readonly storage: WoStorage
}

/** Ids are ("storage", class, key, location, numel); each key is read once, unless it is empty. */
function loader(wanted: Map<string, WantedRecord>, contents: ReadonlyMap<string, Uint8Array>): LoadPersistent {
  return (id, stop) => {
    if (id.length !== 5) throw stop.refuse(`a storage id of ${id.length} items, not 5`)
    const [, cls, key = null, location, numel] = id
    const type = storageDtype(cls, stop) ?? dtype('uint8')
    const slot = keyOf(key, stop)
    const known = wanted.get(slot)
    if (known !== undefined && known.byteLength > 0) return known.storage
    const byteLength = storageBytes(numel, type, stop)
    checkLocation(location, stop)
    const name = recordName(key, stop)
    const bytes = name === null ? null : (contents.get(name) ?? null)
    const storage = typedStorageOf(type, { byteLength, resizable: false, bytes })
    wanted.set(byteLength > 0 || known === undefined ? slot : `${slot}${wanted.size}`, { name, byteLength, storage })
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

/** The contents of small storages, for those elements that torch looks at while it loads. Big-endian ones are left out. */
async function smallStorages(archive: Archive): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>()
  if ((await smallText(archive, 'byteorder')) === 'big') return contents
  const prefix = `${archive.root}data/`
  let total = 0
  for (const { name, size } of archive.directory.entries) {
    if (!name.startsWith(prefix) || size > SMALL_STORAGE || total + size > MOST_STORAGES) continue
    const key = name.slice(prefix.length)
    const entry = record(archive, `data/${key}`)
    if (entry === undefined || entry.size !== size || (await openProblem(archive.source, entry)) !== null) continue
    contents.set(key, await (await openAsTorch(archive.source, entry)).read(0, size))
    total += size
  }
  return contents
}

/** Why torch cannot read a storage, or null. */
async function storageProblem(archive: Archive, { name, byteLength }: WantedRecord): Promise<WoAnswer | null> {
  if (name === null) {
    // Other keys are never written as digits alone, so no usual record has the name of one.
    const usual = archive.directory.entries.every((entry) => !entry.name.includes('/data/') || /\/data\/\d+$/.test(entry.name))
    return usual ? refusal('failed locating file of a storage') : { answer: 'undetermined', reason: 'a storage key of another type' }
  }
  const entry = record(archive, `data/${name}`)
  if (entry === undefined) return refusal(`failed locating file data/${name}`)
  if (entry.size !== byteLength) {
    return refusal(`record size (${entry.size} bytes) does not match expected size (${byteLength} bytes)`)
  }
  const problem = await openProblem(archive.source, entry)
  return problem === null ? null : refusal(problem)
}

async function openProblem(source: ByteSource, entry: ZipEntry): Promise<string | null> {
  try {
    await openAsTorch(source, entry)
    return null
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return error.message
  }
}

/** @throws PthError FORMAT_UNSUPPORTED where torch refuses the flags of the central directory */
async function openAsTorch(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  if ((entry.flags & REFUSED_FLAGS) !== 0) {
    throw new PthError('FORMAT_UNSUPPORTED', { path: entry.name, found: 'unsupported encryption', hint: 'torch.load refuses it' })
  }
  return openEntryAsTorch(source, entry)
}

function record({ directory, root }: Archive, name: string): ZipEntry | undefined {
  return findAsTorch(directory, root + name, directory.byName.get(lowerAscii(root + name)) ?? [])
}

const SMALL = 64

async function smallText(archive: Archive, name: string): Promise<string | null> {
  const entry = record(archive, name)
  if (entry === undefined) return null
  const bytes = await (await openAsTorch(archive.source, entry)).read(0, Math.min(SMALL, entry.size))
  return new TextDecoder('latin1').decode(bytes)
}
