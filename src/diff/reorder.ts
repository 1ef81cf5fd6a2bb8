/** The same values in another order: axes exchanged, or rows moved. Looked for where two tensors differ. */
import { readEntry } from '../checkpoint/read/read.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import { isPthError } from '../errors.ts'
import { rowOrder } from './row-order.ts'
import type { RowOrder } from './row-order.ts'

/** How the elements of the file are ordered in the expected tensor. */
export type Reorder =
  /** `found.permute(axes)` is the expected tensor, bit for bit. */
  { readonly kind: 'axes'; readonly axes: readonly number[] } | RowOrder

/** Bytes of one tensor that are held in memory for it, and axes of which every order is tried. */
const BYTES = 64 << 20
const AXES = 5

/** Whether a search is possible: the same numbers, and as many. Shapes may differ in their order. */
export function mayBeReordered({ tensor: a }: TensorEntry, { tensor: b }: TensorEntry): boolean {
  if (a.dtype === null || a.dtype !== b.dtype || a.shape === null || b.shape === null) return false
  if ((a.kind !== 'strided' && a.kind !== 'array') || (b.kind !== 'strided' && b.kind !== 'array'))
    return false
  const bytes = a.shape.reduce((product, size) => product * size, a.dtype.itemsize)
  if (bytes > BYTES || bytes === 0 || a.shape.length === 0) return false
  return a.shape.toSorted().join() === b.shape.toSorted().join()
}

/** The order that makes one tensor the other bit for bit, or null. Reads both. */
export async function findReorder(found: TensorEntry, wanted: TensorEntry): Promise<Reorder | null> {
  if (!mayBeReordered(found, wanted)) return null
  const { shape: from, dtype } = found.tensor
  const { shape: to } = wanted.tensor
  if (from === null || to === null || dtype === null) return null
  try {
    const [a, b] = [await readEntry(found), await readEntry(wanted)]
    for (const axes of ordersOf(from.length > AXES ? 0 : from.length)) {
      if (!axes.every((axis, at) => from[axis] === to[at])) continue
      if (isStill(axes, from)) continue
      if (isPermuted(a, b, from, axes, dtype.itemsize)) return { kind: 'axes', axes }
    }
    return from.join() === to.join() ? rowOrder(a, b, from[0] ?? 0) : null
  } catch (error) {
    if (isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')) return null
    throw error
  }
}

/** Every order of n axes but the one that changes nothing. */
function ordersOf(count: number): number[][] {
  let orders: number[][] = [[]]
  for (let axis = 0; axis < count; axis += 1)
    orders = orders.flatMap((order) =>
      Array.from({ length: order.length + 1 }, (_, at) => order.toSpliced(at, 0, axis)),
    )
  return orders.filter((order) => order.some((axis, at) => axis !== at))
}

/** Whether only axes of size 1 move: no element does. */
function isStill(axes: readonly number[], shape: readonly number[]): boolean {
  const long = axes.filter((axis) => shape[axis] !== 1)
  return long.every((axis, at) => at === 0 || axis > (long[at - 1] ?? 0))
}

/** Walk `b` in its order and look up each element in `a`; most wrong orders end at the first elements. */
function isPermuted(
  a: Uint8Array,
  b: Uint8Array,
  shape: readonly number[],
  axes: readonly number[],
  itemsize: number,
): boolean {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, itemsize),
  )
  const sizes = axes.map((axis) => shape[axis] ?? 0)
  const steps = axes.map((axis) => strides[axis] ?? 0)
  const index = sizes.map(() => 0)
  let from = 0
  for (let at = 0; at < b.length; at += itemsize) {
    for (let byte = 0; byte < itemsize; byte += 1) if (a[from + byte] !== b[at + byte]) return false
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      const next = (index[axis] ?? 0) + 1
      from += steps[axis] ?? 0
      if (next < (sizes[axis] ?? 0)) {
        index[axis] = next
        break
      }
      index[axis] = 0
      from -= next * (steps[axis] ?? 0)
    }
  }
  return true
}
