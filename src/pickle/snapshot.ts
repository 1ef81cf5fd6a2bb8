/** Arguments as they are when a call is made: what the pickle adds to a list or dict afterwards does not reach the call. */
import { isKind } from './value.ts'
import type { PickleValue } from './value.ts'

/** Lists and dicts up to this size are copied; those of PyTorch's and numpy's functions have a few dozen items at most. */
const MOST = 128

/** The arguments, with lists and dicts among them, and in tuples among them, copied. */
export function snapshot(args: readonly PickleValue[]): readonly PickleValue[] {
  return args.some(isMutable) ? args.map((value) => copied(value, 0)) : args
}

function isMutable(value: PickleValue): boolean {
  return isKind(value, 'list') || isKind(value, 'dict') || isKind(value, 'tuple')
}

function copied(value: PickleValue, depth: number): PickleValue {
  if (isKind(value, 'list') && value.items.length <= MOST) return { ...value, items: [...value.items] }
  if (isKind(value, 'dict') && (value.entries?.size ?? 0) <= MOST) {
    return { ...value, entries: value.entries === null ? null : new Map([...value.entries].map(([key, [name, item]]) => [key, [name, item]])) }
  }
  const holds = isKind(value, 'tuple') && depth < 2 && value.items.length <= MOST && value.items.some(isMutable)
  return holds ? { ...value, items: value.items.map((item) => copied(item, depth + 1)) } : value
}
