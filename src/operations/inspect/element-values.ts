/** Elements of a chunk as numbers, for statistics: exact up to 53 bits; 64-bit integers keep both halves. */
import type { DType } from '../../dtype/dtype.ts'
import { smallFloatTable } from '../../dtype/small-floats.ts'

/** Writes the values of a chunk (little-endian bytes) into `out` and returns how many there are. */
export type Decoder = (chunk: Uint8Array, out: Float64Array) => number

/**
 * The decoder of a dtype whose elements are single numbers of at most 53 bits; undefined for all others.
 * Quantized elements count as the integers that are stored.
 */
export function decoderOf(dtype: DType): Decoder | undefined {
  const table = smallFloatTable(dtype.name)
  if (table !== undefined) return dtype.itemsize === 1 ? byTable8(table) : byTable16(table)
  switch (dtype.name) {
    case 'bool':
      return each(1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1))
    case 'uint8':
    case 'quint8':
      return each(1, (view, at) => view.getUint8(at))
    case 'int8':
    case 'qint8':
      return each(1, (view, at) => view.getInt8(at))
    case 'uint16':
      return each(2, (view, at) => view.getUint16(at, true))
    case 'int16':
      return each(2, (view, at) => view.getInt16(at, true))
    case 'uint32':
      return each(4, (view, at) => view.getUint32(at, true))
    case 'int32':
    case 'qint32':
      return each(4, (view, at) => view.getInt32(at, true))
    case 'float32':
      return each(4, (view, at) => view.getFloat32(at, true))
    case 'float64':
      return each(8, (view, at) => view.getFloat64(at, true))
    default:
      return undefined
  }
}

/** Of 64-bit integers: exact up to 2^53, rounded to the nearest beyond. */
export function decodeWide(signed: boolean): Decoder {
  return each(8, (view, at) => Number(signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true)))
}

/** The dtype of the real and the imaginary half of a complex dtype. */
export function halfOfComplex(name: string): string | undefined {
  return COMPLEX.get(name)
}

const COMPLEX = new Map([
  ['complex32', 'float16'],
  ['complex64', 'float32'],
  ['complex128', 'float64'],
])

function each(width: number, read: (view: DataView, at: number) => number): Decoder {
  return (chunk, out) => {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const count = Math.floor(chunk.length / width)
    for (let index = 0; index < count; index += 1) out[index] = read(view, index * width)
    return count
  }
}

function byTable8(table: Float64Array): Decoder {
  return (chunk, out) => {
    for (let index = 0; index < chunk.length; index += 1) out[index] = table[chunk[index] ?? 0] ?? 0
    return chunk.length
  }
}

function byTable16(table: Float64Array): Decoder {
  return (chunk, out) => {
    const count = chunk.length >> 1
    for (let index = 0; index < count; index += 1) {
      out[index] = table[(chunk[2 * index] ?? 0) | ((chunk[2 * index + 1] ?? 0) << 8)] ?? 0
    }
    return count
  }
}
