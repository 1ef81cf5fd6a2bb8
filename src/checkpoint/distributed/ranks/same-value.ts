/** Whether two ranks saved the same value. */
import { sameBytes } from '../../../io/same-bytes.ts'
import { dictEntries, isKind, qualifiedName } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'

/** Steps that are left; values that would take more are not the same. */
export interface Steps {
  left: number
}

/** How deep values may be. */
const DEPTH = 100

/** Whether two values are equal: same classes, same items in the same order. NaN is equal to NaN. */
export function isSameValue(one: PickleValue, other: PickleValue, steps: Steps, depth = 0): boolean {
  steps.left -= 1
  if (steps.left < 0 || depth > DEPTH) return false
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other
  const all = (some: Iterable<PickleValue>, others: Iterable<PickleValue>): boolean => {
    const left = [...some]
    const right = [...others]
    return (
      left.length === right.length &&
      left.every((item, at) => isSameValue(item, right[at] ?? null, steps, depth + 1))
    )
  }
  if (isKind(one, 'float')) return isKind(other, 'float') && Object.is(one.value, other.value)
  if (isKind(one, 'bytes')) return isKind(other, 'bytes') && sameBytes(one.data, other.data)
  if (isKind(one, 'global')) return isKind(other, 'global') && qualifiedName(one) === qualifiedName(other)
  if (isKind(one, 'dict'))
    return isKind(other, 'dict') && one.type === other.type && all(flat(one), flat(other))
  if (isKind(one, 'object'))
    return (
      isKind(other, 'object') &&
      isSameValue(one.callee, other.callee, steps, depth + 1) &&
      all(one.args, other.args) &&
      all([one.kwargs, one.entries], [other.kwargs, other.entries]) &&
      all(one.states ?? [], other.states ?? []) &&
      all(one.items ?? [], other.items ?? [])
    )
  if (isKind(one, 'persistent'))
    return isKind(other, 'persistent') && isSameValue(one.id, other.id, steps, depth + 1)
  return 'items' in other && one.kind === other.kind && all(one.items, other.items)
}

function* flat(dict: Extract<PickleValue, { kind: 'dict' }>): Generator<PickleValue> {
  for (const [key, value] of dictEntries(dict)) {
    yield key
    yield value
  }
}
