/** The persistent ids that torch's loaders take: storages by class, key and element count. */
import { dtypeByName } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { isWo, woType } from './value.ts'
import type { WoName, WoStop, WoStorage, WoValue } from './value.ts'

/** `storage_type.dtype`, which tensors and their old classes have too. Undefined for UntypedStorage, which has none. */
export function storageDtype(cls: WoValue | undefined, stop: WoStop): DType | undefined {
  if (isWo(cls, 'name')) return dtypeOfName(cls, stop)
  if (isWo(cls, 'tensor') || (isWo(cls, 'storage') && cls.dtype !== null)) {
    const dtype = cls.dtype
    if (dtype !== null && dtype.category !== 'bits' && !/^u?int[1-7]$/.test(dtype.name)) return dtype
    throw stop.unsure('the element size of such a type')
  }
  if (isWo(cls, 'mesh')) throw stop.unsure(`${cls.type} in place of a storage class`)
  throw stop.refuse(`'${woType(cls)}' object has no attribute 'dtype'`)
}

function dtypeOfName({ name, is }: WoName, stop: WoStop): DType | undefined {
  const typed =
    is.startsWith('storage ') && is !== 'storage class' ? dtypeByName(is.slice('storage '.length)) : undefined
  if (typed !== undefined) return typed
  if (name === 'torch.storage.UntypedStorage') return undefined
  const old = /^torch\.(?:cuda\.)?(?:sparse\.)?([A-Za-z0-9]+)Tensor$/.exec(name)?.[1]
  const dtype = old === undefined ? undefined : OLD_CLASSES.get(old)
  const found = dtype === undefined ? undefined : dtypeByName(dtype)
  if (is === 'tensor class' && found !== undefined) return found
  throw stop.refuse(`${name} has no dtype`)
}

const OLD_CLASSES: ReadonlyMap<string, string> = new Map([
  ['BFloat16', 'bfloat16'],
  ['Bool', 'bool'],
  ['Byte', 'uint8'],
  ['Char', 'int8'],
  ['Double', 'float64'],
  ['Float', 'float32'],
  ['Half', 'float16'],
  ['Int', 'int32'],
  ['Long', 'int64'],
  ['Short', 'int16'],
])

/** A location: anything goes where all is mapped to the CPU, but torch decodes bytes as ASCII first. */
export function checkLocation(location: WoValue | undefined, stop: WoStop): void {
  if (!isWo(location, 'bytes') || location.type !== 'bytes') return
  if (location.bytes === null) throw stop.unsure('a location of unknown content')
  if (location.bytes.some((byte) => byte > 0x7f)) throw stop.refuse("'ascii' codec can't decode a location")
}

/** Bytes of `numel` elements, as a size of C++ takes them. */
export function storageBytes(numel: WoValue | undefined, dtype: DType, stop: WoStop): number {
  if (isWo(numel, 'tensor') || isWo(numel, 'mesh'))
    throw stop.unsure(`an element count of type ${woType(numel)}`)
  if (typeof numel !== 'number' && typeof numel !== 'bigint' && typeof numel !== 'boolean')
    throw stop.refuse(`the element count is ${woType(numel)}`)
  const bytes = BigInt(numel) * BigInt(dtype.itemsize)
  if (bytes < 0n || bytes >= 1n << 63n) throw stop.refuse(`the element count is ${numel}`)
  return Number(bytes)
}

/** A storage of the file, typed as torch's loaders wrap it. */
export function typedStorageOf(dtype: DType, buffer: WoStorage['buffer']): WoStorage {
  return { kind: 'storage', type: 'torch.storage.TypedStorage', dtype, buffer }
}
