/** Quantized tensors as float32: the operations of `dequantize()` in torch's order and precision. */
import type { Bytes } from '../../io/bytes.ts'
import { dtype } from '../../dtype/dtype.ts'
import { allocate } from '../../io/source.ts'
import { PthError } from '../../errors.ts'
import type { DenseTensor } from '../tensor.ts'
import { readEntry } from './read.ts'
import { contiguousStride, numelOf } from '../tensor.ts'
import type { CompositeTensor, Tensor } from '../tensor.ts'

/** What an operation without a result gives, as the processors that torch's answers are from write it. */
const INVALID = 0xffc00000

/**
 * The float32 values of a quantized tensor. Per tensor: `float(q - zero_point) * float(scale)` with the
 * difference in 32-bit integers. Per channel: `float(float(q) - float(zero_point)) * scale` with the
 * product in the precision of the scales, then float32. A NaN keeps its payload, that of the zero point before
 * that of the scale: written as bits, since the arithmetic of JavaScript does not promise payloads.
 * @throws PthError TENSOR_UNREADABLE for schemes and layouts that torch does not dequantize
 * @see torch aten/src/ATen/native/quantized/cpu/kernels/QuantizedOpKernels.cpp `dequantize_tensor_*`
 */
export async function dequantize(
  name: string,
  tensor: CompositeTensor,
  shape: readonly number[],
  limit: number,
): Promise<DenseTensor> {
  const values = await readIntegers(name, tensor, shape, limit)
  const out = new Float32Array(allocate(`tensor "${name}"`, numelOf(shape) * 4).buffer)
  const facts = new Map(tensor.facts)
  const scheme = facts.get('scheme')
  if (scheme === 'per_tensor_affine' || scheme === 'per_tensor_symmetric') {
    const scale = Math.fround(Number(facts.get('scale')))
    const zeroPoint = Number(facts.get('zero_point'))
    const nan = Number.isNaN(scale) ? quietBits(Number(facts.get('scale'))) : INVALID
    const words = new Uint32Array(out.buffer)
    const packed = (tensor.dtype?.packed ?? 1) > 1
    for (let at = 0; at < out.length; at += 1) {
      const value = values[at] ?? 0
      // Packed values are subtracted as floats, which is the same for so few bits.
      const result = Math.fround(packed ? value - zeroPoint : (value - zeroPoint) | 0) * scale
      if (Number.isNaN(result)) words[at] = nan
      else out[at] = result
    }
  } else perChannel(out, values, shape, await channels(name, tensor, shape, limit))
  return { dtype: dtype('float32'), shape, bytes: littleEndian(out) }
}

interface Channels {
  readonly axis: number
  readonly scales: readonly number[]
  readonly zeroPoints: readonly number[]
  /** For each channel the float32 bits of its results that are NaN. */
  readonly nans: readonly number[]
}

interface Numbers {
  readonly values: readonly number[]
  /** The bits of those that are NaN, as a quiet float32; 0 for the others. */
  readonly nans: readonly number[]
}

function perChannel(
  out: Float32Array,
  values: ArrayLike<number>,
  shape: readonly number[],
  { axis, scales, zeroPoints, nans }: Channels,
): void {
  const size = shape[axis] ?? 1
  const inner = numelOf(shape.slice(axis + 1))
  const words = new Uint32Array(out.buffer)
  for (let at = 0; at < out.length; at += 1) {
    const channel = Math.floor(at / inner) % size
    const difference = Math.fround(Math.fround(values[at] ?? 0) - Math.fround(zeroPoints[channel] ?? 0))
    const result = difference * (scales[channel] ?? 0)
    if (Number.isNaN(result)) words[at] = nans[channel] ?? INVALID
    else out[at] = result
  }
}

async function channels(
  name: string,
  tensor: CompositeTensor,
  shape: readonly number[],
  limit: number,
): Promise<Channels> {
  const axis = Number(tensor.facts.find(([fact]) => fact === 'axis')?.[1] ?? -1)
  const { values: scales, nans: scaleNans } = await readNumbers(name, tensor, 'scales', limit)
  const { values: zeroPoints, nans: zeroPointNans } = await readNumbers(name, tensor, 'zero_points', limit)
  const size = shape[axis]
  if (size === undefined || scales.length !== size || zeroPoints.length !== size) {
    throw bad(
      name,
      `it has ${scales.length} scales and ${zeroPoints.length} zero points for axis ${axis} of [${shape.join(', ')}]`,
    )
  }
  if (tensor.dtype?.name === 'qint32' && partOf(name, tensor, 'zero_points').dtype?.category === 'float') {
    throw bad(name, 'PyTorch does not dequantize qint32 with float zero points')
  }
  const nans = scales.map((_, channel) => zeroPointNans[channel] || scaleNans[channel] || INVALID)
  return { axis, scales, zeroPoints, nans }
}

async function readNumbers(
  name: string,
  tensor: CompositeTensor,
  wanted: string,
  limit: number,
): Promise<Numbers> {
  const part = partOf(name, tensor, wanted)
  const bytes = await readEntry({ name: `${name}.${wanted}`, tensor: part }, { maxBytes: limit })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = readerFor(part.dtype?.name ?? '')
  if (read === undefined) throw bad(name, `its ${wanted} are ${part.dtypeName}`)
  const length = bytes.length / (part.dtype?.itemsize ?? 1)
  const values = Array.from({ length }, (_, at) => read.value(view, at))
  const nans = values.map((value, at) => (Number.isNaN(value) ? read.nan(view, at) : 0))
  return { values, nans }
}

interface Reader {
  value(view: DataView, at: number): number
  nan(view: DataView, at: number): number
}

function readerFor(name: string): Reader | undefined {
  switch (name) {
    case 'float32':
      return {
        value: (view, at) => view.getFloat32(at * 4, true),
        nan: (view, at) => (view.getUint32(at * 4, true) | 0x400000) >>> 0,
      }
    case 'float64':
      return {
        value: (view, at) => view.getFloat64(at * 8, true),
        nan: (view, at) => quietHalves(view.getUint32(at * 8 + 4, true), view.getUint32(at * 8, true)),
      }
    case 'int32':
      return { value: (view, at) => view.getInt32(at * 4, true), nan: () => 0 }
    case 'int64':
      return { value: (view, at) => Number(view.getBigInt64(at * 8, true)), nan: () => 0 }
    default:
      return undefined
  }
}

function quietBits(nan: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, nan)
  return quietHalves(view.getUint32(0), view.getUint32(4))
}

/** The NaN of float64 with these halves, made a float32 by the processor: sign, highest payload bits, quiet. */
function quietHalves(high: number, low: number): number {
  return ((high & 0x80000000) | 0x7fc00000 | ((high & 0xfffff) << 3) | (low >>> 29)) >>> 0
}

/** The stored integers in row-major order. */
async function readIntegers(
  name: string,
  tensor: CompositeTensor,
  shape: readonly number[],
  limit: number,
): Promise<ArrayLike<number>> {
  const whole = tensor.parts.find((one) => one.name === 'int_repr')
  if (whole !== undefined) {
    const bytes = await readEntry({ name: `${name}.int_repr`, tensor: whole.tensor }, { maxBytes: limit })
    if (whole.tensor.dtype?.name === 'uint8') return bytes
    if (whole.tensor.dtype?.name === 'int8')
      return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  }
  const packed = partOf(name, tensor, 'packed')
  const { view } = tensor
  if (view === undefined || view.storageOffset !== 0 || !rowMajor(view, shape)) {
    throw bad(name, 'it is packed, and not contiguous from the beginning of its storage')
  }
  const bytes = await readEntry({ name: `${name}.packed`, tensor: packed }, { maxBytes: limit })
  return unpack(bytes, tensor.dtype?.packed ?? 2, numelOf(shape))
}

function rowMajor({ stride }: { readonly stride: readonly number[] }, shape: readonly number[]): boolean {
  const expected = contiguousStride(shape)
  return stride.every((step, dim) => shape[dim] === 1 || step === expected[dim])
}

/** The first value of a byte is in its lowest bits. */
function unpack(bytes: Uint8Array, perByte: number, numel: number): Uint8Array {
  const bits = 8 / perByte
  const mask = (1 << bits) - 1
  return Uint8Array.from(
    { length: numel },
    (_, at) => ((bytes[Math.floor(at / perByte)] ?? 0) >> ((at % perByte) * bits)) & mask,
  )
}

function partOf(name: string, tensor: CompositeTensor, wanted: string): Tensor {
  const found = tensor.parts.find((one) => one.name === wanted)
  if (found !== undefined) return found.tensor
  throw bad(name, `it has no part ${wanted}`)
}

function littleEndian(values: ReturnType<Float32ArrayConstructor['of']>): Bytes {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function bad(name: string, reason: string): PthError {
  return new PthError('TENSOR_UNREADABLE', { name, kind: 'quantized', reason })
}
