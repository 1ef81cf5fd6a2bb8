/** What a pickle contains, as inert records: nothing here is ever called, imported or looked up. */
import { overFixedLimit } from '../limits.ts'
import { KEY_SHARE, spend } from './copies.ts'
import type { CopyCount } from './copies.ts'
import { decodeLatin1 } from './text.ts'

/**
 * A value built by the pickle machine.
 * None is `null`; ints are `number` while safe and `bigint` beyond; Python floats are boxed so that
 * `1.0` stays apart from `1`. Shared references stay shared, so cycles are possible.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleFloat
  | PickleBytes
  | PickleList
  | PickleTuple
  | PickleSet
  | PickleDict
  | PickleGlobal
  | PickleObject
  | PicklePersistent

/** A Python float. */
export interface PickleFloat {
  readonly kind: 'float'
  readonly value: number
}

/** bytes, bytearray, or a Python 2 `str` that is not UTF-8. */
export interface PickleBytes {
  readonly kind: 'bytes'
  readonly type: 'bytes' | 'bytearray' | 'str'
  readonly data: Uint8Array
}

/** A pickled list. */
export interface PickleList {
  readonly kind: 'list'
  readonly items: PickleValue[]
}

/** A pickled tuple. */
export interface PickleTuple {
  readonly kind: 'tuple'
  readonly items: readonly PickleValue[]
}

/** A pickled set or frozenset. */
export interface PickleSet {
  readonly kind: 'set'
  readonly type: 'set' | 'frozenset'
  readonly items: PickleValue[]
}

/** One key and its value, in insertion order. */
export type PickleEntry = [key: PickleValue, value: PickleValue]

/** A dict, or one of its well-known relatives. Keys compare as in Python (`1 == True == 1.0`). */
export interface PickleDict {
  readonly kind: 'dict'
  readonly type: 'dict' | 'collections.OrderedDict' | 'collections.defaultdict' | 'collections.Counter'
  /** Keyed by {@link dictKey}; null while empty (most are the empty hooks of a tensor). */
  entries: Map<unknown, PickleEntry> | null
  /** Values handed to BUILD: attributes of the object, never items (`_metadata` arrives so). */
  attributes: PickleDict | null
}

/** A class or function by name. `module` and `name` are spelled as in Python 3. */
export interface PickleGlobal {
  readonly kind: 'global'
  readonly module: string
  readonly name: string
  /** Byte offset of the opcode that names it. */
  readonly at: number
}

/** A call that Python would have made, recorded and not made. */
export interface PickleObject {
  readonly kind: 'object'
  /** What would have been called: nearly always a global. */
  readonly callee: PickleValue
  readonly how: 'reduce' | 'newobj' | 'newobj_ex' | 'inst' | 'obj' | 'reconstructor'
  readonly args: readonly PickleValue[]
  readonly kwargs: PickleValue
  /** Every BUILD argument, in order. */
  states: PickleValue[] | null
  /** APPEND, APPENDS and ADDITEMS on the object. */
  items: PickleValue[] | null
  /** SETITEM and SETITEMS on the object. */
  entries: PickleDict | null
  /** Byte offset of the opcode that makes the call. */
  readonly at: number
}

/** A persistent id: a reference to something outside the pickle, in PyTorch a storage. */
export interface PicklePersistent {
  readonly kind: 'persistent'
  readonly id: PickleValue
  /** Byte offset of the PERSID or BINPERSID opcode. */
  readonly at: number
}

/** `module.name` of a global. */
export function qualifiedName(global: PickleGlobal): string {
  return `${global.module}.${global.name}`
}

/** Whether a value is the global `module.name` (Python 3 spelling). */
export function isGlobal(value: PickleValue, module: string, name: string): boolean {
  return isKind(value, 'global') && value.module === module && value.name === name
}

/** Narrow a value to one of the record kinds. */
export function isKind<Kind extends RecordValue['kind']>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<RecordValue, { kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind
}

type RecordValue = Extract<PickleValue, { kind: string }>

/** The items of a list, tuple or set, or undefined. */
export function sequenceItems(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  if (isKind(value, 'list') || isKind(value, 'tuple') || isKind(value, 'set')) return value.items
  return undefined
}

/** A new empty dict. */
export function newDict(type: PickleDict['type'] = 'dict'): PickleDict {
  return { kind: 'dict', type, entries: null, attributes: null }
}

/**
 * Set one item as Python does: an equal key keeps its place and its first spelling. `count` pays for the
 * texts of structural keys. Answers the value that was there before; undefined when there was none.
 * @throws PthError LIMIT_EXCEEDED
 */
export function setItem(
  dict: PickleDict,
  key: PickleValue,
  value: PickleValue,
  count?: CopyCount,
): PickleValue | undefined {
  dict.entries ??= new Map()
  // Nearly every key is a text that stands for itself.
  const plain = typeof key === 'string' && key.charCodeAt(0) !== 0
  const normal = plain ? key : dictKey(key, count)
  const found = dict.entries.get(normal)
  if (found !== undefined) {
    const [, before] = found
    found[1] = value
    return before
  }
  if (dict.entries.size >= MOST_ENTRIES) {
    throw overFixedLimit({
      what: 'entries of a dict',
      limit: MOST_ENTRIES,
      found: dict.entries.size + 1,
      unit: 'entries',
      why: 'a JavaScript Map cannot contain more',
    })
  }
  dict.entries.set(normal, [key, value])
  return undefined
}

/** A JavaScript Map cannot contain more than 16,777,216 entries. */
const MOST_ENTRIES = 16_700_000

/** The value under a string key, or undefined. */
export function getItem(dict: PickleDict, key: string): PickleValue | undefined {
  return dict.entries?.get(key)?.[1]
}

/** The entries in insertion order. */
export function dictEntries(dict: PickleDict): Iterable<PickleEntry> {
  return dict.entries === null ? [] : dict.entries.values()
}

/** How many entries a dict contains. */
export function dictSize(dict: PickleDict): number {
  return dict.entries?.size ?? 0
}

/** A Map key such that keys equal in Python are the same Map key. */
function dictKey(key: PickleValue, count: CopyCount | undefined): unknown {
  if (typeof key === 'boolean') return Number(key)
  if (isKind(key, 'float')) return floatKey(key)
  if (isKind(key, 'tuple') || isKind(key, 'bytes') || isKind(key, 'global'))
    return structuralKey(key, count) ?? key
  if (typeof key === 'string' && key.startsWith(STRUCTURAL)) return structuralKey(key, count)
  return key
}

function floatKey(key: PickleFloat): unknown {
  if (Number.isSafeInteger(key.value)) return key.value === 0 ? 0 : key.value
  if (Number.isInteger(key.value)) return BigInt(key.value)
  // NaN is unequal to itself: each keeps an entry of its own.
  return Number.isNaN(key.value) ? key : key.value
}

/**
 * Strings are Map keys of their own; structural keys are strings that begin so (a string that does too
 * becomes one).
 */
const STRUCTURAL = '\u0000pth-key:'
const STRUCTURAL_DEPTH = 8

/** Keys already met: one long tuple may be the key of many dicts. */
const KEYS = new WeakMap<PickleTuple | PickleBytes, string>()

/** Equal text for equal tuples of plain values; undefined for what compares by identity. */
function structuralKey(key: PickleValue, count: CopyCount | undefined, depth = 0): string | undefined {
  const kept = isKind(key, 'tuple') || isKind(key, 'bytes')
  const known = kept ? KEYS.get(key) : undefined
  if (known !== undefined) return known
  if (depth > STRUCTURAL_DEPTH) return undefined
  const text = isKind(key, 'tuple') ? tupleKey(key, count, depth) : leafKey(key, count)
  if (text !== undefined && kept) KEYS.set(key, text)
  return text
}

function tupleKey({ items }: PickleTuple, count: CopyCount | undefined, depth: number): string | undefined {
  const parts: string[] = []
  for (const item of items) {
    const part = structuralKey(item, count, depth + 1)
    if (part === undefined) return undefined
    // Paid part by part: the whole may be longer than a string can be.
    if (count !== undefined) spend(count, part.length / KEY_SHARE)
    parts.push(`${part.length}:${part}`)
  }
  return `${STRUCTURAL}t${parts.join('')}`
}

function leafKey(key: PickleValue, count: CopyCount | undefined): string | undefined {
  if (isKind(key, 'bytes')) {
    if (count !== undefined) spend(count, key.data.length / KEY_SHARE)
    return `${STRUCTURAL}b${decodeLatin1(key.data)}`
  }
  if (isKind(key, 'global')) return `${STRUCTURAL}g${qualifiedName(key)}`
  if (isKind(key, 'float')) {
    const normal = floatKey(key)
    return typeof normal === 'object' ? undefined : numberKey(normal)
  }
  if (typeof key === 'string') return `${STRUCTURAL}s${key}`
  if (typeof key === 'boolean') return numberKey(Number(key))
  if (typeof key === 'number' || typeof key === 'bigint') return numberKey(key)
  return key === null ? 'none' : undefined
}

/** Hexadecimal takes linear time, where decimal takes more for a long integer. */
function numberKey(value: unknown): string {
  return typeof value === 'bigint' ? `N${value.toString(16)}` : `n${String(value)}`
}
