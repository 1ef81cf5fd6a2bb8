/** Elements of a chunk as numbers: exact up to 53 bits; 64-bit integers keep both halves. */
import type { DType } from './dtype.ts'
import { smallFloatTable } from './small-floats.ts'

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
      return views(Uint8Array)
    case 'int8':
    case 'qint8':
      return views(Int8Array)
    case 'uint16':
      return views(Uint16Array, (view, at) => view.getUint16(at, true))
    case 'int16':
      return views(Int16Array, (view, at) => view.getInt16(at, true))
    case 'uint32':
      return views(Uint32Array, (view, at) => view.getUint32(at, true))
    case 'int32':
    case 'qint32':
      return views(Int32Array, (view, at) => view.getInt32(at, true))
    case 'float32':
      return views(Float32Array, (view, at) => view.getFloat32(at, true))
    case 'float64':
      return views(Float64Array, (view, at) => view.getFloat64(at, true))
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

interface ViewOf {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayLike<number>
}

/** Whether numbers in memory are as in the file. */
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** Numbers that JavaScript has a typed array for: read in place where they are aligned, else one by one. */
function views(View: ViewOf, read?: (view: DataView, at: number) => number): Decoder {
  const width = View.BYTES_PER_ELEMENT
  const slow = read === undefined ? undefined : each(width, read)
  return (chunk, out) => {
    if (slow !== undefined && (!LITTLE_ENDIAN || chunk.byteOffset % width !== 0)) return slow(chunk, out)
    const count = Math.floor(chunk.length / width)
    out.set(new View(chunk.buffer, chunk.byteOffset, count))
    return count
  }
}

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
