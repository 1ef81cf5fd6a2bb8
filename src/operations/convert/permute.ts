/** Tensors with their dimensions in another order, values included: `--transpose` and `--permute`. */
import type { Tensor } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'

/**
 * The tensor as `torch.Tensor.permute(axes)` gives it: dimension `at` of the result is dimension `axes[at]`.
 * @throws PthError TRANSFORM_REFUSED for a tensor without plain elements
 */
export function permuted(name: string, tensor: Tensor, axes: readonly number[]): Tensor {
  if (tensor.dtype?.safetensors === 'F4') throw refused(name, 'its elements are pairs')
  if (tensor.kind === 'strided')
    return { ...tensor, shape: reordered(tensor.shape, axes), stride: reordered(tensor.stride, axes) }
  if (tensor.kind !== 'array')
    throw refused(name, `the dimensions of ${tensor.kind.replaceAll('_', ' ')} tensors keep their order`)
  const { bytes, itemsize } = tensor
  const shape = reordered(tensor.shape, axes)
  return bytes === null
    ? { ...tensor, shape }
    : { ...tensor, shape, bytes: permutedBytes(bytes, tensor.shape, axes, itemsize) }
}

/** `values[axes[0]], values[axes[1]], …` */
export function reordered(values: readonly number[], axes: readonly number[]): number[] {
  return axes.map((axis) => values[axis] ?? 0)
}

/** Row-major elements of `itemsize` bytes and this shape, in the row-major order of the permuted shape; new memory. */
export function permutedBytes(
  bytes: Uint8Array,
  shape: readonly number[],
  axes: readonly number[],
  itemsize: number,
): Uint8Array {
  const out = new Uint8Array(bytes.length)
  const strides = rowMajor(shape, itemsize)
  const sizes = reordered(shape, axes)
  const steps = reordered(strides, axes)
  const index = sizes.map(() => 0)
  let from = 0
  for (let to = 0; to < out.length; to += itemsize) {
    for (let byte = 0; byte < itemsize; byte += 1) out[to + byte] = bytes[from + byte] ?? 0
    // The next element: the last dimension that is not at its end goes on, those after it begin again.
    for (let dim = sizes.length - 1; dim >= 0; dim -= 1) {
      const next = (index[dim] ?? 0) + 1
      from += steps[dim] ?? 0
      if (next < (sizes[dim] ?? 0)) {
        index[dim] = next
        break
      }
      from -= next * (steps[dim] ?? 0)
      index[dim] = 0
    }
  }
  return out
}

/** Bytes from one index of each dimension to the next. */
function rowMajor(shape: readonly number[], itemsize: number): number[] {
  let step = itemsize
  return shape
    .toReversed()
    .map((size) => {
      const own = step
      step *= size
      return own
    })
    .toReversed()
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason,
    hint: 'leave it out of --transpose, --permute and --reshape',
  })
}
