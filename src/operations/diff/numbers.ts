/** Elements as numbers, and rounding to an element type as torch does, for comparing values. */
import { dtypeByName } from '../../dtype.ts'
import type { DType } from '../../dtype.ts'
import { decodeToFloat32, encoderFor } from '../convert/float-codes.ts'

/** Numbers per element (2 for complex), and a reader of the n-th number of a chunk. */
export interface NumberCodec {
  readonly perElement: number
  /** Bytes of one number. */
  readonly width: number
  /** A reader over little-endian bytes. 64-bit integers past 2^53 are read rounded. */
  reader(bytes: Uint8Array): (index: number) => number
  /** The same for 64-bit integers without rounding; absent for every other type. */
  exact?(bytes: Uint8Array): (index: number) => bigint
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
      return { reader: tableReader16(table(16, 5, 15, 'ieee')), round: newRounding('float16') }
    case 'bfloat16':
      return { reader: tableReader16(table(16, 8, 127, 'ieee')), round: newRounding('bfloat16') }
    case 'float8_e5m2':
      return { reader: tableReader8(table(8, 5, 15, 'ieee')), round: newRounding('float8_e5m2') }
    case 'float8_e4m3fn':
      return { reader: tableReader8(table(8, 4, 7, 'fn')), round: newRounding('float8_e4m3fn') }
    case 'float8_e5m2fnuz':
      return { reader: tableReader8(table(8, 5, 16, 'fnuz')), round: newRounding('float8_e5m2fnuz') }
    case 'float8_e4m3fnuz':
      return { reader: tableReader8(table(8, 4, 8, 'fnuz')), round: newRounding('float8_e4m3fnuz') }
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
      return {
        reader: viewReader(8, (view, at) => Number(view.getBigInt64(at, true))),
        exact: viewReader(8, (view, at) => view.getBigInt64(at, true)),
        round: null,
      }
    case 'uint64':
      return {
        reader: viewReader(8, (view, at) => Number(view.getBigUint64(at, true))),
        exact: viewReader(8, (view, at) => view.getBigUint64(at, true)),
        round: null,
      }
    default:
      return undefined
  }
}

function viewReader<Value>(width: number, get: (view: DataView, at: number) => Value): (bytes: Uint8Array) => (index: number) => Value {
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

/** Rounding to a narrow type as `tensor.to` does it, float64 by way of float32. */
function newRounding(name: string): (value: number) => number {
  const dtype = dtypeByName(name)
  if (dtype === undefined) throw new TypeError(`no dtype ${name}`)
  const { encode } = encoderFor(dtype, 0x7fc0)
  const float = new Float32Array(1)
  const bits = new Uint32Array(float.buffer)
  return (value) => {
    float[0] = value
    bits[0] = decodeToFloat32(encode(bits[0] ?? 0), dtype)
    return float[0] ?? 0
  }
}
