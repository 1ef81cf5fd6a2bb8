/**
 * Loops over many numbers, in AssemblyScript: four lanes of WebAssembly at a time. `npm run build` compiles them into
 * src/dtype/kernels.generated.ts. Each has a plain counterpart in src/, and gives what that gives, bit for bit: sums are
 * taken in the same order. Addresses are in bytes and multiples of 16, counts in elements.
 */

/** Where results are written: the first bytes of the memory. */
const RESULTS: usize = 0

/**
 * Of `count` float32: their sum, the extremes and the zeros, as four float64 at {@link RESULTS}. Four sums run side by
 * side. The extremes of no numbers, and of those with NaN, mean nothing: the sum says so.
 */
export function measure(from: usize, count: i32): void {
  let sumsA = f64x2.splat(0)
  let sumsB = f64x2.splat(0)
  let low = f32x4.splat(f32.MAX_VALUE)
  let high = f32x4.splat(-f32.MAX_VALUE)
  let zeros = i32x4.splat(0)
  const nought = f32x4.splat(0)
  const fours = count & ~3
  for (let at = 0; at < fours; at += 4) {
    const values = v128.load(from + ((<usize>at) << 2))
    low = f32x4.pmin(low, values)
    high = f32x4.pmax(high, values)
    zeros = i32x4.sub(zeros, f32x4.eq(values, nought))
    sumsA = f64x2.add(sumsA, f64x2.promote_low_f32x4(values))
    sumsB = f64x2.add(sumsB, f64x2.promote_low_f32x4(upperHalf(values)))
  }
  let least = min4(low)
  let most = max4(high)
  let noughts = sum4(zeros)
  let first = f64x2.extract_lane(sumsA, 0)
  for (let at = fours; at < count; at += 1) {
    const value = load<f32>(from + ((<usize>at) << 2))
    if (value < least) least = value
    if (value > most) most = value
    if (value == 0) noughts += 1
    first += <f64>value
  }
  const second = first + f64x2.extract_lane(sumsA, 1)
  store<f64>(RESULTS, second + (f64x2.extract_lane(sumsB, 0) + f64x2.extract_lane(sumsB, 1)))
  store<f64>(RESULTS + 8, <f64>least)
  store<f64>(RESULTS + 16, <f64>most)
  store<f64>(RESULTS + 24, <f64>noughts)
}

/** The sum of the squared distances of `count` float32 from `mean`. */
export function squaredDistances(from: usize, count: i32, mean: f64): f64 {
  let sumsA = f64x2.splat(0)
  let sumsB = f64x2.splat(0)
  const means = f64x2.splat(mean)
  const fours = count & ~3
  for (let at = 0; at < fours; at += 4) {
    const values = v128.load(from + ((<usize>at) << 2))
    const distancesA = f64x2.sub(f64x2.promote_low_f32x4(values), means)
    const distancesB = f64x2.sub(f64x2.promote_low_f32x4(upperHalf(values)), means)
    sumsA = f64x2.add(sumsA, f64x2.mul(distancesA, distancesA))
    sumsB = f64x2.add(sumsB, f64x2.mul(distancesB, distancesB))
  }
  let first = f64x2.extract_lane(sumsA, 0)
  for (let at = fours; at < count; at += 1) {
    const distance = <f64>load<f32>(from + ((<usize>at) << 2)) - mean
    first += distance * distance
  }
  const second = first + f64x2.extract_lane(sumsA, 1)
  return second + (f64x2.extract_lane(sumsB, 0) + f64x2.extract_lane(sumsB, 1))
}

/** Whether two stretches of memory have the same bytes. */
export function sameBytes(a: usize, b: usize, length: i32): bool {
  const wide = length & ~15
  for (let at = 0; at < wide; at += 16)
    if (v128.any_true(v128.xor(v128.load(a + <usize>at), v128.load(b + <usize>at)))) return false
  for (let at = wide; at < length; at += 1)
    if (load<u8>(a + <usize>at) != load<u8>(b + <usize>at)) return false
  return true
}

/**
 * Of `count` pairs of float32, as nine float64 at {@link RESULTS}: the sums of `a * a`, `b * b`, `a * b`, of the squared
 * distances and of the distances, the largest distance, the largest `|a - b| / |b|`, how many pairs are the same number,
 * and 0 where every pair is close: its distance, rounded to float32, is at most `atol + |rtol * b|`, each step rounded.
 */
export function comparePairs(a: usize, b: usize, count: i32, rtol: f64, atol: f64): void {
  let squaresA0 = f64x2.splat(0)
  let squaresA1 = f64x2.splat(0)
  let squaresB0 = f64x2.splat(0)
  let squaresB1 = f64x2.splat(0)
  let dots0 = f64x2.splat(0)
  let dots1 = f64x2.splat(0)
  let squareGaps0 = f64x2.splat(0)
  let squareGaps1 = f64x2.splat(0)
  let maxGaps = f64x2.splat(0)
  let maxRatios = f64x2.splat(0)
  let sames = i64x2.splat(0)
  let apart = i64x2.splat(0)
  let sumGaps: f64 = 0
  const nought = f64x2.splat(0)
  const rtols = f64x2.splat(rtol)
  const atols = f64x2.splat(atol)
  // Without a tolerance only the same number is close: no distance is below zero.
  const none = rtol == 0 && atol == 0
  const fours = count & ~3
  for (let at = 0; at < fours; at += 4) {
    const rawA = v128.load(a + ((<usize>at) << 2))
    const rawB = v128.load(b + ((<usize>at) << 2))
    const a0 = f64x2.promote_low_f32x4(rawA)
    const a1 = f64x2.promote_low_f32x4(upperHalf(rawA))
    const b0 = f64x2.promote_low_f32x4(rawB)
    const b1 = f64x2.promote_low_f32x4(upperHalf(rawB))
    const d0 = f64x2.sub(a0, b0)
    const d1 = f64x2.sub(a1, b1)
    const gap0 = f64x2.abs(d0)
    const gap1 = f64x2.abs(d1)
    squaresA0 = f64x2.add(squaresA0, f64x2.mul(a0, a0))
    squaresA1 = f64x2.add(squaresA1, f64x2.mul(a1, a1))
    squaresB0 = f64x2.add(squaresB0, f64x2.mul(b0, b0))
    squaresB1 = f64x2.add(squaresB1, f64x2.mul(b1, b1))
    dots0 = f64x2.add(dots0, f64x2.mul(a0, b0))
    dots1 = f64x2.add(dots1, f64x2.mul(a1, b1))
    squareGaps0 = f64x2.add(squareGaps0, f64x2.mul(gap0, gap0))
    squareGaps1 = f64x2.add(squareGaps1, f64x2.mul(gap1, gap1))
    maxGaps = f64x2.pmax(maxGaps, f64x2.pmax(gap0, gap1))
    maxRatios = f64x2.pmax(maxRatios, f64x2.abs(f64x2.div(d0, b0)))
    maxRatios = f64x2.pmax(maxRatios, f64x2.abs(f64x2.div(d1, b1)))
    const same0 = f64x2.eq(gap0, nought)
    const same1 = f64x2.eq(gap1, nought)
    sames = i64x2.sub(i64x2.sub(sames, same0), same1)
    sumGaps += f64x2.extract_lane(gap0, 0)
    sumGaps += f64x2.extract_lane(gap0, 1)
    sumGaps += f64x2.extract_lane(gap1, 0)
    sumGaps += f64x2.extract_lane(gap1, 1)
    apart = v128.or(apart, v128.andnot(tooFar(gap0, b0, rtols, atols), same0))
    apart = v128.or(apart, v128.andnot(tooFar(gap1, b1, rtols, atols), same1))
  }
  let squareA = f64x2.extract_lane(squaresA0, 0)
  let squareB = f64x2.extract_lane(squaresB0, 0)
  let dot = f64x2.extract_lane(dots0, 0)
  let squareGap = f64x2.extract_lane(squareGaps0, 0)
  let maxGap = max2(maxGaps)
  let maxRatio = max2(maxRatios)
  let same = i64x2.extract_lane(sames, 0) + i64x2.extract_lane(sames, 1)
  let far = v128.any_true(apart)
  for (let at = fours; at < count; at += 1) {
    const x = <f64>load<f32>(a + ((<usize>at) << 2))
    const y = <f64>load<f32>(b + ((<usize>at) << 2))
    const gap = abs<f64>(x - y)
    squareA += x * x
    squareB += y * y
    dot += x * y
    squareGap += gap * gap
    sumGaps += gap
    if (gap > maxGap) maxGap = gap
    const ratio = abs<f64>((x - y) / y)
    if (ratio > maxRatio) maxRatio = ratio
    if (gap == 0) same += 1
    else if (v128.any_true(tooFar(f64x2.splat(gap), f64x2.splat(y), rtols, atols))) far = true
  }
  store<f64>(RESULTS, joined(squareA, squaresA0, squaresA1))
  store<f64>(RESULTS + 8, joined(squareB, squaresB0, squaresB1))
  store<f64>(RESULTS + 16, joined(dot, dots0, dots1))
  store<f64>(RESULTS + 24, joined(squareGap, squareGaps0, squareGaps1))
  store<f64>(RESULTS + 32, sumGaps)
  store<f64>(RESULTS + 40, maxGap)
  store<f64>(RESULTS + 48, maxRatio)
  store<f64>(RESULTS + 56, <f64>same)
  store<f64>(RESULTS + 64, far || (none && same < <i64>count) ? 1 : 0)
}

/** The sum of the squares of `count` float32. */
export function squares(from: usize, count: i32): f64 {
  return squaredDistances(from, count, 0)
}

/** Where a distance is not at most `atol + |rtol * b|`, in float32; that is never so of NaN and infinity. */
function tooFar(gap: v128, b: v128, rtols: v128, atols: v128): v128 {
  const relative = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.mul(rtols, f64x2.abs(b))))
  const allowed = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.add(atols, f64x2.abs(relative))))
  const error = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(gap))
  const near = v128.and(f64x2.le(error, allowed), f64x2.lt(error, f64x2.splat(Infinity)))
  return v128.not(near)
}

/**
 * Round `count` float32 to bfloat16, to the nearest with ties to even. False when one of them is NaN, infinite, rounds
 * to infinity, or is no zero and rounds to zero: what was written is then not to be used.
 */
export function roundToBfloat16(from: usize, to: usize, count: i32): bool {
  const size = i32x4.splat(0x7fff_ffff)
  const half = i32x4.splat(0x7fff)
  const one = i32x4.splat(1)
  let largest = i32x4.splat(0)
  let least = i32x4.splat(0x7f7f_8000)
  const eights = count & ~7
  for (let at = 0; at < eights; at += 8) {
    const place = from + ((<usize>at) << 2)
    const a = v128.load(place)
    const b = v128.load(place, 16)
    const sizeA = v128.and(a, size)
    const sizeB = v128.and(b, size)
    largest = i32x4.max_s(largest, i32x4.max_s(sizeA, sizeB))
    // Zero is no underflow: less one it is the largest of all.
    const lessA = v128.and(i32x4.sub(sizeA, one), size)
    const lessB = v128.and(i32x4.sub(sizeB, one), size)
    least = i32x4.min_s(least, i32x4.min_s(lessA, lessB))
    const roundA = i32x4.add(i32x4.add(a, half), v128.and(i32x4.shr_u(a, 16), one))
    const roundB = i32x4.add(i32x4.add(b, half), v128.and(i32x4.shr_u(b, 16), one))
    v128.store(
      to + ((<usize>at) << 1),
      i16x8.narrow_i32x4_u(i32x4.shr_u(roundA, 16), i32x4.shr_u(roundB, 16)),
    )
  }
  let most = i32x4.extract_lane(largest, 0)
  most = max<i32>(most, i32x4.extract_lane(largest, 1))
  most = max<i32>(most, max<i32>(i32x4.extract_lane(largest, 2), i32x4.extract_lane(largest, 3)))
  let low = i32x4.extract_lane(least, 0)
  low = min<i32>(low, i32x4.extract_lane(least, 1))
  low = min<i32>(low, min<i32>(i32x4.extract_lane(least, 2), i32x4.extract_lane(least, 3)))
  for (let at = eights; at < count; at += 1) {
    const bits = load<i32>(from + ((<usize>at) << 2))
    const magnitude = bits & 0x7fff_ffff
    most = max<i32>(most, magnitude)
    low = min<i32>(low, (magnitude - 1) & 0x7fff_ffff)
    store<u16>(to + ((<usize>at) << 1), <u16>((<u32>(bits + 0x7fff + (((<u32>bits) >> 16) & 1))) >> 16))
  }
  return most < 0x7f7f_8000 && low >= 0x8000
}

/** The float32 of `count` bfloat16. */
export function widenBfloat16(from: usize, to: usize, count: i32): void {
  const eights = count & ~7
  const none = i16x8.splat(0)
  for (let at = 0; at < eights; at += 8) {
    const codes = v128.load(from + ((<usize>at) << 1))
    const place = to + ((<usize>at) << 2)
    v128.store(place, v128.shuffle<u16>(none, codes, 0, 8, 1, 9, 2, 10, 3, 11))
    v128.store(place, v128.shuffle<u16>(none, codes, 4, 12, 5, 13, 6, 14, 7, 15), 16)
  }
  for (let at = eights; at < count; at += 1)
    store<u32>(to + ((<usize>at) << 2), (<u32>load<u16>(from + ((<usize>at) << 1))) << 16)
}

/** The float32 of `count` float16. A NaN stays one, whatever its payload becomes. */
export function widenFloat16(from: usize, to: usize, count: i32): void {
  const eights = count & ~7
  const none = i16x8.splat(0)
  for (let at = 0; at < eights; at += 8) {
    const codes = v128.load(from + ((<usize>at) << 1))
    const place = to + ((<usize>at) << 2)
    v128.store(place, widenHalves(v128.shuffle<u16>(codes, none, 0, 8, 1, 9, 2, 10, 3, 11)))
    v128.store(place, widenHalves(v128.shuffle<u16>(codes, none, 4, 12, 5, 13, 6, 14, 7, 15)), 16)
  }
  for (let at = eights; at < count; at += 1) {
    const wide = widenHalves(i32x4.splat(<i32>load<u16>(from + ((<usize>at) << 1))))
    store<u32>(to + ((<usize>at) << 2), i32x4.extract_lane(wide, 0))
  }
}

/**
 * float16 codes, one in each lane, to float32: exponent and digits are moved up, and multiplying by 2^112 moves the
 * exponent from the bias of one type to that of the other, smallest numbers included.
 */
function widenHalves(codes: v128): v128 {
  const size = v128.and(codes, i32x4.splat(0x7fff))
  const sign = i32x4.shl(v128.and(codes, i32x4.splat(0x8000)), 16)
  const scaled = f32x4.mul(i32x4.shl(size, 13), f32x4.splat(reinterpret<f32>(0x7780_0000)))
  // Infinity and NaN: the largest exponent of the one is the largest of the other.
  const beyond = i32x4.gt_s(size, i32x4.splat(0x7bff))
  return v128.or(v128.or(scaled, sign), v128.and(beyond, i32x4.splat(0x7f80_0000)))
}

/** The upper two lanes, as the lower two. */
function upperHalf(values: v128): v128 {
  return v128.shuffle<i32>(values, values, 2, 3, 2, 3)
}

function joined(first: f64, low: v128, high: v128): f64 {
  const second = first + f64x2.extract_lane(low, 1)
  return second + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
}

function max2(values: v128): f64 {
  return max<f64>(f64x2.extract_lane(values, 0), f64x2.extract_lane(values, 1))
}

function min4(values: v128): f32 {
  const low = min<f32>(f32x4.extract_lane(values, 0), f32x4.extract_lane(values, 1))
  return min<f32>(low, min<f32>(f32x4.extract_lane(values, 2), f32x4.extract_lane(values, 3)))
}

function max4(values: v128): f32 {
  const high = max<f32>(f32x4.extract_lane(values, 0), f32x4.extract_lane(values, 1))
  return max<f32>(high, max<f32>(f32x4.extract_lane(values, 2), f32x4.extract_lane(values, 3)))
}

function sum4(values: v128): i32 {
  const low = i32x4.extract_lane(values, 0) + i32x4.extract_lane(values, 1)
  return low + i32x4.extract_lane(values, 2) + i32x4.extract_lane(values, 3)
}
