/** The metadata of a GGUF file: typed values under keys, of which long ones are shown by their beginning. */
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { broken, checkRoom, take, takeName, takeSize, takeText, takeU32 } from './cursor.ts'
import type { GgufCursor } from './cursor.ts'

/** A plain value. Integers past 2^53 are bigint. */
export type GgufScalar = string | number | bigint | boolean

/** A value, or the first elements of an array. */
export type GgufValue = GgufScalar | readonly GgufValue[]

/** One key and its value. */
export interface GgufProperty {
  readonly key: string
  /** Such as `uint32`, `string` or `array of string`. */
  readonly type: string
  readonly value: GgufValue
  /** Elements of an array; null for a plain value. */
  readonly count: number | null
  /** Whether `value` is only the beginning. */
  readonly cut: boolean
}

/** Bytes of a text that are kept. Largest known: 20 kB, a chat template. */
const TEXT_BYTES = 1 << 20
/** Elements of an array that are kept: enough to see what it is. Tokenizers have 250,000. */
const KEPT = 8
/** Arrays in arrays. llama.cpp refuses the first already; no known file has one. */
const DEPTH = 4

const STRING = 8
const ARRAY = 9

interface Plain {
  readonly name: string
  readonly bytes: number
  readonly read: (view: DataView, at: number, little: boolean) => GgufScalar | undefined
}

/** @see gguf/constants.py `GGUFValueType`; a boolean other than 0 and 1 is read differently by different programs */
const PLAIN: ReadonlyMap<number, Plain> = new Map<number, Plain>([
  [0, { name: 'uint8', bytes: 1, read: (view, at) => view.getUint8(at) }],
  [1, { name: 'int8', bytes: 1, read: (view, at) => view.getInt8(at) }],
  [2, { name: 'uint16', bytes: 2, read: (view, at, little) => view.getUint16(at, little) }],
  [3, { name: 'int16', bytes: 2, read: (view, at, little) => view.getInt16(at, little) }],
  [4, { name: 'uint32', bytes: 4, read: (view, at, little) => view.getUint32(at, little) }],
  [5, { name: 'int32', bytes: 4, read: (view, at, little) => view.getInt32(at, little) }],
  [6, { name: 'float32', bytes: 4, read: (view, at, little) => view.getFloat32(at, little) }],
  [7, { name: 'bool', bytes: 1, read: (view, at) => [false, true][view.getUint8(at)] }],
  [10, { name: 'uint64', bytes: 8, read: (view, at, little) => wide(view.getBigUint64(at, little)) }],
  [11, { name: 'int64', bytes: 8, read: (view, at, little) => wide(view.getBigInt64(at, little)) }],
  [12, { name: 'float64', bytes: 8, read: (view, at, little) => view.getFloat64(at, little) }],
])

function wide(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

interface Read {
  readonly type: string
  readonly value: GgufValue
  readonly count: number | null
  readonly cut: boolean
}

/** What was used of the budgets. */
interface Used {
  values: number
  characters: number
}

/** `count` keys with their values. @throws NeedsMore, PthError CONTAINER_INVALID, LIMIT_EXCEEDED */
export function takeProperties(cursor: GgufCursor, count: number, limits: Limits): readonly GgufProperty[] {
  // A key of no letters, a type, and a value of one byte.
  checkRoom(cursor, count, 13, 'number of metadata keys')
  checkLimit(limits, 'entries', 'metadata keys', count)
  const used: Used = { values: 0, characters: 0 }
  const keys = new Set<string>()
  const found: GgufProperty[] = []
  for (let index = 0; index < count; index += 1) {
    const { at } = cursor
    const key = takeName(cursor, 'a metadata key')
    if (keys.has(key)) throw broken({ ...cursor, at }, 'metadata', 'every key once', `"${key}" twice`)
    keys.add(key)
    const type = takeU32(cursor, `type of "${key}"`)
    found.push({ key, ...takeValue(cursor, type, key, limits, used, 0) })
  }
  return found
}

function takeValue(
  cursor: GgufCursor,
  type: number,
  key: string,
  limits: Limits,
  used: Used,
  depth: number,
): Read {
  used.values += 1
  checkLimit(limits, 'values', 'values of the metadata', used.values)
  if (type === STRING) return textOf(takeText(cursor, `"${key}"`), limits, used)
  if (type === ARRAY) return takeArray(cursor, key, limits, used, depth)
  const plain = PLAIN.get(type)
  if (plain === undefined) throw broken(cursor, `type of "${key}"`, 'a number from 0 to 12', String(type))
  return { type: plain.name, value: takePlain(cursor, plain, key), count: null, cut: false }
}

function takePlain(cursor: GgufCursor, plain: Plain, key: string): GgufScalar {
  const at = take(cursor, plain.bytes, `"${key}"`)
  const value = plain.read(cursor.view, at, cursor.littleEndian)
  if (value !== undefined) return value
  throw broken({ ...cursor, at }, `"${key}"`, 'a boolean, 0 or 1', String(cursor.view.getUint8(at)))
}

const TEXT = new TextDecoder('utf-8', { ignoreBOM: true })

/** Tokens need not be UTF-8: what is not is shown by replacement characters. */
function textOf(bytes: Uint8Array, limits: Limits, used: Used): Read {
  const cut = bytes.length > TEXT_BYTES
  const value = TEXT.decode(cut ? bytes.subarray(0, TEXT_BYTES) : bytes)
  used.characters += value.length
  checkLimit(limits, 'nameLength', 'texts of the metadata', used.characters)
  return { type: 'string', value, count: null, cut }
}

function takeArray(cursor: GgufCursor, key: string, limits: Limits, used: Used, depth: number): Read {
  if (depth >= DEPTH) throw broken(cursor, `"${key}"`, `arrays in at most ${DEPTH} arrays`, 'one more')
  const type = takeU32(cursor, `element type of "${key}"`)
  const count = takeSize(cursor, `elements of "${key}"`)
  const plain = PLAIN.get(type)
  const value: GgufValue[] = []
  if (plain !== undefined) {
    checkRoom(cursor, count, plain.bytes, `elements of "${key}"`)
    const { at } = cursor
    take(cursor, count * plain.bytes, `"${key}"`)
    for (let index = 0; index < Math.min(count, KEPT); index += 1)
      value.push(takePlain({ ...cursor, at: at + index * plain.bytes }, plain, key))
    return { type: `array of ${plain.name}`, value, count, cut: count > KEPT }
  }
  // A text has a length, an array a type and a length.
  checkRoom(cursor, count, type === ARRAY ? 12 : 8, `elements of "${key}"`)
  let cut = count > KEPT
  let inner: string | null = type === STRING ? 'string' : type === ARRAY ? 'array' : null
  if (inner === null) throw broken(cursor, `element type of "${key}"`, 'a number from 0 to 12', String(type))
  for (let index = 0; index < count; index += 1) {
    if (type === STRING && index >= KEPT) {
      used.values += 1
      checkLimit(limits, 'values', 'values of the metadata', used.values)
      takeText(cursor, `"${key}"`)
      continue
    }
    const item = takeValue(cursor, type, key, limits, used, depth + 1)
    if (index === 0) inner = item.type
    cut ||= item.cut
    if (index < KEPT) value.push(item.value)
  }
  return { type: `array of ${inner}`, value, count, cut }
}
