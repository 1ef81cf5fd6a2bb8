/** Strided views, written out in row-major order in bounded memory. */
import type { ByteSource } from '../io/source.ts'

/** One dimension of a view; sizes and strides in elements, `out` being the stride in the written block. */
interface Dimension {
  readonly size: number
  readonly stride: number
  readonly out: number
}

/** Largest range of the storage that is read at once. */
const WINDOW_BYTES = 1 << 26
/** A range this small is read whole, however little of it is needed: a call costs more. */
const SMALL_BYTES = 1 << 16
/** A larger range is read whole when at least one byte in this many is needed. */
const SPARSENESS = 8

/**
 * The elements of a view in row-major order, in blocks of at most about `blockBytes`.
 * The view must lie inside the source. Every dimension's stride may be anything from 0 up.
 */
export async function* gatherBlocks(
  source: ByteSource,
  shape: readonly number[],
  stride: readonly number[],
  storageOffset: number,
  itemsize: number,
  blockBytes: number,
): AsyncGenerator<Uint8Array> {
  const dimensions = simplify(shape, stride)
  const most = Math.max(1, Math.floor(blockBytes / itemsize))
  for (const block of blocksOf(dimensions, storageOffset, most)) {
    const out = new Uint8Array(block.numel * itemsize)
    await fill(source, out, itemsize, block)
    yield out
  }
}

interface Block {
  readonly dimensions: readonly Dimension[]
  /** First element in the storage. */
  readonly base: number
  readonly numel: number
}

/** Drop dimensions of size 1 and join neighbours that continue one another. */
function simplify(shape: readonly number[], stride: readonly number[]): Dimension[] {
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

/** Cut the view into blocks that follow each other in the output. */
function* blocksOf(dimensions: readonly Dimension[], base: number, most: number): Generator<Block> {
  const [first, ...rest] = dimensions
  const inner = rest.reduce((product, { size }) => product * size, 1)
  if (first === undefined) {
    yield { dimensions: [], base, numel: 1 }
    return
  }
  if (inner > most) {
    for (let index = 0; index < first.size; index += 1) yield* blocksOf(rest, base + index * first.stride, most)
    return
  }
  const rows = Math.max(1, Math.floor(most / inner))
  for (let index = 0; index < first.size; index += rows) {
    const size = Math.min(rows, first.size - index)
    yield { dimensions: [{ ...first, size }, ...rest], base: base + index * first.stride, numel: size * inner }
  }
}

/** Read what a block needs: whole ranges where it is dense, else one index of the widest dimension at a time. */
async function fill(source: ByteSource, out: Uint8Array, itemsize: number, block: Block): Promise<void> {
  const widestFirst = block.dimensions.toSorted((a, b) => b.stride - a.stride)
  await fillFrom(source, out, itemsize, widestFirst, block.base, 0)
}

async function fillFrom(
  source: ByteSource,
  out: Uint8Array,
  itemsize: number,
  dimensions: readonly Dimension[],
  base: number,
  outBase: number,
): Promise<void> {
  const extent = dimensions.reduce((sum, { size, stride }) => sum + (size - 1) * stride, 1)
  const needed = dimensions.reduce((product, { size, stride }) => (stride === 0 ? product : product * size), 1)
  const bytes = extent * itemsize
  const [widest, ...rest] = dimensions
  const dense = bytes <= SMALL_BYTES || (bytes <= WINDOW_BYTES && extent <= needed * SPARSENESS)
  if (widest === undefined || widest.stride === 0 || dense) {
    const window = await source.read(base * itemsize, bytes)
    const scatter = scatterFor(itemsize)
    scatter(window, out, dimensions.toSorted((a, b) => b.out - a.out), outBase)
    return
  }
  for (let index = 0; index < widest.size; index += 1) {
    await fillFrom(source, out, itemsize, rest, base + index * widest.stride, outBase + index * widest.out)
  }
}

type Elements = Uint8Array | Uint16Array | Uint32Array | BigUint64Array
type Scatter = (window: Uint8Array, out: Uint8Array, dimensions: readonly Dimension[], outBase: number) => void

/** Copy elements as integers of their width: no float ever passes through a float register. */
function scatterFor(itemsize: number): Scatter {
  switch (itemsize) {
    case 1:
      return (window, out, dimensions, base) => scatter(window, out, dimensions, 0, base)
    case 2:
      return (window, out, dimensions, base) => scatter(view(window, Uint16Array), view(out, Uint16Array), dimensions, 0, base)
    case 4:
      return (window, out, dimensions, base) => scatter(view(window, Uint32Array), view(out, Uint32Array), dimensions, 0, base)
    case 8:
      return (window, out, dimensions, base) => scatter(view(window, BigUint64Array), view(out, BigUint64Array), dimensions, 0, base)
    default:
      return (window, out, dimensions, base) => scatterWide(window, out, dimensions, itemsize, base)
  }
}

function view<Kind extends Elements>(
  bytes: Uint8Array,
  kind: { new (buffer: ArrayBufferLike, offset: number, length: number): Kind; BYTES_PER_ELEMENT: number },
): Kind {
  const aligned = bytes.byteOffset % kind.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice()
  return new kind(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / kind.BYTES_PER_ELEMENT))
}

/** The number of dimensions is bounded: each has size 2 or more and their product is a safe integer. */
function scatter<Kind extends Elements>(
  window: Kind,
  out: Kind,
  dimensions: readonly Dimension[],
  from: number,
  to: number,
  depth = 0,
): void {
  const dimension = dimensions[depth]
  if (dimension === undefined) {
    out[to] = window[from] ?? 0
    return
  }
  const { size, stride, out: step } = dimension
  if (depth < dimensions.length - 1) {
    for (let index = 0; index < size; index += 1) {
      scatter(window, out, dimensions, from + index * stride, to + index * step, depth + 1)
    }
    return
  }
  for (let index = 0; index < size; index += 1) out[to + index * step] = window[from + index * stride] ?? 0
}

function scatterWide(
  window: Uint8Array,
  out: Uint8Array,
  dimensions: readonly Dimension[],
  itemsize: number,
  outBase: number,
  from = 0,
  depth = 0,
): void {
  const dimension = dimensions[depth]
  if (dimension === undefined) {
    out.set(window.subarray(from * itemsize, (from + 1) * itemsize), outBase * itemsize)
    return
  }
  for (let index = 0; index < dimension.size; index += 1) {
    const at = outBase + index * dimension.out
    scatterWide(window, out, dimensions, itemsize, at, from + index * dimension.stride, depth + 1)
  }
}
