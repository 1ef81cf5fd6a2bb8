/**
 * Which elements of a tensor a rank has, from the mesh and the placements.
 * @see torch/distributed/tensor/_utils.py `_compute_local_shape_and_global_offset`
 */
import { overFixedLimit } from '../../../limits.ts'

/** How a tensor lies over one dimension of the mesh. */
export type Placement =
  | { readonly kind: 'shard'; readonly dim: number }
  | { readonly kind: 'strided'; readonly dim: number; readonly factor: number }
  | { readonly kind: 'replicate' }

/** Indexes `[start, start + length)` of one dimension. */
export interface Run {
  readonly start: number
  readonly length: number
}

/** Runs of one dimension. Known: 64, of a split of a split. */
const RUNS = 100_000

/**
 * The indexes of each dimension that the rank at `coordinate` has, in the order in which its local tensor has them.
 * @throws PthError LIMIT_EXCEEDED
 */
export function runsOf(
  shape: readonly number[],
  mesh: readonly number[],
  placements: readonly Placement[],
  coordinate: readonly number[],
): readonly (readonly Run[])[] {
  const runs = shape.map((size): readonly Run[] => (size === 0 ? [] : [{ start: 0, length: size }]))
  for (const [dim, placement] of placements.entries()) {
    if (placement.kind === 'replicate') continue
    const parts = mesh[dim] ?? 1
    const at = coordinate[dim] ?? 0
    const before = runs[placement.dim] ?? []
    runs[placement.dim] =
      placement.kind === 'shard'
        ? cut(before, chunkOf(lengthOf(before), parts, at))
        : stridedCut(before, placement.factor, parts, at)
  }
  return runs
}

/** Elements of the runs. */
export function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0)
}

/** The part `at` of `parts`, as torch.chunk splits: all but the last as large as the first. */
function chunkOf(size: number, parts: number, at: number): Run {
  const length = Math.ceil(size / parts)
  const start = Math.min(size, at * length)
  return { start, length: Math.min(size, start + length) - start }
}

/**
 * Of each of `factor` chunks the part `at`: the split over a later dimension of the mesh comes first.
 * @see torch/distributed/tensor/placement_types.py `_StridedShard._split_tensor`
 */
function stridedCut(runs: readonly Run[], factor: number, parts: number, at: number): readonly Run[] {
  if (factor > RUNS)
    throw overFixedLimit({
      what: 'split factor of a _StridedShard',
      limit: RUNS,
      found: factor,
      unit: 'parts',
      why: 'each is a run of indexes',
    })
  const size = lengthOf(runs)
  const all: Run[] = []
  for (let index = 0; index < factor; index += 1) {
    const outer = chunkOf(size, factor, index)
    if (outer.length === 0) break
    const inner = chunkOf(outer.length, parts, at)
    for (const run of cut(runs, { start: outer.start + inner.start, length: inner.length })) {
      const last = all.at(-1)
      if (last !== undefined && last.start + last.length === run.start)
        all[all.length - 1] = { start: last.start, length: last.length + run.length }
      else all.push(run)
    }
  }
  return all
}

/** The elements `[start, start + length)` of runs that follow each other. */
function cut(runs: readonly Run[], { start, length }: Run): readonly Run[] {
  const some: Run[] = []
  let at = 0
  for (const run of runs) {
    const from = Math.max(start, at)
    const to = Math.min(start + length, at + run.length)
    if (to > from) some.push({ start: run.start + from - at, length: to - from })
    at += run.length
  }
  return some
}
