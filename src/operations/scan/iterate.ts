/** What Python would iterate. */
import { dictEntries, isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { modernPath } from './resolve.ts'

/** Containers in containers that are followed, such as a deque of a deque. */
const DEPTH = 8

/** Containers that hold what they are made of, in order. */
const COPIES = /^(collections\.deque|torch\.Size|builtins\.(list|tuple|set|frozenset|iter|reversed))$/

/**
 * The items that `*value` yields: of a list, tuple, set or deque its items, of a dict its keys, of a text its
 * characters, of bytes their numbers. Undefined for what cannot be iterated or not be followed.
 */
export function iterated(value: PickleValue, depth = 0): readonly PickleValue[] | undefined {
  const items = sequenceItems(value)
  if (items !== undefined) return items
  if (typeof value === 'string') return [...value]
  if (isKind(value, 'dict')) return [...dictEntries(value)].map(([key]) => key)
  if (isKind(value, 'bytes')) return [...value.data]
  if (!isKind(value, 'object') || depth === DEPTH || value.states !== null || value.entries !== null)
    return undefined
  const { callee, args, kwargs } = value
  if (!isKind(callee, 'global') || kwargs !== null || !COPIES.test(modernPath(callee))) return undefined
  // A second argument of a deque bounds it from the left: what it keeps is among its items all the same.
  const inner = args[0] === undefined ? [] : iterated(args[0], depth + 1)
  return inner === undefined ? undefined : [...inner, ...(value.items ?? [])]
}
