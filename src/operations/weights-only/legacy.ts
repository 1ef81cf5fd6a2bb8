/** Would torch's stream loader accept this file under weights_only? */
import { sniff } from '../../container/sniff.ts'
import { isPthError } from '../../errors.ts'
import { newCursor, readI64 } from '../../io/cursor.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { refusal } from './answer.ts'
import type { WoAnswer } from './answer.ts'
import { runWeightsOnly } from './machine.ts'
import type { LoadPersistent, WoRun } from './machine.ts'
import { storageDtype, wantStorage } from './storages.ts'
import type { WantedStorage } from './storages.ts'
import { isWo } from './value.ts'
import type { WoStop, WoValue } from './value.ts'

const MAGIC = 0x1950a86a20f9469cfc6cn
const PROTOCOL = 1001
/** Bytes of the first window on a pickle; doubled until it ends inside. */
const WINDOW = 1 << 16

/** @throws PthError of the source */
export async function legacyAnswer(source: ByteSource, limits: Limits): Promise<WoAnswer> {
  if ((await kindOf(source)) === 'tar') return refusal('Cannot use weights_only=True with files saved in the legacy .tar format')
  const wanted = new Map<string | number, WantedStorage>()
  let at = 0
  const values: WoValue[] = []
  for (let part = 0; part < 5; part += 1) {
    const run = await runAt(source, at, part === 3 ? loader(wanted) : noPersistent, limits)
    if (run.answer !== 'accepts') {
      return { answer: run.answer, reason: run.reason, member: `pickle ${part + 1}`, offset: at + run.at }
    }
    if (part === 0 && run.value !== MAGIC) return refusal('Invalid magic number; corrupt file?')
    if (part === 1 && run.value !== PROTOCOL) return refusal('Invalid protocol version')
    values.push(run.value)
    at += run.end
  }
  const keys = values[4]
  if (!isWo(keys, 'list') && !isWo(keys, 'tuple')) return refusal('the storage keys are no list')
  return storagesAnswer(source, keys.items, wanted, at)
}

async function storagesAnswer(
  source: ByteSource,
  keys: readonly WoValue[],
  wanted: ReadonlyMap<string | number, WantedStorage>,
  start: number,
): Promise<WoAnswer> {
  let at = start
  for (const key of keys) {
    const storage = typeof key === 'string' || typeof key === 'number' ? wanted.get(key) : undefined
    if (storage === undefined) return refusal(`storage key ${JSON.stringify(key)} not found in deserialized_objects`)
    if (at + 8 > source.byteLength) return refusal('unexpected EOF')
    const numel = readI64(newCursor(await source.read(at, 8), 'element count'))
    if (numel !== storage.numel) return refusal('storage has wrong byte size')
    at += 8 + storage.byteLength
    if (at > source.byteLength) return refusal(`unexpected EOF, expected ${at - source.byteLength} more bytes`)
  }
  return { answer: 'accepts', reason: null }
}

/** Ids are ("storage", class, key, location, numel, view metadata). */
function loader(wanted: Map<string | number, WantedStorage>): LoadPersistent {
  return (id, stop) => {
    if (id.length !== 6) throw stop.refuse(`a storage id of ${id.length} items, not 6`)
    const [, cls, key, location, numel, view] = id
    if (typeof location !== 'string') throw stop.refuse('the location is no text')
    const storage = wantStorage(wanted, key, numel, storageDtype(cls, undefined, stop), stop)
    return view === null ? storage : viewOf(storage, view, stop)
  }
}

/** (view key, offset, size) in elements: a slice as Python cuts it. */
function viewOf(storage: WantedStorage, view: WoValue | undefined, stop: WoStop): WoValue {
  const items = isWo(view, 'tuple') || isWo(view, 'list') ? view.items : []
  const [, offset, size] = items
  if (items.length !== 3) throw stop.refuse('a storage view that is no triple')
  if (typeof offset !== 'number' || typeof size !== 'number') throw stop.refuse('a storage view that is not of integers')
  if (offset < 0 || size < 0) throw stop.unsure('a storage view with a negative bound')
  const start = Math.min(offset * storage.dtype.itemsize, storage.byteLength)
  const end = Math.min((offset + size) * storage.dtype.itemsize, storage.byteLength)
  return { kind: 'storage', dtype: storage.dtype, byteLength: Math.max(0, end - start) }
}

function noPersistent(_id: readonly WoValue[], stop: WoStop): never {
  throw stop.refuse('unsupported persistent id encountered')
}

/** Run the pickle at an offset; the window grows while the pickle runs over its end. */
async function runAt(source: ByteSource, at: number, load: LoadPersistent, limits: Limits): Promise<WoRun> {
  const most = Math.min(source.byteLength - at, limits.pickleBytes)
  for (let length = Math.min(WINDOW, most); ; length = Math.min(length * 4, most)) {
    const run = runWeightsOnly(await source.read(at, length), load, 0, limits)
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
