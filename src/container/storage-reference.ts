/** What a persistent id says about a storage, before anybody looks for its bytes. */
import { dtype, dtypeByStorageClass } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { StoragePersistent } from '../pickle/tensor-call.ts'
import { isKind } from '../pickle/value.ts'
import type { PickleGlobal, PicklePersistent, PickleValue } from '../pickle/value.ts'

/** What a storage's persistent id says. */
export interface StorageReference {
  readonly className: string
  readonly dtype: DType | null
  readonly untyped: boolean
  readonly key: string
  readonly location: string
  readonly numel: number
  /** The sixth item of legacy ids: null, or (view key, offset, size) in elements. */
  readonly view: PickleValue
}

/**
 * Read a persistent id `("storage", class, key, location, numel[, view])`; undefined when it is
 * something else or malformed. The module of the class is ignored, as PyTorch does.
 * @see torch/serialization.py `persistent_load`
 */
export function parseStorageReference(persistent: PicklePersistent): StorageReference | undefined {
  if (persistent instanceof StoragePersistent) {
    const { key, numel, facts } = persistent
    return referenceTo(facts.storageClass, key, facts.location, numel, null)
  }
  const items = isKind(persistent.id, 'tuple') ? persistent.id.items : []
  const [tag, cls, key, location, numel, view = null] = items
  if (tag !== 'storage' || items.length < 5 || items.length > 6) return undefined
  if (!isKind(cls, 'global')) return undefined
  if (typeof key !== 'string' && typeof key !== 'number') return undefined
  if (typeof numel !== 'number' || numel < 0) return undefined
  return referenceTo(cls, String(key), typeof location === 'string' ? location : 'unknown', numel, view)
}

function referenceTo(
  { name }: PickleGlobal,
  key: string,
  location: string,
  numel: number,
  view: PickleValue,
): StorageReference {
  const untyped = name === 'UntypedStorage' || name === '_UntypedStorage'
  const dtypeOf = untyped ? dtype('uint8') : (dtypeByStorageClass(name) ?? null)
  return { className: name, dtype: dtypeOf, untyped, key, location, numel, view }
}
