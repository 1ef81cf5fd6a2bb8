/** Physics: a tensor lies inside its storage, a storage inside its record. */
import type { DType } from '../dtype/dtype.ts'
import { extentOf, numelOf } from './tensor.ts'
import type { StridedTensor } from './tensor.ts'

/** Why the bytes of a view cannot be given, or null when it lies inside its storage. */
export function boundsProblem(tensor: StridedTensor): string | null {
  const { dtype, shape, stride, storageOffset, storage } = tensor
  if (dtype === null) return `its element type ${tensor.dtypeName} is unknown`
  const sign = signProblem(dtype, tensor.conj, tensor.neg)
  if (sign !== null) return sign
  if (!Number.isSafeInteger(numelOf(shape) * dtype.itemsize) || overflows(shape))
    return `its shape ${formatShape(shape)} is impossible`
  const extent = extentOf(shape, stride)
  if (extent === 0) return null
  const needed = (storageOffset + extent) * dtype.itemsize
  if (!Number.isSafeInteger(needed)) return 'its strides reach past any storage'
  if (needed > storage.byteLength) {
    return `it reaches byte ${needed} of storage ${storage.key}, which has ${storage.byteLength}`
  }
  return null
}

/**
 * Whether the sizes in a row pass 64 bits: PyTorch and safetensors refuse such a shape also where a later size is 0.
 * @see c10/util/safe_numerics.h `safe_multiplies_u64`
 */
function overflows(shape: readonly number[]): boolean {
  let product = 1
  for (let dim = 0; dim < shape.length; dim += 1) {
    product *= shape[dim] as number
    if (product >= 2 ** 64) return true
  }
  return false
}

/** Dimensions of a shape that are quoted. PyTorch computes with at most 64. */
const QUOTED = 64

function formatShape(shape: readonly number[]): string {
  const more = shape.length > QUOTED ? `, and ${shape.length - QUOTED} more sizes` : ''
  return `[${shape.slice(0, QUOTED).join(', ')}${more}]`
}

/**
 * Element types that torch negates. Of the others, such as float8 and bool, a view may be marked, and nothing
 * ever reads it.
 */
const NEGATED: ReadonlySet<string> = new Set([
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'complex32',
  'complex64',
  'complex128',
])

/**
 * Why torch cannot make these bits real, or null when it can. @see
 * aten/src/ATen/native/cpu/UnaryOpsKernel.cpp `neg_kernel`
 */
function signProblem(dtype: DType, conj: boolean, neg: boolean): string | null {
  if (conj && dtype.category !== 'complex') return 'it is marked as conjugated and its values are not complex'
  if (neg && !NEGATED.has(dtype.name))
    return `it is marked as negated, and PyTorch cannot negate ${dtype.name}`
  if (conj && neg && dtype.name === 'complex32') return 'PyTorch cannot negate the conjugate of complex32'
  return null
}
