/** Casting floats as `tensor.to(dtype)` does: through float32, to nearest with ties to even, bit for bit. */
import type { DType } from '../../dtype/dtype.ts'
import { decodeToFloat32, encoderFor } from '../../dtype/float-codes.ts'
import { kernels } from '../../dtype/kernels.ts'
import type { Encoder } from '../../dtype/float-codes.ts'

/** What a cast met, summed over chunks. */
export interface CastCount {
  /** Values that the target cannot hold: they became infinite, the largest value, or NaN. */
  overflow: number
  /** Values other than zero that became zero: they are smaller than what the target can hold. */
  underflow: number
}

/** Cast whole elements; the result is new memory. */
export function castChunk(bytes: Uint8Array, from: DType, to: DType, count: CastCount): Uint8Array {
  if (from.itemsize <= 2) return throughTable(bytes, from, to, count)
  if (from.name === 'float32' && to.name === 'float64') return widen(aligned(bytes, 4))
  const source = from.name === 'float64' ? narrow(aligned(bytes, 8), count) : words(aligned(bytes, 4))
  if (to.name === 'float32') return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  const encoder = encoderFor(to, 0xffff)
  return to.name === 'bfloat16' ? toBfloat16(source, encoder, count) : encodeAll(source, encoder, count)
}

/** Elements that the kernels round at a time: they stay in the cache. */
const STRETCH = 1 << 15

/** float32 bits to bfloat16 by the kernels. A stretch with a value that they leave goes the plain way. */
function toBfloat16(source: Uint32Array, encoder: Encoder, count: CastCount): Uint8Array {
  const fast = source.length < BLOCK ? null : kernels()
  if (fast === null) return encodeBlocks(source, encoder, count)
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  const out = new Uint8Array(2 * source.length)
  for (let at = 0; at < source.length; at += STRETCH) {
    const to = Math.min(source.length, at + STRETCH)
    const target = out.subarray(2 * at, 2 * to)
    if (!fast.roundToBfloat16(bytes.subarray(4 * at, 4 * to), target))
      target.set(encodeBlocks(source.subarray(at, to), encoder, count))
  }
  return out
}

/** Elements that are rounded before anything is decided about them. */
const BLOCK = 4096
/** Bits of the smallest float32 without its sign that bfloat16 cannot hold, and of the largest that rounds to zero. */
const BEYOND = 0x7f7f_8000
const VANISHING = 0x8000

/**
 * float32 bits to bfloat16, block by block: nearly every number needs the rounding alone. A block with a NaN, an
 * infinity, an overflow or an underflow goes the plain way, where they are counted.
 */
function encodeBlocks(source: Uint32Array, encoder: Encoder, count: CastCount): Uint8Array {
  const out = new Uint16Array(source.length)
  const words = new Int32Array(source.buffer, source.byteOffset, source.length)
  for (let from = 0; from < source.length; from += BLOCK) {
    const to = Math.min(source.length, from + BLOCK)
    if (roundBlock(words, out, from, to)) continue
    const plain = encodeAll(source.subarray(from, to), encoder, count)
    out.set(new Uint16Array(plain.buffer, plain.byteOffset, to - from), from)
  }
  return new Uint8Array(out.buffer)
}

/** False when some element needs more than rounding. */
function roundBlock(words: Int32Array, out: Uint16Array, from: number, to: number): boolean {
  let largest = 0
  let least = BEYOND
  for (let at = from; at < to; at += 1) {
    const bits = words[at] as number
    const size = bits & 0x7fff_ffff
    largest = size > largest ? size : largest
    // Zero is no underflow: less one it is the largest of all.
    const less = (size - 1) & 0x7fff_ffff
    least = less < least ? less : least
    out[at] = ((bits + 0x7fff + ((bits >>> 16) & 1)) | 0) >>> 16
  }
  return largest < BEYOND && least >= VANISHING
}

function encodeAll(source: Uint32Array, encoder: Encoder, count: CastCount): Uint8Array {
  const out = encoder.itemsize === 2 ? new Uint16Array(source.length) : new Uint8Array(source.length)
  const { encode, overflows } = encoder
  for (let at = 0; at < source.length; at += 1) {
    const bits = source[at] ?? 0
    if (overflows(bits)) count.overflow += 1
    const code = encode(bits)
    out[at] = code
    if ((bits & 0x7fff_ffff) !== 0 && isZero(code, encoder)) count.underflow += 1
  }
  return new Uint8Array(out.buffer)
}

/** float64 to the bits of float32. */
function narrow(bytes: Uint8Array, count: CastCount): Uint32Array {
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
  const pairs = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  const floats = new Float32Array(values.length)
  const bits = new Uint32Array(floats.buffer)
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0
    if (Number.isNaN(value)) {
      const low = pairs[2 * at] ?? 0
      const high = pairs[2 * at + 1] ?? 0
      // The upper payload bits stay, and the result is quiet.
      bits[at] = (high & 0x8000_0000) | 0x7fc0_0000 | ((high & 0xf_ffff) << 3) | (low >>> 29)
      continue
    }
    floats[at] = value
    if (((bits[at] ?? 0) & 0x7fff_ffff) === 0x7f80_0000 && Number.isFinite(value)) count.overflow += 1
    else if (floats[at] === 0 && value !== 0) count.underflow += 1
  }
  return bits
}

function widen(bytes: Uint8Array): Uint8Array {
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  const bits = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  const out = new Float64Array(values.length)
  const pairs = new Uint32Array(out.buffer)
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0
    if (Number.isNaN(value)) writeNan(pairs, at, bits[at] ?? 0)
    else out[at] = value
  }
  return new Uint8Array(out.buffer)
}

/** The float64 NaN that a float32 NaN becomes: payload kept, quiet. */
function writeNan(pairs: Uint32Array, at: number, bits: number): void {
  pairs[2 * at] = (bits & 7) << 29
  pairs[2 * at + 1] = (bits & 0x8000_0000) | 0x7ff8_0000 | ((bits & 0x7f_ffff) >>> 3)
}

/** Elements of one or two bytes have few values: each is cast once. */
interface Table {
  readonly codes: Uint8Array | Uint16Array | Uint32Array | BigUint64Array
  /** 1 where the value does not fit the target. */
  readonly overflow: Uint8Array
  /** 1 where a value other than zero becomes zero. */
  readonly underflow: Uint8Array
}

const TABLES = new Map<string, Table>()

function throughTable(bytes: Uint8Array, from: DType, to: DType, count: CastCount): Uint8Array {
  const key = `${from.name} ${to.name}`
  const table = TABLES.get(key) ?? makeTable(from, to)
  TABLES.set(key, table)
  const { codes, overflow, underflow } = table
  const own = aligned(bytes, from.itemsize)
  const source = from.itemsize === 1 ? own : new Uint16Array(own.buffer, own.byteOffset, own.length / 2)
  const out = new Uint8Array(source.length * to.itemsize)
  if (codes instanceof BigUint64Array) {
    const wide = new BigUint64Array(out.buffer)
    for (let at = 0; at < source.length; at += 1) wide[at] = codes[source[at] ?? 0] ?? 0n
    return out
  }
  const target =
    to.itemsize === 1 ? out : to.itemsize === 2 ? new Uint16Array(out.buffer) : new Uint32Array(out.buffer)
  for (let at = 0; at < source.length; at += 1) {
    const code = source[at] ?? 0
    target[at] = codes[code] ?? 0
    count.overflow += overflow[code] ?? 0
    count.underflow += underflow[code] ?? 0
  }
  return out
}

function makeTable(from: DType, to: DType): Table {
  const size = 1 << (8 * from.itemsize)
  const bits = new Uint32Array(size)
  for (let code = 0; code < size; code += 1) bits[code] = decodeToFloat32(code, from)
  const overflow = new Uint8Array(size)
  const underflow = new Uint8Array(size)
  if (to.name === 'float32') return { codes: bits, overflow, underflow }
  if (to.name === 'float64') {
    const wide = widen(new Uint8Array(bits.buffer))
    return { codes: new BigUint64Array(wide.buffer), overflow, underflow }
  }
  // A NaN from a narrow type becomes the plain quiet NaN in bfloat16, one from a wide type all ones.
  const encoder = encoderFor(to, 0x7fc0)
  const { encode, overflows, itemsize } = encoder
  const codes = itemsize === 2 ? new Uint16Array(size) : new Uint8Array(size)
  for (const [code, value] of bits.entries()) {
    const made = encode(value)
    codes[code] = made
    overflow[code] = overflows(value) ? 1 : 0
    underflow[code] = (value & 0x7fff_ffff) !== 0 && isZero(made, encoder) ? 1 : 0
  }
  return { codes, overflow, underflow }
}

/** Zero of either sign; in the types without a negative zero that code is NaN. */
function isZero(code: number, { itemsize, signedZero }: Encoder): boolean {
  return code === 0 || (signedZero && code === (itemsize === 2 ? 0x8000 : 0x80))
}

function words(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

function aligned(bytes: Uint8Array, width: number): Uint8Array {
  return bytes.byteOffset % width === 0 ? bytes : bytes.slice()
}
