/**
 * Storages inside a pickle (`pickle.dump` of tensors): each embedded file is read like a file, its one
 * storage taken out.
 */
import type { PthError } from '../errors.ts'
import { isPthError } from '../errors.ts'
import { recordAs } from '../container/range-record.ts'
import type { Container } from '../container/record.ts'
import { isKind } from '../pickle/value.ts'
import type { PickleValue } from '../pickle/value.ts'
import type { RebuildContext } from './rebuild/context.ts'
import type { Storage } from './storage.ts'
import { opaqueTensor } from './tensor.ts'
import type { Tensor } from './tensor.ts'

/** What an embedded file contains: nearly always a storage. */
export interface Embedded {
  readonly storage: Storage | undefined
  readonly tensor: Tensor | undefined
}

/** What each call of `torch.storage._load_from_bytes` would give, in file order. */
export function readEmbedded(
  container: Container,
  interpret: (container: Container) => RebuildContext,
): ReadonlyMap<PickleValue, Embedded> {
  const embedded = new Map<PickleValue, Embedded>()
  for (const [call, inside] of container.embedded ?? []) {
    const key = `bytes@${isKind(call, 'object') ? call.at : 0}`
    embedded.set(call, isPthError(inside) ? unreadable(key, inside) : readOne(key, inside, interpret(inside)))
  }
  return embedded
}

function readOne(key: string, container: Container, context: RebuildContext): Embedded {
  const value = container.pickles.find(({ role }) => role === 'data')?.pickle.value
  const storage = context.storageOf(value)
  if (storage === undefined) return { storage, tensor: context.tensorOf(value) ?? notOne() }
  const { view: _, ...facts } = storage
  const record =
    storage.record === null ? null : recordAs(storage.record, { packing: 'memory', locate: async () => null })
  return { storage: { ...facts, key, record }, tensor: undefined }
}

/** PyTorch puts one storage there. What else a file inside contains is not walked, and the report says so. */
function notOne(): Tensor {
  return opaqueTensor(
    'torch.storage._load_from_bytes',
    'the file inside the pickle contains neither a storage nor a tensor; extract it to inspect it',
  )
}

function unreadable(key: string, error: PthError): Embedded {
  const storage: Storage = {
    key,
    dtype: null,
    className: 'unknown',
    untyped: true,
    location: 'cpu',
    numel: 0,
    byteLength: 0,
    record: null,
    bigEndian: false,
    problem: `the storage inside the pickle cannot be opened: ${error.message}`,
  }
  return { storage, tensor: undefined }
}
