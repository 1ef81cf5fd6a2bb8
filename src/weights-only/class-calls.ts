/** Classes of tensors and storages called as Python did before there was `torch.empty`. */
import { dtypeByStorageClass } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { countElements, symInt, symInts } from './elements.ts'
import { iterate } from './python-rules.ts'
import { coordinates } from './rebuild-sparse.ts'
import { contiguousStrides, defaultDtype, emptyTensor, memory, newBuffer } from './set-tensor.ts'
import { isInt, isWo, woType } from './value.ts'
import type { WoName, WoStop, WoStorage, WoTensor, WoValue } from './value.ts'

/** torch.FloatTensor(*sizes), (numbers), (Size), (tensor) or (storage): all on a machine without CUDA. */
export function tensorClass({ name }: WoName, args: readonly WoValue[], stop: WoStop): WoTensor {
  if (name.startsWith('torch.cuda.'))
    throw stop.refuse(`type ${name} not available. Torch not compiled with CUDA enabled.`)
  const [, sparse, prefix = ''] = /^torch\.(sparse\.)?([A-Za-z0-9]*)Tensor$/.exec(name) ?? []
  const dtype = prefix === '' ? defaultDtype(stop) : dtypeByStorageClass(`${prefix}Storage`)
  if (dtype === undefined) throw stop.unsure(`what ${name} makes of its arguments`)
  const shape = sizeArguments(args, sparse !== undefined, stop)
  if (sparse !== undefined) {
    if (shape === undefined) return sparseOf(dtype, args, stop)
    return { ...emptyTensor(dtype), layout: 'torch.sparse_coo', shape, strides: [], buffer: null }
  }
  return shape === undefined ? tensorOf(dtype, prefix === '', args, stop) : filled(dtype, shape, stop)
}

/** Sizes given one by one or as a torch.Size; undefined where the arguments are something else. */
function sizeArguments(
  args: readonly WoValue[],
  sparse: boolean,
  stop: WoStop,
): readonly bigint[] | undefined {
  const [first] = args
  if (args.length === 0) return [0n]
  if (args.length === 1 && isWo(first, 'tuple') && first.type === 'torch.Size')
    return checkedSizes(first, stop)
  // A tensor of one whole number is a size like any other, but alone it is data for a dense tensor.
  const index =
    isWo(first, 'tensor') && /^u?int\d/.test(first.dtype.name) && countElements(first.shape) === 1n
  const whole = index && (sparse || args.length > 1)
  if (whole && args.some((arg, at) => at > 0 && isWo(arg, 'tensor')))
    throw stop.unsure('what a tensor class makes of several tensors')
  if (isInt(first) || whole) return checkedSizes({ kind: 'list', items: [...args] }, stop)
  return undefined
}

function checkedSizes(value: WoValue, stop: WoStop): readonly bigint[] {
  const shape = symInts(value, 'the size', stop)
  if (shape.some((dim) => dim < 0n) || countElements(shape) === undefined)
    throw stop.refuse('Trying to create tensor with negative dimension')
  return shape
}

function filled(dtype: DType, shape: readonly bigint[], stop: WoStop): WoTensor {
  const bytes = memory((countElements(shape) ?? 0n) * BigInt(dtype.itemsize), stop)
  return { ...emptyTensor(dtype, newBuffer(bytes)), shape, strides: contiguousStrides(shape) }
}

function tensorOf(dtype: DType, anyType: boolean, args: readonly WoValue[], stop: WoStop): WoTensor {
  const [from] = args
  if (isWo(from, 'tensor') && args.length === 1) {
    if (from.layout !== 'torch.strided' || from.device === 'meta')
      throw stop.unsure('a tensor of a tensor that is not plain')
    if (from.dtype !== dtype && !anyType)
      throw stop.refuse(`a tensor of ${dtype.name} of one of ${from.dtype.name}`)
    return { ...from, type: 'torch.Tensor', requiresGrad: false, leaf: true }
  }
  if (args.length > 1) throw stop.refuse('new() received an invalid combination of arguments')
  if (isWo(from, 'storage')) return tensorOfStorage(dtype, from, stop)
  if (isWo(from, 'tuple') || isWo(from, 'list')) {
    checkNumbers(from.items, dtype, stop)
    return filled(dtype, [BigInt(from.items.length)], stop)
  }
  if (isWo(from, 'bytes') && from.type === 'bytearray' && from.bytes?.every((byte) => byte < 128) === true)
    return filled(dtype, [BigInt(from.bytes.length)], stop)
  if ((isWo(from, 'bytes') && from.type === 'bytearray') || isWo(from, 'mesh'))
    throw stop.unsure(`a tensor of ${woType(from)}`)
  throw stop.refuse(`new() received an invalid combination of arguments - got (${woType(from)})`)
}

/** The elements of an untyped storage, or of one of the same type. */
function tensorOfStorage(dtype: DType, storage: WoStorage, stop: WoStop): WoTensor {
  if (storage.buffer === null || (storage.dtype !== null && storage.dtype !== dtype))
    throw stop.refuse(`Expected a Storage of type ${dtype.name} or an UntypedStorage`)
  const count = BigInt(storage.buffer.byteLength) / BigInt(dtype.itemsize)
  return { ...emptyTensor(dtype, storage.buffer), shape: [count] }
}

/** torch.sparse.FloatTensor(indices, values[, size]) */
function sparseOf(dtype: DType, args: readonly WoValue[], stop: WoStop): WoTensor {
  const [indices, values, size] = args
  if (args.length < 2 || args.length > 3 || !isWo(indices, 'tensor') || !isWo(values, 'tensor')) {
    throw stop.refuse('new() received an invalid combination of arguments')
  }
  if (size !== undefined && !isWo(size, 'tuple') && !isWo(size, 'list'))
    throw stop.refuse(`the size is ${woType(size)}`)
  if (size === undefined || indices.dtype.name !== 'int64' || values.dtype !== dtype)
    throw stop.unsure('a sparse tensor of such parts')
  return coordinates([indices, values, size], stop)
}

/** Numbers that every element type takes; others are not followed. */
function checkNumbers(items: readonly WoValue[], dtype: DType, stop: WoStop): void {
  for (const item of items) {
    const number = isWo(item, 'float')
      ? item.value
      : isInt(item) || typeof item === 'boolean'
        ? Number(item)
        : undefined
    if (number === undefined) {
      if (item === null || typeof item === 'string' || isWo(item, 'dict') || isWo(item, 'name'))
        throw stop.refuse(`a tensor of ${woType(item)}`)
      throw stop.unsure(`a tensor of ${woType(item)}`)
    }
    const wide = dtype.category === 'bool' || dtype.name === 'float32' || dtype.name === 'float64'
    if (!(Math.abs(number) < 128) && !(wide && Math.abs(number) < 2 ** 62))
      throw stop.unsure(`whether ${number} is an element of ${dtype.name}`)
  }
}

/** torch.storage.UntypedStorage(size) or of bytes */
export function untypedStorage(args: readonly WoValue[], stop: WoStop): WoStorage {
  const [from] = args
  if (args.length > 1) throw stop.refuse('UntypedStorage takes one argument')
  return {
    kind: 'storage',
    type: 'torch.storage.UntypedStorage',
    dtype: null,
    buffer: newBuffer(from === undefined ? 0 : untypedLength(from, stop)),
  }
}

function untypedLength(from: WoValue, stop: WoStop): number {
  if (isInt(from)) return memory(BigInt(from), stop)
  if (isWo(from, 'bytes')) {
    if (from.bytes === null) throw stop.unsure('a storage of unknown length')
    return from.bytes.length
  }
  if (isWo(from, 'tuple') || isWo(from, 'list')) {
    for (const item of from.items) {
      if (isWo(item, 'tensor')) throw stop.unsure('a storage of tensors')
      if (!isInt(item) && typeof item !== 'boolean') throw stop.refuse(`a storage of ${woType(item)}`)
      if (BigInt.asIntN(64, BigInt(item)) !== BigInt(item)) throw stop.unsure('a storage of large numbers')
    }
    return from.items.length
  }
  if (isWo(from, 'tensor') && countElements(from.shape) === 1n)
    return memory(symInt(from, 'the size', stop), stop)
  if (isWo(from, 'storage')) return untypedLength({ kind: 'list', items: [...iterate(from, stop)] }, stop)
  if (isWo(from, 'mesh')) throw stop.unsure(`a storage of ${woType(from)}`)
  throw stop.refuse(`UntypedStorage(): invalid combination of arguments - got (${woType(from)})`)
}

/** torch.storage.TypedStorage(size) or of numbers, of float32 */
export function typedStorage(args: readonly WoValue[], stop: WoStop): WoStorage {
  const [from] = args
  if (args.length > 1) throw stop.refuse('Too many positional arguments')
  return {
    kind: 'storage',
    type: 'torch.storage.TypedStorage',
    dtype: defaultDtype(stop),
    buffer: newBuffer(from === undefined ? 0 : typedLength(from, stop)),
  }
}

function typedLength(from: WoValue, stop: WoStop): number {
  const dtype = defaultDtype(stop)
  if (isInt(from) || typeof from === 'boolean') return memory(BigInt(from) * BigInt(dtype.itemsize), stop)
  if (isWo(from, 'tuple') || isWo(from, 'list')) {
    checkNumbers(from.items, dtype, stop)
    return memory(BigInt(from.items.length * dtype.itemsize), stop)
  }
  if (isWo(from, 'bytes') && from.type === 'bytearray') {
    if (from.bytes === null) throw stop.unsure('a storage of unknown length')
    return from.bytes.length * dtype.itemsize
  }
  if (isWo(from, 'mesh')) throw stop.unsure(`a storage of ${woType(from)}`)
  throw stop.refuse(`Argument type not recognized: ${woType(from)}`)
}

/** `TypedStorage.__new__` alone: a storage without contents, whatever its arguments. */
export function bareTypedStorage(): WoStorage {
  return { kind: 'storage', type: 'torch.storage.TypedStorage', dtype: null, buffer: null }
}
