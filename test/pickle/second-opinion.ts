/** Two pickle machines, one form: what pickleparser and ours build, so that they can be compared. */
import { Parser } from 'pickleparser'
import { dictEntries, isKind, qualifiedName } from '../../src/pickle/value.ts'
import type { PickleObject, PickleValue } from '../../src/pickle/value.ts'
import { hexOf } from './render.ts'

/** A class or function for pickleparser: it makes records and runs nothing. */
class Stand {
  readonly entries: [unknown, unknown][] = []
  readonly items: unknown[] = []
  readonly states: unknown[] = []
  readonly name: string
  readonly args: readonly unknown[]

  constructor(name: string, args: readonly unknown[]) {
    this.name = name
    this.args = args
  }

  set(key: unknown, value: unknown): void {
    this.entries.push([key, value])
  }

  push(...items: unknown[]): void {
    this.items.push(...items)
  }

  __setstate__(state: unknown): void {
    this.states.push(state)
  }
}

class Persistent {
  readonly id: unknown

  constructor(id: unknown) {
    this.id = id
  }
}

const names = new WeakMap<object, string>()

function standFor(module: string, name: string): (...args: unknown[]) => unknown {
  const full = `${module.replace(/^__builtin__$/, 'builtins')}.${name}`
    .replace('builtins.long', 'builtins.int')
    .replace('builtins.xrange', 'builtins.range')
  // A function that is also a constructor: `new` and a plain call both give the record.
  const make = function make(...args: unknown[]): unknown {
    return new Stand(full, args)
  }
  names.set(make, full)
  return make
}

/** What pickleparser builds, in the common form. @throws whatever pickleparser throws */
export function theirs(pickle: Uint8Array): unknown {
  const parser = new Parser({
    nameResolver: { resolve: standFor },
    persistentResolver: { resolve: (id) => new Persistent(id) },
    unpicklingTypeOfDictionary: 'Map',
    unpicklingTypeOfSet: 'Set',
  })
  return fromTheirs(parser.parse<unknown>(pickle), new Map())
}

/** pickleparser keeps ints and floats, lists and tuples, apart no more than JavaScript does. */
function fromTheirs(value: unknown, seen: Map<unknown, number>): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return { number: String(value) }
  if (typeof value === 'function') return { global: names.get(value) }
  const encoded = encodedBytes(value)
  if (encoded !== undefined) return { bytes: encoded }
  const again = seen.get(value)
  if (again !== undefined) return { same: again }
  seen.set(value, seen.size)
  const inner = (item: unknown): unknown => fromTheirs(item, seen)
  if (Array.isArray(value)) return value.map(inner)
  if (value instanceof Set) return { set: [...value].map(inner) }
  if (value instanceof Map) return { dict: [...value].map(([key, item]) => [inner(key), inner(item)]) }
  if (value instanceof Persistent) return { persistent: inner(value.id) }
  if (value instanceof Stand) return standForm(value, inner)
  throw new TypeError('pickleparser built something unexpected')
}

/** Bytes that protocol 2 writes as a call; they are plain data with us, and so without an identity. */
function encodedBytes(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return hexOf(value)
  if (!(value instanceof Stand)) return undefined
  const [first] = value.args
  const empty = /^builtins\.bytes(array)?$/.test(value.name) && value.args.length === 0
  if (empty) return ''
  if (value.name === '_codecs.encode' && typeof first === 'string')
    return Buffer.from(first, 'latin1').toString('hex')
  return value.name === 'builtins.bytearray' ? encodedBytes(first) : undefined
}

function standForm(stand: Stand, inner: (item: unknown) => unknown): unknown {
  const [first] = stand.args
  if (stand.name === 'collections.OrderedDict' && (stand.args.length === 0 || Array.isArray(first))) {
    const pairs: unknown[] = Array.isArray(first) ? first : []
    const entries = [...pairs.map((pair) => (Array.isArray(pair) ? pair : [])), ...stand.entries]
    const dict = { dict: entries.map(([key, item]) => [inner(key), inner(item)]) }
    return stand.states.length === 0 ? dict : { ...dict, attributes: stand.states.map(inner) }
  }
  if (/^builtins\.(frozen)?set$/.test(stand.name) && Array.isArray(first)) return { set: first.map(inner) }
  if (stand.name === 'collections.defaultdict' && stand.args.length <= 1) {
    return { dict: stand.entries.map(([key, item]) => [inner(key), inner(item)]) }
  }
  if (stand.name === 'collections.Counter' && first instanceof Map) return inner(first)
  return {
    call: stand.name,
    args: stand.args.map(inner),
    items: stand.items.map(inner),
    entries: stand.entries.map(([key, item]) => [inner(key), inner(item)]),
    states: stand.states.map(inner),
  }
}

/** What our machine built, in the common form. */
export function ours(value: PickleValue, seen = new Map<unknown, number>()): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return { number: String(value) }
  if (value.kind === 'float') return { number: String(value.value) }
  if (value.kind === 'global') return { global: qualifiedName(value) }
  if (value.kind === 'bytes') return { bytes: hexOf(value.data) }
  const again = seen.get(value)
  if (again !== undefined) return { same: again }
  seen.set(value, seen.size)
  const inner = (item: PickleValue): unknown => ours(item, seen)
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.map(inner)
    case 'set':
      return { set: value.items.map(inner) }
    case 'persistent':
      return { persistent: inner(value.id) }
    case 'object':
      return objectForm(value, inner)
    default: {
      const dict = { dict: [...dictEntries(value)].map(([key, item]) => [inner(key), inner(item)]) }
      return value.attributes === null ? dict : { ...dict, attributes: [inner(value.attributes)] }
    }
  }
}

function objectForm(value: PickleObject, inner: (item: PickleValue) => unknown): unknown {
  const entries = value.entries === null ? [] : [...dictEntries(value.entries)]
  return {
    call: isKind(value.callee, 'global') ? qualifiedName(value.callee) : inner(value.callee),
    args: value.args.map(inner),
    items: (value.items ?? []).map(inner),
    entries: entries.map(([key, item]) => [inner(key), inner(item)]),
    states: (value.states ?? []).map(inner),
  }
}
