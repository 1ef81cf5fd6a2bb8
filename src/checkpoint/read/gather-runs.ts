/**
 * A block of a strided view from its runs alone: what lies between them is never copied. It makes many small reads,
 * which only a thread that waits for each can afford.
 */
import { copyPlane, unitsOf } from './gather.ts'
import type { Block, Dimension } from './gather.ts'

/** Reads the bytes from `offset` of the storage on into all of `target`. */
export type ReadNow = (offset: number, target: Uint8Array) => void

/** Bytes of a run from which a read costs less than what it leaves out. */
const RUN_BYTES = 256
/** Runs that are read before they are written: their lines stay in the cache. */
const RUNS = 64
/** Bytes between the runs in memory: lines a power of two apart would push one another out of the cache. */
const GAP_BYTES = 64

/** Whether the view has runs that are long, and apart. */
export function hasRuns({ dimensions }: Block, itemsize: number): boolean {
  const { run, across } = planeOf(dimensions)
  if (run === undefined || across === undefined) return false
  return run.size * itemsize >= RUN_BYTES && across.stride >= 2 * run.size
}

/** Bytes of memory that {@link gatherRuns} needs. */
export function runMemory({ dimensions }: Block, itemsize: number): number {
  const { run } = planeOf(dimensions)
  return RUNS * ((run?.size ?? 0) * itemsize + GAP_BYTES)
}

/** The elements of a block in row-major order into `out`. `memory` begins at the beginning of its buffer, as `out`. */
export function gatherRuns(
  read: ReadNow,
  block: Block,
  itemsize: number,
  memory: Uint8Array,
  out: Uint8Array,
): void {
  const { run, across, others } = planeOf(block.dimensions)
  if (run === undefined || across === undefined) return
  const unit = itemsize >= 4 ? 4 : itemsize
  const pitch = run.size + GAP_BYTES / itemsize
  const copy = { from: unitsOf(memory, unit), to: unitsOf(out, unit), lanes: itemsize / unit }
  const visit = (depth: number, from: number, to: number): void => {
    const dimension = others[depth]
    if (dimension !== undefined) {
      for (let index = 0; index < dimension.size; index += 1)
        visit(depth + 1, from + index * dimension.stride, to + index * dimension.out)
      return
    }
    for (let first = 0; first < across.size; first += RUNS) {
      const size = Math.min(RUNS, across.size - first)
      for (let row = 0; row < size; row += 1) {
        const start = row * pitch * itemsize
        const target = memory.subarray(start, start + run.size * itemsize)
        read((from + (first + row) * across.stride) * itemsize, target)
      }
      copyPlane(copy, run, { ...across, size, stride: pitch }, 0, to + first * across.out)
    }
  }
  visit(0, block.base, 0)
}

/** The dimension along the storage, the one that is the next of the output, and the rest. */
function planeOf(dimensions: readonly Dimension[]): {
  readonly run: Dimension | undefined
  readonly across: Dimension | undefined
  readonly others: readonly Dimension[]
} {
  const run = dimensions.find(({ stride }) => stride === 1)
  const rest = dimensions.filter((dimension) => dimension !== run)
  const across = rest.toSorted((a, b) => a.out - b.out).find(({ stride }) => stride > 0)
  return { run, across, others: rest.filter((dimension) => dimension !== across) }
}
