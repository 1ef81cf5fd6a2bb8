/** Do boxes fill a tensor exactly? A hole would be memory that nobody wrote, an overlap two answers for one element. */
import { overFixedLimit } from '../../limits.ts'
import { numelOf } from '../tensor.ts'

/** A box of a tensor, in elements. */
export interface Box {
  readonly offsets: readonly number[]
  readonly sizes: readonly number[]
}

/** Pairs of boxes that are compared for one tensor. A grid of 100,000 pieces takes 300 times as many as it has. */
const PAIRS = 50_000_000

/**
 * What keeps the boxes from being the whole tensor, each element once; null when they are it. Boxes without elements
 * cover nothing. @throws PthError LIMIT_EXCEEDED for boxes that would take too long to compare
 */
export function tilingProblem(shape: readonly number[], boxes: readonly Box[], what: string): string | null {
  let covered = 0
  const filled: Box[] = []
  for (const box of boxes) {
    const outside = outsideProblem(shape, box)
    if (outside !== null) return outside
    const numel = numelOf(box.sizes)
    if (numel === 0) continue
    covered += numel
    filled.push(box)
  }
  const numel = numelOf(shape)
  if (!Number.isSafeInteger(numel)) return `its shape ${told(shape)} is impossible`
  if (covered < numel) return `${numel - covered} of its ${numel} elements are in no piece`
  const overlap = overlapping(shape, filled, what)
  if (overlap !== null) {
    const [one, other] = overlap
    return `the pieces at ${told(one.offsets)} and ${told(other.offsets)} overlap`
  }
  return covered > numel ? `its pieces have ${covered} elements, and it has ${numel}` : null
}

/** Why a box is not inside the shape, or null. */
function outsideProblem(shape: readonly number[], { offsets, sizes }: Box): string | null {
  if (offsets.length !== shape.length || sizes.length !== shape.length)
    return `a piece has ${sizes.length} dimensions, the tensor ${shape.length}`
  for (const [dim, size] of shape.entries())
    if ((offsets[dim] ?? 0) + (sizes[dim] ?? 0) > size)
      return `the piece at ${told(offsets)} of shape ${told(sizes)} is not inside ${told(shape)}`
  return null
}

/** Two boxes with an element in common, or null: a sweep along the dimension with the most places. */
function overlapping(
  shape: readonly number[],
  boxes: readonly Box[],
  what: string,
): readonly [Box, Box] | null {
  if (boxes.length < 2) return null
  const starts = shape.map((_, dim) => new Set(boxes.map(({ offsets }) => offsets[dim])).size)
  const most = starts.reduce((max, count) => Math.max(max, count), 0)
  const along = starts.indexOf(most)
  if (along < 0) return [boxes[0] as Box, boxes[1] as Box]
  const from = (box: Box): number => box.offsets[along] ?? 0
  const sorted = boxes.toSorted((one, other) => from(one) - from(other))
  let active: Box[] = []
  let pairs = 0
  for (const box of sorted) {
    active = active.filter((other) => from(other) + (other.sizes[along] ?? 0) > from(box))
    pairs += active.length
    if (pairs > PAIRS)
      throw overFixedLimit({
        what: `pairs of pieces of ${what}`,
        limit: PAIRS,
        found: pairs,
        unit: 'pairs',
        why: 'pieces of one tensor are compared with each other',
      })
    const other = active.find((each) => overlap(each, box))
    if (other !== undefined) return [other, box]
    active.push(box)
  }
  return null
}

function overlap(one: Box, other: Box): boolean {
  return one.offsets.every((offset, dim) => {
    const start = other.offsets[dim] ?? 0
    return offset < start + (other.sizes[dim] ?? 0) && start < offset + (one.sizes[dim] ?? 0)
  })
}

function told(numbers: readonly number[]): string {
  return `(${numbers.slice(0, 8).join(', ')}${numbers.length > 8 ? ', …' : ''})`
}
