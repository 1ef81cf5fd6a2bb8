/** Strict JSON that hides nothing: repeated keys stay visible, numbers stay text, order stays. */
import { PthError } from '../errors.ts'

/** A parsed value. Objects keep every entry in order, also those whose key occurs twice. */
export type Json =
  | null
  | boolean
  | string
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'array'; readonly items: Json[] }
  | { readonly kind: 'object'; readonly entries: (readonly [key: string, value: Json])[] }

export type JsonObject = Extract<Json, { kind: 'object' }>

/** Nesting that is followed; serde_json stops at the same. A safetensors header needs 3. */
const DEPTH = 128

interface Reader {
  readonly text: string
  readonly what: string
  at: number
}

/** An open container, and in an object the key that waits for its value. */
interface Frame {
  readonly value: Extract<Json, { kind: 'array' | 'object' }>
  key: string
}

/**
 * Parse one JSON text; blanks around it are allowed, anything else is not.
 * @throws PthError JSON_INVALID with the offset in UTF-16 units
 * @see RFC 8259
 */
export function parseJson(text: string, what: string): Json {
  const reader: Reader = { text, what, at: 0 }
  const frames: Frame[] = []
  for (;;) {
    let done = readValue(reader, frames)
    while (done !== undefined) {
      const frame = frames.at(-1)
      if (frame === undefined) return finish(reader, done.value)
      add(frame, done.value)
      done = afterItem(reader, frames, frame)
    }
  }
}

/** Parse UTF-8 bytes. @throws PthError JSON_INVALID, also when they are not UTF-8 */
export function parseJsonBytes(bytes: Uint8Array, what: string): Json {
  try {
    // A byte order mark is no blank in JSON, so it must stay to be refused.
    return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), what)
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

/** Start or finish a value; undefined when a container was opened that has items. */
function readValue(reader: Reader, frames: Frame[]): { readonly value: Json } | undefined {
  skipBlanks(reader)
  const letter = reader.text[reader.at]
  if (letter === '{' || letter === '[') {
    if (frames.length >= DEPTH) throw invalid(reader, `nested deeper than ${DEPTH}`)
    reader.at += 1
    skipBlanks(reader)
    const value: Frame['value'] =
      letter === '{' ? { kind: 'object', entries: [] } : { kind: 'array', items: [] }
    if (reader.text[reader.at] === (letter === '{' ? '}' : ']')) {
      reader.at += 1
      return { value }
    }
    const frame: Frame = { value, key: '' }
    if (value.kind === 'object') frame.key = readKey(reader)
    frames.push(frame)
    return undefined
  }
  if (letter === '"') return { value: readString(reader) }
  for (const [word, value] of WORDS) {
    if (!reader.text.startsWith(word, reader.at)) continue
    reader.at += word.length
    return { value }
  }
  return { value: readNumber(reader) }
}

const WORDS: readonly (readonly [string, null | boolean])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
]

function add(frame: Frame, value: Json): void {
  if (frame.value.kind === 'array') frame.value.items.push(value)
  else frame.value.entries.push([frame.key, value])
}

/** A comma leads to the next item (undefined); a bracket finishes the container. */
function afterItem(reader: Reader, frames: Frame[], frame: Frame): { readonly value: Json } | undefined {
  skipBlanks(reader)
  const letter = reader.text[reader.at]
  reader.at += 1
  if (letter === ',') {
    skipBlanks(reader)
    if (frame.value.kind === 'object') frame.key = readKey(reader)
    return undefined
  }
  if (letter === (frame.value.kind === 'array' ? ']' : '}')) {
    frames.pop()
    return { value: frame.value }
  }
  reader.at -= 1
  throw invalid(reader, frame.value.kind === 'array' ? 'expected , or ]' : 'expected , or }')
}

function finish(reader: Reader, value: Json): Json {
  skipBlanks(reader)
  if (reader.at < reader.text.length) throw invalid(reader, 'something stands after the value')
  return value
}

function readKey(reader: Reader): string {
  if (reader.text[reader.at] !== '"') throw invalid(reader, 'expected a key in quotes')
  const key = readString(reader)
  skipBlanks(reader)
  if (reader.text[reader.at] !== ':') throw invalid(reader, 'expected :')
  reader.at += 1
  return key
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function readNumber(reader: Reader): Json {
  NUMBER.lastIndex = reader.at
  const text = NUMBER.exec(reader.text)?.[0]
  if (text === undefined)
    throw invalid(reader, reader.at >= reader.text.length ? 'the text ends early' : 'expected a value')
  if (!Number.isFinite(Number(text))) throw invalid(reader, 'the number is out of range')
  reader.at += text.length
  return { kind: 'number', text }
}

function readString(reader: Reader): string {
  const { text } = reader
  const start = reader.at
  let plain = true
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      reader.at = at + 1
      return plain ? text.slice(start + 1, at) : unescape(reader, text.slice(start, at + 1), start)
    }
    if (code < 0x20) {
      reader.at = at
      throw invalid(reader, 'a control character in a string')
    }
    if (code === 0x5c) {
      plain = false
      at += 1
    }
  }
  throw invalid(reader, 'a string without an end')
}

/** JSON.parse knows the escapes; what it lets pass and Unicode does not are lone surrogates. */
function unescape(reader: Reader, quoted: string, at: number): string {
  let value: unknown
  try {
    value = JSON.parse(quoted)
  } catch {
    reader.at = at
    throw invalid(reader, 'a bad escape in a string')
  }
  // With the u flag a pair is one character, so only a lone half matches.
  if (typeof value === 'string' && !/\p{Cs}/u.test(value)) return value
  reader.at = at
  throw invalid(reader, 'half of a surrogate pair in a string')
}

function skipBlanks(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    reader.at += 1
  }
}

function invalid(reader: Reader, reason: string): PthError {
  return new PthError('JSON_INVALID', { what: reader.what, offset: reader.at, reason })
}
