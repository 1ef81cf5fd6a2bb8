/** Ranges of a source: inside of it, and in as few reads as they need. */
import type { ByteRange } from './source.ts'

/** Ranges with no more than so many bytes between them are read as one. */
export const GAP_BYTES = 1 << 16

/** The part of a range that lies in `byteLength` bytes. */
export function clipped({ offset, length }: ByteRange, byteLength: number): ByteRange {
  const start = Math.min(Math.max(0, offset), byteLength)
  return { offset: start, length: Math.max(0, Math.min(offset + length, byteLength) - start) }
}

/** Ranges in order, close ones as one, as many as `most` bytes have room for. */
export function joined(ranges: readonly ByteRange[], most: number): ByteRange[] {
  const all: { offset: number; length: number }[] = []
  let left = most
  for (const { offset, length } of ranges.toSorted((a, b) => a.offset - b.offset)) {
    const last = all.at(-1)
    const joins = last !== undefined && offset - (last.offset + last.length) <= GAP_BYTES
    const more = joins ? Math.max(0, offset + length - (last.offset + last.length)) : length
    if (more > left) continue
    left -= more
    if (joins) last.length += more
    else all.push({ offset, length })
  }
  return all
}

/** The index of the last item that begins at or before an offset, of items in order; -1 where none does. */
export function lastAtOrBefore<Item>(
  items: readonly Item[],
  offset: number,
  startOf: (item: Item) => number,
): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (startOf(items[middle] as Item) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
