/** Elements and rows of tensors, and what torch's own arguments take for an integer. */
import type { DType } from '../dtype/dtype.ts'
import { isInt, isWo, woType } from './value.ts'
import type { WoStop, WoTensor, WoValue } from './value.ts'

const INT64 = 1n << 63n
const UINT64 = (1n << 64n) - 1n
/** Rows or elements of one tensor that are followed. */
const FOLLOWED = 4096n

/** The product of the sizes, or undefined where 64 bits do not hold it. @see c10 `safe_multiplies_u64` */
export function countElements(shape: readonly bigint[]): bigint | undefined {
  let count = 1n
  for (const size of shape) {
    count *= size & UINT64
    if (count > UINT64) return undefined
  }
  return count < INT64 ? count : undefined
}

/** The whole-number elements of a dense tensor of exactly `count` elements. */
export function wholeElements(tensor: WoTensor, count: bigint, stop: WoStop): readonly bigint[] {
  if (countElements(tensor.shape) !== count) throw stop.refuse(`a tensor of other than ${count} elements`)
  if (count === 0n) return []
  if (tensor.layout !== 'torch.strided') throw stop.unsure('the elements of a tensor that is not dense')
  if (tensor.device === 'meta') throw stop.refuse('a meta tensor has no elements')
  const { category, itemsize } = tensor.dtype
  if (category !== 'int' && category !== 'uint' && category !== 'bool')
    throw stop.unsure(`elements of ${tensor.dtype.name}`)
  if (count > FOLLOWED) throw stop.unsure('the elements of a large tensor')
  const bytes = tensor.buffer?.bytes
  if (bytes === null || bytes === undefined) throw stop.wantBytes()
  stop.spend(Number(count) * 8)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return positions(tensor).map((position) => {
    const at = Number(position) * itemsize
    if (at + itemsize > bytes.length) throw stop.unsure('elements past the bytes at hand')
    return readWhole(view, at, itemsize, category === 'int')
  })
}

function readWhole(view: DataView, at: number, size: number, signed: boolean): bigint {
  let value = 0n
  for (let byte = size - 1; byte >= 0; byte -= 1) value = (value << 8n) | BigInt(view.getUint8(at + byte))
  return signed ? BigInt.asIntN(size * 8, value) : value
}

/** Elements of a storage as Python numbers, or undefined for a type that is not followed. */
export function storageElements(bytes: Uint8Array, dtype: DType | null): readonly WoValue[] | undefined {
  const { name, category, itemsize } = dtype ?? { name: 'uint8', category: 'uint', itemsize: 1 }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const offsets = Array.from({ length: Math.floor(bytes.length / itemsize) }, (_, index) => index * itemsize)
  if (name === 'float32') return offsets.map((at) => ({ kind: 'float', value: view.getFloat32(at, true) }))
  if (name === 'float64') return offsets.map((at) => ({ kind: 'float', value: view.getFloat64(at, true) }))
  if (category === 'bool') return offsets.map((at) => view.getUint8(at) !== 0)
  if (category !== 'int' && category !== 'uint' && category !== 'quantized') return undefined
  return offsets.map((at) =>
    readWhole(view, at, itemsize, category === 'int' || name === 'qint8' || name === 'qint32'),
  )
}

/** Storage positions of the elements, in order. */
function positions({ shape, strides, offset }: WoTensor): readonly bigint[] {
  let found: bigint[] = [offset]
  for (const [dim, size] of shape.entries()) {
    const steps = Array.from({ length: Number(size) }, (_, index) => BigInt(index) * (strides[dim] ?? 0n))
    found = found.flatMap((base) => steps.map((step) => base + step))
  }
  return found
}

/** `unbind(0)` */
export function rowsOf(tensor: WoTensor, stop: WoStop): readonly WoTensor[] {
  const [length, ...shape] = tensor.shape
  if (tensor.layout !== 'torch.strided' && tensor.layout !== 'torch.sparse_coo')
    throw stop.unsure('a loop over a tensor that is not dense')
  if (length === undefined) throw stop.refuse('iteration over a 0-d tensor')
  if (length > FOLLOWED) throw stop.unsure('a loop over a large tensor')
  const [step = 0n, ...strides] = tensor.strides
  stop.spend(Number(length) * 64)
  return Array.from({ length: Number(length) }, (_, index) => ({
    ...tensor,
    type: 'torch.Tensor' as const,
    layout: shape.length === 0 ? 'torch.strided' : tensor.layout,
    shape,
    strides,
    offset: tensor.offset + BigInt(index) * step,
    leaf: !tensor.requiresGrad,
  }))
}

/** `SymInt`: an int of 64 bits, or a tensor with one such element; no bool. */
export function symInt(value: WoValue | undefined, what: string, stop: WoStop): bigint {
  if (isWo(value, 'tensor')) {
    const integral = value.dtype.category === 'int' || value.dtype.category === 'uint'
    if (!integral) throw stop.refuse(`${what} is a tensor of ${value.dtype.name}`)
    return fits(wholeElements(value, 1n, stop)[0] ?? 0n, what, stop)
  }
  if (!isInt(value)) throw stop.refuse(`${what} is ${woType(value)}, not an int`)
  return fits(BigInt(value), what, stop)
}

/** `SymInt[]`: a tuple or list. Only the first item is asked whether it is an int, so a bool may follow it. */
export function symInts(value: WoValue | undefined, what: string, stop: WoStop): readonly bigint[] {
  if (!isWo(value, 'tuple') && !isWo(value, 'list'))
    throw stop.refuse(`${what} is ${woType(value)}, not a tuple of ints`)
  stop.spend(value.items.length * 8)
  checkInts(value.items, what, stop)
  return value.items.map((item, index) =>
    index > 0 && typeof item === 'boolean' ? BigInt(item) : symInt(item, what, stop),
  )
}

/** What needs no look at elements: types, and the range of what is an int already. */
function checkInts(items: readonly WoValue[], what: string, stop: WoStop): void {
  for (const [index, item] of items.entries()) {
    const tensor =
      isWo(item, 'tensor') &&
      countElements(item.shape) === 1n &&
      (item.dtype.category === 'int' || item.dtype.category === 'uint')
    if (!tensor && (index === 0 || typeof item !== 'boolean')) symInt(item, what, stop)
  }
}

function fits(value: bigint, what: string, stop: WoStop): bigint {
  if (value >= INT64 || value < -INT64) throw stop.refuse(`${what}: overflow when unpacking long long`)
  return value
}
