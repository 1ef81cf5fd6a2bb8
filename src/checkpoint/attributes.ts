/** The Python attributes that come with a tensor: nearly all are inert, a few would write into its values. */
import { getItem, isKind } from '../pickle/value.ts'
import type { PickleDict, PickleValue } from '../pickle/value.ts'
import type { Tensor } from './tensor.ts'

/**
 * Attributes of `torch.Tensor` whose assignment replaces values. @see torch/csrc/autograd/python_variable.cpp
 * `THPVariable_properties`
 */
const WRITING = ['data', 'real', 'imag']
const WRITES = 'its state would set other values on it, which PyTorch never writes and pth does not carry out'

/**
 * The dicts of a state: one dict, or (dict or None, dict of slots); undefined for any other.
 * @see torch/_utils.py `_set_obj_state`
 */
export function stateDicts(state: PickleValue): PickleDict[] | undefined {
  const items = isKind(state, 'tuple') ? state.items : [state]
  if (isKind(state, 'tuple') && items.length !== 2) return undefined
  const dicts = items.filter((item) => isKind(item, 'dict'))
  return dicts.length + items.filter((item) => item === null).length === items.length ? dicts : undefined
}

/** The tensor, with a problem when one of the attributes would change its values. */
export function withAttributes(tensor: Tensor, dicts: readonly PickleDict[]): Tensor {
  const writes = dicts.some((dict) => WRITING.some((name) => getItem(dict, name) !== undefined))
  return writes && tensor.problem === null ? { ...tensor, problem: WRITES } : tensor
}
