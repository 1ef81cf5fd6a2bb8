/** Would torch's zip loader accept this archive under weights_only? */
import { dtype } from '../dtype/dtype.ts'
import { isPthError } from '../errors.ts'
import { batches } from '../io/planned.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { entryRange } from '../zip/local-header.ts'
import { refusal } from './answer.ts'
import type { WoAnswer } from './answer.ts'
import {
  cString,
  openArchive,
  openAsTorch,
  record,
  recordProblem,
  smallText,
  uninitialized,
} from './archive.ts'
import type { Archive } from './archive.ts'
import type { MinizEntry } from './miniz-directory.ts'
import { runWeightsOnly } from './machine.ts'
import type { LoadPersistent } from './machine.ts'
import { keyOf } from './python-rules.ts'
import { checkLocation, storageBytes, storageDtype, typedStorageOf } from './storages.ts'
import { unsafeGlobals } from './unsafe-globals.ts'
import { isInt, isUnicode } from './value.ts'
import type { ForeignNames, WoStop, WoStorage, WoValue } from './value.ts'

/** @throws PthError of the zip directory; the caller takes it as a refusal */
export async function zipAnswer(
  source: ByteSource,
  limits: Limits,
  foreign?: ForeignNames,
): Promise<WoAnswer> {
  const opened = await openArchive(source)
  if (opened.archive === null) return refusal(opened.reason)
  const { archive } = opened
  const { entries } = archive
  if (entries.some(({ name }) => cString(name) === `${archive.root}constants.pkl`)) {
    return refusal('Cannot use weights_only=True with TorchScript archives')
  }
  const pickle = record(archive, 'data.pkl')
  if (pickle === undefined) return refusal('failed locating file data.pkl')
  if (pickle.isFolder && pickle.size > 0) throw uninitialized(pickle.name)
  return pickleAnswer(archive, pickle, await recordProblem(archive), limits, foreign)
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
  const unsafe = unsafeGlobals(bytes, limits)
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
  const headerOf = ({ name }: WantedRecord): ByteRange => {
    const found = name === null ? undefined : record(archive, `data/${name}`)
    return found === undefined ? { offset: 0, length: 0 } : entryRange(found)
  }
  for await (const some of batches(archive.source, wanted, headerOf)) {
    for (const storage of some) {
      const storageAnswer = await storageProblem(archive, storage)
      if (storageAnswer !== null) return { ...storageAnswer, unsafe }
    }
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
