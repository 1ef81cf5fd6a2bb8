/** Byte sources for tests: counting, failing, and huge ones of few bytes. */
import { PthError } from '../../src/errors.ts'
import { checkRange } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'

/** A source that counts what is read through it, in bytes and in calls. */
export function countingSource(source: ByteSource): {
  source: ByteSource
  counts: { bytes: number; reads: number }
} {
  const counts = { bytes: 0, reads: 0 }
  const counted: ByteSource = {
    ...source,
    read: (offset, length) => {
      counts.bytes += length
      counts.reads += 1
      return source.read(offset, length)
    },
  }
  return { source: counted, counts }
}

/** A source whose read number `failing` (from 0) fails as a disk would. */
export function failingSource(
  source: ByteSource,
  failing: number,
): { source: ByteSource; failed: () => boolean } {
  let at = -1
  const broken: ByteSource = {
    ...source,
    read: async (offset, length) => {
      at += 1
      if (at === failing) throw new PthError('SOURCE_UNREADABLE', { path: source.name, reason: 'EIO' })
      return source.read(offset, length)
    },
  }
  return { source: broken, failed: () => at >= failing }
}

/** A source of `byteLength` bytes that are zero but for some pieces: archives of many gigabytes in few bytes. */
export function sparseSource(
  byteLength: number,
  pieces: readonly (readonly [offset: number, data: Uint8Array])[],
  name = 'sparse',
): ByteSource {
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      checkRange(name, byteLength, offset, length)
      const result = new Uint8Array(length)
      for (const [start, data] of pieces) {
        const from = Math.max(start, offset)
        const to = Math.min(start + data.length, offset + length)
        if (from < to) result.set(data.subarray(from - start, to - start), from - offset)
      }
      return result
    },
  }
}

/** A source whose read number `short` (from 0) ends one byte early, as that of a file that became shorter. */
export function shortSource(source: ByteSource, short: number): ByteSource {
  let at = -1
  const check = (offset: number, length: number): void => {
    at += 1
    if (at !== short) return
    throw new PthError('SOURCE_TRUNCATED', {
      what: source.name,
      offset,
      expected: length,
      found: Math.max(0, length - 1),
    })
  }
  return {
    name: source.name,
    byteLength: source.byteLength,
    read: async (offset, length) => {
      check(offset, length)
      return source.read(offset, length)
    },
  }
}
