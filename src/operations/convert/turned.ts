/** A matrix of bytes with its dimensions exchanged. */

/** A row-major matrix of `rows` x `columns` elements of `itemsize` bytes as its transpose; new memory. */
export function turnedBytes(bytes: Uint8Array, rows: number, columns: number, itemsize: number): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let from = 0
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, from += itemsize) {
      const to = (column * rows + row) * itemsize
      for (let byte = 0; byte < itemsize; byte += 1) out[to + byte] = bytes[from + byte] ?? 0
    }
  }
  return out
}
