/** Running statistics of numbers in bounded memory: extremes, mean, deviation, and what is not finite. */
import type { DType } from './dtype.ts'
import { decoderOf } from './element-values.ts'
import { BLOCK_BYTES, hasKernels, kernels } from './kernels.ts'

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

/** Moments of no values. */
export function newMoments(): Moments {
  return { count: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity, zeros: 0, nan: 0, inf: 0 }
}

/**
 * Add the first `length` values. Each block is summed about its own mean and the blocks are joined by
 * Chan's rule, which keeps the digits that a plain sum of squares loses.
 */
export function addValues(moments: Moments, values: Float64Array, length: number): void {
  if (addFinite(moments, values, length)) return
  let { min, max, zeros, nan, inf } = moments
  let count = 0
  let sum = 0
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? 0
    if (Number.isNaN(value)) {
      nan += 1
      continue
    }
    if (value < min) min = value
    if (value > max) max = value
    if (value === 0) zeros += 1
    if (!Number.isFinite(value)) {
      inf += 1
      continue
    }
    count += 1
    sum += value
  }
  Object.assign(moments, { min, max, zeros, nan, inf })
  if (count === 0) return
  const mean = Number.isFinite(sum) ? sum / count : scaledMean(values, length, count)
  let squares = 0
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? 0
    if (Number.isFinite(value)) squares += (value - mean) * (value - mean)
  }
  join(moments, count, mean, squares)
}

/**
 * The same for values whose sum is finite, which all are then: false, and nothing is added, when it is not. Each pass
 * does one thing, without a branch that depends on the value, on several numbers side by side: a pass that does all
 * takes three times as long.
 */
function addFinite(moments: Moments, values: Float64Array, length: number): boolean {
  const sum = sumOf(values, length)
  if (!Number.isFinite(sum)) return false
  if (length === 0) return true
  const { min, max } = extremesOf(values, length)
  if (min < moments.min) moments.min = min
  if (max > moments.max) moments.max = max
  moments.zeros += zerosIn(values, length)
  const mean = sum / length
  join(moments, length, mean, squaredDistances(values, length, mean))
  return true
}

/** Less is not worth the start of a module. */
const LEAST_BYTES = 1 << 14

/**
 * The moments of a chunk alone, which {@link addMoments} adds; undefined for a dtype whose elements are not plain
 * numbers. `scratch` has room for as many numbers.
 */
export function chunkMoments(
  chunk: Uint8Array,
  dtype: DType,
  scratch: () => Float64Array,
): Moments | undefined {
  const { length } = chunk
  const fast = hasKernels(dtype.name) && length >= LEAST_BYTES && length <= BLOCK_BYTES ? kernels() : null
  const block = fast?.measure(chunk, dtype.name)
  if (block !== undefined) return { ...block, nan: 0, inf: 0 }
  const decode = decoderOf(dtype)
  if (decode === undefined) return undefined
  const moments = newMoments()
  const values = scratch()
  addValues(moments, values, decode(chunk, values))
  return moments
}

/** Add what follows, measured apart: the same as {@link addValues} of its numbers. */
export function addMoments(moments: Moments, next: Moments): void {
  if (next.min < moments.min) moments.min = next.min
  if (next.max > moments.max) moments.max = next.max
  moments.zeros += next.zeros
  moments.nan += next.nan
  moments.inf += next.inf
  if (next.count > 0) join(moments, next.count, next.mean, next.squares)
}

function sumOf(values: Float64Array, length: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  const fours = length - (length % 4)
  for (let index = 0; index < fours; index += 4) {
    a += values[index] as number
    b += values[index + 1] as number
    c += values[index + 2] as number
    d += values[index + 3] as number
  }
  for (let index = fours; index < length; index += 1) a += values[index] as number
  return a + b + (c + d)
}

function extremesOf(values: Float64Array, length: number): { readonly min: number; readonly max: number } {
  let [lowA, lowB, highA, highB] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index + 1 < length; index += 2) {
    const a = values[index] as number
    const b = values[index + 1] as number
    lowA = a < lowA ? a : lowA
    lowB = b < lowB ? b : lowB
    highA = a > highA ? a : highA
    highB = b > highB ? b : highB
  }
  const last = values[length - 1] as number
  return { min: Math.min(lowA, lowB, last), max: Math.max(highA, highB, last) }
}

/** A product of four is zero where one of them is, or where it is too small for a number: then each is looked at. */
function zerosIn(values: Float64Array, length: number): number {
  let zeros = 0
  const fours = length - (length % 4)
  for (let index = 0; index < fours; index += 4) {
    const pair = (values[index] as number) * (values[index + 1] as number)
    if (pair * ((values[index + 2] as number) * (values[index + 3] as number)) !== 0) continue
    for (let at = index; at < index + 4; at += 1) if (values[at] === 0) zeros += 1
  }
  for (let index = fours; index < length; index += 1) if (values[index] === 0) zeros += 1
  return zeros
}

function squaredDistances(values: Float64Array, length: number, mean: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  const fours = length - (length % 4)
  for (let index = 0; index < fours; index += 4) {
    const first = (values[index] as number) - mean
    const second = (values[index + 1] as number) - mean
    const third = (values[index + 2] as number) - mean
    const fourth = (values[index + 3] as number) - mean
    a += first * first
    b += second * second
    c += third * third
    d += fourth * fourth
  }
  for (let index = fours; index < length; index += 1) {
    const distance = (values[index] as number) - mean
    a += distance * distance
  }
  return a + b + (c + d)
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
