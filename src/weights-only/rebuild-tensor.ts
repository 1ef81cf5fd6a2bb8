/** The rebuild functions of dense tensors and parameters: with which arguments they give one. */
import type { DType } from '../dtype/dtype.ts'
import { setAttributes, setRequiresGrad } from './attributes.ts'
import { countElements, symInt, symInts } from './elements.ts'
import { device } from './plain-calls.ts'
import { isTrue } from './python-rules.ts'
import {
  defaultDtype,
  emptyTensor,
  isDifferentiable,
  memory,
  namedDtype,
  newBuffer,
  place,
  contiguousStrides,
} from './set-tensor.ts'
import { isUnicode, isWo, woType } from './value.ts'
import type { WoStop, WoTensor, WoValue } from './value.ts'

/** Refuse a call whose number of arguments Python would not take. */
export function counted(
  name: string,
  args: readonly WoValue[],
  least: number,
  most: number,
  stop: WoStop,
): readonly WoValue[] {
  if (args.length >= least && args.length <= most) return args
  throw stop.refuse(`${name}() takes ${least} to ${most} arguments, ${args.length} were given`)
}

/** _rebuild_tensor(storage, storage_offset, size, stride) */
export function rebuildTensor(args: readonly WoValue[], stop: WoStop): WoTensor {
  return dense(counted('_rebuild_tensor', args, 4, 4, stop), undefined, stop)
}

/** _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks[, metadata]) */
export function rebuildTensorV2(args: readonly WoValue[], stop: WoStop): WoTensor {
  counted('_rebuild_tensor_v2', args, 6, 7, stop)
  const made = dense(args, undefined, stop)
  setRequiresGrad(made, args[4], stop)
  setMetadata(made, args[6] ?? null, stop)
  return made
}

/** _rebuild_tensor_v3(storage, storage_offset, size, stride, requires_grad, backward_hooks, dtype[, metadata]) */
export function rebuildTensorV3(args: readonly WoValue[], stop: WoStop): WoTensor {
  counted('_rebuild_tensor_v3', args, 7, 8, stop)
  // It is `set_` after its gradient is required, which torch never allows.
  if (args[4] === true)
    throw stop.refuse('a leaf Variable that requires grad is being used in an in-place operation')
  if (args[4] !== false && args[4] !== null)
    throw stop.refuse(`requires_grad is ${woType(args[4])}, not a bool`)
  const made = dense(args, dtypeArgument(args[6], stop) ?? defaultDtype(stop), stop)
  setMetadata(made, args[7] ?? null, stop)
  return made
}

/** `torch.empty((0,), dtype).set_(storage, storage_offset, size, stride)`; dtype is the storage's when absent. */
function dense(args: readonly WoValue[], dtype: DType | undefined, stop: WoStop): WoTensor {
  const [storage, offset, size, stride] = args
  if (!isWo(storage, 'storage') || storage.dtype === null || storage.buffer === null) {
    throw stop.refuse(`a tensor of ${woType(storage)}, which is not a typed storage`)
  }
  const made = emptyTensor(dtype ?? storage.dtype)
  place(made, storage.buffer, symInt(offset, 'the storage offset', stop), size, stride, stop)
  return made
}

/** A `dtype=` argument: undefined for None, which leaves the choice to the callee. */
function dtypeArgument(value: WoValue | undefined, stop: WoStop): DType | undefined {
  if (value === null) return undefined
  if (isWo(value, 'name') && value.is === 'dtype') return namedDtype(value.name.slice('torch.'.length), stop)
  if (isWo(value, 'name') && value.name === 'builtins.complex') return namedDtype('complex128', stop)
  throw stop.refuse(`the dtype is ${woType(value)}`)
}

/** `if metadata: torch._C._set_tensor_metadata(tensor, metadata)`: named bits, of which the names alone count. */
function setMetadata(tensor: WoTensor, metadata: WoValue, stop: WoStop): void {
  if (!isTrue(metadata, stop)) return
  if (!isWo(metadata, 'dict')) throw stop.refuse(`the metadata is ${woType(metadata)}, not a dict`)
  for (const [key, bit] of metadata.entries.values()) {
    const named = typeof key === 'string' ? isUnicode(key) : isWo(key, 'bytes')
    if (!named || !isBit(bit)) throw stop.refuse(`metadata that maps ${woType(key)} to ${woType(bit)}`)
    if (isConjugate(key) && tensor.dtype.category !== 'complex')
      throw stop.refuse('the conjugate bit on a real tensor')
  }
}

function isBit(value: WoValue): boolean {
  if (isWo(value, 'tensor')) return value.device !== 'meta' && countElements(value.shape) === 1n
  return (
    value === null ||
    !['string', 'object'].includes(typeof value) ||
    isWo(value, 'float') ||
    isWo(value, 'complex')
  )
}

function isConjugate(key: WoValue): boolean {
  return (
    key === 'conj' ||
    (isWo(key, 'bytes') && key.bytes !== null && new TextDecoder().decode(key.bytes) === 'conj')
  )
}

/** Parameter(data=None, requires_grad=True) */
export function parameter(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data = null, requiresGrad = true] = args
  if (args.length > 2) throw stop.refuse('Parameter takes two arguments')
  const from = data === null ? emptyTensor(defaultDtype(stop)) : data
  if (!isWo(from, 'tensor')) throw stop.refuse(`'${woType(data)}' object has no attribute 'detach'`)
  const made: WoTensor = { ...from, type: 'torch.nn.parameter.Parameter', requiresGrad: false, leaf: true }
  setRequiresGrad(made, requiresGrad, stop)
  return made
}

/** _rebuild_parameter(data, requires_grad, backward_hooks) */
export function rebuildParameter(args: readonly WoValue[], stop: WoStop): WoTensor {
  return parameter(counted('_rebuild_parameter', args, 3, 3, stop).slice(0, 2), stop)
}

/** _rebuild_parameter_with_state(data, requires_grad, backward_hooks, state) */
export function rebuildParameterWithState(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data = null, requiresGrad = null, , state = null] = counted(
    '_rebuild_parameter_with_state',
    args,
    4,
    4,
    stop,
  )
  const made = parameter([data, requiresGrad], stop)
  setAttributes(made, state, stop)
  return made
}

/** _rebuild_meta_tensor_no_storage(dtype, size, stride, requires_grad) */
export function rebuildMetaTensor(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [type, size, stride, requiresGrad] = counted('_rebuild_meta_tensor_no_storage', args, 4, 4, stop)
  const dtype = dtypeArgument(type, stop) ?? defaultDtype(stop)
  if (dtype.category === 'quantized') throw stop.refuse(`a meta tensor of ${dtype.name}`)
  const [shape, strides] = [symInts(size, 'the size', stop), symInts(stride, 'the stride', stop)]
  if (shape.length !== strides.length) throw stop.refuse('size and stride differ in length')
  if (shape.some((dim) => dim < 0n)) throw stop.refuse('a negative size')
  if (countElements(shape) === undefined) throw stop.refuse('numel: integer multiplication overflow')
  const made: WoTensor = { ...emptyTensor(dtype), device: 'meta', shape, strides, buffer: null }
  if (requiresGrad !== null) setRequiresGrad(made, requiresGrad, stop)
  return made
}

/** _rebuild_device_tensor_from_cpu_tensor(data, dtype, device, requires_grad) */
export function fromCpuTensor(args: readonly WoValue[], stop: WoStop): WoTensor {
  const [data, type, place, requiresGrad] = counted(
    '_rebuild_device_tensor_from_cpu_tensor',
    args,
    4,
    4,
    stop,
  )
  if (!isWo(data, 'tensor')) throw stop.refuse(`${woType(data)} has no 'to' that gives a tensor`)
  const dtype = dtypeArgument(type, stop) ?? data.dtype
  if (!stop.mapsDevices && place !== null) {
    const { name } = device([place ?? null], stop)
    if (name !== 'cpu')
      throw name.startsWith('meta') || name.startsWith('cpu')
        ? stop.unsure(`a tensor moved to ${name}`)
        : stop.refuse(`no device ${name}`)
  }
  if (data.layout !== 'torch.strided' || data.device === 'meta')
    throw stop.unsure('such a tensor moved to the CPU')
  if (dtype !== data.dtype && !(isConvertible(dtype) && isConvertible(data.dtype)))
    throw stop.refuse(`${data.dtype.name} as ${dtype.name}`)
  const count = countElements(data.shape) ?? 0n
  const made: WoTensor =
    dtype === data.dtype
      ? data
      : {
          ...data,
          type: 'torch.Tensor',
          dtype,
          strides: contiguousStrides(data.shape),
          offset: 0n,
          buffer: newBuffer(memory(count * BigInt(dtype.itemsize), stop)),
          leaf: !data.requiresGrad || !isDifferentiable(dtype),
          requiresGrad: data.requiresGrad && isDifferentiable(dtype),
        }
  setRequiresGrad(made, requiresGrad, stop)
  return made
}

/** Whether torch has a copy from and to this type. */
function isConvertible({ category, name }: DType): boolean {
  return category !== 'quantized' && category !== 'bits' && !/^u?int[1-7]$|^float4/.test(name)
}

/** _rebuild_device_tensor_from_numpy(array, dtype, device, requires_grad): no allowed callable makes an array. */
export function fromNumpy(args: readonly WoValue[], stop: WoStop): never {
  counted('_rebuild_device_tensor_from_numpy', args, 4, 4, stop)
  throw stop.refuse(`expected np.ndarray (got ${woType(args[0])})`)
}

/** _rebuild_wrapper_subclass: none of the allowed classes dispatches, which a wrapper must, but the nested tensor. */
export function wrapperSubclass(args: readonly WoValue[], stop: WoStop): never {
  const [cls] = counted('_rebuild_wrapper_subclass', args, 8, 8, stop)
  if (isWo(cls, 'name') && cls.name.endsWith('.NestedTensor')) throw stop.unsure('a wrapped nested tensor')
  throw stop.refuse(`${isWo(cls, 'name') ? cls.name : woType(cls)} must define __torch_dispatch__`)
}
