/** A source that counts what is read through it. */
import { prefetch, readInto } from './source.ts'
import type { ByteSource } from './source.ts'

/** A file that was opened: how long it is, and what tells it from another one of that length. */
export interface OpenedMark {
  readonly byteLength: number
  readonly mark: string
}

/** What was read so far. */
export interface ReadCount {
  bytes: number
  reads: number
  /** Names of the sources that were opened, where somebody wants to know them. */
  readonly opened?: Set<string>
  /** The files that were opened and can be told from others, by name, where somebody wants to know them. */
  readonly marks?: Map<string, OpenedMark>
}

/** The same source, with every read added to `count`. */
export function countingSource(source: ByteSource, count: ReadCount): ByteSource {
  count.opened?.add(source.name)
  const { mark } = source
  if (mark !== undefined) count.marks?.set(source.name, { byteLength: source.byteLength, mark })
  return {
    name: source.name,
    byteLength: source.byteLength,
    read: (offset, length) => {
      count.bytes += length
      count.reads += 1
      return source.read(offset, length)
    },
    readInto: (offset, target) => {
      count.bytes += target.length
      count.reads += 1
      return readInto(source, offset, target)
    },
    stretch: (offset, length) => source.stretch?.(offset, length),
    ...(source.prefetch !== undefined && { prefetch: (ranges) => prefetch(source, ranges) }),
    ...(source.expect !== undefined && { expect: (ranges) => source.expect?.(ranges) }),
  }
}
