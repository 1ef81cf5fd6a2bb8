/** Layer templates: `layers.{i}.weight` over a range, in the order in which a model has its layers. */
import { overFixedLimit } from '../limits.ts'

/** What each `{name}` runs over: [first, end). */
export type Ranges = ReadonlyMap<string, readonly [first: number, end: number]>

/** A name with placeholders, and what belongs to it. */
export interface Template<Value> {
  readonly name: string
  /** Characters of the texts that will be filled, if there are any. */
  readonly beside?: number
  readonly value: Value
}

/** A name without placeholders; `fill` puts the same indices into another text. */
export interface Expanded<Value> extends Template<Value> {
  fill(text: string): string
}

/** Names that templates may add to those that are written. Largest known: about 120,000. */
const MOST_NAMES = 400_000
/** Characters that they may add, in names and in what is filled in beside them. Largest known: 8 million. */
const MOST_CHARACTERS = 40_000_000
/** Ranges in one name. Layers, experts and one more in known models. */
const MOST_RANGES = 4
const PLACEHOLDER = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/**
 * Expand templates. Neighbours that begin with the same text and the same `{i}` run together, so that
 * layer 0 is complete before layer 1. A `{name}` that is not a range stays as it is.
 * @throws PthError LIMIT_EXCEEDED when templates add more than 400,000 names or 40,000,000 characters: a few
 * bytes could represent any number
 */
export function expandNames<Value>(templates: readonly Template<Value>[], ranges: Ranges): Expanded<Value>[] {
  const counts = templates.map(({ name, beside = 0 }) => ({
    count: countOf(name, ranges),
    characters: name.length + beside,
  }))
  check(
    'templates of the schema',
    MOST_NAMES,
    counts.reduce((sum, { count }) => sum + count - 1, 0),
    'names',
  )
  check(
    'templates of the schema',
    MOST_CHARACTERS,
    counts.reduce((sum, { count, characters }) => sum + (count - 1) * characters, 0),
    'characters',
  )
  const expanded: Expanded<Value>[] = []
  expandInto(
    templates.map((template) => ({ ...template, fill: (text: string) => text })),
    ranges,
    expanded,
    0,
  )
  return expanded
}

/** How many names a template represents. */
function countOf(name: string, ranges: Ranges): number {
  const used = new Set([...name.matchAll(PLACEHOLDER)].map(([, variable = '']) => variable))
  let count = 1
  for (const variable of used) {
    const [first, end] = ranges.get(variable) ?? [0, 1]
    count *= end - first
  }
  return count
}

/** Depth is bounded by the ranges of one name. */
function expandInto<Value>(
  templates: readonly Expanded<Value>[],
  ranges: Ranges,
  expanded: Expanded<Value>[],
  depth: number,
): void {
  for (let at = 0; at < templates.length;) {
    const template = templates[at]
    if (template === undefined) return
    const range = firstRange(template.name, ranges)
    if (range === undefined) {
      expanded.push(template)
      at += 1
      continue
    }
    check('ranges in one name', MOST_RANGES, depth + 1, 'ranges')
    let end = at + 1
    while (end < templates.length && templates[end]?.name.startsWith(range.head)) end += 1
    const group = templates.slice(at, end)
    const [first, last] = range.bounds
    for (let index = first; index < last; index += 1) {
      const number = String(index)
      const filled = group.map(({ name, value, fill }) => ({
        name: name.replaceAll(range.placeholder, number),
        value,
        fill: (text: string) => fill(text).replaceAll(range.placeholder, number),
      }))
      expandInto(filled, ranges, expanded, depth + 1)
    }
    at = end
  }
}

/** The first placeholder of a name that is a range, with the text up to its end. */
function firstRange(
  name: string,
  ranges: Ranges,
): { placeholder: string; head: string; bounds: readonly [number, number] } | undefined {
  for (const { 0: placeholder, 1: variable = '', index } of name.matchAll(PLACEHOLDER)) {
    const bounds = ranges.get(variable)
    if (bounds !== undefined) return { placeholder, head: name.slice(0, index + placeholder.length), bounds }
  }
  return undefined
}

function check(what: string, limit: number, found: number, unit: string): void {
  if (found > limit) throw overFixedLimit({ what, limit, found, unit, why: 'no model is that large' })
}
