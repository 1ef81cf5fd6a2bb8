/** `_rebuild_sparse_tensor` and `_rebuild_nested_tensor`: tensors that are made of other tensors. */
import type { DType } from '../dtype/dtype.ts'
import { countElements, symInts, wholeElements } from './elements.ts'
import { iterate } from './python-rules.ts'
import { counted } from './rebuild-tensor.ts'
import { emptyTensor, isContiguous, namedDtype, neededBytes } from './set-tensor.ts'
import { isInt, isWo, woType } from './value.ts'
import type { WoStop, WoTensor, WoValue } from './value.ts'

/** What `torch.as_tensor` would make of an argument. */
interface Data {
  readonly shape: readonly bigint[]
  readonly dtype: DType
  readonly layout: string
  readonly device: string
}

const COMPRESSED = new Set(['torch.sparse_csr', 'torch.sparse_csc', 'torch.sparse_bsr', 'torch.sparse_bsc'])

/**
 * (layout, (indices, values, size[, is_coalesced])) or (layout, (compressed, plain, values, size)); nothing
 * checks the indices.
 */
export function rebuildSparse(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [layout, data] = counted('_rebuild_sparse_tensor', args, 2, 2, stop)
  if (!isWo(layout, 'layout')) throw stop.refuse(`rebuilding sparse tensor for layout ${woType(layout)}`)
  if (layout.name === 'torch.sparse_coo') return coordinates(iterate(data, stop), stop)
  if (COMPRESSED.has(layout.name)) return compressed(layout.name, iterate(data, stop), stop)
  throw stop.refuse(`rebuilding sparse tensor for layout ${layout.name}`)
}

/** A tensor of (indices, values, size[, is_coalesced]) */
export function coordinates(items: readonly WoValue[], stop: WoStop): WoTensor {
  if (items.length !== 3 && items.length !== 4) throw stop.refuse(`a sparse tensor of ${items.length} parts`)
  const [indices, values] = [dataOf(items[0], stop), dataOf(items[1], stop)]
  const coalesced = items[3] ?? null
  if (coalesced !== null && typeof coalesced !== 'boolean')
    throw stop.refuse(`is_coalesced is ${woType(coalesced)}`)
  const size = symInts(items[2], 'the size', stop)
  for (const part of [indices, values]) {
    if (part.layout !== 'torch.strided') throw stop.refuse('indices and values must be dense tensors')
    if (part.dtype.category === 'quantized') throw stop.refuse('a sparse tensor of quantized parts')
  }
  if (indices.device !== values.device) throw stop.refuse('backend of indices must match backend of values')
  if (!isCopied(indices.dtype)) throw stop.refuse(`indices of ${indices.dtype.name}`)
  const [sparse, nnz] = indices.shape
  if (indices.shape.length !== 2 || sparse === undefined)
    throw stop.refuse('indices must be sparse_dim x nnz')
  // A single value without a dimension represents one element.
  const shape = values.shape.length === 0 ? [1n] : values.shape
  if (BigInt(size.length) !== sparse + BigInt(shape.length - 1))
    throw stop.refuse("'len(size) == sparse_dim + dense_dim' is not satisfied")
  if (nnz !== shape[0]) throw stop.refuse('indices and values must have same nnz')
  const denseSize = size.slice(Number(sparse))
  if (denseSize.some((dim, at) => dim !== shape[at + 1])) throw stop.refuse('values has incorrect size')
  return made('torch.sparse_coo', values, size, stop)
}

function compressed(layout: string, items: readonly WoValue[], stop: WoStop): WoTensor {
  if (items.length !== 4) throw stop.refuse(`a compressed tensor of ${items.length} parts`)
  const parts = items.slice(0, 3).map((item) => dataOf(item, stop))
  const size = symInts(items[3], 'the size', stop)
  const [first, , values] = parts
  if (values === undefined || first === undefined || parts.some(({ device }) => device !== values.device)) {
    throw stop.refuse('values and indices need to be on the same device')
  }
  if (parts.some(({ dtype }, at) => at < 2 && !isCopied(dtype))) throw stop.unsure('indices of such a type')
  return made(layout, values, size, stop)
}

function made(layout: string, values: Data, shape: readonly bigint[], stop: WoStop): WoTensor {
  if (countElements(shape) === undefined || shape.some((dim) => dim < 0n))
    throw stop.refuse('numel: integer multiplication overflow')
  return {
    ...emptyTensor(values.dtype),
    device: values.device === 'meta' ? 'meta' : 'cpu',
    layout,
    shape,
    strides: [],
    buffer: null,
  }
}

/** Whether torch converts it into indices of int64. */
function isCopied({ category, name }: DType): boolean {
  return category !== 'bits' && category !== 'quantized' && !/^u?int[1-7]$|^float4/.test(name)
}

function dataOf(value: WoValue | undefined, stop: WoStop): Data {
  if (isWo(value, 'tensor')) return value
  if (isWo(value, 'bytes') && value.type === 'bytes') throw stop.refuse("new(): invalid data type 'bytes'")
  if (isWo(value, 'storage') || isWo(value, 'bytes') || isWo(value, 'mesh'))
    throw stop.unsure(`a tensor made of ${woType(value)}`)
  if (isWo(value, 'tuple') || isWo(value, 'list')) {
    const [first, ...rest] = value.items.map((item) => dataOf(item, stop))
    const shape = first?.shape ?? []
    if (value.items.some((item) => isWo(item, 'tensor'))) throw stop.unsure('a tensor made of tensors')
    if (rest.some((each) => each.shape.join() !== shape.join()))
      throw stop.refuse('a list of lists of different lengths')
    if (rest.some((each) => each.dtype !== first?.dtype))
      throw stop.unsure('a tensor made of numbers of several types')
    return {
      ...plainData(first?.dtype.name ?? 'float32', stop),
      shape: [BigInt(value.items.length), ...shape],
    }
  }
  if (typeof value === 'boolean') return plainData('bool', stop)
  if (isInt(value)) {
    if (BigInt.asIntN(64, BigInt(value)) !== BigInt(value))
      throw stop.refuse('overflow when unpacking long long')
    return plainData('int64', stop)
  }
  if (isWo(value, 'float')) return plainData('float32', stop)
  if (isWo(value, 'complex')) return plainData('complex64', stop)
  throw stop.refuse(`Could not infer dtype of ${woType(value)}`)
}

function plainData(dtype: string, stop: WoStop): Data {
  return { shape: [], dtype: namedDtype(dtype, stop), layout: 'torch.strided', device: 'cpu' }
}

/** (buffer, sizes, strides, storage_offsets), all tensors; torch reads the numbers in them. */
export function rebuildNested(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [buffer, ...metadata] = counted('_rebuild_nested_tensor', args, 4, 4, stop)
  if (!isWo(buffer, 'tensor') || !metadata.every((each) => isWo(each, 'tensor')))
    throw stop.refuse('a nested tensor is made of four tensors')
  const [sizes, strides, offsets] = metadata
  if (sizes === undefined || strides === undefined || offsets === undefined)
    throw stop.refuse('a nested tensor is made of four tensors')
  const all = [buffer, ...metadata]
  if (buffer.shape.length !== 1) throw stop.refuse('the buffer of a nested tensor must be flat')
  if (all.some(({ device, dtype }) => device === 'meta' || dtype.category === 'quantized'))
    throw stop.refuse('a nested tensor of such parts')
  if (all.some(({ layout }) => layout !== 'torch.strided'))
    throw stop.unsure('a nested tensor of parts that are not dense')
  const [count, width] = sizes.shape
  if (
    sizes.shape.length !== 2 ||
    count === undefined ||
    width === undefined ||
    sizes.shape.join() !== strides.shape.join()
  ) {
    throw stop.refuse('the sizes and strides of a nested tensor differ in shape')
  }
  if (offsets.shape[0] !== count) throw stop.refuse('strides and offsets of a nested tensor differ in number')
  if (!isContiguous(sizes) || !isContiguous(strides)) throw stop.refuse('nested_sizes.is_contiguous()')
  if (metadata.some(({ dtype }) => dtype.name !== 'int64')) throw stop.refuse('expected scalar type Long')
  checkPieces(buffer, sizes, strides, offsets, stop)
  const { dtype, requiresGrad } = buffer
  return {
    ...emptyTensor(dtype),
    layout: 'nested',
    shape: [],
    strides: [],
    buffer: null,
    requiresGrad,
    leaf: !requiresGrad,
  }
}

function checkPieces(
  buffer: WoTensor,
  sizes: WoTensor,
  strides: WoTensor,
  offsets: WoTensor,
  stop: WoStop,
): void {
  const [count = 0n, width = 0n] = sizes.shape
  if (count === 0n) return
  const [allSizes, allStrides] = [sizes, strides].map((each) => wholeElements(each, count * width, stop))
  const starts = wholeElements(offsets, countElements(offsets.shape) ?? 0n, stop)
  for (let piece = 0; piece < Number(count); piece += 1) {
    const [from, to] = [piece * Number(width), (piece + 1) * Number(width)]
    const bytes = neededBytes(
      buffer.dtype,
      allSizes?.slice(from, to) ?? [],
      allStrides?.slice(from, to) ?? [],
      starts[piece] ?? 0n,
    )
    if (bytes === undefined || bytes > BigInt(buffer.buffer?.byteLength ?? 0))
      throw stop.refuse('a piece of a nested tensor is out of bounds')
  }
}
