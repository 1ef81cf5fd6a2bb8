/** Running statistics of numbers in bounded memory: extremes, mean, deviation, and what is not finite. */

/** Grown by {@link addValues}. */
export interface Moments {
  /** Finite values. */
  count: number
  mean: number
  /** Sum of squared distances from the mean. */
  squares: number
  min: number
  max: number
  zeros: number
  nan: number
  inf: number
}

export function newMoments(): Moments {
  return { count: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity, zeros: 0, nan: 0, inf: 0 }
}

/**
 * Add the first `length` values. Each block is summed about its own mean and the blocks are joined by
 * Chan's rule, which keeps the digits that a plain sum of squares loses.
 */
export function addValues(moments: Moments, values: Float64Array, length: number): void {
  let { min, max, zeros, nan } = moments
  let infinite = 0
  let notNumber = 0
  let count = 0
  let sum = 0
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? 0
    if (Number.isNaN(value)) {
      notNumber += 1
      continue
    }
    if (value < min) min = value
    if (value > max) max = value
    if (value === 0) zeros += 1
    if (!Number.isFinite(value)) {
      infinite += 1
      continue
    }
    count += 1
    sum += value
  }
  nan += notNumber
  Object.assign(moments, { min, max, zeros, nan, inf: moments.inf + infinite })
  if (count === 0) return
  const mean = Number.isFinite(sum) ? sum / count : scaledMean(values, length, count)
  let squares = 0
  const clean = infinite === 0 && notNumber === 0
  for (let index = 0; index < length; index += 1) {
    const distance = (values[index] ?? 0) - mean
    if (clean || Number.isFinite(values[index])) squares += distance * distance
  }
  join(moments, count, mean, squares)
}

/** The mean of values whose sum is past the largest number. */
function scaledMean(values: Float64Array, length: number, count: number): number {
  let mean = 0
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? 0
    if (Number.isFinite(value)) mean += value / count
  }
  return mean
}

/** @see Chan, Golub, LeVeque: Updating formulae and a pairwise algorithm for computing sample variances (1979) */
function join(moments: Moments, count: number, mean: number, squares: number): void {
  const total = moments.count + count
  if (moments.count === 0) {
    Object.assign(moments, { count, mean, squares })
    return
  }
  const distance = mean - moments.mean
  moments.mean += (distance * count) / total
  moments.squares += squares + (distance * distance * moments.count * count) / total
  moments.count = total
}

/** Sample standard deviation (n - 1); null for fewer than two values, and when squares pass the largest number. */
export function deviationOf({ count, squares }: Moments): number | null {
  return count < 2 || !Number.isFinite(squares) ? null : Math.sqrt(squares / (count - 1))
}
