/** Tensors read side by side, the same number of elements at a time. */
import { tensorChunks } from '../checkpoint/read/read.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'

/** Bytes of a chunk: two of each tensor are in memory. */
const CHUNK = 1 << 20

/** One tensor of those that are read side by side. */
export interface AlignedTensor {
  readonly entry: Pick<TensorEntry, 'name' | 'tensor'>
  /** Bytes of one element. */
  readonly itemsize: number
}

/**
 * The tensors in chunks, one of each at a time, all with the same number of elements; ends with the
 * shortest. They are good only until the next are asked for.
 */
export async function* alignedChunks(tensors: readonly AlignedTensor[]): AsyncGenerator<Uint8Array[]> {
  const sides = tensors.map(({ entry, itemsize }) => ({
    itemsize,
    chunks: tensorChunks(entry, CHUNK, true)[Symbol.asyncIterator](),
    rest: new Uint8Array() as Uint8Array,
  }))
  for (;;) {
    for (const side of sides) {
      while (side.rest.length < side.itemsize) {
        // The memory of a chunk is filled anew with the next one.
        if (side.rest.length > 0) side.rest = side.rest.slice()
        const next = await side.chunks.next()
        if (next.done === true) return
        side.rest = joined(side.rest, next.value)
      }
    }
    const elements = sides.reduce(
      (least, { rest, itemsize }) => Math.min(least, Math.floor(rest.length / itemsize)),
      Infinity,
    )
    yield sides.map(({ rest, itemsize }) => rest.subarray(0, elements * itemsize))
    for (const side of sides) side.rest = side.rest.subarray(elements * side.itemsize)
  }
}

/** Two tensors in chunks that hold the same number of elements. */
export async function* pairedChunks(
  a: AlignedTensor['entry'],
  b: AlignedTensor['entry'],
  itemsizeA: number,
  itemsizeB: number,
): AsyncGenerator<[Uint8Array, Uint8Array]> {
  const sides = [
    { entry: a, itemsize: itemsizeA },
    { entry: b, itemsize: itemsizeB },
  ]
  for await (const [left, right] of alignedChunks(sides))
    if (left !== undefined && right !== undefined) yield [left, right]
}

function joined(rest: Uint8Array, next: Uint8Array): Uint8Array {
  if (rest.length === 0) return next
  const whole = new Uint8Array(rest.length + next.length)
  whole.set(rest)
  whole.set(next, rest.length)
  return whole
}
