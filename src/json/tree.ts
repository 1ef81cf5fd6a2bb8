/**
 * JSON with positions and in order: the text of a model schema as nodes that know their line.
 * JSON.parse would lose the order of integer-like names, doubled names and every position.
 */
import { PthError } from '../errors.ts'

/** A JSON value and where it begins. */
export type JsonNode =
  | { readonly kind: 'object'; readonly offset: number; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'scalar'; readonly offset: number; readonly value: string | number | boolean | null }

/** Nesting of arrays and objects. A model schema needs 5. */
const DEPTH = 64

type Open =
  | {
      readonly kind: 'object'
      readonly offset: number
      readonly members: Map<string, JsonNode>
      name: string | null
    }
  | { readonly kind: 'array'; readonly offset: number; readonly items: JsonNode[] }

/**
 * Parse JSON (RFC 8259), iteratively and in linear time.
 * @throws PthError SCHEMA_INVALID with the line, for broken JSON, a doubled name, or nesting past 64
 */
export function parseJson(text: string, path: string): JsonNode {
  const open: Open[] = []
  let at = skipSpace(text, text.startsWith('\ufeff') ? 1 : 0)
  const result: { node?: JsonNode } = {}
  const fail = (expected: string, offset = at): never => {
    const found =
      offset >= text.length ? 'the end of the file' : JSON.stringify(text.slice(offset, offset + 20))
    throw new PthError('SCHEMA_INVALID', { path, line: lineAt(text, offset), pointer: '', expected, found })
  }

  function put(node: JsonNode): void {
    const parent = open.at(-1)
    if (parent === undefined) result.node = node
    else if (parent.kind === 'array') parent.items.push(node)
    else if (parent.name !== null) {
      parent.members.set(parent.name, node)
      parent.name = null
    }
  }

  /** After a value: a comma and the next one, or the ends of containers. */
  function finish(): void {
    for (;;) {
      at = skipSpace(text, at)
      const parent = open.at(-1)
      if (parent === undefined) return
      const character = text[at]
      if (character === ',') {
        at = skipSpace(text, at + 1)
        if (parent.kind === 'object') readName(parent)
        return
      }
      if (character !== (parent.kind === 'object' ? '}' : ']'))
        fail(parent.kind === 'object' ? '"," or "}"' : '"," or "]"')
      at += 1
      open.pop()
      put(
        parent.kind === 'object'
          ? { kind: 'object', offset: parent.offset, members: parent.members }
          : parent,
      )
    }
  }

  function readName(parent: Extract<Open, { kind: 'object' }>): void {
    if (text[at] !== '"') fail('a name in double quotes')
    const start = at
    const name = readString()
    if (parent.members.has(name)) fail('each name once in an object', start)
    parent.name = name
    at = skipSpace(text, at)
    if (text[at] !== ':') fail('":"')
    at = skipSpace(text, at + 1)
  }

  function readString(): string {
    const start = at
    let end = start + 1
    for (;;) {
      end = text.indexOf('"', end)
      if (end === -1) return fail('a closing double quote', text.length)
      let slashes = 0
      while (text[end - 1 - slashes] === '\\') slashes += 1
      end += 1
      if (slashes % 2 === 0) break
    }
    at = end
    try {
      const value: unknown = JSON.parse(text.slice(start, end))
      if (typeof value === 'string') return value
    } catch {
      // worded below, with the position
    }
    return fail('a string without raw control characters or unknown escapes', start)
  }

  function readScalar(): void {
    const offset = at
    if (text[at] === '"') {
      put({ kind: 'scalar', offset, value: readString() })
      return
    }
    SCALAR.lastIndex = at
    const token = SCALAR.exec(text)?.[0] ?? fail('a JSON value')
    at += token.length
    const value: unknown = JSON.parse(token)
    if (typeof value === 'number' || typeof value === 'boolean' || value === null)
      put({ kind: 'scalar', offset, value })
  }

  while (result.node === undefined) {
    const character = text[at]
    if (character === '{' || character === '[') {
      if (open.length >= DEPTH) fail(`at most ${DEPTH} nested arrays and objects`)
      const offset = at
      at = skipSpace(text, at + 1)
      if (character === '{') {
        const opened: Open = { kind: 'object', offset, members: new Map(), name: null }
        open.push(opened)
        if (text[at] !== '}') {
          readName(opened)
          continue
        }
      } else {
        open.push({ kind: 'array', offset, items: [] })
        if (text[at] !== ']') continue
      }
    } else readScalar()
    finish()
  }
  if (at < text.length) fail('nothing after the document')
  return result.node
}

/** Each alternative begins differently, so it is matched without going back. */
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at
    at += 1
  }
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
