/** Plain records of Python (dataclasses) in a pickle, as their attributes. */
import { dictEntries, isKind, newDict, qualifiedName, setItem } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'

/** The attributes of a record, of a `BUILD` with one dict most often. */
export type Attributes = PickleDict

/**
 * The attributes of a plain record of one of these classes; undefined for other classes, and for a record that was
 * made in another way than NEWOBJ without arguments and BUILD with dicts: its attributes may be others.
 */
export function attributesOf(value: PickleValue | undefined, classes: RegExp): Attributes | undefined {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return undefined
  if (!classes.test(qualifiedName(value.callee)) || value.args.length > 0) return undefined
  if (value.how !== 'newobj' && value.how !== 'reconstructor') return undefined
  if (value.items !== null || value.entries !== null) return undefined
  const [only, ...more] = value.states ?? []
  if (more.length === 0 && isKind(only, 'dict')) return only
  const attributes = newDict()
  for (const state of value.states ?? []) {
    if (!isKind(state, 'dict')) return undefined
    for (const [key, item] of dictEntries(state)) setItem(attributes, key, item)
  }
  return attributes
}

/** A list or tuple of texts; none for None; undefined for all else. */
export function textsOf(value: PickleValue): readonly string[] | undefined {
  if (value === null) return []
  if (!isKind(value, 'list') && !isKind(value, 'tuple')) return undefined
  const texts: string[] = []
  for (const item of value.items) {
    if (typeof item !== 'string') return undefined
    texts.push(item)
  }
  return texts
}

/** An integer, rounded where it is too large for any file; undefined for all else. */
export function wholeNumber(value: PickleValue | undefined): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined
}
