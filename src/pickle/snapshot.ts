/**
 * Arguments as they are when a call is made: what the pickle adds to a list or dict afterwards does not reach
 * the call.
 */
import { spend } from './copies.ts'
import type { CopyCount } from './copies.ts'
import { dictSize, isKind } from './value.ts'
import type { PickleValue } from './value.ts'

/**
 * Lists and dicts up to this size are copied; those of PyTorch's and numpy's functions have a few dozen items
 * at most.
 */
const MOST = 128
/** Copied values that count as one: every call of a tensor copies an empty dict of hooks. */
const SHARE = 4

/** The arguments, with lists and dicts among them, and in tuples among them, copied. @throws PthError LIMIT_EXCEEDED */
export function snapshot(args: readonly PickleValue[], count: CopyCount): readonly PickleValue[] {
  return args.some(isMutable) ? args.map((value) => copied(value, 0, count)) : args
}

function isMutable(value: PickleValue): boolean {
  return isKind(value, 'list') || isKind(value, 'dict') || isKind(value, 'tuple')
}

function copied(value: PickleValue, depth: number, count: CopyCount): PickleValue {
  if (isKind(value, 'list') && value.items.length <= MOST) {
    spend(count, (1 + value.items.length) / SHARE)
    return { ...value, items: [...value.items] }
  }
  if (isKind(value, 'dict') && dictSize(value) <= MOST) {
    spend(count, (1 + dictSize(value)) / SHARE)
    return {
      ...value,
      entries:
        value.entries === null
          ? null
          : new Map([...value.entries].map(([key, [name, item]]) => [key, [name, item]])),
    }
  }
  const holds =
    isKind(value, 'tuple') && depth < 2 && value.items.length <= MOST && value.items.some(isMutable)
  if (!holds) return value
  spend(count, (1 + value.items.length) / SHARE)
  return { ...value, items: value.items.map((item) => copied(item, depth + 1, count)) }
}
