/** `_rebuild_qtensor`: quantized tensors, per tensor and per channel. */
import { setRequiresGrad } from './attributes.ts'
import { countElements, symInt, symInts } from './elements.ts'
import { iterate } from './python-rules.ts'
import { counted } from './rebuild-tensor.ts'
import { emptyTensor, memory, newBuffer, setTensor } from './set-tensor.ts'
import { isInt, isWo, woType } from './value.ts'
import type { WoStop, WoTensor, WoValue } from './value.ts'

const PER_CHANNEL = new Set(['torch.per_channel_affine', 'torch.per_channel_affine_float_qparams'])

/**
 * (storage, storage_offset, size, stride, (scheme, scale, zero_point | scales, zero_points, axis),
 * requires_grad, hooks)
 */
export function rebuildQuantized(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [storage, , size, , quantizer, requiresGrad] = counted('_rebuild_qtensor', args, 7, 7, stop)
  checkQuantizer(quantizer, size, stop)
  if (!isWo(storage, 'storage') || storage.dtype?.category !== 'quantized' || storage.buffer === null) {
    throw stop.refuse(`a quantized tensor of ${woType(storage)}`)
  }
  const shape = symInts(size, 'the size', stop)
  const count = countElements(shape)
  if (count === undefined || shape.some((dim) => dim < 0n))
    throw stop.refuse('Trying to create tensor with negative dimension')
  // It is made with memory of its own before it is set to the storage.
  const made = emptyTensor(storage.dtype, newBuffer(memory(count * BigInt(storage.dtype.itemsize), stop)))
  setTensor(made, args.slice(0, 4), stop)
  setRequiresGrad(made, requiresGrad, stop)
  return made
}

function checkQuantizer(quantizer: WoValue | undefined, size: WoValue | undefined, stop: WoStop): void {
  if (isWo(quantizer, 'dict')) throw stop.unsure('a quantizer that is a dict')
  if (!isWo(quantizer, 'tuple') && !isWo(quantizer, 'list'))
    throw stop.refuse(`the quantizer is ${woType(quantizer)}, not a tuple`)
  const [scheme, scale, zero, axis] = quantizer.items
  const name = isWo(scheme, 'name') ? scheme.name : ''
  if (name === 'torch.per_tensor_affine') {
    if (quantizer.items.length !== 3)
      throw stop.refuse(`a quantizer of ${quantizer.items.length} items, not 3`)
    checkScale(scale, stop)
    if (isWo(zero, 'tensor') && (zero.shape.length > 0 || zero.requiresGrad))
      throw stop.refuse('the zero point is a tensor')
    symInt(zero, 'the zero point', stop)
    return
  }
  if (!PER_CHANNEL.has(name)) throw stop.refuse(`Can't deserialize quantized tensor with qscheme ${name}`)
  if (quantizer.items.length !== 4) throw stop.refuse(`a quantizer of ${quantizer.items.length} items, not 4`)
  checkChannels(scale, zero, axis, size, name, stop)
}

function checkScale(scale: WoValue | undefined, stop: WoStop): void {
  if (isInt(scale) || typeof scale === 'boolean') {
    if (!Number.isFinite(Number(scale))) throw stop.refuse('int too large to convert to float')
    return
  }
  if (isWo(scale, 'float')) return
  if (!isWo(scale, 'tensor') || scale.shape.length > 0 || scale.requiresGrad)
    throw stop.refuse(`the scale is ${woType(scale)}`)
  if (scale.dtype.category === 'complex' || scale.dtype.category === 'bits')
    throw stop.unsure('a scale of such a type')
  if (scale.device === 'meta' || scale.layout !== 'torch.strided')
    throw stop.unsure('a scale out of such a tensor')
}

function checkChannels(
  scales: WoValue | undefined,
  zeroPoints: WoValue | undefined,
  axis: WoValue | undefined,
  size: WoValue | undefined,
  scheme: string,
  stop: WoStop,
): void {
  if (typeof axis === 'boolean' || (isWo(axis, 'tensor') && axis.shape.length > 0))
    throw stop.refuse('the axis is not an int')
  const dim = symInt(axis, 'the axis', stop)
  const sizes = isWo(size, 'tuple') || isWo(size, 'list') ? size.items : iterate(size, stop)
  const expected = sizes[Number(dim)]
  if (dim < 0n || expected === undefined) throw stop.refuse(`per_channel axis ${dim} out of range`)
  const length = typeof expected === 'boolean' ? BigInt(expected) : symInt(expected, 'the size', stop)
  if (lengthOf(scales, stop) !== length || lengthOf(zeroPoints, stop) !== length) {
    throw stop.refuse('per_channel scales/zero_points length must equal size[axis]')
  }
  if (isWo(scales, 'list') && isWo(zeroPoints, 'list')) {
    checkNumbers(scales.items, false, stop)
    checkNumbers(zeroPoints.items, scheme === 'torch.per_channel_affine', stop)
    return
  }
  if (!isWo(scales, 'tensor') || !isWo(zeroPoints, 'tensor'))
    throw stop.refuse('scales must be Tensor, not list')
  if (scales.dtype.category !== 'float') throw stop.refuse('scale tensor must be floating point')
  if (scales.shape.length !== 1 || zeroPoints.shape.length !== 1)
    throw stop.refuse('scale and zero_points must have dimension 1')
  for (const { layout, device, dtype } of [scales, zeroPoints]) {
    const plain =
      !['quantized', 'bits', 'complex'].includes(dtype.category) &&
      dtype.itemsize !== 1 &&
      !dtype.name.startsWith('float8')
    if (layout !== 'torch.strided' || device === 'meta' || !plain)
      throw stop.unsure('scales of such a tensor')
  }
}

function lengthOf(value: WoValue | undefined, stop: WoStop): bigint {
  if (isWo(value, 'list')) return BigInt(value.items.length)
  if (isWo(value, 'tensor')) return countElements(value.shape) ?? -1n
  throw stop.refuse(`${woType(value)} has no attribute 'numel'`)
}

/** `torch.tensor(list, dtype)` of plain numbers. */
function checkNumbers(items: readonly WoValue[], whole: boolean, stop: WoStop): void {
  for (const item of items) {
    if (isInt(item)) {
      if (whole) symInt(item, 'a zero point', stop)
    } else if (isWo(item, 'float')) {
      if (whole && !(Math.abs(item.value) < 2 ** 62)) throw stop.unsure('a zero point that is such a float')
    } else if (typeof item !== 'boolean') {
      if (isWo(item, 'tensor') || isWo(item, 'list') || isWo(item, 'tuple') || isWo(item, 'complex'))
        throw stop.unsure('nested scales')
      throw stop.refuse(`a scale of type ${woType(item)}`)
    }
  }
}
