/** Values of a pickle in one bounded line, as Python would spell them; nothing is followed far. */
import { dictEntries, qualifiedName } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'

/** Characters of one description. */
const LENGTH = 200
/** Characters of one text in it. */
const TEXT = 120
/** Containers in containers that are spelled out. */
const DEPTH = 3

/** The arguments of a call: `('echo hi', 1)`. Unescaped: every format escapes by its own rules. */
export function describeArguments(args: readonly PickleValue[]): string {
  return cut(`(${list(args, DEPTH)})`, LENGTH)
}

function describe(value: PickleValue, depth: number): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return `'${cut(value, TEXT)}'`
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return value.toString(2).length > 256 ? 'a large integer' : String(value)
  switch (value.kind) {
    case 'float':
      return String(value.value)
    case 'bytes':
      return `${value.type} of ${value.data.length}`
    case 'global':
      return qualifiedName(value)
    case 'persistent':
      return 'a persistent reference'
    case 'list':
    case 'tuple':
    case 'set':
      if (depth === 0) return `a ${value.kind} of ${value.items.length}`
      return value.kind === 'tuple'
        ? `(${list(value.items, depth - 1)})`
        : `[${list(value.items, depth - 1)}]`
    case 'dict': {
      if (depth === 0) return `a dict of ${value.entries?.size ?? 0}`
      const parts: string[] = []
      for (const [key, item] of dictEntries(value)) {
        if (parts.length === 4) break
        parts.push(`${describe(key, 0)}: ${describe(item, depth - 1)}`)
      }
      return `{${parts.join(', ')}${(value.entries?.size ?? 0) > parts.length ? ', …' : ''}}`
    }
    case 'object':
      return depth === 0
        ? 'an object'
        : `${describe(value.callee, depth - 1)}(${list(value.args, depth - 1)})`
  }
}

function list(items: readonly PickleValue[], depth: number): string {
  const shown = items.slice(0, 6).map((item) => describe(item, depth))
  return [...shown, ...(items.length > 6 ? [`… ${items.length - 6} more`] : [])].join(', ')
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}
