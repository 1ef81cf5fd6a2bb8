/** Objects of torch.distributed in a pickle: their classes, attributes and small whole numbers. */
import { getItem, isKind, qualifiedName, sequenceItems } from '../../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../../pickle/value.ts'
import { stateDicts } from '../../attributes.ts'

/** An attribute that BUILD gave to an object. */
export function attribute(value: PickleValue | undefined, name: string): PickleValue | undefined {
  if (!isKind(value, 'object')) return undefined
  for (const state of value.states ?? []) {
    const found = attributeIn(state, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** An attribute in the argument of a BUILD: a dict, or (dict or None, dict of slots). */
export function attributeIn(state: PickleValue, name: string): PickleValue | undefined {
  for (const dict of stateDicts(state) ?? []) {
    const found = getItem(dict, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** The name of the class of an object, without its module. */
export function classNameOf(value: PickleValue | undefined): string | undefined {
  return isKind(value, 'object') && isKind(value.callee, 'global') ? value.callee.name : undefined
}

/** Whole numbers from 0 of a tuple, list, torch.Size or one number; undefined for all else. */
export function numbersOf(value: PickleValue | undefined): readonly number[] | undefined {
  if (typeof value === 'number') return value >= 0 ? [value] : undefined
  const size = isKind(value, 'object') && classNameOf(value) === 'Size' ? value.args[0] : value
  const items = sequenceItems(size)
  if (items === undefined) return undefined
  const numbers: number[] = []
  for (const item of items) {
    if (typeof item !== 'number' || item < 0) return undefined
    numbers.push(item)
  }
  return numbers
}

/** A tensor subclass as it is saved: how it was made, and the state that was set on it. */
export interface Subclass {
  /** Qualified name of the class. */
  readonly type: string
  /** Of the whole: (class, dtype, size, stride, storage_offset, layout, device, requires_grad). */
  readonly args: readonly PickleValue[]
  readonly state: PickleValue
}

/** What `_rebuild_from_type_v2` would make of a wrapper subclass, or undefined. A Parameter is what it wraps. */
export function wrapperSubclass(value: PickleValue | undefined): Subclass | undefined {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return undefined
  const name = qualifiedName(value.callee)
  if (PARAMETER.test(name)) return isSame(value) ? wrapperSubclass(value.args[0]) : undefined
  if (!FROM_TYPE.test(name)) return undefined
  const [func, type, args, state] = value.args
  if (!isKind(func, 'global') || func.name !== '_rebuild_wrapper_subclass') return undefined
  if (!isKind(type, 'global') || !isKind(args, 'tuple') || args.items.length !== 8) return undefined
  return { type: qualifiedName(type), args: args.items, state: state ?? null }
}

const PARAMETER = /^torch\._utils\._rebuild_parameter(_with_state)?$/
const FROM_TYPE = /^torch\._tensor\._rebuild_from_type_v2$/

/** Whether nothing was set on an object after it was made. */
function isSame({ states, items, entries }: PickleObject): boolean {
  return states === null && items === null && entries === null
}
