/** What is summed over pairs of finite real numbers: pass by pass over arrays, far faster than pair by pair. */
import { decoderOf } from './element-values.ts'
import type { Decoder } from './element-values.ts'
import type { DType } from './dtype.ts'
import { BLOCK_BYTES, hasKernels, kernels } from './kernels.ts'

/** Of `a - b` for `count` pairs. */
export interface PairSums {
  readonly count: number
  /** Pairs that are not the same number. */
  readonly different: number
  readonly maxAbs: number
  readonly sumAbs: number
  readonly maxRel: number
  readonly dot: number
  readonly squareGap: number
  readonly squareA: number
  readonly squareB: number
}

/** Of two chunks of one type. */
export interface ChunkSums extends PairSums {
  /** They have the same bytes. */
  readonly identical: boolean
  /** Every pair is close; null where that was not asked. */
  readonly close: boolean | null
}

/**
 * The sums of two chunks by the kernels, the same as {@link sumSame} and {@link sumPairs} give; undefined where they
 * cannot, or where a number is not finite.
 */
export function sumChunks(
  a: Uint8Array,
  b: Uint8Array,
  { name, itemsize }: DType,
  { rtol, atol }: { readonly rtol: number; readonly atol: number },
): ChunkSums | undefined {
  if (!hasKernels(name) || b.length > BLOCK_BYTES) return undefined
  const fast = kernels()
  if (fast === null || a.length !== b.length) return undefined
  const count = b.length / itemsize
  if (fast.sameBytes(a, b)) {
    const square = fast.squares(b, name)
    return Number.isFinite(square) ? { ...sameSums(count, square), identical: true, close: true } : undefined
  }
  const pairs = fast.comparePairs(a, b, name, rtol, atol)
  if (pairs === undefined) return undefined
  const { same, close, ...sums } = pairs
  const judged = name === 'float32' ? close : null
  return { ...sums, count, different: count - same, identical: false, close: judged }
}

/** Two chunks as numbers, in memory that is used again for the next ones. */
export interface PairedValues {
  readonly a: Float64Array
  readonly b: Float64Array
  readonly count: number
}

/** Decodes chunks of one real floating-point type; undefined for other types, which are compared pair by pair. */
export function newPairReader(
  dtype: DType,
): ((left: Uint8Array, right: Uint8Array) => PairedValues) | undefined {
  const decode: Decoder | undefined = dtype.category === 'float' ? decoderOf(dtype) : undefined
  if (decode === undefined) return undefined
  let a = new Float64Array(0)
  let b = new Float64Array(0)
  return (left, right) => {
    const count = Math.floor(left.length / dtype.itemsize)
    if (a.length < count) [a, b] = [new Float64Array(count), new Float64Array(count)]
    decode(left, a)
    decode(right, b)
    return { a, b, count }
  }
}

/** The sums of pairs that are the same numbers; undefined where one of them is not finite. */
export function sumSame({ b, count }: PairedValues): PairSums | undefined {
  const square = dotOf(b, b, count)
  return Number.isFinite(square) ? sameSums(count, square) : undefined
}

function sameSums(count: number, square: number): PairSums {
  return {
    count,
    different: 0,
    maxAbs: 0,
    sumAbs: 0,
    maxRel: 0,
    dot: square,
    squareGap: 0,
    squareA: square,
    squareB: square,
  }
}

/** The sums of all pairs; undefined where a number, or a square of one, is not finite. */
export function sumPairs({ a, b, count }: PairedValues): PairSums | undefined {
  const squareA = dotOf(a, a, count)
  const squareB = dotOf(b, b, count)
  if (!Number.isFinite(squareA + squareB)) return undefined
  const dot = dotOf(a, b, count)
  const maxRel = largestRatio(a, b, count)
  // Last, since the distances take the place of `a`.
  const { different, sumAbs, maxAbs } = distances(a, b, count)
  return {
    count,
    different,
    maxAbs,
    sumAbs,
    maxRel,
    dot,
    squareGap: dotOf(a, a, count),
    squareA,
    squareB,
  }
}

function dotOf(a: Float64Array, b: Float64Array, count: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  const fours = count - (count % 4)
  for (let at = 0; at < fours; at += 4) {
    first += (a[at] as number) * (b[at] as number)
    second += (a[at + 1] as number) * (b[at + 1] as number)
    third += (a[at + 2] as number) * (b[at + 2] as number)
    fourth += (a[at + 3] as number) * (b[at + 3] as number)
  }
  for (let at = fours; at < count; at += 1) first += (a[at] as number) * (b[at] as number)
  return first + second + (third + fourth)
}

/** The largest `|a - b| / |b|`, where 0 of 0 is no difference. */
function largestRatio(a: Float64Array, b: Float64Array, count: number): number {
  let largest = 0
  for (let at = 0; at < count; at += 1) {
    const value = b[at] as number
    const ratio = Math.abs(((a[at] as number) - value) / value)
    largest = ratio > largest ? ratio : largest
  }
  return largest
}

/** `a` becomes `|a - b|`. */
function distances(
  a: Float64Array,
  b: Float64Array,
  count: number,
): { readonly different: number; readonly sumAbs: number; readonly maxAbs: number } {
  let same = 0
  let sumAbs = 0
  let maxAbs = 0
  for (let at = 0; at < count; at += 1) {
    const gap = Math.abs((a[at] as number) - (b[at] as number))
    a[at] = gap
    sumAbs += gap
    maxAbs = gap > maxAbs ? gap : maxAbs
    same = (same + (gap === 0 ? 1 : 0)) | 0
  }
  return { different: count - same, sumAbs, maxAbs }
}
