/** Addition into a zeroed dense tensor, element by element, with the rounding of each dtype in torch. */
import type { DType } from '../../dtype/dtype.ts'

/** Adds `count` elements of the values, from `from` on, to the output from `to` on. Undefined: it went well. */
export type Adder = (to: number, from: number, count: number) => AdditionProblem | undefined

/** Why torch's bits of a sum are not defined: NaN payloads differ between its builds and processors. */
export type AdditionProblem = 'nan'

/**
 * An adder from `values` into `out` (both little-endian, starting at element 0), or undefined for a
 * dtype that torch cannot add. Sums are taken one at a time in the order of the calls, each rounded to
 * the dtype: 16-bit floats are added as float32. Adding to zero turns -0.0 into 0.0 and quiets a NaN.
 * @see torch aten/src/ATen/native/sparse/SparseTensorMath.cpp `add_out_dense_sparse_cpu`
 */
export function adderFor(dtype: DType, out: Uint8Array, values: Uint8Array): Adder | undefined {
  switch (dtype.name) {
    case 'float32':
    case 'complex64':
      return each(dtype.category === 'complex' ? 2 : 1, float32Adder(words32(out), words32(values)))
    case 'float64':
    case 'complex128':
      return each(dtype.category === 'complex' ? 2 : 1, float64Adder(words64(out), words64(values)))
    case 'float16':
      return each(1, halfAdder(words16(out), words16(values), halfToNumber, numberToHalf, 0x7c00))
    case 'bfloat16':
      return each(1, halfAdder(words16(out), words16(values), bfloatToNumber, numberToBfloat, 0x7f80))
    case 'bool':
      return each(
        1,
        plainAdder((to, from) => void (out[to] = (out[to] ?? 0) | (values[from] ?? 0))),
      )
    case 'int8':
    case 'uint8':
      return each(
        1,
        plainAdder((to, from) => void (out[to] = (out[to] ?? 0) + (values[from] ?? 0))),
      )
    case 'int16':
      return each(1, integerAdder(words16(out), words16(values)))
    case 'int32':
      return each(1, integerAdder(words32(out), words32(values)))
    case 'int64': {
      const [sum, add] = [words64(out), words64(values)]
      return each(
        1,
        plainAdder((to, from) => void (sum[to] = (sum[to] ?? 0n) + (add[from] ?? 0n))),
      )
    }
    default:
      return undefined
  }
}

type One = (to: number, from: number) => AdditionProblem | undefined

/** Complex numbers add by their halves. */
function each(halves: number, one: One): Adder {
  return (to, from, count) => {
    for (let at = 0; at < count * halves; at += 1) {
      const problem = one(to * halves + at, from * halves + at)
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

function plainAdder(add: (to: number, from: number) => void): One {
  return (to, from) => {
    add(to, from)
    return undefined
  }
}

/** Typed arrays wrap as C's unsigned integers do, which have the same bits as the signed ones. */
function integerAdder(out: Uint16Array | Uint32Array, values: Uint16Array | Uint32Array): One {
  return plainAdder((to, from) => void (out[to] = (out[to] ?? 0) + (values[from] ?? 0)))
}

const EXPONENT_32 = 0x7f80_0000
const QUIET_32 = 0x0040_0000

/** Bits are kept beside the numbers: a NaN that passes through a number loses its payload. */
function float32Adder(out: Uint32Array, values: Uint32Array): One {
  const sums = new Float32Array(out.buffer, out.byteOffset, out.length)
  const numbers = new Float32Array(values.buffer, values.byteOffset, values.length)
  return (to, from) => {
    const bits = values[from] ?? 0
    const isNan = (bits & 0x7fff_ffff) > EXPONENT_32
    const sum = sums[to] ?? 0
    if (Number.isNaN(sum)) return isNan ? 'nan' : undefined
    if (isNan) {
      out[to] = bits | QUIET_32
      return undefined
    }
    const total = sum + (numbers[from] ?? 0)
    if (Number.isNaN(total)) return 'nan'
    sums[to] = total
    return undefined
  }
}

const EXPONENT_64 = 0x7ff0_0000_0000_0000n
const MAGNITUDE_64 = 0x7fff_ffff_ffff_ffffn
const QUIET_64 = 0x0008_0000_0000_0000n

function float64Adder(out: BigUint64Array, values: BigUint64Array): One {
  const sums = new Float64Array(out.buffer, out.byteOffset, out.length)
  const numbers = new Float64Array(values.buffer, values.byteOffset, values.length)
  return (to, from) => {
    const value = numbers[from] ?? 0
    const sum = sums[to] ?? 0
    const isNan = Number.isNaN(value)
    if (Number.isNaN(sum)) return isNan ? 'nan' : undefined
    if (isNan) {
      const bits = values[from] ?? 0n
      if ((bits & MAGNITUDE_64) > EXPONENT_64) out[to] = bits | QUIET_64
      return undefined
    }
    const total = sum + value
    if (Number.isNaN(total)) return 'nan'
    sums[to] = total
    return undefined
  }
}

function halfAdder(
  out: Uint16Array,
  values: Uint16Array,
  decode: (bits: number) => number,
  encode: (value: number) => number,
  exponent: number,
): One {
  return (to, from) => {
    const bits = values[from] ?? 0
    // Even a single 16-bit NaN has other bits afterwards in each build of torch.
    if ((bits & 0x7fff) > exponent) return 'nan'
    const total = Math.fround(decode(out[to] ?? 0) + decode(bits))
    if (Number.isNaN(total)) return 'nan'
    out[to] = encode(total)
    return undefined
  }
}

/** The number of float16 bits that are no NaN. */
function halfToNumber(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return sign * Infinity
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** The nearest float16 of a number that is not a NaN, ties to even. */
function numberToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const magnitude = Math.abs(value)
  if (magnitude === Infinity) return sign | 0x7c00
  if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24)
  const exponent = Math.floor(Math.log2(magnitude))
  // log2 may be off by one next to a power of two.
  const exact =
    2 ** exponent > magnitude ? exponent - 1 : 2 ** (exponent + 1) <= magnitude ? exponent + 1 : exponent
  const rounded = roundEven(magnitude * 2 ** (10 - exact))
  const bits = ((exact + 14) << 10) + rounded
  return sign | (bits >= 0x7c00 ? 0x7c00 : bits)
}

function roundEven(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  if (rest > 0.5 || (rest === 0.5 && low % 2 === 1)) return low + 1
  return low
}

const scratch = new DataView(new ArrayBuffer(4))

function bfloatToNumber(bits: number): number {
  scratch.setUint32(0, bits * 0x1_0000)
  return scratch.getFloat32(0)
}

/** The nearest bfloat16 of a float32 number that is not a NaN, ties to even. */
function numberToBfloat(value: number): number {
  scratch.setFloat32(0, value)
  const bits = scratch.getUint32(0)
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16
}

function words16(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
}

function words32(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

function words64(bytes: Uint8Array): BigUint64Array {
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
}
