/** Whether two tensors hold the same rows in another order, and by which rule they moved. */

/** The rows of the first axis, moved. */
export interface RowOrder {
  readonly kind: 'rows'
  /** Rows that moved. */
  readonly moved: number
  /** Rows of the smallest block that all moves stay inside, or null when they cross the whole tensor. */
  readonly block: number | null
  /**
   * What happens inside each block, as between the two layouts of rotary embeddings: `pairs_to_halves` takes the rows
   * 0, 2, 4, … and then 1, 3, 5, …; `halves_to_pairs` is the way back; null for any other order.
   */
  readonly pattern: 'pairs_to_halves' | 'halves_to_pairs' | null
}

/** Rows that are looked up; vectors have as many rows as elements. */
const ROWS = 1 << 20

/**
 * Find the rows of `b` in `a`, by a hash first and then by their bytes; null when a row is not there. Linear in the
 * bytes.
 */
export function rowOrder(a: Uint8Array, b: Uint8Array, rows: number): RowOrder | null {
  if (rows < 2 || rows > ROWS || a.length !== b.length || a.length % rows !== 0) return null
  const width = a.length / rows
  const places = new Map<number, number[]>()
  for (let row = rows - 1; row >= 0; row -= 1) {
    const hash = hashOf(a, row * width, width)
    const known = places.get(hash)
    if (known === undefined) places.set(hash, [row])
    else known.push(row)
  }
  const sources: number[] = []
  for (let row = 0; row < rows; row += 1) {
    // Equal rows are taken in their order, so a row that stays is found where it is.
    const source = places.get(hashOf(b, row * width, width))?.pop()
    if (source === undefined || !sameRow(a, source * width, b, row * width, width)) return null
    sources.push(source)
  }
  const moved = sources.filter((source, row) => source !== row).length
  if (moved === 0) return null
  const block = blockOf(sources)
  return { kind: 'rows', moved, block: block === rows ? null : block, pattern: patternOf(sources, block) }
}

function hashOf(bytes: Uint8Array, from: number, width: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < from + width; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return hash >>> 0
}

function sameRow(a: Uint8Array, fromA: number, b: Uint8Array, fromB: number, width: number): boolean {
  for (let at = 0; at < width; at += 1) if (a[fromA + at] !== b[fromB + at]) return false
  return true
}

/** The smallest divisor of the number of rows whose blocks every move stays inside. */
function blockOf(sources: readonly number[]): number {
  const rows = sources.length
  for (let block = 2; block <= rows / 2; block += 1) {
    if (rows % block !== 0) continue
    if (sources.every((source, row) => Math.floor(source / block) === Math.floor(row / block))) return block
  }
  return rows
}

function patternOf(sources: readonly number[], block: number): RowOrder['pattern'] {
  const half = block / 2
  if (!Number.isInteger(half) || half < 2) return null
  const fits = (rule: (row: number) => number): boolean =>
    sources.every((source, row) => source % block === rule(row % block))
  if (fits((row) => (row < half ? 2 * row : 2 * (row - half) + 1))) return 'pairs_to_halves'
  if (fits((row) => (row % 2 === 0 ? row / 2 : half + (row - 1) / 2))) return 'halves_to_pairs'
  return null
}
