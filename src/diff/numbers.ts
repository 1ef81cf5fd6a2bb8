/** Elements as numbers, and rounding to an element type as torch does, for comparing values. */
import { dtype as dtypeNamed } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { decodeToFloat32, encoderFor } from '../dtype/float-codes.ts'
import { smallFloatTable } from '../dtype/small-floats.ts'

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
  const small = smallFormat(dtype.name)
  if (small !== undefined) return small
  switch (dtype.name) {
    case 'float64':
    case 'complex128':
      return { reader: viewReader(8, (view, at) => view.getFloat64(at, true)), round: (value) => value }
    case 'float32':
    case 'complex64':
      return { reader: viewReader(4, (view, at) => view.getFloat32(at, true)), round: Math.fround }
    case 'complex32':
      return smallFormat('float16')
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

function viewReader<Value>(
  width: number,
  get: (view: DataView, at: number) => Value,
): (bytes: Uint8Array) => (index: number) => Value {
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return (index) => get(view, index * width)
  }
}

/** The types that have a table of all their values. */
function smallFormat(name: string): Scalar | undefined {
  const values = smallFloatTable(name)
  if (values === undefined) return undefined
  const round = name === 'float8_e8m0fnu' ? null : newRounding(name)
  if (values.length === 256) return { reader: (bytes) => (index) => values[bytes[index] ?? 0] ?? 0, round }
  return {
    reader: (bytes) => (index) => values[(bytes[2 * index] ?? 0) | ((bytes[2 * index + 1] ?? 0) << 8)] ?? 0,
    round,
  }
}

/** Rounding to a narrow type as `tensor.to` does it, float64 by way of float32. */
function newRounding(name: string): (value: number) => number {
  const dtype = dtypeNamed(name)
  const { encode } = encoderFor(dtype, 0x7fc0)
  const float = new Float32Array(1)
  const bits = new Uint32Array(float.buffer)
  return (value) => {
    float[0] = value
    bits[0] = decodeToFloat32(encode(bits[0] ?? 0), dtype)
    return float[0] ?? 0
  }
}
