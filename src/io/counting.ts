/** A source that counts what is read through it. */
import type { ByteSource } from './source.ts'

/** What was read so far. */
export interface ReadCount {
  bytes: number
  reads: number
}

/** The same source, with every read added to `count`. */
export function countingSource(source: ByteSource, count: ReadCount): ByteSource {
  return {
    name: source.name,
    byteLength: source.byteLength,
    read: (offset, length) => {
      count.bytes += length
      count.reads += 1
      return source.read(offset, length)
    },
  }
}
