/** Statistics of 64-bit integers: extremes and sum exact, all others about the first value. */
import { addValues, newMoments } from '../../dtype/moments.ts'
import type { Moments } from '../../dtype/moments.ts'

/** Running statistics of int64 or uint64 elements. */
export interface WideMoments {
  readonly signed: boolean
  /** The first value as its halves; distances from it are exact while below 2^53. */
  origin: { readonly high: number; readonly low: number } | null
  readonly distances: Moments
  min: bigint | null
  max: bigint | null
  sum: bigint
  count: number
  zeros: number
}

const HALF = 2 ** 32

export function newWideMoments(signed: boolean): WideMoments {
  return { signed, origin: null, distances: newMoments(), min: null, max: null, sum: 0n, count: 0, zeros: 0 }
}

/** Add a chunk of little-endian elements; `scratch` has room for as many. A chunk has at most 2^21 of them. */
export function addWide(wide: WideMoments, chunk: Uint8Array, scratch: Float64Array): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  const count = chunk.length >> 3
  if (count === 0) return
  const highAt = (index: number): number =>
    wide.signed ? view.getInt32(index * 8 + 4, true) : view.getUint32(index * 8 + 4, true)
  const lowAt = (index: number): number => view.getUint32(index * 8, true)
  wide.origin ??= { high: highAt(0), low: lowAt(0) }
  const { high: originHigh, low: originLow } = wide.origin
  let least = 0
  let most = 0
  // Sums of 2^21 halves of 32 bits stay exact.
  let highSum = 0
  let lowSum = 0
  for (let index = 0; index < count; index += 1) {
    const high = highAt(index)
    const low = lowAt(index)
    highSum += high
    lowSum += low
    if (high === 0 && low === 0) wide.zeros += 1
    if (high < highAt(least) || (high === highAt(least) && low < lowAt(least))) least = index
    if (high > highAt(most) || (high === highAt(most) && low > lowAt(most))) most = index
    scratch[index] = (high - originHigh) * HALF + (low - originLow)
  }
  addValues(wide.distances, scratch, count)
  const valueAt = (index: number): bigint =>
    wide.signed ? view.getBigInt64(index * 8, true) : view.getBigUint64(index * 8, true)
  const low = valueAt(least)
  const high = valueAt(most)
  if (wide.min === null || low < wide.min) wide.min = low
  if (wide.max === null || high > wide.max) wide.max = high
  wide.sum += BigInt(highSum) * BigInt(HALF) + BigInt(lowSum)
  wide.count += count
}

/** The mean, rounded once; null without elements. */
export function wideMean({ sum, count }: WideMoments): number | null {
  if (count === 0) return null
  const divisor = BigInt(count)
  const whole = sum / divisor
  return Number(whole) + Number(sum - whole * divisor) / count
}
