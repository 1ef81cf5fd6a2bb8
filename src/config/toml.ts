/** `[tool.pth]` of a TOML file. The one file that imports smol-toml. */
import { parse, TomlError } from 'smol-toml'
import { PthError } from '../errors.ts'
import type { JsonNode } from '../json/tree.ts'
import { stepsOf } from './pointer.ts'
import type { ConfigDocument } from './pointer.ts'

/** @throws PthError CONFIG_INVALID for what is not TOML */
export function readToml(text: string, path: string): ConfigDocument | null {
  const root = toolOf(parsed(text, path))
  if (root === undefined) return null
  return { path, root: nodeOf(root), prefix: 'tool.pth.', lineOf: linesOf(text) }
}

function parsed(text: string, path: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [said = ''] = cause.message.split('\n')
    const found = said.replace(/^Invalid TOML document: /, '')
    const details = { path, line: cause.line, key: '', expected: 'a TOML document', found }
    throw new PthError('CONFIG_INVALID', details, { cause })
  }
}

/** The value of `tool.pth`. */
function toolOf(document: unknown): unknown {
  return fieldOf(fieldOf(document, 'tool'), 'pth')
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name) as unknown
}

/** Values of TOML as nodes; a date becomes its text, and nothing knows its place. */
function nodeOf(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: 'array', offset: 0, items: value.map(nodeOf) }
  if (value instanceof Date) return { kind: 'scalar', offset: 0, value: value.toISOString() }
  if (typeof value === 'object' && value !== null) {
    const members = new Map(Object.entries(value).map(([name, member]) => [name, nodeOf(member)]))
    return { kind: 'object', offset: 0, members }
  }
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { kind: 'scalar', offset: 0, value: scalar ? value : String(value) }
}

/** A text up to the end of one of its values. */
interface Snapshot {
  /** The line on which the value begins. */
  readonly line: number
  readonly document: unknown
}

/**
 * Answers on which line the value of a pointer is given. The parser tells no places, but a value is there from the line
 * on with which the text, cut after it, has it.
 */
function linesOf(text: string): (pointer: string) => number {
  let snapshots: readonly Snapshot[] | undefined
  return (pointer) => {
    snapshots ??= snapshotsOf(text)
    const steps = stepsOf(pointer)
    // The parent, where the value itself is what is missing.
    for (let depth = steps.length; depth >= 0; depth -= 1) {
      const wanted = steps.slice(0, depth)
      const found = snapshots.find(({ document }) => has(document, wanted))
      if (found !== undefined) return found.line
    }
    return 1
  }
}

/** Lines that are looked at: each is parsed with all before it. A value after them has the place of the table. */
const MOST_LINES = 2_000

function snapshotsOf(text: string): Snapshot[] {
  const lines = text.split('\n')
  const snapshots: Snapshot[] = []
  const first = lines.findIndex((line) => line.includes('pth'))
  let start = first + 1
  for (let count = first + 1; count <= Math.min(lines.length, first + MOST_LINES); count += 1) {
    const document = tryParse(lines.slice(0, count).join('\n'))
    // In the middle of a value that has several lines.
    if (document === undefined) continue
    snapshots.push({ line: firstFilled(lines, start), document })
    start = count + 1
  }
  return snapshots
}

/** Comments and blank lines before the value are not its place. */
function firstFilled(lines: readonly string[], from: number): number {
  for (let line = from; line <= lines.length; line += 1)
    if (!/^\s*(#|$)/.test(lines[line - 1] ?? '')) return line
  return from
}

function tryParse(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof TomlError) return undefined
    throw error
  }
}

function has(document: unknown, steps: readonly string[]): boolean {
  let value = toolOf(document)
  for (const step of steps) value = fieldOf(value, step)
  return value !== undefined
}
