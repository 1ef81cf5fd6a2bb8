/** How much of a storage is read for a strided view, where it is read in the order of the file. */
import { BLOCK_BYTES, extentOf, simplify, SPARSENESS } from './gather.ts'
import type { Dimension } from './gather.ts'

/**
 * Elements of a storage, from the first of a view on, that `gatherBlocks` reads once and from front to back with
 * little that is not needed; null where it reads them block by block anew, or leaves much of them out.
 */
export function gatheredExtent(
  shape: readonly number[],
  stride: readonly number[],
  itemsize: number,
): number | null {
  const dimensions = simplify(shape, stride).filter(({ stride: step }) => step > 0)
  const numel = shape.reduce((product, size) => product * size, 1)
  const extent = extentOf(dimensions)
  const needed = dimensions.reduce((product, { size }) => product * size, 1)
  const inOrder = dimensions.every((dimension, at) => dimension.stride >= spanOf(dimensions[at + 1]))
  if (numel === 0 || extent > needed * SPARSENESS) return null
  return inOrder || numel * itemsize <= BLOCK_BYTES ? extent : null
}

/** Elements from the first of a dimension to behind its last. */
function spanOf(dimension: Dimension | undefined): number {
  return dimension === undefined ? 0 : (dimension.size - 1) * dimension.stride + 1
}
