/** Tensors as the file describes them: views of storages, and the kinds that are made of several. */
import type { DType } from '../dtype/dtype.ts'
import type { Bytes } from '../io/bytes.ts'
import type { Storage } from './storage.ts'

/** What every kind of tensor has. Shapes count elements. */
export interface TensorFacts {
  /** Python class, such as `torch.Tensor` or `torch.nn.parameter.Parameter`. */
  readonly type: string
  /** Element type; null when the file names one that pth does not know, or none. */
  readonly dtype: DType | null
  /** The element type for people: the dtype's name, or what the file calls it. */
  readonly dtypeName: string
  /** Null when the file does not say it (an uninitialized parameter, an opaque value). */
  readonly shape: readonly number[] | null
  readonly requiresGrad: boolean
  /** Whether it is a Parameter. */
  readonly parameter: boolean
  /** Why its bytes cannot be given, or null. */
  readonly problem: string | null
}

/** A view of a storage: the kind that nearly all tensors are. */
export interface StridedTensor extends TensorFacts {
  readonly kind: 'strided'
  readonly shape: readonly number[]
  /** Elements between neighbours, for each dimension. */
  readonly stride: readonly number[]
  /** First element, counted from the beginning of the storage in elements of the tensor's dtype. */
  readonly storageOffset: number
  readonly storage: Storage
  /** The values are the conjugates of what is stored. */
  readonly conj: boolean
  /** The values are the negatives of what is stored. */
  readonly neg: boolean
}

/** A named component of a composite tensor. */
export interface TensorPart {
  /** Such as `indices`, `values`, `crow_indices`, `scales`. */
  readonly name: string
  readonly tensor: Tensor
}

/** The kinds of tensors that consist of other tensors. */
export type CompositeKind =
  | 'sparse_coo'
  | 'sparse_csr'
  | 'sparse_csc'
  | 'sparse_bsr'
  | 'sparse_bsc'
  | 'quantized'
  | 'nested'
  | 'jagged'
  | 'wrapper'

/** A tensor made of other tensors. */
export interface CompositeTensor extends TensorFacts {
  readonly kind: CompositeKind
  readonly parts: readonly TensorPart[]
  /** Layout of a quantized tensor over its storage, counted in values as in {@link StridedTensor}. */
  readonly view?: { readonly stride: readonly number[]; readonly storageOffset: number }
  /** Further facts in a fixed order, such as the quantization scheme or a DTensor's placements. */
  readonly facts: readonly (readonly [name: string, value: string | number | boolean | null])[]
}

/** A numpy array or scalar inside the file; its bytes are in the pickle. */
export interface ArrayTensor extends TensorFacts {
  readonly kind: 'array'
  readonly shape: readonly number[]
  /** numpy's dtype string as the file contains it, such as `<f4` or `>i8`. */
  readonly numpyDtype: string
  /** Bytes of one element. */
  readonly itemsize: number
  /** Whether it is a numpy scalar: a number among other values, no weight. */
  readonly scalar: boolean
  /** C-order little-endian bytes; null together with a `problem`. */
  readonly bytes: Uint8Array | null
}

/** A tensor without data in the file, or one that pth lists without understanding it. */
export interface DatalessTensor extends TensorFacts {
  readonly kind: 'meta' | 'uninitialized' | 'opaque'
  readonly problem: string
}

/** A storage saved as a value of its own. */
export interface StorageValue extends TensorFacts {
  readonly kind: 'storage'
  readonly shape: readonly number[]
  readonly storage: Storage
  /** Further facts, such as the size of the blocks of a quantized type of GGUF. */
  readonly facts?: readonly (readonly [name: string, value: number])[]
}

/** A tensor of any kind; `kind` distinguishes them. */
export type Tensor = StridedTensor | CompositeTensor | ArrayTensor | DatalessTensor | StorageValue

/** Elements of a shape; Infinity past any number. */
export function numelOf(shape: readonly number[]): number {
  let numel = 1
  for (let dim = 0; dim < shape.length; dim += 1) {
    const size = shape[dim] as number
    if (size === 0) return 0
    numel *= size
  }
  return numel
}

/** The strides of a contiguous tensor of that shape, in elements. */
export function contiguousStride(shape: readonly number[]): number[] {
  const stride = shape.map(() => 1)
  let step = 1
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    stride[dim] = step
    step *= Math.max(1, shape[dim] ?? 1)
  }
  return stride
}

/** Whether the elements are in row-major order without gaps, by torch's rule (dimensions of size 1 do not count). */
export function isContiguous(tensor: StridedTensor): boolean {
  let step = 1
  if (numelOf(tensor.shape) === 0) return true
  for (let dim = tensor.shape.length - 1; dim >= 0; dim -= 1) {
    const size = tensor.shape[dim] ?? 1
    if (size === 1) continue
    if (tensor.stride[dim] !== step) return false
    step *= size
  }
  return true
}

/** Elements from the first to one past the last that the tensor touches; 0 when it has none. */
export function extentOf(shape: readonly number[], stride: readonly number[]): number {
  if (numelOf(shape) === 0) return 0
  let last = 0
  for (let dim = 0; dim < shape.length; dim += 1) last += ((shape[dim] as number) - 1) * (stride[dim] ?? 0)
  return last + 1
}

/** Bytes of the tensor's values when written out contiguously; null when that is not defined. */
export function nbytesOf(tensor: Tensor): number | null {
  switch (tensor.kind) {
    case 'strided':
      return tensor.dtype === null ? null : numelOf(tensor.shape) * tensor.dtype.itemsize
    case 'array':
      return numelOf(tensor.shape) * tensor.itemsize
    case 'storage':
      return tensor.storage.byteLength
    default:
      return null
  }
}

/** A tensor of which nothing is known but its class, and why. */
export function opaqueTensor(type: string, problem: string): DatalessTensor {
  return {
    kind: 'opaque',
    type,
    dtype: null,
    dtypeName: 'unknown',
    shape: null,
    requiresGrad: false,
    parameter: false,
    problem,
  }
}

/** A tensor written out: row-major, little-endian. */
export interface DenseTensor {
  readonly dtype: DType
  /** In elements. */
  readonly shape: readonly number[]
  /** Row-major, little-endian, `numel x itemsize` bytes. */
  readonly bytes: Bytes
}
