/** The bit patterns of the narrow float types, to and from those of float32. */
import type { DType } from './dtype.ts'

/** From float32 bits to one narrow type. */
export interface Encoder {
  readonly itemsize: 1 | 2
  /** Whether the type has a negative zero; elsewhere that code is NaN. */
  readonly signedZero: boolean
  encode(bits: number): number
  /** Whether the value is none that the type can hold, even rounded: it becomes infinite, largest, or NaN. */
  overflows(bits: number): boolean
}

/** A float type with fewer bits than float32. */
interface Format {
  readonly itemsize: 1 | 2
  readonly mantissa: number
  readonly bias: number
  /** Largest code of a finite value, without its sign. */
  readonly largest: number
  /** Code of what is beyond; with the sign set on top, except in the `fnuz` types. */
  readonly beyond: number
  /** Bits of the smallest float32 that goes beyond. */
  readonly firstBeyond: number
  /** Whether infinity has a code of its own. */
  readonly infinite: boolean
  /** Neither negative zero nor infinity; one NaN. */
  readonly fnuz: boolean
  readonly nan: number
}

/** @see torch/headeronly/util: Half.h, Float8_e4m3fn.h (saturates since 2.13), Float8_e5m2.h, Float8_fnuz_cvt.h */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  // 65,520 and more round to infinity.
  [
    'float16',
    {
      itemsize: 2,
      mantissa: 10,
      bias: 15,
      largest: 0x7bff,
      beyond: 0x7c00,
      firstBeyond: 0x477f_f000,
      infinite: true,
      fnuz: false,
      nan: 0x7e00,
    },
  ],
  // What is more than 464 becomes 448, infinity too.
  [
    'float8_e4m3fn',
    {
      itemsize: 1,
      mantissa: 3,
      bias: 7,
      largest: 0x7e,
      beyond: 0x7e,
      firstBeyond: 0x43e8_0001,
      infinite: false,
      fnuz: false,
      nan: 0x7f,
    },
  ],
  // 61,440 and more.
  [
    'float8_e5m2',
    {
      itemsize: 1,
      mantissa: 2,
      bias: 15,
      largest: 0x7b,
      beyond: 0x7c,
      firstBeyond: 0x4770_0000,
      infinite: true,
      fnuz: false,
      nan: 0x7f,
    },
  ],
  // 248 and more.
  [
    'float8_e4m3fnuz',
    {
      itemsize: 1,
      mantissa: 3,
      bias: 8,
      largest: 0x7f,
      beyond: 0x80,
      firstBeyond: 0x4378_0000,
      infinite: false,
      fnuz: true,
      nan: 0x80,
    },
  ],
  // 61,440 and more.
  [
    'float8_e5m2fnuz',
    {
      itemsize: 1,
      mantissa: 2,
      bias: 16,
      largest: 0x7f,
      beyond: 0x80,
      firstBeyond: 0x4770_0000,
      infinite: false,
      fnuz: true,
      nan: 0x80,
    },
  ],
])

const INFINITY = 0x7f80_0000
/** The NaN that represents every float8 NaN without a payload. @see Float8_fnuz_cvt.h */
const PLAIN_NAN = 0x7f80_0001

/**
 * The encoder of a narrow type. `bfloat16Nan` is the code of every NaN in bfloat16: torch's vector code
 * for float32 and float64 writes all ones, its code for narrow types 0x7fc0.
 */
export function encoderFor(dtype: DType, bfloat16Nan: number): Encoder {
  if (dtype.name === 'bfloat16') return bfloat16Encoder(bfloat16Nan)
  const format = FORMATS.get(dtype.name)
  if (format === undefined) throw new TypeError(`no encoder for ${dtype.name}`)
  const { itemsize, infinite, firstBeyond } = format
  return {
    itemsize,
    signedZero: !format.fnuz,
    encode: dtype.name === 'float16' ? encodeHalf : (bits) => encode(bits, format),
    overflows: (bits) => {
      const size = bits & 0x7fff_ffff
      return size >= firstBeyond && (infinite ? size < INFINITY : size <= INFINITY)
    },
  }
}

function bfloat16Encoder(nan: number): Encoder {
  return {
    itemsize: 2,
    signedZero: true,
    encode: (bits) => ((bits & 0x7fff_ffff) > INFINITY ? nan : (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16),
    overflows: (bits) => {
      const size = bits & 0x7fff_ffff
      return size >= 0x7f7f_8000 && size < INFINITY
    },
  }
}

function encode(bits: number, format: Format): number {
  const size = bits & 0x7fff_ffff
  const sign = format.itemsize === 2 ? (bits >>> 16) & 0x8000 : (bits >>> 24) & 0x80
  if (size > INFINITY) return format.fnuz ? format.nan : sign | format.nan
  const code = round(size, format.mantissa, format.bias)
  if (code > format.largest) return format.fnuz ? format.beyond : sign | format.beyond
  return format.fnuz && code === 0 ? 0 : sign | code
}

/** As the processor does it (F16C): a NaN keeps its upper payload bits and becomes quiet. */
function encodeHalf(bits: number): number {
  const size = bits & 0x7fff_ffff
  const sign = (bits >>> 16) & 0x8000
  if (size > INFINITY) return sign | 0x7e00 | ((size >>> 13) & 0x3ff)
  if (size >= 0x477f_f000) return sign | 0x7c00
  return sign | round(size, 10, 15)
}

/** A float32 without sign, rounded to nearest with ties to even; codes past the largest value run on. */
function round(size: number, mantissa: number, bias: number): number {
  const exponent = (size >>> 23) - 127
  const drop = 23 - mantissa
  if (exponent >= 1 - bias) {
    const moved = size - ((127 - bias) << 23)
    return (moved + ((1 << (drop - 1)) - 1) + ((moved >>> drop) & 1)) >>> drop
  }
  const shift = drop + (1 - bias - exponent)
  // Less than half of the smallest value.
  if (shift > 24) return 0
  const digits = (size & 0x7f_ffff) | 0x80_0000
  const code = digits >>> shift
  const rest = digits - code * 2 ** shift
  const half = 2 ** (shift - 1)
  return rest > half || (rest === half && (code & 1) === 1) ? code + 1 : code
}

/** The float32 bits of a code of one or two bytes. */
export function decodeToFloat32(code: number, dtype: DType): number {
  switch (dtype.name) {
    case 'bfloat16':
      return (code << 16) >>> 0
    case 'float16':
      return decode(code & 0x7fff, (code & 0x8000) << 16, 10, 15, true)
    case 'float8_e5m2':
      return decode(code & 0x7f, (code & 0x80) << 24, 2, 15, true)
    case 'float8_e4m3fn':
      return (code & 0x7f) === 0x7f
        ? (((code & 0x80) << 24) | 0x7ff0_0000) >>> 0
        : decode(code & 0x7f, (code & 0x80) << 24, 3, 7, false)
    case 'float8_e4m3fnuz':
      return code === 0x80 ? PLAIN_NAN : decode(code & 0x7f, (code & 0x80) << 24, 3, 8, false)
    case 'float8_e5m2fnuz':
      return code === 0x80 ? PLAIN_NAN : decode(code & 0x7f, (code & 0x80) << 24, 2, 16, false)
    case 'float8_e8m0fnu':
      return code === 0xff ? PLAIN_NAN : code === 0 ? 0x0040_0000 : code << 23
    default:
      throw new TypeError(`no decoder for ${dtype.name}`)
  }
}

/** `ieee`: the largest exponent means infinity and NaN (which becomes quiet). */
function decode(code: number, sign: number, mantissa: number, bias: number, ieee: boolean): number {
  const exponent = code >>> mantissa
  const digits = code & ((1 << mantissa) - 1)
  const drop = 23 - mantissa
  if (ieee && exponent === 2 * bias + 1) {
    const payload = digits === 0 ? 0 : 0x40_0000 | (digits << drop)
    return (sign | INFINITY | payload) >>> 0
  }
  if (exponent > 0) return (sign | ((exponent + 127 - bias) << 23) | (digits << drop)) >>> 0
  if (digits === 0) return sign >>> 0
  // The highest set digit becomes the implicit one.
  const shift = Math.clz32(digits) - (31 - mantissa)
  return (sign | ((128 - bias - shift) << 23) | (((digits << shift) & ((1 << mantissa) - 1)) << drop)) >>> 0
}
