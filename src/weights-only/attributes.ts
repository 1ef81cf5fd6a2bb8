/** Attributes that a state gives to an object: which of them Python and torch let be set. */
import { emptyDict, isTrue, iterate, updateDict } from './python-rules.ts'
import { isDifferentiable } from './set-tensor.ts'
import { isWo, woType } from './value.ts'
import type { WoStop, WoTensor, WoValue } from './value.ts'

/** What torch computes of a tensor and lets nobody set. */
const READ_ONLY = new Set(
  (
    'H T __cuda_array_interface__ __weakref__ _base _cdata _has_symbolic_sizes_strides ' +
    '_python_dispatch _version device dtype ' +
    'grad_fn is_cpu is_cuda is_ipu is_leaf is_maia is_meta is_mkldnn is_mps is_mtia is_nested is_quantized is_sparse ' +
    'is_sparse_csr is_vulkan is_xla is_xpu itemsize layout mH mT name nbytes ndim output_nr retains_grad shape'
  ).split(' '),
)
/** Attributes by which torch's own code finds its way: what comes of other ones in their place is not followed. */
const FOLLOWED_BY_TORCH = new Set([
  '__class__',
  '__setstate__',
  'set_',
  'to',
  'detach',
  'as_subclass',
  'numel',
  'real',
  'imag',
  'grad_dtype',
])

/** `torch._utils._set_obj_state`: a dict of attributes, or a pair of that and a dict of slots. */
export function setAttributes(tensor: WoTensor, state: WoValue, stop: WoStop): void {
  if (isWo(state, 'tuple') && state.items.length !== 2) throw stop.refuse('Invalid serialized state')
  const parts = isWo(state, 'tuple') ? state.items : [state]
  for (const part of parts) {
    if (!isTrue(part, stop)) continue
    if (!isWo(part, 'dict')) throw stop.refuse(`'${woType(part)}' object has no attribute 'items'`)
    for (const [key, value] of part.entries.values()) setAttribute(tensor, key, value, stop)
  }
}

function setAttribute(tensor: WoTensor, key: WoValue, value: WoValue, stop: WoStop): void {
  if (typeof key !== 'string') throw stop.refuse(`attribute name must be string, not '${woType(key)}'`)
  if (READ_ONLY.has(key)) throw stop.refuse(`attribute '${key}' of a tensor is not writable`)
  if (FOLLOWED_BY_TORCH.has(key)) throw stop.unsure(`the attribute ${key} of a tensor`)
  if (key === 'requires_grad') setRequiresGrad(tensor, value, stop)
  if (key === 'data') setData(tensor, value, stop)
  if (key === 'grad' || key === '_grad') setGradient(tensor, value, stop)
  if (key === '_grad_fn' && value !== null) throw stop.refuse('_grad_fn can be only set to None')
  if (key === '__dict__' && !isWo(value, 'dict')) throw stop.refuse('__dict__ must be set to a dictionary')
}

/** `tensor.requires_grad = value` */
export function setRequiresGrad(tensor: WoTensor, value: WoValue | undefined, stop: WoStop): void {
  if (typeof value !== 'boolean') throw stop.refuse(`requires_grad is ${woType(value)}, not a bool`)
  if (!tensor.leaf) throw stop.refuse('you can only change requires_grad flags of leaf variables')
  if (value && !isDifferentiable(tensor.dtype)) {
    throw stop.refuse(
      `only Tensors of floating point and complex dtype can require gradients, not ${tensor.dtype.name}`,
    )
  }
  tensor.requiresGrad = value
}

/** `tensor.data = value`: another tensor of the same kind. */
export function setData(tensor: WoTensor, value: WoValue | undefined, stop: WoStop): void {
  if (!isWo(value, 'tensor')) throw stop.refuse(`Variable data has to be a tensor, but got ${woType(value)}`)
  const plain = [tensor, value].every(
    ({ layout, device, dtype }) =>
      layout === 'torch.strided' && device === 'cpu' && dtype.category !== 'quantized',
  )
  if (!plain) throw stop.unsure('the data of a tensor that is not plain')
  if (tensor.requiresGrad && !isDifferentiable(value.dtype)) {
    throw stop.refuse('data set to a tensor that requires gradients must be floating point or complex dtype')
  }
  const { dtype, shape, strides, offset, buffer } = value
  Object.assign(tensor, { dtype, shape, strides, offset, buffer })
}

function setGradient(tensor: WoTensor, value: WoValue, stop: WoStop): void {
  if (value === null) return
  if (!isWo(value, 'tensor'))
    throw stop.refuse(`assigned grad expected to be a Tensor or None but got ${woType(value)}`)
  if (value === tensor) throw stop.refuse("can't assign Variable as its own grad")
  if ([tensor, value].some(({ layout, device }) => layout !== 'torch.strided' || device !== 'cpu'))
    throw stop.unsure('a gradient that is not plain')
  const same = value.dtype === tensor.dtype && value.shape.length === tensor.shape.length
  if (!same || value.shape.some((size, dim) => size !== tensor.shape[dim])) {
    throw stop.refuse('assigned grad has data of another type or size')
  }
}

/** Properties of storages that a slot could hit. */
const OF_STORAGES = new Set([
  'device',
  'dtype',
  'is_cuda',
  'is_hpu',
  'filename',
  'is_sparse',
  'is_sparse_csr',
])

/**
 * What `pickle` does with a state where a class has no __setstate__: the attributes into __dict__, then the slots.
 * `hasDict` says whether the object has a __dict__.
 */
export function setState(hasDict: boolean, state: WoValue, stop: WoStop): void {
  const [attributes = null, slots = null] =
    isWo(state, 'tuple') && state.items.length === 2 ? state.items : [state]
  if (isTrue(attributes, stop)) {
    if (!hasDict) throw stop.refuse("the object has no attribute '__dict__'")
    updateAttributes(attributes, stop)
  }
  if (!isTrue(slots, stop)) return
  if (!isWo(slots, 'dict')) throw stop.refuse(`'${woType(slots)}' object has no attribute 'items'`)
  for (const key of iterate(slots, stop)) {
    if (!hasDict || typeof key !== 'string') throw stop.refuse('an attribute that cannot be set')
    if (key.startsWith('_') || OF_STORAGES.has(key))
      throw stop.unsure(`the attribute ${key} of the class itself`)
  }
}

/** `object.__dict__.update(state)` */
export function updateAttributes(state: WoValue, stop: WoStop): void {
  const attributes = emptyDict()
  updateDict(attributes, state, stop)
  for (const [key] of attributes.entries.values()) {
    if (key === '__setstate__' || key === '_untyped_storage' || key === 'dtype')
      throw stop.unsure(`the attribute ${key}`)
  }
}
