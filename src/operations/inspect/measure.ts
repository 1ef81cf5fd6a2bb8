/** What is measured of a tensor of some dtype: plain numbers, 64-bit integers or complex numbers. */
import { dtype as dtypeNamed } from '../../dtype/dtype.ts'
import type { DType } from '../../dtype/dtype.ts'
import { decoderOf, halfOfComplex } from '../../dtype/element-values.ts'
import { addMoments, addValues, chunkMoments, deviationOf, newMoments } from '../../dtype/moments.ts'
import type { Moments } from '../../dtype/moments.ts'
import { addWide, newWideMoments, wideMean } from './wide-integers.ts'

/** The result for one tensor; null where it is not defined. */
export interface Measured {
  readonly min: number | bigint | null
  readonly max: number | bigint | null
  readonly mean: number | null
  readonly meanImag: number | null
  readonly std: number | null
  readonly zeros: number
  readonly nan: number
  readonly inf: number
}

/** Takes the chunks of a tensor in order. A chunk contains whole elements. */
export interface Measure {
  add(chunk: Uint8Array): void
  /** The same for a chunk that was measured apart; absent where chunks cannot be. */
  addMoments?(next: Moments): void
  result(): Measured
}

/** Sums of 32-bit halves stay exact for at most 2^21 elements at a time. */
const WIDE_BYTES = 1 << 23

/** A measure for one tensor; undefined for a dtype whose elements are not numbers. */
export function newMeasure(dtype: DType): Measure | undefined {
  if (dtype.name === 'int64' || dtype.name === 'uint64') return wideMeasure(dtype.name === 'int64')
  const half = halfOfComplex(dtype.name)
  return half === undefined ? plainMeasure(dtype) : complexMeasure(dtypeNamed(half))
}

function plainMeasure(dtype: DType): Measure | undefined {
  if (decoderOf(dtype) === undefined) return undefined
  const moments = newMoments()
  let scratch = new Float64Array(0)
  return {
    add: (chunk) => {
      const room = (): Float64Array => (scratch = roomFor(scratch, chunk.length / dtype.itemsize))
      const next = chunkMoments(chunk, dtype, room)
      if (next !== undefined) addMoments(moments, next)
    },
    addMoments: (next) => addMoments(moments, next),
    result: () => ({
      ...extremesOf(moments),
      mean: meanOf(moments),
      meanImag: null,
      std: deviationOf(moments),
      ...countsOf(moments),
    }),
  }
}

function wideMeasure(signed: boolean): Measure {
  const wide = newWideMoments(signed)
  let scratch = new Float64Array(0)
  return {
    add: (chunk) => {
      for (let at = 0; at < chunk.length; at += WIDE_BYTES) {
        const part = chunk.subarray(at, at + WIDE_BYTES)
        scratch = roomFor(scratch, part.length / 8)
        addWide(wide, part, scratch)
      }
    },
    result: () => ({
      min: wide.min,
      max: wide.max,
      mean: wideMean(wide),
      meanImag: null,
      std: deviationOf(wide.distances),
      zeros: wide.zeros,
      nan: 0,
      inf: 0,
    }),
  }
}

/** Mean and deviation over the elements of which both halves are finite; `torch.isnan` and `isinf` ask for either. */
function complexMeasure(half: DType): Measure | undefined {
  const decode = decoderOf(half)
  if (decode === undefined) return undefined
  const real = newMoments()
  const imaginary = newMoments()
  let zeros = 0
  let nan = 0
  let inf = 0
  let scratch = new Float64Array(0)
  let reals = new Float64Array(0)
  let imaginaries = new Float64Array(0)
  return {
    add: (chunk) => {
      scratch = roomFor(scratch, chunk.length / half.itemsize)
      const count = decode(chunk, scratch) >> 1
      reals = roomFor(reals, count)
      imaginaries = roomFor(imaginaries, count)
      let finite = 0
      for (let index = 0; index < count; index += 1) {
        const re = scratch[2 * index] ?? 0
        const im = scratch[2 * index + 1] ?? 0
        if (re === 0 && im === 0) zeros += 1
        if (Number.isNaN(re) || Number.isNaN(im)) nan += 1
        if (Math.abs(re) === Infinity || Math.abs(im) === Infinity) inf += 1
        if (!Number.isFinite(re) || !Number.isFinite(im)) continue
        reals[finite] = re
        imaginaries[finite] = im
        finite += 1
      }
      addValues(real, reals, finite)
      addValues(imaginary, imaginaries, finite)
    },
    result: () => ({
      min: null,
      max: null,
      mean: meanOf(real),
      meanImag: meanOf(imaginary),
      std: deviationOf({ ...real, squares: real.squares + imaginary.squares }),
      zeros,
      nan,
      inf,
    }),
  }
}

function roomFor(scratch: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  return scratch.length >= length ? scratch : new Float64Array(Math.ceil(length))
}

function extremesOf({ min, max }: Moments): { min: number | null; max: number | null } {
  // Which zero an extreme is depends on their order: it is the positive one.
  return min > max ? { min: null, max: null } : { min: min + 0, max: max + 0 }
}

function meanOf({ count, mean }: Moments): number | null {
  return count === 0 ? null : mean
}

function countsOf({ zeros, nan, inf }: Moments): { zeros: number; nan: number; inf: number } {
  return { zeros, nan, inf }
}
