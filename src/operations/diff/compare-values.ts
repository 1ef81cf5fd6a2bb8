/** Two tensors of one shape compared element by element, streamed: memory does not grow with the tensor. */
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { numberCodec } from './numbers.ts'
import type { NumberCodec } from './numbers.ts'

/** @see torch.isclose: `a == b`, or finite `|a - b| <= atol + |rtol * b|`; NaN equals NaN only when asked. */
export interface Tolerance {
  readonly rtol: number
  readonly atol: number
  readonly equalNan: boolean
}

/** What a comparison of values found. Statistics are over the pairs in which both are finite. */
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
  /** Pairs of which at least one is NaN or infinite and that are not the same. */
  readonly nonFinite: number
}

type Entry = Pick<TensorEntry, 'name' | 'tensor'>

/**
 * Compare `a` with `b`, the reference.
 * @throws PthError of reading; undefined for element types without numbers (then only bytes are compared by the caller)
 */
export async function compareValues(
  a: Entry,
  b: Entry,
  tolerance: Tolerance,
): Promise<ValueComparison | undefined> {
  const { dtype: dtypeA } = a.tensor
  const { dtype: dtypeB } = b.tensor
  const codecA = dtypeA === null ? undefined : numberCodec(dtypeA)
  const codecB = dtypeB === null ? undefined : numberCodec(dtypeB)
  if (dtypeA === null || dtypeB === null) return undefined
  const same = dtypeA === dtypeB
  if (codecA === undefined || codecB === undefined || codecA.perElement !== codecB.perElement)
    return same ? bytesOnly(a, b) : undefined
  const whole = same && dtypeB.category !== 'float' && dtypeB.category !== 'complex'
  const tally = newTally(same, whole, codecA, codecB, tolerance)
  for await (const [left, right] of aligned(a, b, dtypeA.itemsize, dtypeB.itemsize))
    addChunk(tally, left, right, codecA, codecB)
  return finish(tally)
}

async function bytesOnly(a: Entry, b: Entry): Promise<ValueComparison> {
  let different = 0
  for await (const [left, right] of aligned(a, b, 1, 1)) if (!sameBytes(left, right)) different += 1
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
    nonFinite: 0,
  }
}

interface Tally {
  readonly same: boolean
  /** Both are of one integer type or bool. */
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
  finite: number
  maxAbs: number
  sumAbs: number
  maxRel: number
  dot: number
  squareA: number
  squareB: number
  nonFinite: number
}

function newTally(
  same: boolean,
  whole: boolean,
  codecA: NumberCodec,
  codecB: NumberCodec,
  tolerance: Tolerance,
): Tally {
  // torch computes integers in float32 and floats in their own type.
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
    finite: 0,
    maxAbs: 0,
    sumAbs: 0,
    maxRel: 0,
    dot: 0,
    squareA: 0,
    squareB: 0,
    nonFinite: 0,
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
  // torch makes float32 of integers before it subtracts them.
  const near = tally.whole ? Math.abs(Math.fround(a) - Math.fround(b)) : gap
  if (tally.close && !identical) tally.close = isClose(tally, equal, near, b, size)
  if (!Number.isFinite(gap)) {
    if (!equal) tally.nonFinite += 1
    return
  }
  tally.finite += 1
  tally.sumAbs += gap
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
  return {
    bitEqual: tally.bitEqual,
    close: tally.close,
    castOnly: tally.castToA || tally.castToB,
    different: tally.different,
    maxAbs: tally.maxAbs,
    meanAbs: tally.finite === 0 ? 0 : tally.sumAbs / tally.finite,
    maxRel: tally.maxRel,
    cosine: length === 0 || !Number.isFinite(length) ? null : Math.max(-1, Math.min(1, tally.dot / length)),
    nonFinite: tally.nonFinite,
  }
}

/** Both tensors in chunks that hold the same number of elements. */
async function* aligned(
  a: Entry,
  b: Entry,
  sizeA: number,
  sizeB: number,
): AsyncGenerator<[Uint8Array, Uint8Array]> {
  const left = tensorChunks(a)[Symbol.asyncIterator]()
  const right = tensorChunks(b)[Symbol.asyncIterator]()
  let chunkA: Uint8Array = new Uint8Array()
  let chunkB: Uint8Array = new Uint8Array()
  for (;;) {
    while (chunkA.length < sizeA) {
      const next = await left.next()
      if (next.done === true) return
      chunkA = joined(chunkA, next.value)
    }
    while (chunkB.length < sizeB) {
      const next = await right.next()
      if (next.done === true) return
      chunkB = joined(chunkB, next.value)
    }
    const elements = Math.min(Math.floor(chunkA.length / sizeA), Math.floor(chunkB.length / sizeB))
    yield [chunkA.subarray(0, elements * sizeA), chunkB.subarray(0, elements * sizeB)]
    chunkA = chunkA.subarray(elements * sizeA)
    chunkB = chunkB.subarray(elements * sizeB)
  }
}

function joined(rest: Uint8Array, next: Uint8Array): Uint8Array {
  if (rest.length === 0) return next
  const whole = new Uint8Array(rest.length + next.length)
  whole.set(rest)
  whole.set(next, rest.length)
  return whole
}

/** Equality of bytes, eight at a time. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  const words = a.byteOffset % 8 === 0 && b.byteOffset % 8 === 0 ? Math.floor(a.length / 8) : 0
  const wordsA = new BigUint64Array(a.buffer, words === 0 ? 0 : a.byteOffset, words)
  const wordsB = new BigUint64Array(b.buffer, words === 0 ? 0 : b.byteOffset, words)
  for (let at = 0; at < words; at += 1) if (wordsA[at] !== wordsB[at]) return false
  for (let at = words * 8; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}
