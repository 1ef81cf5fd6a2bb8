/** Tensor subclasses: wrappers around inner tensors (DTensor, torchao) and reducers of other packages. */
import { dtypeByName } from '../../dtype/dtype.ts'
import { dictEntries, getItem, isKind, qualifiedName, sequenceItems } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import { stateDicts, withAttributes } from '../attributes.ts'
import type { RebuildContext, Rebuilder } from './context.ts'
import { parseDimensions } from '../storage.ts'
import { dtypeName, strided } from './strided.ts'
import { numelOf } from '../tensor.ts'
import type { CompositeTensor, Tensor, TensorPart } from '../tensor.ts'

/** @see torch/_utils.py `_rebuild_wrapper_subclass`, fastai/torch_core.py `_fa_rebuild_tensor` */
export const SUBCLASS_REBUILDERS: readonly (readonly [string, Rebuilder])[] = [
  ['torch._utils._rebuild_wrapper_subclass', rebuildWrapper],
  ['fastai.torch_core._fa_rebuild_tensor', rebuildFastai],
]

/** (cls, dtype, size, stride, storage_offset, layout, device, requires_grad): no bytes of its own */
function rebuildWrapper(object: PickleObject): Tensor | undefined {
  const [cls, dtype, size, , , , , requiresGrad] = object.args
  const name = dtypeName(dtype)
  const shape = parseDimensions(size)
  if (object.args.length !== 8 || !isKind(cls, 'global') || name === undefined || shape === undefined)
    return undefined
  return {
    kind: 'wrapper',
    type: qualifiedName(cls),
    dtype: dtypeByName(name) ?? null,
    dtypeName: name,
    shape,
    requiresGrad: requiresGrad === true,
    parameter: false,
    problem: null,
    parts: [],
    facts: [],
  }
}

/** (cls, storage, storage_offset, size, stride, requires_grad, backward_hooks) */
function rebuildFastai(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [cls, storage, offset, size, stride, requiresGrad = false] = object.args
  if (!isKind(cls, 'global') || object.args.length < 5 || object.args.length > 8) return undefined
  const tensor = strided(context, storage, offset, size, stride, requiresGrad, null, undefined)
  return tensor === undefined ? undefined : { ...tensor, type: qualifiedName(cls) }
}

/** A tensor that a function unknown to pth would have made: its class and the tensors in its arguments. */
export function unknownSubclass(object: PickleObject, context: RebuildContext): CompositeTensor {
  return {
    kind: 'wrapper',
    type: isKind(object.callee, 'global') ? qualifiedName(object.callee) : 'unknown',
    dtype: null,
    dtypeName: 'unknown',
    shape: null,
    requiresGrad: false,
    parameter: false,
    problem: null,
    parts: object.args.flatMap((value, index) => part(`args[${index}]`, value, context)),
    facts: [],
  }
}

/** Add to a rebuilt subclass what its state contains: the inner tensors of a wrapper, the mark of a Parameter. */
export function withState(tensor: Tensor, state: PickleValue, context: RebuildContext): Tensor {
  const dicts = stateDicts(state) ?? []
  const parameter = tensor.parameter || dicts.some((dict) => getItem(dict, '_is_param') === true)
  if (tensor.kind !== 'wrapper') return { ...withAttributes(tensor, dicts), parameter }
  const inner = dicts.flatMap((dict) =>
    [...dictEntries(dict)].flatMap(([key, value]) =>
      typeof key === 'string' ? part(key, value, context) : [],
    ),
  )
  const parts = [...tensor.parts, ...inner]
  const problem = parts.find((one) => one.tensor.problem !== null)?.tensor.problem ?? tensor.problem
  const facts = [...tensor.facts, ...dicts.flatMap((dict) => placementFacts(getItem(dict, '_spec')))]
  return { ...tensor, parameter, parts, facts, problem }
}

function part(name: string, value: PickleValue, context: RebuildContext): TensorPart[] {
  const tensor = context.tensorOf(value)
  return tensor === undefined ? [] : [{ name, tensor }]
}

/**
 * What a DTensor's spec says: how the global tensor is laid over the mesh, and whether this file's part is all of it.
 * @see torch/distributed/tensor/_dtensor_spec.py `DTensorSpec`
 */
function placementFacts(spec: PickleValue | undefined): CompositeTensor['facts'] {
  const items = sequenceItems(attribute(spec, 'placements'))
  if (items === undefined) return []
  const mesh = meshShape(attribute(spec, 'mesh'))
  const placements = items.map(placementText)
  const alone = mesh?.every((size) => size === 1) === true
  const complete = alone || placements.every((text) => text === 'Replicate()')
  return [
    ['placements', `(${placements.join(', ')}${placements.length === 1 ? ',' : ''})`],
    ['mesh', mesh === undefined ? null : `[${mesh.join(', ')}]`],
    ['holds', complete ? 'the whole tensor' : 'the local shard of one rank only'],
  ]
}

function placementText(value: PickleValue): string {
  const name = isKind(value, 'object') && isKind(value.callee, 'global') ? value.callee.name : 'unknown'
  const dim = attribute(value, 'dim')
  const reduce = attribute(value, 'reduce_op')
  if (typeof dim === 'number') return `${name}(dim=${dim})`
  return typeof reduce === 'string' ? `${name}(${reduce})` : `${name}()`
}

/** The mesh's shape: from its rank tensor, of which every version saves one under some name. */
function meshShape(mesh: PickleValue | undefined): readonly number[] | undefined {
  const axes = sequenceItems(attribute(attribute(mesh, '_layout'), 'axes'))
  if (axes !== undefined) {
    const shapes = axes.map((axis) => parseDimensions(attribute(axis, 'shape')))
    // An axis may be flattened from several, and one of a single rank has no shape at all.
    return shapes.every((shape) => shape !== undefined) ? shapes.map(numelOf) : undefined
  }
  const ranks = attribute(mesh, 'mesh') ?? attribute(mesh, '_mesh')
  return isKind(ranks, 'object') ? parseDimensions(ranks.args[2]) : undefined
}

/** An attribute that BUILD gave to an object. */
function attribute(value: PickleValue | undefined, name: string): PickleValue | undefined {
  if (!isKind(value, 'object')) return undefined
  for (const state of value.states ?? []) {
    for (const dict of stateDicts(state) ?? []) {
      const found = getItem(dict, name)
      if (found !== undefined) return found
    }
  }
  return undefined
}
