/** `Tensor.set_` and the tensors that come of it: what fits in which storage. */
import { dtypeByName } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { countElements, symInt, symInts } from './elements.ts'
import { isWo, woType } from './value.ts'
import type { WoBuffer, WoStop, WoStorage, WoTensor, WoValue } from './value.ts'

const UINT64 = (1n << 64n) - 1n
const MOST_BYTES = 1n << 63n
/** Memory that any machine is taken to have for a file that does not hold it itself. */
const SURE_MEMORY = 1n << 30n
/** What no process of today's machines can address. */
const ADDRESSABLE = 1n << 47n

/** An empty tensor on the CPU, `torch.empty(0)` */
export function emptyTensor(dtype: DType, buffer: WoBuffer = newBuffer(0)): WoTensor {
  return {
    kind: 'tensor',
    type: 'torch.Tensor',
    device: 'cpu',
    layout: 'torch.strided',
    dtype,
    shape: [0n],
    strides: [1n],
    offset: 0n,
    buffer,
    requiresGrad: false,
    leaf: true,
  }
}

/** Memory that torch allocates itself. */
export function newBuffer(byteLength: number): WoBuffer {
  return { byteLength, resizable: true, bytes: null }
}

/** A number of bytes that torch is to allocate. */
export function memory(byteLength: bigint, stop: WoStop): number {
  if (byteLength < 0n || byteLength >= ADDRESSABLE)
    throw stop.refuse(`cannot allocate ${byteLength} bytes of memory`)
  if (byteLength > SURE_MEMORY) throw stop.unsure(`whether the machine has ${byteLength} bytes of memory`)
  return Number(byteLength)
}

/** The dtype of float32, the default. */
export function defaultDtype(stop: WoStop): DType {
  return namedDtype('float32', stop)
}

export function namedDtype(name: string, stop: WoStop): DType {
  const dtype = dtypeByName(name)
  if (dtype === undefined) throw stop.unsure(`a dtype ${name}`)
  return dtype
}

/** Whether tensors of it can have a gradient. */
export function isDifferentiable({ category }: DType): boolean {
  return category === 'float' || category === 'complex'
}

/** `tensor.set_(*args)`: nothing, a storage or tensor, or one with offset, size and stride. */
export function setTensor(target: WoTensor, args: readonly WoValue[], stop: WoStop): void {
  const [source] = args
  if (args.length > 4 || args.length === 2) throw stop.refuse(`set_() of ${args.length} arguments`)
  if (source !== undefined && !isWo(source, 'tensor') && !isWo(source, 'storage')) {
    throw stop.refuse(`set_() received an invalid combination of arguments - got (${woType(source)})`)
  }
  if (args.length > 1) {
    // What the arguments are counts before where they would go.
    symInt(args[1], 'the storage offset', stop)
    symInts(args[2], 'the size', stop)
    if (args[3] !== undefined && args[3] !== null) symInts(args[3], 'the stride', stop)
  }
  if (target.layout.startsWith('torch.sparse_'))
    throw stop.refuse(`Could not run 'aten::set_' on a tensor of layout ${target.layout}`)
  if (target.layout !== 'torch.strided') throw stop.unsure('set_ on a tensor that is not dense')
  if (target.requiresGrad && target.leaf) {
    throw stop.refuse('a leaf Variable that requires grad is being used in an in-place operation')
  }
  if (source === undefined) {
    if (target.dtype.category === 'quantized')
      throw stop.refuse("Could not run 'aten::set_' on a quantized tensor")
    Object.assign(target, {
      shape: [0n],
      strides: [1n],
      offset: 0n,
      buffer: target.device === 'meta' ? null : newBuffer(0),
    })
    return
  }
  const buffer = isWo(source, 'tensor')
    ? bufferOfTensor(target, source, args.length, stop)
    : bufferOfStorage(target, source, stop)
  if (args.length === 1) {
    if (isWo(source, 'tensor')) {
      const grad = source.requiresGrad ? { requiresGrad: true, leaf: false } : {}
      Object.assign(target, {
        shape: source.shape,
        strides: source.strides,
        offset: source.offset,
        buffer,
        ...grad,
      })
    } else {
      const count = BigInt(buffer.byteLength) / BigInt(target.dtype.itemsize)
      Object.assign(target, { shape: [count], strides: [1n], offset: 0n, buffer })
    }
    return
  }
  const base = isWo(source, 'tensor') ? source.offset : 0n
  place(target, buffer, base + symInt(args[1], 'the storage offset', stop), args[2], args[3], stop)
}

/** Put a tensor into a buffer: `set_(storage, offset, size, stride)`. */
export function place(
  target: WoTensor,
  buffer: WoBuffer,
  offset: bigint,
  size: WoValue | undefined,
  stride: WoValue | undefined,
  stop: WoStop,
): void {
  const shape = symInts(size, 'the size', stop)
  const given = stride === undefined || stride === null ? [] : symInts(stride, 'the stride', stop)
  const quantized = target.dtype.category === 'quantized'
  // No strides at all mean those of a contiguous tensor, except in quantized ones.
  const strides = given.length === 0 && !quantized ? contiguousStrides(shape) : given
  if (shape.length !== strides.length) throw stop.refuse('size and stride differ in length')
  if (offset < 0n) throw stop.refuse(`invalid storage offset ${offset}`)
  if (countElements(shape) === undefined) throw stop.refuse('numel: integer multiplication overflow')
  const bytes = neededBytes(target.dtype, shape, strides, offset)
  if (bytes === undefined) throw stop.refuse('Storage size calculation overflowed')
  if (bytes > BigInt(buffer.byteLength)) {
    if (!buffer.resizable || quantized)
      throw stop.refuse('the tensor reaches past its storage: Trying to resize storage that is not resizable')
    buffer.byteLength = memory(bytes, stop)
  }
  Object.assign(target, { shape, strides, offset, buffer })
}

function bufferOfStorage(target: WoTensor, { dtype, buffer }: WoStorage, stop: WoStop): WoBuffer {
  if (buffer === null) throw stop.refuse("'TypedStorage' object has no attribute '_untyped_storage'")
  if (dtype !== null && dtype !== target.dtype) {
    throw stop.refuse(
      `Expected a Storage of type ${target.dtype.name} or an UntypedStorage, but got type ${dtype.name}`,
    )
  }
  if (target.device === 'meta') throw stop.refuse('a meta tensor cannot be set to a storage of the CPU')
  return buffer
}

function bufferOfTensor(target: WoTensor, source: WoTensor, count: number, stop: WoStop): WoBuffer {
  if (source.layout !== 'torch.strided') throw stop.refuse(`set_() to a tensor of layout ${source.layout}`)
  if (count === 1 && source.dtype !== target.dtype) {
    throw stop.refuse(
      `Could not set tensor of type ${source.dtype.name} to a tensor of type ${target.dtype.name}`,
    )
  }
  if (source.device !== target.device) throw stop.refuse('a tensor cannot be set to one of another device')
  if (source.buffer === null || source.dtype.category === 'quantized')
    throw stop.unsure('set_() to such a tensor')
  if (count > 1 && !isContiguous(source))
    throw stop.refuse('passed in tensor to be used as storage must be contiguous')
  return source.buffer
}

/** Whether the elements are in order without gaps; strides of sizes of 1 do not count. */
export function isContiguous({ shape, strides }: WoTensor): boolean {
  if (shape.includes(0n)) return true
  const wanted = contiguousStrides(shape)
  return shape.every((size, dim) => size === 1n || strides[dim] === wanted[dim])
}

/** Strides of a contiguous tensor, in elements; a size of 0 counts as 1. */
export function contiguousStrides(shape: readonly bigint[]): readonly bigint[] {
  const strides: bigint[] = []
  let step = 1n
  for (const size of shape.toReversed()) {
    strides.push(step)
    step *= size > 1n ? size : 1n
  }
  return strides.toReversed()
}

/**
 * Bytes from the start of the storage to the end of the last element, in unsigned arithmetic of 64 bits as torch
 * does it; undefined when it overflows. @see aten/src/ATen/EmptyTensor.cpp `computeStorageNbytes`
 */
export function neededBytes(
  { itemsize, packed }: DType,
  shape: readonly bigint[],
  strides: readonly bigint[],
  offset: bigint,
): bigint | undefined {
  let elements = offset + 1n
  let overflow = false
  for (const [dim, size] of shape.entries()) {
    if (size === 0n) return 0n
    const span = ((strides[dim] ?? 0n) & UINT64) * ((size - 1n) & UINT64)
    elements += span
    overflow ||= span > UINT64 || elements > UINT64
  }
  const bytes = ((elements + BigInt(packed - 1)) / BigInt(packed)) * BigInt(itemsize)
  return overflow || bytes >= MOST_BYTES ? undefined : bytes
}
