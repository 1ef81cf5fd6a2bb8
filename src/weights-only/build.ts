/** BUILD under weights_only: the state given to an object. */
import { setData, setRequiresGrad, setState, updateAttributes } from './attributes.ts'
import { iterate } from './python-rules.ts'
import { setTensor } from './set-tensor.ts'
import { isWo, woType } from './value.ts'
import type { ForeignNames, WoForeign, WoStop, WoTensor, WoValue } from './value.ts'

/** Types that have a `__dict__` for their state, and those that have none. */
const ATTRIBUTES: ReadonlyMap<string, boolean> = new Map([
  ['Counter', true],
  ['torch.storage.TypedStorage', true],
  ['torch.storage.UntypedStorage', true],
  ['torch.distributed._mesh_layout._FlatLayout', true],
  ['torch.distributed._mesh_layout._MeshLayout', true],
  ['set', false],
  ['bytearray', false],
  ['complex', false],
  ['torch.Size', false],
  ['torch.device', false],
])

export function build(target: WoValue, state: WoValue, stop: WoStop): void {
  if (isWo(target, 'tensor')) {
    if (target.type === 'torch.Tensor') setTensor(target, iterate(state, stop), stop)
    else buildParameter(target, state, stop)
    return
  }
  if (isWo(target, 'dict') && target.type === 'OrderedDict') {
    updateAttributes(state, stop)
    return
  }
  if (isWo(target, 'foreign') && stop.foreign !== undefined) {
    buildForeign(target, stop.foreign, stop)
    return
  }
  const attributes = ATTRIBUTES.get(woType(target))
  if (attributes === undefined)
    throw stop.refuse(
      `Can only build Tensor, Parameter, OrderedDict or allowed types, but got ${woType(target)}`,
    )
  setState(attributes, state, stop)
}

/** Its type must be on the list too; what its `__setstate__` does with the state is the user's trust. */
function buildForeign({ type }: WoForeign, { modules, built }: ForeignNames, stop: WoStop): void {
  if (type === null) throw stop.unsure('the state of an object whose type the file does not name')
  if (!modules.has(type)) built.set(type, type.slice(0, Math.max(0, type.lastIndexOf('.'))))
}

/**
 * `Tensor.__setstate__`: four items for `set_`, or (data, _, hooks, requires_grad, _), or (requires_grad, _,
 * hooks).
 */
function buildParameter(target: WoTensor, state: WoValue, stop: WoStop): void {
  if (!target.leaf) throw stop.refuse('__setstate__ can be only called on leaf Tensors')
  if (isWo(state, 'storage') || isWo(state, 'dict') || isWo(state, 'set')) {
    const size = isWo(state, 'dict') ? state.entries.size : isWo(state, 'set') ? state.members.size : -1
    if (size === -1 || size === 5) throw stop.unsure(`a Parameter's state of type ${woType(state)}`)
  }
  const items = iterate(state, stop)
  if (items.length === 4) {
    setTensor(target, items, stop)
    return
  }
  if (items.length !== 3 && items.length !== 5)
    throw stop.refuse(`a Parameter's state of ${items.length} items`)
  if (items.length === 5) setData(target, items[0], stop)
  setRequiresGrad(target, items.length === 5 ? items[3] : items[0], stop)
}
