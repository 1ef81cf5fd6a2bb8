/** Physics: a tensor lies inside its storage, a storage inside its record. */
import { signProblem } from '../read/elements.ts'
import { extentOf, numelOf } from '../tensor.ts'
import type { StridedTensor } from '../tensor.ts'

/** Why the bytes of a view cannot be given, or null when it lies inside its storage. */
export function boundsProblem(tensor: StridedTensor): string | null {
  const { dtype, shape, stride, storageOffset, storage } = tensor
  if (dtype === null) return `its element type ${tensor.dtypeName} is unknown`
  const sign = signProblem(dtype, tensor.conj, tensor.neg)
  if (sign !== null) return sign
  if (!Number.isSafeInteger(numelOf(shape) * dtype.itemsize))
    return `its shape [${shape.join(', ')}] is impossible`
  const extent = extentOf(shape, stride)
  if (extent === 0) return null
  const needed = (storageOffset + extent) * dtype.itemsize
  if (!Number.isSafeInteger(needed)) return 'its strides reach past any storage'
  if (needed > storage.byteLength) {
    return `it reaches byte ${needed} of storage ${storage.key}, which has ${storage.byteLength}`
  }
  return null
}
