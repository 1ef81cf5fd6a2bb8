/** Two tensors read side by side, the same number of elements at a time. */
import { tensorChunks } from '../checkpoint/read/read.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'

/** Both tensors in chunks that hold the same number of elements. */
export async function* alignedChunks(
  a: Pick<TensorEntry, 'name' | 'tensor'>,
  b: Pick<TensorEntry, 'name' | 'tensor'>,
  sizeA: number,
  sizeB: number,
): AsyncGenerator<[Uint8Array, Uint8Array]> {
  const left = tensorChunks(a)[Symbol.asyncIterator]()
  const right = tensorChunks(b)[Symbol.asyncIterator]()
  let chunkA: Uint8Array = new Uint8Array()
  let chunkB: Uint8Array = new Uint8Array()
  for (;;) {
    while (chunkA.length < sizeA) {
      const next = await left.next()
      if (next.done === true) return
      chunkA = joined(chunkA, next.value)
    }
    while (chunkB.length < sizeB) {
      const next = await right.next()
      if (next.done === true) return
      chunkB = joined(chunkB, next.value)
    }
    const elements = Math.min(Math.floor(chunkA.length / sizeA), Math.floor(chunkB.length / sizeB))
    yield [chunkA.subarray(0, elements * sizeA), chunkB.subarray(0, elements * sizeB)]
    chunkA = chunkA.subarray(elements * sizeA)
    chunkB = chunkB.subarray(elements * sizeB)
  }
}

function joined(rest: Uint8Array, next: Uint8Array): Uint8Array {
  if (rest.length === 0) return next
  const whole = new Uint8Array(rest.length + next.length)
  whole.set(rest)
  whole.set(next, rest.length)
  return whole
}

/** Equality of bytes, eight at a time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  const words = a.byteOffset % 8 === 0 && b.byteOffset % 8 === 0 ? Math.floor(a.length / 8) : 0
  const wordsA = new BigUint64Array(a.buffer, words === 0 ? 0 : a.byteOffset, words)
  const wordsB = new BigUint64Array(b.buffer, words === 0 ? 0 : b.byteOffset, words)
  for (let at = 0; at < words; at += 1) if (wordsA[at] !== wordsB[at]) return false
  for (let at = words * 8; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}
