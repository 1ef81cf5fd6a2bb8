/** What PyTorch's rebuild functions mean: calls recorded by the pickle machine, read as tensors. */
import { dtypeByName, storageClasses } from '../../dtype/dtype.ts'
import { isKind, qualifiedName, sequenceItems } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import { stateDicts, withAttributes } from '../attributes.ts'
import { NESTED_REBUILDERS } from './nested.ts'
import { NUMPY_REBUILDERS } from './numpy.ts'
import { QUANTIZED_REBUILDERS } from './quantized.ts'
import { DEVICE_REBUILDERS } from './rebuild-device.ts'
import { SPARSE_REBUILDERS } from './sparse.ts'
import { parseDimensions } from '../storage.ts'
import type { RebuildContext, Rebuilder } from './context.ts'
import { dtypeName, META_PROBLEM, PLAIN, strided, validHooks } from './strided.ts'
import { SUBCLASS_REBUILDERS, unknownSubclass, withState } from './subclass.ts'
import { opaqueTensor } from '../tensor.ts'
import type { DatalessTensor, Tensor } from '../tensor.ts'

/** `torch.FloatTensor`, `torch.cuda.HalfTensor` …: the classes of tensors before 0.4. */
const OLDEST_CLASSES = storageClasses()
  .map((name) => name.replace(/Storage$/, 'Tensor'))
  .flatMap((name) => [`torch.${name}`, `torch.cuda.${name}`])

/** @see torch/_utils.py, torch/_tensor.py, torch/nn/parameter.py */
export const REBUILDERS: ReadonlyMap<string, Rebuilder> = new Map<string, Rebuilder>([
  ['torch._utils._rebuild_tensor', rebuildTensor],
  ['torch._utils._rebuild_tensor_v2', rebuildTensor],
  ['torch._utils._rebuild_tensor_v3', rebuildTensorV3],
  ['torch._utils._rebuild_parameter', rebuildParameter],
  ['torch._utils._rebuild_parameter_with_state', rebuildParameter],
  ['torch.nn.parameter.Parameter', rebuildParameter],
  ['torch.nn.parameter.Buffer', rebuildBuffer],
  ...SPARSE_REBUILDERS,
  ...QUANTIZED_REBUILDERS,
  ...NESTED_REBUILDERS,
  ...SUBCLASS_REBUILDERS,
  ['torch._utils._rebuild_meta_tensor_no_storage', rebuildMeta],
  ['torch._tensor._rebuild_from_type_v2', rebuildFromType],
  ['torch._tensor._rebuild_from_type', rebuildFromType],
  ['torch.tensor._rebuild_from_type', rebuildFromType],
  ['torch.autograd.variable.Variable', rebuildVariable],
  ['torch.Tensor', rebuildOldest],
  ...OLDEST_CLASSES.map((name) => [name, rebuildOldest] as const),
  ...NUMPY_REBUILDERS,
  ...DEVICE_REBUILDERS,
  ['torch.nn.parameter.UninitializedParameter', uninitialized],
  ['torch.nn.parameter.UninitializedBuffer', uninitialized],
])

/** What a BUILD may follow: the classes before 0.4, whose rebuilders read it, and numpy's empty arrays. */
const STATEFUL: ReadonlySet<string> = new Set([
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
  'torch.nn.parameter.Parameter',
  'torch.autograd.variable.Variable',
  'torch.Tensor',
  ...OLDEST_CLASSES,
  ...NUMPY_REBUILDERS.map(([name]) => name).filter((name) => name.endsWith('reconstruct')),
  'torch.nn.parameter.UninitializedParameter',
  'torch.nn.parameter.UninitializedBuffer',
])

/** Whether the rebuilder of this name reads the BUILD arguments of its object; the others would overlook them. */
export function takesStates(name: string): boolean {
  return STATEFUL.has(name)
}

/** (storage, storage_offset, size, stride[, requires_grad, backward_hooks[, metadata]]) */
function rebuildTensor(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [storage, offset, size, stride, requiresGrad = false, hooks = null, metadata = null] = object.args
  if (object.args.length < 4 || object.args.length > 7 || !validHooks(hooks)) return undefined
  return strided(context, storage, offset, size, stride, requiresGrad, metadata, undefined)
}

/** (storage, storage_offset, size, stride, requires_grad, backward_hooks, dtype[, metadata]); storage counts bytes */
function rebuildTensorV3(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [storage, offset, size, stride, requiresGrad = false, , dtype, metadata = null] = object.args
  if (object.args.length < 7 || object.args.length > 8) return undefined
  const name = dtypeName(dtype)
  if (name === undefined) return undefined
  return strided(context, storage, offset, size, stride, requiresGrad, metadata, name)
}

/** (data, requires_grad, backward_hooks[, state]); also Parameter(data[, requires_grad]) itself */
function rebuildParameter(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const built = builtVariable(object, context, object.args[1] !== false)
  const given = stateDicts(object.args[3] ?? null)
  if (built === undefined || given === undefined) return undefined
  const later = (object.states ?? []).flatMap((state) => stateDicts(state) ?? [])
  return { ...withAttributes(built, [...given, ...later]), type: 'torch.nn.Parameter', parameter: true }
}

/** Variable(data), the class that wrapped every tensor of a module before 0.4 */
function rebuildVariable(object: PickleObject, context: RebuildContext): Tensor | undefined {
  return builtVariable(object, context, object.args[1] === true)
}

/**
 * The tensor in the first argument, or in a BUILD of five: (data, grad, hooks, requires_grad, volatile).
 * A BUILD of three is (requires_grad, volatile, hooks), one of four a tensor's own state.
 * @see torch/_tensor.py `Tensor.__setstate__`
 */
function builtVariable(object: PickleObject, context: RebuildContext, flag: boolean): Tensor | undefined {
  // A dict, or (dict or None, slots), are Python attributes: they change no value.
  const states = (object.states ?? []).filter(
    (state) => !isKind(state, 'dict') && sequenceItems(state)?.length !== 2,
  )
  const [state, ...others] = states
  if (state === undefined) return withGrad(context.tensorOf(object.args[0]), flag)
  if (!isKind(state, 'tuple') || others.length > 0) return undefined
  const { items } = state
  if (items.length === 3) return withGrad(context.tensorOf(object.args[0]), items[0])
  if (items.length === 5) return withGrad(context.tensorOf(items[0]), items[3])
  return items.length === 4 ? withGrad(rebuildOldest(object, context), flag) : undefined
}

function withGrad(tensor: Tensor | undefined, flag: PickleValue | undefined): Tensor | undefined {
  return tensor === undefined ? undefined : { ...tensor, requiresGrad: flag === true }
}

/**
 * An empty tensor by REDUCE or NEWOBJ, then BUILD (storage, storage_offset, size, stride); Tensor(data) of
 * today is not pickled so
 */
function rebuildOldest(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const state = object.states?.length === 1 ? object.states[0] : undefined
  if (!isKind(state, 'tuple') || state.items.length !== 4) return undefined
  const [storage, offset, size, stride] = state.items
  return strided(context, storage, offset, size, stride, false, null, undefined)
}

/** (requires_grad,): a lazy module's parameter before its first input, without shape or values */
function uninitialized(object: PickleObject): Tensor | undefined {
  const [requiresGrad = false] = object.args
  if (object.args.length > 1 || !isKind(object.callee, 'global')) return undefined
  return {
    kind: 'uninitialized',
    type: qualifiedName(object.callee),
    // The file does not say: PyTorch makes it of the default dtype.
    dtype: dtypeByName('float32') ?? null,
    dtypeName: 'float32',
    shape: null,
    requiresGrad: requiresGrad === true,
    parameter: object.callee.name === 'UninitializedParameter',
    problem: 'it was never initialized: the file has no shape and no values',
  }
}

/** (dtype, size, stride, requires_grad): a tensor of the meta device */
function rebuildMeta(object: PickleObject): Tensor | undefined {
  const [dtype, size, , requiresGrad] = object.args
  const name = dtypeName(dtype)
  const shape = parseDimensions(size)
  if (object.args.length !== 4 || name === undefined || shape === undefined) return undefined
  return {
    kind: 'meta',
    type: PLAIN,
    dtype: dtypeByName(name) ?? null,
    dtypeName: name,
    shape,
    requiresGrad: requiresGrad === true,
    parameter: false,
    problem: META_PROBLEM,
  }
}

/** Buffer(data[, persistent]) */
function rebuildBuffer(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const tensor = context.tensorOf(object.args[0])
  return tensor === undefined ? undefined : { ...tensor, type: 'torch.nn.Buffer' }
}

/**
 * (func, type, args, state): `func(*args)` made into `type`, with attributes. Wrapper subclasses have
 * their inner tensors in the state; for a function that pth does not know the parts are all there is.
 */
function rebuildFromType(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [func, type, args, state = null] = object.args
  if (!isKind(func, 'global') || !isKind(args, 'tuple')) return undefined
  const inner = REBUILDERS.get(qualifiedName(func))
  const call = { ...object, callee: func, args: args.items, states: null }
  const tensor = inner === undefined ? unknownSubclass(call, context) : inner(call, context)
  if (tensor === undefined || !isKind(type, 'global')) return tensor
  const name = qualifiedName(type)
  const named = name === 'torch.nn.parameter.Parameter' ? tensor : { ...tensor, type: name }
  return withState(named, state, context)
}

/** Why a call to a rebuild function is listed and never guessed at. */
export function misfit(name: string): DatalessTensor {
  return opaqueTensor(name, `the arguments of ${name} are not those that PyTorch writes`)
}
