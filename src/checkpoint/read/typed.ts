/** The elements of a tensor as a typed array of JavaScript. */
import { decodeToFloat32 } from '../../dtype/float-codes.ts'
import { dtype as dtypeNamed } from '../../dtype/dtype.ts'
import type { DType } from '../../dtype/dtype.ts'
import { PthError } from '../../errors.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Bytes } from '../../io/bytes.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { swapBytes } from './elements.ts'
import { findTensor, readEntry } from './read.ts'
import type { ReadOptions } from './read.ts'

/** The typed arrays that hold elements of tensors; each owns its memory. */
export type TypedElements =
  | Bytes
  | ReturnType<Int8ArrayConstructor['of']>
  | ReturnType<Int16ArrayConstructor['of']>
  | ReturnType<Uint16ArrayConstructor['of']>
  | ReturnType<Int32ArrayConstructor['of']>
  | ReturnType<Uint32ArrayConstructor['of']>
  | ReturnType<BigInt64ArrayConstructor['of']>
  | ReturnType<BigUint64ArrayConstructor['of']>
  | ReturnType<Float32ArrayConstructor['of']>
  | ReturnType<Float64ArrayConstructor['of']>

/** How elements are read. */
export interface ReadTypedOptions extends ReadOptions {
  /**
   * What becomes of float16, bfloat16, complex32 and the float8 types, which JavaScript lacks: their codes
   * (Uint16Array or Uint8Array; the default), or their values (Float32Array, exact, as `tensor.float()`).
   */
  readonly narrow?: 'codes' | 'float32'
}

/** One tensor in a typed array. */
export interface TypedTensor {
  /** Element type in the file. */
  readonly dtype: DType
  /** In elements. */
  readonly shape: readonly number[]
  /** Row-major, `numel` elements; for complex types two numbers per element, the real part first. */
  readonly data: TypedElements
}

/** From bytes to the array of each element type; what is not listed has no array of its own. */
const ARRAYS: ReadonlyMap<string, (bytes: Bytes) => TypedElements> = new Map<
  string,
  (bytes: Bytes) => TypedElements
>([
  ['bool', (bytes) => bytes],
  ['uint8', (bytes) => bytes],
  ['int8', (bytes) => new Int8Array(bytes.buffer)],
  ['int16', (bytes) => new Int16Array(bytes.buffer)],
  ['uint16', (bytes) => new Uint16Array(bytes.buffer)],
  ['int32', (bytes) => new Int32Array(bytes.buffer)],
  ['uint32', (bytes) => new Uint32Array(bytes.buffer)],
  ['int64', (bytes) => new BigInt64Array(bytes.buffer)],
  ['uint64', (bytes) => new BigUint64Array(bytes.buffer)],
  ['float32', (bytes) => new Float32Array(bytes.buffer)],
  ['float64', (bytes) => new Float64Array(bytes.buffer)],
  ['complex64', (bytes) => new Float32Array(bytes.buffer)],
  ['complex128', (bytes) => new Float64Array(bytes.buffer)],
  ['float16', (bytes) => new Uint16Array(bytes.buffer)],
  ['bfloat16', (bytes) => new Uint16Array(bytes.buffer)],
  ['complex32', (bytes) => new Uint16Array(bytes.buffer)],
  ['float8_e5m2', (bytes) => bytes],
  ['float8_e4m3fn', (bytes) => bytes],
  ['float8_e5m2fnuz', (bytes) => bytes],
  ['float8_e4m3fnuz', (bytes) => bytes],
  ['float8_e8m0fnu', (bytes) => bytes],
])

/** Whether the machine keeps the low byte first, as tensors are read. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/**
 * The elements of a tensor of the state_dict. 64-bit integers come as BigInt64Array or BigUint64Array,
 * bool as Uint8Array of 0 and 1, complex64 and complex128 as pairs of floats.
 * @throws PthError TENSOR_UNREADABLE also for element types without a typed array (packed and quantized
 * ones: read their bytes with `readTensor`); and as `readTensor`. With `narrow: 'float32'`, `maxBytes` bounds
 * the array that is returned.
 */
export async function readTyped(
  checkpoint: Checkpoint,
  name: string,
  options: ReadTypedOptions = {},
): Promise<TypedTensor> {
  const entry = findTensor(checkpoint, name)
  const { dtype, shape, kind, problem } = entry.tensor
  const make = dtype === null ? undefined : ARRAYS.get(dtype.name)
  if (problem === null && (dtype === null || shape === null || make === undefined)) {
    const reason = `no typed array has elements of type ${entry.tensor.dtypeName}; read its bytes`
    throw new PthError('TENSOR_UNREADABLE', { name, kind, reason })
  }
  const widened = options.narrow === 'float32' && dtype !== null && isNarrow(dtype)
  const bytes = await readEntry(entry, widened ? sourceLimit(options, dtype) : options)
  if (dtype === null || shape === null || make === undefined)
    throw new PthError('INTERNAL', { reason: `tensor "${name}" was read without a type` })
  if (!LITTLE_ENDIAN && dtype.swap > 1) swapBytes(bytes, dtype.swap)
  const data = make(bytes)
  return { dtype, shape, data: widened ? widen(data, dtype) : data }
}

function isNarrow({ name, category, swap }: DType): boolean {
  return name === 'complex32' || (category === 'float' && swap <= 2)
}

/** The limit of what is read, so that the float32 array keeps to the limit that was asked for. */
function sourceLimit(options: ReadTypedOptions, dtype: DType): ReadOptions {
  const { maxBytes = DEFAULT_LIMITS.tensorBytes } = options
  return { maxBytes: Math.floor((maxBytes * dtype.swap) / 4) }
}

/** The values of narrow codes. Bits are written, not numbers: a NaN keeps its payload. */
function widen(codes: TypedElements, dtype: DType): ReturnType<Float32ArrayConstructor['of']> {
  const type = dtype.name === 'complex32' ? HALF : dtype
  const bits = new Uint32Array(codes.length)
  for (let at = 0; at < codes.length; at += 1) bits[at] = decodeToFloat32(Number(codes[at]), type)
  return new Float32Array(bits.buffer)
}

const HALF = dtypeNamed('float16')
