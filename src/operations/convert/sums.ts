/** Sums of many float64 numbers that lose little more than one rounding. */

/** Several sums at once. */
export interface Sums {
  add(index: number, value: number): void
  /** The sums so far; NaN and infinities are those of plain addition. */
  values(): Float64Array
}

/** `size` sums of 0. What an addition drops is kept beside each sum. */
export function newSums(size: number): Sums {
  const totals = new Float64Array(size)
  const dropped = new Float64Array(size)
  return {
    add: (index, value) => {
      const before = totals[index] ?? 0
      const after = before + value
      const lost = Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before
      totals[index] = after
      dropped[index] = (dropped[index] ?? 0) + lost
    },
    values: () => totals.map((total, at) => (Number.isFinite(total) ? total + (dropped[at] ?? 0) : total)),
  }
}
