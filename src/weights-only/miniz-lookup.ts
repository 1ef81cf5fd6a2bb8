/** Which of several records of one name torch takes: its zip reader's own sort and search, step by step. */
import type { ZipEntry } from '../zip/entry.ts'

/**
 * The entry that torch finds of those of one name, in any spelling of its letters. Where names are doubled the
 * answer depends on a heapsort that is not stable and on where a binary search lands, so both are done alike.
 * @see miniz.c `mz_zip_reader_sort_central_dir_offsets_by_filename`, `mz_zip_locate_file_binary_search`
 */
export function findAsTorch<Entry extends ZipEntry>(
  entries: readonly Entry[],
  same: readonly Entry[],
): Entry | undefined {
  const [first] = same
  if (first === undefined || same.length === 1) return first
  const names = entries.map(({ rawName }) => lower(rawName))
  const order = heapsort(names)
  const wanted = lower(first.rawName)
  let low = 0
  let high = order.length - 1
  while (low <= high) {
    const middle = low + ((high - low) >> 1)
    const index = order[middle] ?? 0
    const difference = compare(names[index] ?? wanted, wanted)
    if (difference === 0) return entries[index]
    if (difference < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

function heapsort(names: readonly Uint8Array[]): number[] {
  const order = names.map((_, index) => index)
  for (let start = (order.length - 2) >> 1; start >= 0; start -= 1)
    siftDown(order, names, start, order.length)
  for (let end = order.length - 1; end > 0; end -= 1) {
    swap(order, end, 0)
    siftDown(order, names, 0, end)
  }
  return order
}

function siftDown(order: number[], names: readonly Uint8Array[], start: number, size: number): void {
  let root = start
  for (;;) {
    let child = root * 2 + 1
    if (child >= size) return
    if (child + 1 < size && isLess(names, order[child], order[child + 1])) child += 1
    if (!isLess(names, order[root], order[child])) return
    swap(order, root, child)
    root = child
  }
}

function swap(order: number[], a: number, b: number): void {
  const [first = 0, second = 0] = [order[a], order[b]]
  order[a] = second
  order[b] = first
}

function isLess(names: readonly Uint8Array[], a: number | undefined, b: number | undefined): boolean {
  const [first, second] = [names[a ?? 0], names[b ?? 0]]
  return first !== undefined && second !== undefined && compare(first, second) < 0
}

/** By bytes, then by length. */
function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** A to Z only. */
function lower(name: Uint8Array): Uint8Array {
  return name.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))
}
