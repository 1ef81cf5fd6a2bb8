/** Quantized tensors as float32: the operations of `dequantize()` in torch's order and precision. */
import type { Bytes } from '../../io/bytes.ts'
import { dtype } from '../../dtype/dtype.ts'
import { allocate } from '../../io/source.ts'
import { PthError } from '../../errors.ts'
import type { DenseTensor } from '../tensor.ts'
import { readEntry } from './read.ts'
import { contiguousStride, numelOf } from '../tensor.ts'
import type { CompositeTensor, Tensor } from '../tensor.ts'

/**
 * The float32 values of a quantized tensor. Per tensor: `float(q - zero_point) * float(scale)` with the
 * difference in 32-bit integers. Per channel: `float(float(q) - float(zero_point)) * scale` with the
 * product in the precision of the scales, then float32.
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
    const packed = (tensor.dtype?.packed ?? 1) > 1
    for (let at = 0; at < out.length; at += 1) {
      const value = values[at] ?? 0
      // Packed values are subtracted as floats, which is the same for so few bits.
      out[at] = Math.fround(packed ? value - zeroPoint : (value - zeroPoint) | 0) * scale
    }
  } else perChannel(out, values, shape, await channels(name, tensor, shape, limit))
  return { dtype: dtype('float32'), shape, bytes: littleEndian(out) }
}

interface Channels {
  readonly axis: number
  readonly scales: readonly number[]
  readonly zeroPoints: readonly number[]
}

function perChannel(
  out: Float32Array,
  values: ArrayLike<number>,
  shape: readonly number[],
  { axis, scales, zeroPoints }: Channels,
): void {
  const size = shape[axis] ?? 1
  const inner = numelOf(shape.slice(axis + 1))
  for (let at = 0; at < out.length; at += 1) {
    const channel = Math.floor(at / inner) % size
    const difference = Math.fround(Math.fround(values[at] ?? 0) - Math.fround(zeroPoints[channel] ?? 0))
    out[at] = difference * (scales[channel] ?? 0)
  }
}

async function channels(
  name: string,
  tensor: CompositeTensor,
  shape: readonly number[],
  limit: number,
): Promise<Channels> {
  const axis = Number(tensor.facts.find(([fact]) => fact === 'axis')?.[1] ?? -1)
  const scales = await readNumbers(name, tensor, 'scales', limit)
  const zeroPoints = await readNumbers(name, tensor, 'zero_points', limit)
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
  return { axis, scales, zeroPoints }
}

async function readNumbers(
  name: string,
  tensor: CompositeTensor,
  wanted: string,
  limit: number,
): Promise<number[]> {
  const part = partOf(name, tensor, wanted)
  const bytes = await readEntry({ name: `${name}.${wanted}`, tensor: part }, { maxBytes: limit })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = readerFor(part.dtype?.name ?? '', view)
  if (read === undefined) throw bad(name, `its ${wanted} are ${part.dtypeName}`)
  return Array.from({ length: bytes.length / (part.dtype?.itemsize ?? 1) }, (_, at) => read(at))
}

function readerFor(name: string, view: DataView): ((at: number) => number) | undefined {
  switch (name) {
    case 'float32':
      return (at) => view.getFloat32(at * 4, true)
    case 'float64':
      return (at) => view.getFloat64(at * 8, true)
    case 'int32':
      return (at) => view.getInt32(at * 4, true)
    case 'int64':
      return (at) => Number(view.getBigInt64(at * 8, true))
    default:
      return undefined
  }
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
