/** Byte sources for tests: one that counts what is read, one that is mostly zeros. */
import type { ByteSource } from '../src/io/source.ts'

/** A source and the ranges that were read from it. */
export interface CountingSource extends ByteSource {
  readonly reads: readonly (readonly [offset: number, length: number])[]
}

export function countingSource(source: ByteSource): CountingSource {
  const reads: (readonly [number, number])[] = []
  return {
    name: source.name,
    byteLength: source.byteLength,
    reads,
    read: (offset, length) => {
      reads.push([offset, length])
      return source.read(offset, length)
    },
  }
}

/** `byteLength` bytes, zero but for the given pieces: a huge file in little memory. */
export function sparseSource(
  byteLength: number,
  pieces: readonly (readonly [offset: number, bytes: Uint8Array])[],
): ByteSource {
  return {
    name: 'sparse',
    byteLength,
    read: async (offset, length) => {
      const bytes = new Uint8Array(length)
      for (const [at, piece] of pieces) {
        const from = Math.max(offset, at)
        const to = Math.min(offset + length, at + piece.length)
        if (from < to) bytes.set(piece.subarray(from - at, to - at), from - offset)
      }
      return bytes
    },
  }
}
