/** Elements as numbers, and rounding to an element type as torch does, for comparing values. */
import type { DType } from '../../dtype.ts'

/** Numbers per element (2 for complex), and a reader of the n-th number of a chunk. */
export interface NumberCodec {
  readonly perElement: number
  /** Bytes of one number. */
  readonly width: number
  /** A reader over little-endian bytes. 64-bit integers past 2^53 are read rounded. */
  reader(bytes: Uint8Array): (index: number) => number
  /** The nearest value of the type, ties to even; null where the type is not one that pth rounds to. */
  readonly round: ((value: number) => number) | null
}

/** The codec of a dtype, or undefined for packed, quantized and bit types. */
export function numberCodec(dtype: DType): NumberCodec | undefined {
  const perElement = dtype.category === 'complex' ? 2 : 1
  const format = scalarFormat(dtype)
  return format === undefined ? undefined : { perElement, width: dtype.swap, ...format }
}

type Scalar = Omit<NumberCodec, 'perElement' | 'width'>

function scalarFormat(dtype: DType): Scalar | undefined {
  switch (dtype.name) {
    case 'float64':
    case 'complex128':
      return { reader: viewReader(8, (view, at) => view.getFloat64(at, true)), round: (value) => value }
    case 'float32':
    case 'complex64':
      return { reader: viewReader(4, (view, at) => view.getFloat32(at, true)), round: Math.fround }
    case 'float16':
    case 'complex32':
      return { reader: tableReader16(table(16, 5, 15, 'ieee')), round: (value) => roundTo(value, 10, -14, 65504) }
    case 'bfloat16':
      return { reader: tableReader16(table(16, 8, 127, 'ieee')), round: (value) => roundTo(value, 7, -126, 3.3895313892515355e38) }
    case 'float8_e5m2':
      return { reader: tableReader8(table(8, 5, 15, 'ieee')), round: null }
    case 'float8_e4m3fn':
      return { reader: tableReader8(table(8, 4, 7, 'fn')), round: null }
    case 'float8_e5m2fnuz':
      return { reader: tableReader8(table(8, 5, 16, 'fnuz')), round: null }
    case 'float8_e4m3fnuz':
      return { reader: tableReader8(table(8, 4, 8, 'fnuz')), round: null }
    case 'float8_e8m0fnu':
      return { reader: tableReader8(Float64Array.from({ length: 256 }, (_, code) => (code === 255 ? Number.NaN : 2 ** (code - 127)))), round: null }
    case 'bool':
    case 'uint8':
      return { reader: (bytes) => (index) => bytes[index] ?? 0, round: null }
    case 'int8':
      return { reader: viewReader(1, (view, at) => view.getInt8(at)), round: null }
    case 'int16':
      return { reader: viewReader(2, (view, at) => view.getInt16(at, true)), round: null }
    case 'uint16':
      return { reader: viewReader(2, (view, at) => view.getUint16(at, true)), round: null }
    case 'int32':
      return { reader: viewReader(4, (view, at) => view.getInt32(at, true)), round: null }
    case 'uint32':
      return { reader: viewReader(4, (view, at) => view.getUint32(at, true)), round: null }
    case 'int64':
      return { reader: viewReader(8, (view, at) => Number(view.getBigInt64(at, true))), round: null }
    case 'uint64':
      return { reader: viewReader(8, (view, at) => Number(view.getBigUint64(at, true))), round: null }
    default:
      return undefined
  }
}

function viewReader(width: number, get: (view: DataView, at: number) => number): Scalar['reader'] {
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return (index) => get(view, index * width)
  }
}

function tableReader8(values: Float64Array): Scalar['reader'] {
  return (bytes) => (index) => values[bytes[index] ?? 0] ?? 0
}

function tableReader16(values: Float64Array): Scalar['reader'] {
  return (bytes) => (index) => values[(bytes[2 * index] ?? 0) | ((bytes[2 * index + 1] ?? 0) << 8)] ?? 0
}

const TABLES = new Map<string, Float64Array>()

/** Every code of a small float type, made once. `fn` has no infinity, `fnuz` no negative zero either. */
function table(bits: number, exponentBits: number, bias: number, kind: 'ieee' | 'fn' | 'fnuz'): Float64Array {
  const key = `${bits} ${exponentBits} ${bias} ${kind}`
  const known = TABLES.get(key)
  if (known !== undefined) return known
  const mantissaBits = bits - 1 - exponentBits
  const top = 2 ** exponentBits - 1
  const values = Float64Array.from({ length: 2 ** bits }, (_, code) => {
    const sign = code >= 2 ** (bits - 1) ? -1 : 1
    const exponent = (code >> mantissaBits) & top
    const mantissa = code & (2 ** mantissaBits - 1)
    if (kind === 'fnuz' && code === 2 ** (bits - 1)) return Number.NaN
    if (kind === 'fn' && exponent === top && mantissa === 2 ** mantissaBits - 1) return Number.NaN
    if (kind === 'ieee' && exponent === top) return mantissa === 0 ? sign * Infinity : Number.NaN
    if (exponent === 0) return sign * mantissa * 2 ** (1 - bias - mantissaBits)
    return sign * (1 + mantissa * 2 ** -mantissaBits) * 2 ** (exponent - bias)
  })
  TABLES.set(key, values)
  return values
}

/** Round to `mantissaBits` with ties to even, subnormals below 2^lowest, infinity past `largest`. */
function roundTo(value: number, mantissaBits: number, lowest: number, largest: number): number {
  if (!Number.isFinite(value) || value === 0) return value
  const magnitude = Math.abs(value)
  let exponent = Math.floor(Math.log2(magnitude))
  if (2 ** exponent > magnitude) exponent -= 1
  else if (2 ** (exponent + 1) <= magnitude) exponent += 1
  const step = 2 ** (Math.max(exponent, lowest) - mantissaBits)
  const units = magnitude / step
  const floor = Math.floor(units)
  const rest = units - floor
  const rounded = (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor) * step
  return Math.sign(value) * (rounded > largest ? Infinity : rounded)
}
