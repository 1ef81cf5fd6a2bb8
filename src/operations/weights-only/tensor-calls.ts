/** PyTorch's rebuild functions under weights_only: with which arguments they give a tensor. */
import { dtypeByName } from '../../dtype.ts'
import type { DType } from '../../dtype.ts'
import type { WoCall } from './calls.ts'
import { isWo, woType } from './value.ts'
import type { WoStop, WoTensor, WoValue } from './value.ts'

/** @see torch/_utils.py, torch/_tensor.py */
export const TENSOR_CALLS: readonly (readonly [string, WoCall])[] = [
  ['torch._utils._rebuild_tensor', (args, stop) => tensor(counted('_rebuild_tensor', args, 4, 4, stop), stop)],
  ['torch._utils._rebuild_tensor_v2', rebuildV2],
  ['torch._utils._rebuild_tensor_v3', rebuildV3],
  ['torch._utils._rebuild_parameter', rebuildParameter],
  ['torch._utils._rebuild_parameter_with_state', rebuildParameterWithState],
  ['torch.nn.parameter.Parameter', parameter],
  ['torch._utils._rebuild_qtensor', rebuildQuantized],
  ['torch._utils._rebuild_sparse_tensor', rebuildSparse],
  ['torch._utils._rebuild_nested_tensor', rebuildNested],
  ['torch._utils._rebuild_meta_tensor_no_storage', rebuildMeta],
  ['torch._utils._rebuild_device_tensor_from_numpy', fromNumpy],
  ['torch._utils._rebuild_device_tensor_from_cpu_tensor', fromCpuTensor],
  ['torch._tensor._rebuild_from_type_v2', fromType],
]

function counted(name: string, args: readonly WoValue[], least: number, most: number, stop: WoStop): readonly WoValue[] {
  if (args.length >= least && args.length <= most) return args
  throw stop.refuse(`${name}() takes ${least} to ${most} arguments, ${args.length} were given`)
}

/** `torch.empty((0,), dtype).set_(storage, storage_offset, size, stride)`; dtype is the storage's when absent. */
export function tensor(args: readonly WoValue[], stop: WoStop, dtype?: DType): WoTensor {
  const [storage, offset, size, stride] = args
  if (!isWo(storage, 'storage')) throw stop.refuse(`a tensor of ${woType(storage)}, which is no storage`)
  const shape = dimensions(size, stop)
  const given = dimensions(stride, stop)
  // `set_` takes no strides at all for those of a contiguous tensor.
  const steps = given.length === 0 ? contiguousSteps(shape) : given.map(BigInt)
  if (typeof offset !== 'number') {
    if (typeof offset === 'boolean') throw stop.unsure('a storage offset that is a bool')
    throw stop.refuse(`the storage offset is ${woType(offset)}`)
  }
  if (shape.length !== steps.length) throw stop.refuse('size and stride differ in length')
  const type = dtype ?? storage.dtype
  if (offset < 0 || shape.some((dim) => dim < 0) || steps.some((step) => step < 0n)) {
    throw stop.refuse('a negative offset, size or stride')
  }
  let last = BigInt(offset)
  for (const [dim, count] of shape.entries()) last += BigInt(count - 1) * (steps[dim] ?? 0n)
  const empty = shape.includes(0)
  const bytes = (last + BigInt(type.packed)) / BigInt(type.packed) * BigInt(type.itemsize)
  if (!empty && bytes > BigInt(storage.byteLength)) {
    throw stop.refuse('the tensor reaches past its storage: Trying to resize storage that is not resizable')
  }
  return { kind: 'tensor', dtype: type, parameter: false }
}

/** Strides of a contiguous tensor, in elements; a size of 0 counts as 1. */
function contiguousSteps(shape: readonly number[]): readonly bigint[] {
  const steps: bigint[] = []
  let step = 1n
  for (const size of shape.toReversed()) {
    steps.push(step)
    step *= BigInt(Math.max(size, 1))
  }
  return steps.toReversed()
}

function dimensions(value: WoValue | undefined, stop: WoStop): readonly number[] {
  const items = isWo(value, 'tuple') || isWo(value, 'list') ? value.items : undefined
  if (items === undefined) {
    if (typeof value === 'number') throw stop.unsure('a size that is an int')
    throw stop.refuse(`a size or stride is ${woType(value)}`)
  }
  return items.map((item) => {
    if (typeof item === 'number') return item
    if (typeof item === 'boolean' || isWo(item, 'tensor')) throw stop.unsure(`a size of type ${woType(item)}`)
    throw stop.refuse(`a size or stride holds ${woType(item)}`)
  })
}

/** (storage, storage_offset, size, stride, requires_grad, backward_hooks[, metadata]) */
function rebuildV2(args: readonly WoValue[], stop: WoStop): WoTensor {
  counted('_rebuild_tensor_v2', args, 6, 7, stop)
  const made = tensor(args.slice(0, 4), stop)
  gradient(args[4], made.dtype, stop)
  hooks(args[5], stop)
  metadata(args[6], made.dtype, stop)
  return made
}

/** (storage, storage_offset, size, stride, requires_grad, backward_hooks, dtype[, metadata]) */
function rebuildV3(args: readonly WoValue[], stop: WoStop): WoTensor {
  counted('_rebuild_tensor_v3', args, 7, 8, stop)
  const dtype = dtypeOf(args[6])
  if (dtype === undefined) throw stop.refuse('_rebuild_tensor_v3 needs a dtype')
  const made = tensor(args.slice(0, 4), stop, dtype)
  gradient(args[4], dtype, stop)
  hooks(args[5], stop)
  metadata(args[7], dtype, stop)
  return made
}

function dtypeOf(value: WoValue | undefined): DType | undefined {
  return isWo(value, 'name') && value.is === 'dtype' ? dtypeByName(value.name.slice('torch.'.length)) : undefined
}

/** `requires_grad` must be a bool, and False for what has no gradient. */
export function gradient(value: WoValue | undefined, dtype: DType | null, stop: WoStop): void {
  if (typeof value !== 'boolean') throw stop.refuse(`requires_grad is ${woType(value)}, not a bool`)
  if (value && dtype !== null && dtype.category !== 'float' && dtype.category !== 'complex') {
    throw stop.refuse(`only floating point and complex tensors can require gradients, not ${dtype.name}`)
  }
}

/** Backward hooks are an OrderedDict (nearly always empty) or None. */
export function hooks(value: WoValue | undefined, stop: WoStop): void {
  if (value === null || isWo(value, 'dict')) return
  throw stop.unsure(`backward hooks of type ${woType(value)}`)
}

function metadata(value: WoValue | undefined, dtype: DType | null, stop: WoStop): void {
  if (value === undefined || value === null || value === false) return
  if (!isWo(value, 'dict')) throw stop.refuse(`the metadata is ${woType(value)}, not a dict`)
  // The keys alone count: {'conj': False} conjugates too.
  for (const [key, bit] of value.entries) {
    if (typeof key !== 'string' || typeof bit !== 'boolean') throw stop.unsure('metadata other than named bits')
    if (key === 'conj' && dtype?.category !== 'complex') throw stop.refuse('the conjugate bit on a real tensor')
  }
}

/** (data, requires_grad, backward_hooks) */
function rebuildParameter(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data, requiresGrad, backward] = counted('_rebuild_parameter', args, 3, 3, stop)
  hooks(backward, stop)
  return parameter([data ?? null, requiresGrad ?? null], stop)
}

/** (data, requires_grad, backward_hooks, state) */
function rebuildParameterWithState(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data, requiresGrad, backward, state] = counted('_rebuild_parameter_with_state', args, 4, 4, stop)
  hooks(backward, stop)
  attributes(state, stop)
  return parameter([data ?? null, requiresGrad ?? null], stop)
}

/** Parameter(data=None, requires_grad=True) */
function parameter(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data = null, requiresGrad = true] = args
  if (args.length > 2) throw stop.refuse('Parameter takes two arguments')
  if (data === null) return { kind: 'tensor', dtype: dtypeByName('float32') ?? null, parameter: true }
  if (!isWo(data, 'tensor')) throw stop.refuse(`a Parameter of ${woType(data)}`)
  if (typeof requiresGrad !== 'boolean') throw stop.unsure(`requires_grad is ${woType(requiresGrad)}`)
  gradient(requiresGrad, data.dtype, stop)
  return { ...data, parameter: true }
}

/** (storage, storage_offset, size, stride, (scheme, scale, zero_point | scales, zero_points, axis), requires_grad, hooks) */
function rebuildQuantized(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [, , , , quantizer, requiresGrad, backward] = counted('_rebuild_qtensor', args, 7, 7, stop)
  const made = tensor(args.slice(0, 4), stop)
  if (!isWo(quantizer, 'tuple')) throw stop.refuse(`the quantizer is ${woType(quantizer)}, not a tuple`)
  const [scheme, scale, zero, axis] = quantizer.items
  const name = isWo(scheme, 'name') ? scheme.name : ''
  const perTensor = name === 'torch.per_tensor_affine' && isWo(scale, 'float') && typeof zero === 'number'
  const perChannel =
    /^torch\.per_channel_affine(_float_qparams)?$/.test(name) && isWo(scale, 'tensor') && isWo(zero, 'tensor') && typeof axis === 'number'
  if (!perTensor && !perChannel) throw stop.unsure('a quantizer that pth does not know')
  if (requiresGrad !== false) throw stop.unsure('a quantized tensor that requires gradients')
  hooks(backward, stop)
  return made
}

/** (layout, (indices, values, size[, is_coalesced])) or (layout, (compressed, plain, values, size)) */
function rebuildSparse(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [layout, data] = counted('_rebuild_sparse_tensor', args, 2, 2, stop)
  const items = isWo(data, 'tuple') ? data.items : []
  const name = isWo(layout, 'other') ? layout.type : ''
  if (name === 'torch.sparse_coo' && (items.length === 3 || items.length === 4)) {
    const [indices, values, size] = items
    if (isWo(indices, 'tensor') && isWo(values, 'tensor')) {
      dimensions(size, stop)
      return { kind: 'tensor', dtype: values.dtype, parameter: false }
    }
  }
  if (/^torch\.sparse_(csr|csc|bsr|bsc)$/.test(name) && items.length === 4) {
    const [compressed, plain, values, size] = items
    if (isWo(compressed, 'tensor') && isWo(plain, 'tensor') && isWo(values, 'tensor')) {
      dimensions(size, stop)
      return { kind: 'tensor', dtype: values.dtype, parameter: false }
    }
  }
  throw stop.unsure('a sparse tensor that pth does not know')
}

/** (buffer, sizes, strides, storage_offsets), all tensors */
function rebuildNested(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [buffer] = counted('_rebuild_nested_tensor', args, 4, 4, stop)
  if (args.every((arg) => isWo(arg, 'tensor')) && isWo(buffer, 'tensor')) return buffer
  throw stop.refuse('a nested tensor is made of four tensors')
}

/** (dtype, size, stride, requires_grad) */
function rebuildMeta(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [type, size, stride, requiresGrad] = counted('_rebuild_meta_tensor_no_storage', args, 4, 4, stop)
  const dtype = dtypeOf(type)
  if (dtype === undefined) throw stop.refuse(`the dtype is ${woType(type)}`)
  const [shape, steps] = [dimensions(size, stop), dimensions(stride, stop)]
  if (shape.length !== steps.length) throw stop.refuse('size and stride differ in length')
  if ([...shape, ...steps].some((dim) => dim < 0)) throw stop.refuse('a negative size or stride')
  gradient(requiresGrad, dtype, stop)
  return { kind: 'tensor', dtype, parameter: false }
}

/** (array, dtype, device, requires_grad): no allowed callable makes an array. */
function fromNumpy(args: readonly WoValue[], stop: WoStop): never {
  counted('_rebuild_device_tensor_from_numpy', args, 4, 4, stop)
  throw stop.refuse(`expected a numpy array, got ${woType(args[0])}`)
}

/** (tensor, dtype, device, requires_grad) */
function fromCpuTensor(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data, type, device, requiresGrad] = counted('_rebuild_device_tensor_from_cpu_tensor', args, 4, 4, stop)
  const dtype = dtypeOf(type)
  if (!isWo(data, 'tensor') || dtype === undefined || typeof device !== 'string') {
    throw stop.unsure('a device tensor that pth does not know')
  }
  gradient(requiresGrad, dtype, stop)
  return { kind: 'tensor', dtype, parameter: false }
}

/** (func, type, args, state): `func(*args)`, made into `type`, given its attributes */
function fromType(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [func, type, inner, state] = counted('_rebuild_from_type_v2', args, 4, 4, stop)
  const name = isWo(func, 'name') ? func.name : ''
  const call = TENSOR_CALLS.find(([known]) => known === name && known !== 'torch._tensor._rebuild_from_type_v2')?.[1]
  if (call === undefined || !isWo(inner, 'tuple') || !isWo(type, 'name')) {
    throw stop.unsure(`a tensor rebuilt by ${woType(func)} as ${woType(type)}`)
  }
  if (type.name !== 'torch.Tensor' && type.name !== 'torch.nn.parameter.Parameter') {
    throw stop.unsure(`a tensor made into ${type.name}`)
  }
  attributes(state, stop)
  const made = call(inner.items, stop)
  return isWo(made, 'tensor') ? made : { kind: 'tensor', dtype: null, parameter: false }
}

/** Attributes that a tensor has already: what setting them does is not followed. */
const TAKEN = new Set(['data', 'grad', 'shape', 'dtype', 'device', 'requires_grad', 'names', 'T', 'mT', 'H', 'mH', 'real', 'imag', 'layout', '_grad', '_base', '_version', '_cdata', '_backward_hooks', '_python_dispatch'])

/** A dict of attributes, or (dict or None, dict of slots). */
function attributes(state: WoValue | undefined, stop: WoStop): void {
  const parts = isWo(state, 'tuple') && state.items.length === 2 ? state.items : [state]
  for (const part of parts) {
    if (part === null) continue
    if (!isWo(part, 'dict')) throw stop.unsure(`a tensor's state of type ${woType(part)}`)
    for (const [key] of part.entries) {
      if (typeof key !== 'string' || TAKEN.has(key)) throw stop.unsure('an attribute that a tensor has already')
    }
  }
}
