/** What a persistent id says about a storage, before anybody looks for its bytes. */
import { dtype, dtypeByStorageClass } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { isKind } from '../pickle/value.ts'
import type { PicklePersistent, PickleValue } from '../pickle/value.ts'

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
  const items = isKind(persistent.id, 'tuple') ? persistent.id.items : []
  const [tag, cls, key, location, numel, view = null] = items
  if (tag !== 'storage' || items.length < 5 || items.length > 6) return undefined
  if (!isKind(cls, 'global')) return undefined
  if (typeof key !== 'string' && typeof key !== 'number') return undefined
  if (typeof numel !== 'number' || numel < 0) return undefined
  const untyped = cls.name === 'UntypedStorage' || cls.name === '_UntypedStorage'
  return {
    className: cls.name,
    dtype: untyped ? dtype('uint8') : (dtypeByStorageClass(cls.name) ?? null),
    untyped,
    key: String(key),
    location: typeof location === 'string' ? location : 'unknown',
    numel,
    view,
  }
}
