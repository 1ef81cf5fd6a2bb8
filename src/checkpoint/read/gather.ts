/** Strided views, written out in row-major order in bounded memory. */
import { readInto } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'

/** One dimension of a view; sizes and strides in elements, `out` being the stride in the written block. */
export interface Dimension {
  readonly size: number
  readonly stride: number
  readonly out: number
}

/** Largest range of the storage that is read at once. */
const WINDOW_BYTES = 1 << 23
/** What is gathered at once, in bytes: a transposed view is read anew for every block of it. */
export const BLOCK_BYTES = 1 << 24
/** A call costs as much as reading this much: gaps that are no larger are read and not used. */
const CALL_BYTES = 1 << 16
/** A larger gap is read when at least one byte in this many is needed. */
export const SPARSENESS = 8
/** Elements along one side of the square that is copied at once, so that its lines stay in the cache. */
const TILE = 32

/**
 * The elements of a view in row-major order, in chunks of at most about `chunkBytes` and of whole elements.
 * The view must lie inside the source. Every dimension's stride may be anything from 0 up.
 * With `reuse` a chunk is good only until the next is asked for.
 */
export async function* gatherBlocks(
  source: ByteSource,
  shape: readonly number[],
  stride: readonly number[],
  storageOffset: number,
  itemsize: number,
  chunkBytes: number,
  reuse = false,
): AsyncGenerator<Uint8Array> {
  const dimensions = simplify(shape, stride)
  const step = Math.max(1, Math.floor(chunkBytes / itemsize)) * itemsize
  const memory = new Uint8Array(Math.min(WINDOW_BYTES, extentOf(dimensions) * itemsize))
  // One piece of memory for all blocks: what is allocated anew for each piles up faster than it is collected.
  const whole = new Uint8Array(
    Math.min(
      BLOCK_BYTES,
      shape.reduce((product, size) => product * size, itemsize),
    ),
  )
  for (const block of blocksOf(dimensions, storageOffset, Math.floor(BLOCK_BYTES / itemsize))) {
    const out = whole.subarray(0, block.numel * itemsize)
    const widestFirst = block.dimensions.toSorted((a, b) => b.stride - a.stride)
    await fill({ source, out, itemsize, memory }, widestFirst, block.base, 0)
    for (let at = 0; at < out.length; at += step)
      yield reuse ? out.subarray(at, at + step) : out.slice(at, at + step)
  }
}

/** A part of a view that is contiguous in the output. */
export interface Block {
  readonly dimensions: readonly Dimension[]
  /** First element in the storage. */
  readonly base: number
  readonly numel: number
}

/** Drop dimensions of size 1 and join neighbours that continue one another. */
export function simplify(shape: readonly number[], stride: readonly number[]): Dimension[] {
  const joined: { size: number; stride: number }[] = []
  for (const [dim, size] of shape.entries()) {
    if (size === 1) continue
    const step = stride[dim] ?? 0
    const before = joined.at(-1)
    if (before !== undefined && before.stride === step * size) {
      before.size *= size
      before.stride = step
    } else joined.push({ size, stride: step })
  }
  let out = 1
  const dimensions: Dimension[] = []
  for (const { size, stride: step } of joined.toReversed()) {
    dimensions.unshift({ size, stride: step, out })
    out *= size
  }
  return dimensions
}

/** Cut the view into blocks of at most `most` elements that follow each other in the output. */
export function* blocksOf(dimensions: readonly Dimension[], base: number, most: number): Generator<Block> {
  const [first, ...rest] = dimensions
  const inner = rest.reduce((product, { size }) => product * size, 1)
  if (first === undefined) {
    yield { dimensions: [], base, numel: 1 }
    return
  }
  if (inner > most) {
    for (let index = 0; index < first.size; index += 1)
      yield* blocksOf(rest, base + index * first.stride, most)
    return
  }
  const rows = Math.max(1, Math.floor(most / inner))
  for (let index = 0; index < first.size; index += rows) {
    const size = Math.min(rows, first.size - index)
    yield {
      dimensions: [{ ...first, size }, ...rest],
      base: base + index * first.stride,
      numel: size * inner,
    }
  }
}

/** Where elements come from and where they go. */
interface Job {
  readonly source: ByteSource
  readonly out: Uint8Array
  readonly itemsize: number
  /** Holds one window after another. */
  readonly memory: Uint8Array
}

/** Read what a block needs: one range where it is dense, else as many indices of the widest dimension as are. */
async function fill(
  job: Job,
  dimensions: readonly Dimension[],
  base: number,
  outBase: number,
): Promise<void> {
  const [widest, ...rest] = dimensions
  if (widest === undefined || isDense(dimensions, job.itemsize))
    return fillWindow(job, dimensions, base, outBase)
  const room = Math.floor(WINDOW_BYTES / job.itemsize) - extentOf(rest)
  const count = Math.min(widest.size, Math.floor(room / widest.stride) + 1)
  const together = count > 1 && isDense([{ ...widest, size: count }, ...rest], job.itemsize)
  for (let index = 0; index < widest.size; index += together ? count : 1) {
    const from = base + index * widest.stride
    const to = outBase + index * widest.out
    if (together)
      await fillWindow(job, [{ ...widest, size: Math.min(count, widest.size - index) }, ...rest], from, to)
    else await fill(job, rest, from, to)
  }
}

/** Elements from the first of a view to its last. */
export function extentOf(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((sum, { size, stride }) => sum + (size - 1) * stride, 1)
}

/** Whether one reading of everything between is the cheapest. `dimensions` have the widest stride first. */
function isDense(dimensions: readonly Dimension[], itemsize: number): boolean {
  const extent = extentOf(dimensions)
  const widest = dimensions[0]?.stride ?? 0
  const needed = dimensions.reduce(
    (product, { size, stride }) => (stride === 0 ? product : product * size),
    1,
  )
  return (
    extent * itemsize <= WINDOW_BYTES && (widest * itemsize <= CALL_BYTES || extent <= needed * SPARSENESS)
  )
}

async function fillWindow(
  job: Job,
  dimensions: readonly Dimension[],
  base: number,
  outBase: number,
): Promise<void> {
  const { source, out, itemsize } = job
  const window = job.memory.subarray(0, extentOf(dimensions) * itemsize)
  await readInto(source, base * itemsize, window)
  // As integers, four bytes at most: no float ever passes through a float register.
  const unit = itemsize >= 4 ? 4 : itemsize
  const lanes = itemsize / unit
  const copy = { from: unitsOf(window, unit), to: unitsOf(out, unit), lanes }
  // The two dimensions that matter to the cache come last: along the output, and along the storage.
  const byOut = dimensions.toSorted((a, b) => b.out - a.out)
  const along = byOut.pop() ?? { size: 1, stride: 1, out: 1 }
  const nearest = byOut
    .toSorted((a, b) => a.stride - b.stride)
    .find(({ stride }) => stride > 0 && stride < along.stride)
  const across = nearest ?? byOut.pop() ?? { size: 1, stride: 1, out: 1 }
  scatter(
    copy,
    byOut.filter((dimension) => dimension !== across),
    across,
    along,
    0,
    outBase,
  )
}

type Units = Uint8Array | Uint16Array | Uint32Array

interface Copy {
  readonly from: Units
  readonly to: Units
  /** Units of one element. */
  readonly lanes: number
}

/** Bytes that begin at the beginning of their memory, as units of 1, 2 or 4 bytes. */
export function unitsOf(bytes: Uint8Array, unit: number): Units {
  if (unit === 1) return bytes
  const length = bytes.byteLength / unit
  return unit === 2 ? new Uint16Array(bytes.buffer, 0, length) : new Uint32Array(bytes.buffer, 0, length)
}

/** The number of dimensions is bounded: each has size 2 or more and their product is a safe integer. */
function scatter(
  copy: Copy,
  dimensions: readonly Dimension[],
  across: Dimension,
  along: Dimension,
  from: number,
  to: number,
  depth = 0,
): void {
  const dimension = dimensions[depth]
  if (dimension === undefined) {
    copyPlane(copy, across, along, from, to)
    return
  }
  for (let index = 0; index < dimension.size; index += 1) {
    scatter(
      copy,
      dimensions,
      across,
      along,
      from + index * dimension.stride,
      to + index * dimension.out,
      depth + 1,
    )
  }
}

/** Two dimensions, in squares. */
export function copyPlane(copy: Copy, across: Dimension, along: Dimension, from: number, to: number): void {
  const { lanes } = copy
  if (along.stride === 1 && along.out === 1) {
    for (let row = 0; row < across.size; row += 1) {
      const start = (from + row * across.stride) * lanes
      copy.to.set(copy.from.subarray(start, start + along.size * lanes), (to + row * across.out) * lanes)
    }
    return
  }
  for (let row = 0; row < across.size; row += TILE) {
    for (let column = 0; column < along.size; column += TILE) {
      const rows = Math.min(TILE, across.size - row)
      const columns = Math.min(TILE, along.size - column)
      const source = from + row * across.stride + column * along.stride
      const target = to + row * across.out + column * along.out
      copyTile(copy, { ...across, size: rows }, { ...along, size: columns }, source, target)
    }
  }
}

function copyTile(
  { from, to, lanes }: Copy,
  across: Dimension,
  along: Dimension,
  source: number,
  target: number,
): void {
  if (lanes > 1) return copyLanes({ from, to, lanes }, across, along, source, target)
  for (let row = 0; row < across.size; row += 1) {
    let read = source + row * across.stride
    let write = target + row * across.out
    for (let column = 0; column < along.size; column += 1) {
      to[write] = from[read] as number
      read += along.stride
      write += along.out
    }
  }
}

function copyLanes(
  { from, to, lanes }: Copy,
  across: Dimension,
  along: Dimension,
  source: number,
  target: number,
): void {
  for (let row = 0; row < across.size; row += 1) {
    let read = (source + row * across.stride) * lanes
    let write = (target + row * across.out) * lanes
    for (let column = 0; column < along.size; column += 1) {
      for (let lane = 0; lane < lanes; lane += 1) to[write + lane] = from[read + lane] ?? 0
      read += along.stride * lanes
      write += along.out * lanes
    }
  }
}
