/** Python's own rules on the values: equality and hashing, truth, iteration. */
import type { DType } from '../dtype/dtype.ts'
import { rowsOf, storageElements, wholeElements } from './elements.ts'
import { isInt, isWo, woType } from './value.ts'
import type { WoBuffer, WoDict, WoSet, WoStop, WoTuple, WoValue } from './value.ts'

/** Tuples inside one key that are followed; a pickle can share them into more than memory can contain. */
const KEY_PARTS = 10_000
const KEY_DEPTH = 500
const SHORT_KEY = 256

/** Objects that equal nothing but themselves, numbered as they come. */
const identities = new WeakMap<object, number>()
let lastIdentity = 0

/** A text that is the same for two values exactly if a dict takes them for one key. */
export function keyOf(value: WoValue, stop: WoStop): string {
  const parts: string[] = []
  if (!isHashable(value)) throw stop.refuse(`unhashable type: '${woType(value)}'`)
  addKey(value, parts, 0, stop)
  const key = parts.length === 1 ? (parts[0] ?? '') : parts.join('')
  // The bytes of the pickle pay for short ones.
  if (key.length > SHORT_KEY) stop.spend(key.length)
  return key
}

/** Lists, dicts, sets and bytearrays have no hash, nor has a tuple that contains one. Linear in shared tuples. */
function isHashable(value: WoValue): boolean {
  const stack: WoValue[] = [value]
  const seen = new Set<WoValue>()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (isWo(next, 'list') || isWo(next, 'dict') || isWo(next, 'set')) return false
    if (isWo(next, 'bytes') && next.type === 'bytearray') return false
    if (!isWo(next, 'tuple') || seen.has(next)) continue
    seen.add(next)
    for (const item of next.items) stack.push(item)
  }
  return true
}

function addKey(value: WoValue, parts: string[], depth: number, stop: WoStop): void {
  if (parts.length > KEY_PARTS || depth > KEY_DEPTH) throw stop.unsure('a key of too many parts')
  if (isWo(value, 'tuple')) {
    parts.push(`(${value.items.length} `)
    for (const item of value.items) addKey(item, parts, depth + 1, stop)
  } else {
    parts.push(plainKey(value, stop))
  }
}

function plainKey(value: Exclude<WoValue, WoTuple>, stop: WoStop): string {
  if (value === null) return 'N'
  if (typeof value === 'boolean') return `i${Number(value)};`
  if (isInt(value)) return `i${value};`
  if (typeof value === 'string') return `s${value.length} ${value}`
  switch (value.kind) {
    case 'float':
      return numberKey(value.value, value)
    case 'complex':
      if (value.real === null || value.imaginary === null) throw stop.unsure('a key that is a complex number')
      return value.imaginary === 0 ? numberKey(value.real, value) : `c${value.real},${value.imaginary};`
    case 'bytes':
      if (value.bytes === null) throw stop.unsure('a key that is bytes of unknown content')
      stop.spend(value.bytes.length)
      return `b${value.bytes.join(',')};`
    case 'name':
      return `n${value.name};`
    case 'device':
    case 'layout':
      return `d${value.name};`
    case 'mesh':
      throw stop.unsure(`a key of type ${value.type}`)
    default:
      return identityKey(value)
  }
}

/** Numbers are equal across types: 1, 1.0 and True are one key. */
function numberKey(value: number, record: object): string {
  if (Number.isNaN(value)) return identityKey(record)
  return Number.isInteger(value) ? `i${BigInt(value)};` : `f${value};`
}

function identityKey(record: object): string {
  const known = identities.get(record)
  if (known !== undefined) return `o${known};`
  lastIdentity += 1
  identities.set(record, lastIdentity)
  return `o${lastIdentity};`
}

/** `bool(value)` */
export function isTrue(value: WoValue, stop: WoStop): boolean {
  if (value === null || typeof value === 'boolean') return value === true
  if (typeof value === 'string') return value.length > 0
  if (isInt(value)) return BigInt(value) !== 0n
  switch (value.kind) {
    case 'float':
      return value.value !== 0
    case 'complex':
      if (value.real === null || value.imaginary === null) throw stop.unsure('whether a complex number is 0')
      return value.real !== 0 || value.imaginary !== 0
    case 'bytes':
      if (value.bytes === null) throw stop.unsure('whether bytes are empty')
      return value.bytes.length > 0
    case 'tuple':
    case 'list':
      return value.items.length > 0
    case 'dict':
      return value.entries.size > 0
    case 'set':
      return value.members.size > 0
    case 'tensor':
      return wholeElements(value, 1n, stop).some((element) => element !== 0n)
    case 'storage':
      if (value.buffer === null) throw stop.refuse('the storage has no contents')
      return value.buffer.byteLength > 0
    case 'mesh':
      throw stop.unsure(`whether ${value.type} is empty`)
    default:
      return true
  }
}

/** Steps that an item costs when it is copied. */
export const COPY = 512

/** What a loop over the value gives. Where Python's order is its own affair, one member at most. */
export function iterate(value: WoValue | undefined, stop: WoStop): readonly WoValue[] {
  const items = itemsOf(value, stop)
  stop.spend(items.length)
  return items
}

function itemsOf(value: WoValue | undefined, stop: WoStop): readonly WoValue[] {
  if (typeof value === 'string') return characters(value, stop)
  if (typeof value !== 'object' || value === null)
    throw stop.refuse(`'${woType(value)}' object is not iterable`)
  switch (value.kind) {
    case 'tuple':
    case 'list':
      return value.items
    case 'dict':
      stop.spend(value.entries.size * COPY)
      return [...value.entries.values()].map(([key]) => key)
    case 'set':
      if (value.members.size > 1) throw stop.unsure('the order of a set')
      return [...value.members.values()]
    case 'bytes':
      if (value.bytes === null) throw stop.unsure('the values of bytes')
      stop.spend(value.bytes.length * COPY)
      return [...value.bytes]
    case 'tensor':
      return rowsOf(value, stop)
    case 'storage':
      if (value.buffer === null) throw stop.refuse('the storage has no contents')
      return elementsOfStorage(value.buffer, value.dtype, stop)
    case 'mesh':
      throw stop.unsure(`the items of ${value.type}`)
    default:
      throw stop.refuse(`'${woType(value)}' object is not iterable`)
  }
}

function elementsOfStorage(
  { byteLength, bytes }: WoBuffer,
  dtype: DType | null,
  stop: WoStop,
): readonly WoValue[] {
  if (byteLength === 0) return []
  if (bytes === null || bytes.length !== byteLength) throw stop.wantBytes()
  const elements = storageElements(bytes, dtype)
  if (elements === undefined) throw stop.unsure('the elements of a storage')
  return elements
}

function characters(text: string, stop: WoStop): readonly string[] {
  stop.spend(text.length * COPY)
  return [...text]
}

/** `set(values)`; the order of a set plays no part here. */
export function setOf(value: WoValue | undefined, stop: WoStop): WoSet {
  const values = isWo(value, 'set') ? value.members.values() : iterate(value, stop)
  const members = new Map<string, WoValue>()
  for (const member of values) {
    const key = keyOf(member, stop)
    stop.spend(COPY)
    if (!members.has(key)) members.set(key, member)
  }
  return { kind: 'set', members }
}

/** `target[key] = value`; a dict keeps the first of two equal keys. */
export function setItem(target: WoDict, key: WoValue, value: WoValue, stop: WoStop): void {
  const text = keyOf(key, stop)
  target.entries.set(text, [target.entries.get(text)?.[0] ?? key, value])
}

/** `target.update(source)`: another dict, or pairs. */
export function updateDict(target: WoDict, source: WoValue | undefined, stop: WoStop): void {
  if (isWo(source, 'dict')) {
    stop.spend(source.entries.size * COPY)
    for (const [key, value] of source.entries.values()) setItem(target, key, value, stop)
    return
  }
  const items = isWo(source, 'set') ? source.members.values() : iterate(source, stop)
  for (const item of items) {
    stop.spend(COPY)
    const pair = isWo(item, 'set') ? [...item.members.values()] : iterate(item, stop)
    const [key, value] = pair
    if (pair.length !== 2 || key === undefined || value === undefined)
      throw stop.refuse(`a pair of ${pair.length} items`)
    setItem(target, key, value, stop)
  }
}

/** A dict without entries. */
export function emptyDict(type: WoDict['type'] = 'dict'): WoDict {
  return { kind: 'dict', type, entries: new Map() }
}
