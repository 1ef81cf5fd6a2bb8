/** JSON as plain records that hide nothing: repeated keys stay visible, numbers stay text, order stays. */
import { PthError } from '../errors.ts'
import { readJson } from './read.ts'
import type { JsonBuilder, JsonNumber, JsonProblem } from './read.ts'

/** A parsed value. Objects keep every entry in order, also those whose key occurs twice. */
export type Json =
  | null
  | boolean
  | string
  | JsonNumber
  | { readonly kind: 'array'; readonly items: Json[] }
  | { readonly kind: 'object'; readonly entries: (readonly [key: string, value: Json, keyOffset: number])[] }

export type JsonObject = Extract<Json, { kind: 'object' }>

/** Nesting that is followed; serde_json stops at the same. A safetensors header needs 3. */
const DEPTH = 128

const RECORDS: JsonBuilder<Json> = {
  scalar: (value) => value,
  array: (items) => ({ kind: 'array', items }),
  object: (entries) => ({ kind: 'object', entries }),
}

const REASONS: Readonly<Record<JsonProblem, string>> = {
  value: 'expected a value',
  end: 'the text ends early',
  key: 'expected a key in quotes',
  colon: 'expected :',
  array: 'expected , or ]',
  object: 'expected , or }',
  trailing: 'something follows the value',
  depth: `nested deeper than ${DEPTH}`,
  many: 'more values than are read',
  control: 'a control character in a string',
  escape: 'a bad escape in a string',
  string: 'a string without an end',
  surrogate: 'half of a surrogate pair in a string',
  range: 'the number is out of range',
}

/** How many values are read, and the error for more. */
export interface JsonLimit {
  readonly most: number
  over(): PthError
}

/**
 * Parse one JSON text; blanks around it are allowed, anything else is not.
 * @throws PthError JSON_INVALID with the offset in UTF-16 units, and that of `limit`
 */
export function parseJson(text: string, what: string, limit?: JsonLimit): Json {
  const fail = (problem: JsonProblem, offset: number): PthError =>
    problem === 'many' && limit !== undefined
      ? limit.over()
      : new PthError('JSON_INVALID', { what, offset, reason: REASONS[problem] })
  return readJson(text, RECORDS, { depth: DEPTH, fail, ...(limit !== undefined && { most: limit.most }) })
}

/** Parse UTF-8 bytes. @throws PthError JSON_INVALID, also when they are not UTF-8, and that of `limit` */
export function parseJsonBytes(bytes: Uint8Array, what: string, limit?: JsonLimit): Json {
  try {
    // A byte order mark is not a blank in JSON, so it must stay, to be refused.
    return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), what, limit)
  } catch (cause) {
    if (cause instanceof PthError) throw cause
    throw new PthError('JSON_INVALID', { what, offset: 0, reason: 'the text is not UTF-8' }, { cause })
  }
}

/** Narrow to an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && value.kind === 'object'
}

/** The items of an array, or undefined. */
export function jsonItems(value: Json | undefined): readonly Json[] | undefined {
  return typeof value === 'object' && value !== null && value.kind === 'array' ? value.items : undefined
}

/** The last value under a key, as most readers take it; undefined when there is none. */
export function jsonField(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value.entries.findLast(([name]) => name === key)?.[1] : undefined
}

/** A whole number written without fraction or exponent, or undefined. */
export function jsonInteger(value: Json | undefined): bigint | undefined {
  if (typeof value !== 'object' || value === null || value.kind !== 'number') return undefined
  return /^-?\d{1,30}$/.test(value.text) && value.text !== '-0' ? BigInt(value.text) : undefined
}
