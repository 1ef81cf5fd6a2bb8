/** Two tensors of one shape compared element by element, streamed: memory does not grow with the tensor. */
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import type { DType } from '../dtype/dtype.ts'
import { pairedChunks, sameBytes } from './aligned-chunks.ts'
import { numberCodec } from './numbers.ts'
import type { NumberCodec } from './numbers.ts'

/** @see torch.isclose: `a == b`, or finite `|a - b| <= atol + |rtol * b|`; NaN equals NaN only when asked. */
export interface Tolerance {
  readonly rtol: number
  readonly atol: number
  readonly equalNan: boolean
  /** Largest distance of integers that is close, in steps of 1; 0 when absent: `rtol` and `atol` are for floats. */
  readonly integerAtol?: number
}

/** What a comparison of values found. A difference with NaN makes the statistics NaN, one with infinity infinite. */
export interface ValueComparison {
  readonly bitEqual: boolean
  /** Every pair is close. */
  readonly close: boolean
  /** One side is the other, cast to its dtype. */
  readonly castOnly: boolean
  /** Pairs that differ. */
  readonly different: number
  readonly maxAbs: number
  readonly meanAbs: number
  readonly maxRel: number
  /** Null when one side has no length. */
  readonly cosine: number | null
  /** Euclidean length of `a - b` and of `b` in float64; null for types without numbers, and past what is finite. */
  readonly distance: number | null
  readonly norm: number | null
  /** Pairs of which at least one is NaN or infinite and that are not the same. */
  readonly nonFinite: number
  /** NaN elements of each side. */
  readonly nan: readonly [a: number, b: number]
}

type Entry = Pick<TensorEntry, 'name' | 'tensor'>

/**
 * Compare `a` with `b`, the reference.
 * `told` hears of the bytes of `a` as they are compared.
 * @throws PthError of reading; undefined for element types without numbers (then only bytes are compared by the caller)
 */
export async function compareValues(
  a: Entry,
  b: Entry,
  tolerance: Tolerance,
  told: (bytes: number) => void = () => undefined,
): Promise<ValueComparison | undefined> {
  const { dtype: dtypeA } = a.tensor
  const { dtype: dtypeB } = b.tensor
  const codecA = dtypeA === null ? undefined : numberCodec(dtypeA)
  const codecB = dtypeB === null ? undefined : numberCodec(dtypeB)
  if (dtypeA === null || dtypeB === null) return sameKindOfArray(a, b) ? bytesOnly(a, b) : undefined
  const same = dtypeA === dtypeB
  if (codecA === undefined || codecB === undefined || codecA.perElement !== codecB.perElement)
    return same ? bytesOnly(a, b) : undefined
  const whole = isWhole(dtypeA) && isWhole(dtypeB)
  const tally = newTally(same, whole, codecA, codecB, tolerance)
  for await (const [left, right] of pairedChunks(a, b, dtypeA.itemsize, dtypeB.itemsize)) {
    addChunk(tally, left, right, codecA, codecB)
    told(left.length)
  }
  return finish(tally)
}

/** Strings, dates and records of numpy have no numbers; two arrays of one such type are equal when their bytes are. */
function sameKindOfArray({ tensor: a }: Entry, { tensor: b }: Entry): boolean {
  return (
    a.kind === 'array' && b.kind === 'array' && a.numpyDtype === b.numpyDtype && a.itemsize === b.itemsize
  )
}

async function bytesOnly(a: Entry, b: Entry): Promise<ValueComparison> {
  let different = 0
  for await (const [left, right] of pairedChunks(a, b, 1, 1)) if (!sameBytes(left, right)) different += 1
  const equal = different === 0
  return {
    bitEqual: equal,
    close: equal,
    castOnly: false,
    different,
    maxAbs: 0,
    meanAbs: 0,
    maxRel: 0,
    cosine: null,
    distance: null,
    norm: null,
    nonFinite: 0,
    nan: [0, 0],
  }
}

function isWhole({ category }: DType): boolean {
  return category !== 'float' && category !== 'complex'
}

interface Tally {
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

function newTally(
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

function addChunk(
  tally: Tally,
  left: Uint8Array,
  right: Uint8Array,
  codecA: NumberCodec,
  codecB: NumberCodec,
): void {
  if (!tally.same || !sameBytes(left, right)) tally.bitEqual = false
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

function finish(tally: Tally): ValueComparison {
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
        : Math.max(-1, Math.min(1, tally.dot / length)),
    distance: measured ? lengthOf(tally.squareGap) : null,
    norm: measured ? lengthOf(tally.squareB) : null,
    nonFinite: tally.nonFinite,
    nan: [tally.nanA, tally.nanB],
  }
}

/** Null where the squares of large float64 values pass what float64 can represent. */
function lengthOf(squares: number): number | null {
  return Number.isFinite(squares) ? Math.sqrt(squares) : null
}
