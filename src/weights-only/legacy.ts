/** Would torch's stream loader accept this file under weights_only? */
import { sniff, START_BYTES } from '../container/sniff.ts'
import { isPthError } from '../errors.ts'
import { prefetch } from '../io/source.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { answerOf, refusal, stopAt } from './answer.ts'
import type { WoAnswer } from './answer.ts'
import { runWeightsOnly } from './machine.ts'
import type { LoadPersistent, WoRun } from './machine.ts'
import { iterate, keyOf } from './python-rules.ts'
import { checkLocation, storageBytes, storageDtype, typedStorageOf } from './storages.ts'
import { isInt, isWo, woType } from './value.ts'
import type { ForeignNames, WoStop, WoStorage, WoValue } from './value.ts'

const MAGIC = 0x1950a86a20f9469cfc6cn
const PROTOCOL = 1001n
/** Bytes of the first window on a pickle that is not at the beginning of the file. */
const WINDOW = 1 << 14
/** Bytes that are read at once: running a pickle again costs more than reading what it may not need. */
const SMALL = 1 << 24
/** Element counts of storages that are asked for together. Largest known number of storages: 3,000. */
const COUNTS = 1 << 14
/** Memory that any machine is taken to have for a file that does not hold it itself. */
const SURE_MEMORY = 1 << 30

/** Storages and views of storages by their keys. */
type Deserialized = Map<string, WoStorage>

/** @throws PthError of the source */
export async function legacyAnswer(
  source: ByteSource,
  limits: Limits,
  foreign?: ForeignNames,
): Promise<WoAnswer> {
  if ((await kindOf(source)) === 'tar')
    return refusal('Cannot use weights_only=True with files saved in the legacy .tar format')
  const deserialized: Deserialized = new Map()
  let at = 0
  const values: WoValue[] = []
  for (let part = 0; part < 5; part += 1) {
    const run = await runAt(source, at, part === 3 ? loader(deserialized) : noPersistent, limits, foreign)
    if (run.answer !== 'accepts') {
      return { answer: run.answer, reason: run.reason, member: `pickle ${part + 1}`, offset: at + run.at }
    }
    if (part === 0 && !isNumber(run.value, MAGIC)) return refusal('Invalid magic number; corrupt file?')
    if (part === 1 && !isNumber(run.value, PROTOCOL)) return refusal('Invalid protocol version')
    values.push(run.value)
    at += run.end
  }
  return storagesAnswer(source, values[4], deserialized, at)
}

/** Python's `==` with an int. */
function isNumber(value: WoValue, wanted: bigint): boolean {
  if (isInt(value)) return BigInt(value) === wanted
  return isWo(value, 'float') && Number.isInteger(value.value) && BigInt(value.value) === wanted
}

async function storagesAnswer(
  source: ByteSource,
  keys: WoValue | undefined,
  deserialized: ReadonlyMap<string, WoStorage>,
  start: number,
): Promise<WoAnswer> {
  const stop = stopAt(() => ({ member: 'pickle 5', offset: start, opcode: 'STOP' }), false)
  let order: readonly string[]
  try {
    order = iterate(keys, stop).map((key) => keyOf(key, stop))
  } catch (error) {
    return answerOf(error)
  }
  await prefetchCounts(source, order, deserialized, start)
  let at = start
  for (const key of order) {
    const storage = deserialized.get(key)
    if (storage === undefined) return refusal('a storage key was not found in deserialized_objects')
    const byteLength = storage.buffer?.byteLength ?? 0
    if (at + 8 > source.byteLength) return refusal('unexpected EOF')
    const counted = await source.read(at, 8)
    const numel = new DataView(counted.buffer, counted.byteOffset, 8).getBigInt64(0, true)
    if (numel * BigInt(storage.dtype?.itemsize ?? 1) !== BigInt(byteLength))
      return refusal('storage has wrong byte size')
    at += 8 + byteLength
    if (at > source.byteLength)
      return refusal(`unexpected EOF, expected ${at - source.byteLength} more bytes`)
  }
  const large = [...deserialized.values()].some(
    ({ buffer }) => (buffer?.byteLength ?? 0) > Math.max(SURE_MEMORY, source.byteLength),
  )
  if (large)
    return {
      answer: 'undetermined',
      reason: 'whether the machine has the memory for a storage larger than the file',
    }
  return { answer: 'accepts', reason: null }
}

/** Ask for the element counts before the storages together, as many as a plan takes. */
async function prefetchCounts(
  source: ByteSource,
  order: readonly string[],
  deserialized: ReadonlyMap<string, WoStorage>,
  start: number,
): Promise<void> {
  const ranges: ByteRange[] = []
  let offset = start
  for (const key of order.slice(0, COUNTS)) {
    ranges.push({ offset, length: 8 })
    offset += 8 + (deserialized.get(key)?.buffer?.byteLength ?? 0)
  }
  await prefetch(source, ranges)
}

/** Ids are ("storage", class, key, location, numel, view metadata). */
function loader(deserialized: Deserialized): LoadPersistent {
  return (id, stop) => {
    if (id.length !== 6) throw stop.refuse(`a storage id of ${id.length} items, not 6`)
    const [, cls, key = null, location, numel, view = null] = id
    checkLocation(location, stop)
    const dtype = storageDtype(cls, stop)
    if (dtype === undefined)
      throw stop.refuse("type object 'torch.storage.UntypedStorage' has no attribute 'dtype'")
    const slot = keyOf(key, stop)
    let storage = deserialized.get(slot)
    if (storage === undefined) {
      if (isWo(numel, 'list') || isWo(numel, 'tuple') || isWo(numel, 'bytes'))
        throw stop.unsure(`an element count of type ${woType(numel)}`)
      // The bytes come after the pickle, so nothing is known of them while it is read.
      storage = typedStorageOf(dtype, {
        byteLength: storageBytes(numel, dtype, stop),
        resizable: true,
        bytes: null,
      })
      deserialized.set(slot, storage)
    } else {
      checkMultiplied(numel, stop)
      if (storage.buffer?.byteLength === 0)
        storage = typedStorageOf(dtype, { byteLength: 0, resizable: true, bytes: null })
    }
    return view === null ? storage : viewOf(deserialized, storage, dtype.itemsize, view, stop)
  }
}

/** The count of a known storage is multiplied and dropped. */
function checkMultiplied(numel: WoValue | undefined, stop: WoStop): void {
  const kinds = ['number', 'bigint', 'boolean', 'string']
  if (kinds.includes(typeof numel)) return
  if (isWo(numel, 'tensor') || isWo(numel, 'mesh'))
    throw stop.unsure(`an element count of type ${woType(numel)}`)
  const multiplied =
    isWo(numel, 'float') ||
    isWo(numel, 'complex') ||
    isWo(numel, 'list') ||
    isWo(numel, 'tuple') ||
    isWo(numel, 'bytes')
  if (!multiplied) throw stop.refuse(`the element count is ${woType(numel)}`)
}

/** (view key, offset, size) in elements: a slice as Python cuts it, kept under its own key. */
function viewOf(
  deserialized: Deserialized,
  storage: WoStorage,
  itemsize: number,
  view: WoValue,
  stop: WoStop,
): WoStorage {
  const parts = iterate(view, stop)
  const [key = null, offset, size] = parts
  if (parts.length !== 3) throw stop.refuse('a storage view that is not a triple')
  const [start, length] = [offset, size].map((part) => viewBytes(part, itemsize, stop))
  const slot = keyOf(key, stop)
  const known = deserialized.get(slot)
  if (known !== undefined) return known
  const end = start === undefined || length === undefined ? undefined : start + length
  if (start === undefined || end === undefined) throw stop.refuse('a storage view that is not of integers')
  const total = BigInt(storage.buffer?.byteLength ?? 0)
  const [from, to] = [start, end].map((bound) => clip(bound, total))
  const byteLength = Math.max(0, Number((to ?? 0n) - (from ?? 0n)))
  const dtype = storage.dtype
  const made: WoStorage = { ...storage, dtype, buffer: { byteLength, resizable: false, bytes: null } }
  deserialized.set(slot, made)
  return made
}

/** Undefined for what is multiplied but cannot cut a slice. */
function viewBytes(part: WoValue | undefined, itemsize: number, stop: WoStop): bigint | undefined {
  checkMultiplied(part, stop)
  return isInt(part) || typeof part === 'boolean' ? BigInt(part) * BigInt(itemsize) : undefined
}

function clip(bound: bigint, total: bigint): bigint {
  const from = bound < 0n ? bound + total : bound
  return from < 0n ? 0n : from > total ? total : from
}

function noPersistent(_id: readonly WoValue[], stop: WoStop): never {
  throw stop.refuse('unsupported persistent id encountered')
}

/** Run the pickle at an offset; the window grows while the pickle runs over its end. */
async function runAt(
  source: ByteSource,
  at: number,
  load: LoadPersistent,
  limits: Limits,
  foreign: ForeignNames | undefined,
): Promise<WoRun> {
  const rules = { load, mapsDevices: false, ...(foreign !== undefined && { foreign }) }
  const most = Math.min(source.byteLength - at, limits.pickleBytes)
  for (
    let length = Math.min(Math.max(WINDOW, START_BYTES - at), most);
    ;
    length = most <= SMALL ? most : Math.min(length * 4, most)
  ) {
    const run = runWeightsOnly(await source.read(at, length), rules, limits)
    if (!run.truncated) return run
    if (length === most) {
      if (most < source.byteLength - at) throw overLimit(limits, 'pickleBytes', 'one pickle', most + 1)
      return run
    }
  }
}

async function kindOf(source: ByteSource): Promise<string> {
  try {
    return await sniff(source)
  } catch (error) {
    if (!isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED')) throw error
    return 'other'
  }
}
