/** The persistent ids that torch's loaders take: storages by class, key and element count. */
import { dtypeByName } from '../../dtype.ts'
import type { DType } from '../../dtype.ts'
import { isWo, woType } from './value.ts'
import type { WoStop, WoStorage, WoValue } from './value.ts'

/** A storage that the pickle asks for; `byteLength` is what the record must hold. */
export interface WantedStorage extends WoStorage {
  readonly key: string | number
  readonly numel: number
}

/** The element type of a storage class, or a refusal. `untyped` is what UntypedStorage means to this loader. */
export function storageDtype(cls: WoValue | undefined, untyped: DType | undefined, stop: WoStop): DType {
  const is = isWo(cls, 'name') ? cls.is : ''
  const typed = is.startsWith('storage ') && is !== 'storage class' ? dtypeByName(is.slice('storage '.length)) : undefined
  if (typed !== undefined) return typed
  if (isWo(cls, 'name') && cls.name === 'torch.storage.UntypedStorage') {
    if (untyped !== undefined) return untyped
    throw stop.refuse("type object 'torch.storage.UntypedStorage' has no attribute 'dtype'")
  }
  if (is === 'tensor class') throw stop.unsure('a tensor class in place of a storage class')
  throw stop.refuse(`${woType(cls)} has no attribute 'dtype'`)
}

/** The storage of one id; each key is wanted once. */
export function wantStorage(
  wanted: Map<string | number, WantedStorage>,
  key: WoValue | undefined,
  numel: WoValue | undefined,
  dtype: DType,
  stop: WoStop,
): WantedStorage {
  if (typeof key !== 'string' && typeof key !== 'number') throw stop.unsure(`a storage key of type ${woType(key)}`)
  const known = wanted.get(key)
  if (known !== undefined && known.byteLength > 0) return known
  if (typeof numel === 'boolean') throw stop.unsure('an element count that is a bool')
  if (typeof numel !== 'number') throw stop.refuse(`the element count is ${woType(numel)}`)
  if (numel < 0) throw stop.refuse(`the element count is ${numel}`)
  const storage: WantedStorage = { kind: 'storage', key, numel, dtype, byteLength: numel * dtype.itemsize }
  wanted.set(key, storage)
  return storage
}
