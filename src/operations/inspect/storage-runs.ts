/** Which bytes of its storage a view touches, as runs without gaps. */
import { extentOf, numelOf } from '../../checkpoint/tensor.ts'
import type { StridedTensor } from '../../checkpoint/tensor.ts'

/** Bytes `[start, end)` of a storage. */
export interface Run {
  readonly start: number
  readonly end: number
}

export interface Runs {
  readonly runs: readonly Run[]
  /** False when there were too many: one run from the first to the last byte replaces them. */
  readonly exact: boolean
}

/** Runs of one view. A column of a large embedding has one for each of 100,000 rows. */
const MOST_RUNS = 200_000

/** At most `most` runs of a view, in ascending order, touching ones joined; none for an empty one. */
export function runsOf(tensor: StridedTensor, most = MOST_RUNS): Runs {
  const { shape, stride, storageOffset } = tensor
  const itemsize = tensor.dtype?.itemsize ?? 1
  if (numelOf(shape) === 0) return { runs: [], exact: true }
  const start = storageOffset * itemsize
  const whole = { start, end: start + extentOf(shape, stride) * itemsize }
  const steps = shape
    .map((size, dim) => ({ size, stride: stride[dim] ?? 0 }))
    .filter((dimension) => dimension.size > 1 && dimension.stride > 0)
    .sort((a, b) => a.stride - b.stride)
  // Dimensions that leave no gap grow the run; the others repeat it.
  let length = 1
  let inner = 0
  for (const { size, stride: step } of steps) {
    if (step > length) break
    length += (size - 1) * step
    inner += 1
  }
  const outer = steps.slice(inner)
  const count = outer.reduce((product, { size }) => product * size, 1)
  if (count === 1) return { runs: [whole], exact: true }
  if (count > Math.min(most, MOST_RUNS)) return { runs: [whole], exact: false }
  let starts = [0]
  for (const { size, stride: step } of outer) {
    const next: number[] = []
    for (let index = 0; index < size; index += 1) for (const at of starts) next.push(at + index * step)
    starts = next
  }
  const runs = starts.map((at) => ({ start: start + at * itemsize, end: start + (at + length) * itemsize }))
  return { runs: joinRuns(runs), exact: true }
}

/** Sort runs and join those that touch or overlap. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of runs.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}
