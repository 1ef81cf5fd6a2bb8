/** Differences of two tensors, counted and summed as their chunks are read. */
import { sameBytes } from '../io/same-bytes.ts'
import type { NumberCodec } from './numbers.ts'
import { sumPairs, sumSame } from '../dtype/pair-sums.ts'
import type { ChunkSums, PairedValues, PairSums } from '../dtype/pair-sums.ts'
import type { Tolerance, ValueComparison } from './value-comparison.ts'

/** Grown by {@link addChunk}. */
export interface Tally {
  readonly same: boolean
  /** Both are of an integer type or bool. */
  readonly whole: boolean
  readonly tolerance: Tolerance
  /** Rounding of the type in which torch would compute. */
  readonly compute: (value: number) => number
  readonly roundA: ((value: number) => number) | null
  readonly roundB: ((value: number) => number) | null
  bitEqual: boolean
  close: boolean
  castToA: boolean
  castToB: boolean
  different: number
  /** Pairs, and those of which the distance is finite. */
  numbers: number
  finite: number
  maxAbs: number
  sumAbs: number
  maxRel: number
  dot: number
  squareGap: number
  squareA: number
  squareB: number
  nonFinite: number
  /** Largest of the differences that are not finite; 0 when there is none. */
  worst: number
  nanA: number
  nanB: number
}

export function newTally(
  same: boolean,
  whole: boolean,
  codecA: NumberCodec,
  codecB: NumberCodec,
  tolerance: Tolerance,
): Tally {
  const compute = same ? (codecB.round ?? Math.fround) : (value: number): number => value
  return {
    same,
    whole,
    tolerance,
    compute,
    roundA: codecA.round,
    roundB: codecB.round,
    bitEqual: same,
    close: true,
    castToA: !same,
    castToB: !same,
    different: 0,
    numbers: 0,
    finite: 0,
    maxAbs: 0,
    sumAbs: 0,
    maxRel: 0,
    dot: 0,
    squareGap: 0,
    squareA: 0,
    squareB: 0,
    nonFinite: 0,
    worst: 0,
    nanA: 0,
    nanB: 0,
  }
}

/**
 * Add the elements of two chunks of the same number of elements. `sums` are those of {@link sumChunks}, where it had
 * any.
 */
export function addChunk(
  tally: Tally,
  left: Uint8Array,
  right: Uint8Array,
  codecA: NumberCodec,
  codecB: NumberCodec,
  readPairs?: (left: Uint8Array, right: Uint8Array) => PairedValues,
  sums?: ChunkSums,
): void {
  if (sums !== undefined) {
    if (!sums.identical) tally.bitEqual = false
    const close =
      sums.close ?? (tally.close && readPairs !== undefined && allClose(tally, readPairs(left, right)))
    addSums(tally, sums, tally.close && close)
    return
  }
  const identical = tally.same && sameBytes(left, right)
  if (!identical) tally.bitEqual = false
  if (readPairs !== undefined && addFinite(tally, readPairs(left, right), identical)) return
  const readA = codecA.reader(left)
  const readB = codecB.reader(right)
  const exactA = codecA.exact?.(left)
  const exactB = codecB.exact?.(right)
  const numbers = left.length / codecA.width
  const step = codecA.perElement
  tally.numbers += numbers / step
  for (let index = 0; index < numbers; index += step) {
    const a = readA(index)
    const b = readB(index)
    if (step === 2) addPair(tally, a, b, readA(index + 1), readB(index + 1))
    else if (Math.abs(a) >= INEXACT && exactA !== undefined && exactB !== undefined) {
      const apart = exactA(index) - exactB(index)
      addPair(tally, a, b, 0, 0, Number(apart < 0n ? -apart : apart))
    } else addPair(tally, a, b, 0, 0)
  }
}

/** The same for two chunks of finite numbers, many times as fast; false, and nothing is added, for others. */
function addFinite(tally: Tally, pairs: PairedValues, identical: boolean): boolean {
  const close = tally.close && (identical || allClose(tally, pairs))
  const sums = identical ? sumSame(pairs) : sumPairs(pairs)
  if (sums === undefined) return false
  addSums(tally, sums, close)
  return true
}

function addSums(tally: Tally, sums: PairSums, close: boolean): void {
  tally.close = close
  tally.numbers += sums.count
  tally.finite += sums.count
  tally.different += sums.different
  tally.sumAbs += sums.sumAbs
  tally.dot += sums.dot
  tally.squareGap += sums.squareGap
  tally.squareA += sums.squareA
  tally.squareB += sums.squareB
  tally.maxAbs = Math.max(tally.maxAbs, sums.maxAbs)
  tally.maxRel = Math.max(tally.maxRel, sums.maxRel)
}

function allClose(tally: Tally, { a, b, count }: PairedValues): boolean {
  for (let at = 0; at < count; at += 1) {
    const left = a[at] as number
    const right = b[at] as number
    if (left === right) continue
    if (!isClose(tally, false, Math.abs(left - right), right, Math.abs(right))) return false
  }
  return true
}

/** From here on, 64-bit integers that differ may be the same number. */
const INEXACT = 2 ** 53

/** One pair of elements; the imaginary parts are 0 for real ones. `apart` is the exact distance where it is known. */
function addPair(
  tally: Tally,
  a: number,
  b: number,
  imaginaryA: number,
  imaginaryB: number,
  apart?: number,
): void {
  const equal = apart === undefined ? sameNumber(a, b) && sameNumber(imaginaryA, imaginaryB) : apart === 0
  if (!equal) {
    tally.different += 1
    if (apart !== undefined) tally.castToA = tally.castToB = false
    if (tally.castToB)
      tally.castToB = casts(tally.roundB, a, b) && casts(tally.roundB, imaginaryA, imaginaryB)
    if (tally.castToA)
      tally.castToA = casts(tally.roundA, b, a) && casts(tally.roundA, imaginaryB, imaginaryA)
  }
  const gap = apart ?? magnitude(a - b, imaginaryA - imaginaryB)
  const size = magnitude(b, imaginaryB)
  const identical = apart === undefined ? a === b && imaginaryA === imaginaryB : equal
  if (tally.close && !identical)
    tally.close = tally.whole
      ? gap <= (tally.tolerance.integerAtol ?? 0)
      : isClose(tally, equal, gap, b, size)
  if (!Number.isFinite(gap)) {
    if (Number.isNaN(a) || Number.isNaN(imaginaryA)) tally.nanA += 1
    if (Number.isNaN(b) || Number.isNaN(imaginaryB)) tally.nanB += 1
    if (equal) return
    tally.nonFinite += 1
    if (!Number.isNaN(tally.worst)) tally.worst = gap
    return
  }
  tally.finite += 1
  tally.sumAbs += gap
  tally.squareGap += gap * gap
  if (gap > tally.maxAbs) tally.maxAbs = gap
  const relative = gap === 0 ? 0 : gap / size
  if (relative > tally.maxRel) tally.maxRel = relative
  tally.dot += a * b + imaginaryA * imaginaryB
  tally.squareA += a * a + imaginaryA * imaginaryA
  tally.squareB += size * size
}

/** @see aten/src/ATen/native/TensorCompare.cpp `isclose`: every step is rounded to the type it is computed in */
function isClose(
  { tolerance, compute }: Tally,
  equal: boolean,
  gap: number,
  b: number,
  size: number,
): boolean {
  const { rtol, atol, equalNan } = tolerance
  if (equal && Number.isNaN(gap)) return equalNan || !Number.isNaN(b)
  const error = compute(gap)
  const allowed = compute(atol + Math.abs(compute(rtol * size)))
  return Number.isFinite(error) && error <= allowed && (rtol !== 0 || atol !== 0)
}

/** `Math.hypot`, which takes ten times as long and for real numbers gives the same. */
function magnitude(real: number, imaginary: number): number {
  return imaginary === 0 ? Math.abs(real) : Math.hypot(real, imaginary)
}

function sameNumber(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

function casts(round: ((value: number) => number) | null, from: number, to: number): boolean {
  return sameNumber(from, to) || (round !== null && sameNumber(round(from), to))
}

/** What all chunks came to. */
export function finish(tally: Tally): ValueComparison {
  const length = Math.sqrt(tally.squareA) * Math.sqrt(tally.squareB)
  // NaN and infinity on both sides are no difference, and have no length either.
  const measured = tally.finite === tally.numbers
  return {
    bitEqual: tally.bitEqual,
    close: tally.close,
    castOnly: tally.castToA || tally.castToB,
    different: tally.different,
    maxAbs: tally.worst === 0 ? tally.maxAbs : tally.worst,
    meanAbs: tally.worst === 0 ? (tally.finite === 0 ? 0 : tally.sumAbs / tally.finite) : tally.worst,
    maxRel: tally.worst === 0 ? tally.maxRel : Number.NaN,
    cosine:
      tally.worst !== 0 || length === 0 || !Number.isFinite(length)
        ? null
        : tally.squareGap === 0
          ? 1
          : Math.max(-1, Math.min(1, tally.dot / length)),
    distance: measured ? lengthOf(tally.squareGap) : null,
    norm: measured ? lengthOf(tally.squareB) : null,
    nonFinite: tally.nonFinite,
    nan: [tally.nanA, tally.nanB],
    mayBeReordered: !measured || !squaresApart(tally),
  }
}

/** What a sum of squares may be wrong by for each number in it, of the sum: in whatever order they are added. */
const ADDING = 2 ** -51
/** Below it, squares are no longer rounded by a share of themselves. */
const LEAST_SQUARES = 1e-290

/** Whether the sums of squares differ by more than another order of the same numbers makes. */
function squaresApart({ squareA, squareB, numbers }: Tally): boolean {
  return Math.abs(squareA - squareB) > (squareA + squareB) * numbers * ADDING + LEAST_SQUARES
}

/** Null where the squares of large float64 values pass what float64 can represent. */
function lengthOf(squares: number): number | null {
  return Number.isFinite(squares) ? Math.sqrt(squares) : null
}
