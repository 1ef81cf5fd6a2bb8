/** REDUCE and NEWOBJ under weights_only: what each allowed callable takes and gives. */
import { setAttributes } from './attributes.ts'
import { bareTypedStorage, tensorClass, typedStorage, untypedStorage } from './class-calls.ts'
import { counter, device, flatLayout, layout, meshLayout, orderedDict, set, size } from './plain-calls.ts'
import { foreignResult } from './foreign.ts'
import { emptyDict, isTrue, iterate } from './python-rules.ts'
import { rebuildQuantized } from './rebuild-quantized.ts'
import { rebuildNested, rebuildSparse } from './rebuild-sparse.ts'
import {
  counted,
  fromCpuTensor,
  fromNumpy,
  parameter,
  rebuildMetaTensor,
  rebuildParameter,
  rebuildParameterWithState,
  rebuildTensor,
  rebuildTensorV2,
  rebuildTensorV3,
  wrapperSubclass,
} from './rebuild-tensor.ts'
import { bytearray, complex, encode } from './text-calls.ts'
import { isWo, woType } from './value.ts'
import type { WoName, WoStop, WoTensor, WoValue } from './value.ts'

/** What one callable makes of its arguments; throws through `stop`. */
type WoCall = (args: readonly WoValue[], stop: WoStop) => WoValue

const NESTED = 'torch.nested._internal.nested_tensor'

/** @see torch/_utils.py, torch/_tensor.py, torch/nn/parameter.py */
const CALLS: ReadonlyMap<string, WoCall> = new Map<string, WoCall>([
  ['_codecs.encode', encode],
  ['builtins.bytearray', bytearray],
  ['builtins.complex', complex],
  ['builtins.set', set],
  ['collections.Counter', counter],
  ['collections.OrderedDict', orderedDict],
  ['torch.Size', size],
  ['torch.device', device],
  ['torch.distributed._mesh_layout._FlatLayout', flatLayout],
  ['torch.distributed._mesh_layout._MeshLayout', meshLayout],
  ['torch.serialization._get_layout', layout],
  ['torch.storage.TypedStorage', typedStorage],
  ['torch.storage.UntypedStorage', untypedStorage],
  ['torch.nn.parameter.Parameter', parameter],
  ['torch._tensor._rebuild_from_type_v2', (args, stop) => rebuildFromType(args, 0, stop)],
  ['torch._utils._rebuild_device_tensor_from_cpu_tensor', fromCpuTensor],
  ['torch._utils._rebuild_device_tensor_from_numpy', fromNumpy],
  ['torch._utils._rebuild_meta_tensor_no_storage', rebuildMetaTensor],
  ['torch._utils._rebuild_nested_tensor', rebuildNested],
  ['torch._utils._rebuild_parameter', rebuildParameter],
  ['torch._utils._rebuild_parameter_with_state', rebuildParameterWithState],
  ['torch._utils._rebuild_qtensor', rebuildQuantized],
  ['torch._utils._rebuild_sparse_tensor', rebuildSparse],
  ['torch._utils._rebuild_tensor', rebuildTensor],
  ['torch._utils._rebuild_tensor_v2', rebuildTensorV2],
  ['torch._utils._rebuild_tensor_v3', rebuildTensorV3],
  ['torch._utils._rebuild_wrapper_subclass', wrapperSubclass],
  [`${NESTED}.NestedTensor`, nestedTensor],
  [`${NESTED}._rebuild_njt`, rebuildJagged],
])

/** REDUCE: `callee(*args)`. */
export function reduce(callee: WoValue, args: WoValue, stop: WoStop): WoValue {
  if (!isWo(callee, 'name'))
    throw stop.refuse(`Trying to call reduce for unrecognized function of type ${woType(callee)}`)
  return callName(callee, iterate(args, stop), stop)
}

function callName(callee: WoName, args: readonly WoValue[], stop: WoStop): WoValue {
  const call = CALLS.get(callee.name)
  if (call !== undefined) return call(args, stop)
  if (callee.is === 'tensor class') return tensorClass(callee, args, stop)
  if (callee.is === 'foreign') return { kind: 'foreign', type: foreignResult(callee.name, args) }
  throw stop.refuse(`${callee.name} is not callable`)
}

/** NEWOBJ: `cls.__new__(cls, *args)`. */
export function newObject(cls: WoValue, args: WoValue, stop: WoStop): WoValue {
  if (!isWo(cls, 'name'))
    throw stop.refuse(`Can only create new object for nn.Parameter, but got ${woType(cls)}`)
  if (cls.is === 'foreign') return { kind: 'foreign', type: cls.name }
  if (cls.is !== 'class' && cls.is !== 'tensor class' && cls.is !== 'storage class') {
    throw stop.refuse(`${cls.name} has no __new__ that makes one`)
  }
  const items = iterate(args, stop)
  switch (cls.name) {
    // A new container is empty whatever its arguments: they go to __init__, which is not called.
    case 'collections.OrderedDict':
      return emptyDict('OrderedDict')
    case 'collections.Counter':
      return emptyDict('Counter')
    case 'builtins.set':
      return set([], stop)
    case 'builtins.bytearray':
      return bytearray([], stop)
    case 'torch.storage.TypedStorage':
      return bareTypedStorage()
    case 'torch.distributed._mesh_layout._FlatLayout':
    case 'torch.distributed._mesh_layout._MeshLayout':
      return { kind: 'mesh', type: cls.name }
    default:
      return callName(cls, items, stop)
  }
}

const DEEPEST = 50

/** _rebuild_from_type_v2(func, type, args, state): `func(*args)`, made into `type`, given its attributes */
function rebuildFromType(args: readonly WoValue[], depth: number, stop: WoStop): WoValue {
  const [func, type, inner, state = null] = counted('_rebuild_from_type_v2', args, 4, 4, stop)
  if (!isWo(func, 'name')) throw stop.refuse(`'${woType(func)}' object is not callable`)
  if (depth > DEEPEST) throw stop.unsure('rebuilds inside rebuilds')
  const items = iterate(inner, stop)
  const made =
    func.name === 'torch._tensor._rebuild_from_type_v2'
      ? rebuildFromType(items, depth + 1, stop)
      : callName(func, items, stop)
  const typeName = isWo(type, 'name') ? type.name : woType(type)
  if (isWo(made, 'tensor')) {
    const cast = asSubclass(made, typeName, stop)
    setAttributes(cast, state, stop)
    return cast
  }
  // What is not a tensor cannot be made into another type, and has no attributes that torch could set but on a dict.
  const own = isWo(made, 'dict')
    ? `collections.${made.type}`
    : isWo(made, 'set') || isWo(made, 'complex')
      ? `builtins.${made.kind}`
      : woType(made)
  if (own !== typeName && `builtins.${own}` !== typeName)
    throw stop.refuse(`'${woType(made)}' object has no attribute 'as_subclass'`)
  if (isTrue(state, stop)) throw stop.unsure(`the attributes of ${own}`)
  return made
}

function asSubclass(tensor: WoTensor, type: string, stop: WoStop): WoTensor {
  if (type === tensor.type) return tensor
  // A subclass that the user allows: what it adds to a tensor is not followed.
  if (stop.foreign?.modules.has(type)) return tensor
  if (type.endsWith('.NestedTensor')) throw stop.unsure('a tensor made into a nested tensor')
  if (type !== 'torch.Tensor' && type !== 'torch.nn.parameter.Parameter')
    throw stop.refuse(`${type} does not inherit from Tensor`)
  return { ...tensor, type, leaf: tensor.leaf && !tensor.requiresGrad }
}

/** NestedTensor(values, offsets): its offsets must be a vector. */
function nestedTensor(args: readonly WoValue[], stop: WoStop): never {
  const [values, offsets] = counted('NestedTensor', args, 2, 2, stop)
  throw jagged(values, offsets, stop)
}

/** _rebuild_njt(keywords) */
function rebuildJagged(args: readonly WoValue[], stop: WoStop): never {
  const [keywords] = counted('_rebuild_njt', args, 1, 1, stop)
  if (!isWo(keywords, 'dict')) throw stop.refuse(`the keywords are ${woType(keywords)}, not a dict`)
  const entries = [...keywords.entries.values()]
  if (entries.some(([key]) => typeof key !== 'string')) throw stop.refuse('keywords must be strings')
  const find = (name: string): WoValue | undefined => entries.find(([key]) => key === name)?.[1]
  throw jagged(find('values'), find('offsets'), stop)
}

function jagged(values: WoValue | undefined, offsets: WoValue | undefined, stop: WoStop): Error {
  if (!isWo(values, 'tensor') || !isWo(offsets, 'tensor'))
    return stop.refuse('a nested tensor is made of values and offsets')
  if (offsets.layout === 'torch.strided' && offsets.shape.length !== 1)
    return stop.refuse(`offsets must be 1D, but got ${offsets.shape.length}D`)
  return stop.unsure('a jagged nested tensor loads only after: import torch.nested, torch._dynamo')
}
