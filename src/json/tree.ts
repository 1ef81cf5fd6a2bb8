/** JSON as nodes that know their place: for documents whose errors name a line, and in which a name occurs once. */
import { PthError } from '../errors.ts'
import type { JsonLimit } from './parse.ts'
import { readJson } from './read.ts'
import type { JsonBuilder, JsonProblem } from './read.ts'

/** A JSON value and where it begins, in UTF-16 units. */
export type JsonNode =
  | { readonly kind: 'object'; readonly offset: number; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'scalar'; readonly offset: number; readonly value: string | number | boolean | null }

/** Nesting of arrays and objects. A model schema needs 5. */
const DEPTH = 64

const EXPECTED: Readonly<Record<JsonProblem, string>> = {
  value: 'a JSON value',
  end: 'a JSON value',
  key: 'a name in double quotes',
  colon: '":"',
  array: '"," or "]"',
  object: '"," or "}"',
  trailing: 'nothing after the document',
  depth: `at most ${DEPTH} nested arrays and objects`,
  control: 'a string without raw control characters or unknown escapes',
  escape: 'a string without raw control characters or unknown escapes',
  string: 'a closing double quote',
  surrogate: 'a string without half of a surrogate pair',
  range: 'a number that a double can represent',
  many: 'fewer values',
}

/**
 * Parse JSON; a byte order mark in front is allowed.
 * @throws PthError SCHEMA_INVALID with the line, for broken JSON, a doubled name, or nesting past 64; that of `limit`
 */
export function parseJson(text: string, path: string, limit?: JsonLimit): JsonNode {
  const error = (expected: string, offset: number): PthError => {
    const found =
      offset >= text.length ? 'the end of the file' : JSON.stringify(text.slice(offset, offset + 20))
    return new PthError('SCHEMA_INVALID', { path, line: lineAt(text, offset), pointer: '', expected, found })
  }
  const nodes: JsonBuilder<JsonNode> = {
    scalar: (value, offset) => ({
      kind: 'scalar',
      offset,
      value: typeof value === 'object' && value !== null ? Number(value.text) : value,
    }),
    array: (items, offset) => ({ kind: 'array', offset, items }),
    object: (entries, offset) => {
      const members = new Map<string, JsonNode>()
      for (const [key, value, keyOffset] of entries) {
        if (members.has(key)) throw error('each name once in an object', keyOffset)
        members.set(key, value)
      }
      return { kind: 'object', offset, members }
    },
  }
  const fail = (problem: JsonProblem, offset: number): PthError =>
    problem === 'many' && limit !== undefined
      ? limit.over()
      : error(EXPECTED[problem], problem === 'string' ? text.length : offset)
  const rules = { depth: DEPTH, fail, ...(limit !== undefined && { most: limit.most }) }
  return readJson(text, nodes, rules, text.startsWith('\ufeff') ? 1 : 0)
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Offset to line for many questions about one text. */
export function lineIndex(text: string): (offset: number) => number {
  const starts: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

/** The node as plain data, for a validator. Objects have no prototype; depth is bounded by the parser. */
export function plainValue(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'array') return node.items.map(plainValue)
  const object: unknown = Object.create(null)
  for (const [name, member] of node.members) {
    // defineProperty, because assigning "__proto__" would not make a member
    Object.defineProperty(object, name, { value: plainValue(member), enumerable: true })
  }
  return object
}
