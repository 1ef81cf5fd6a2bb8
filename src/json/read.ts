/**
 * The one reader of JSON: strict (RFC 8259), iterative, linear, with the offset of every value. What a value becomes is
 * up to a builder, so that nothing is made that a caller does not ask for.
 */

/** A number as it is written. */
export interface JsonNumber {
  readonly kind: 'number'
  readonly text: string
}

/** Makes the values. Offsets count UTF-16 units from the beginning of the text. */
export interface JsonBuilder<Value> {
  scalar(value: null | boolean | string | JsonNumber, offset: number): Value
  array(items: Value[], offset: number): Value
  /** Entries in order, repeated keys too. */
  object(entries: JsonEntry<Value>[], offset: number): Value
}

export type JsonEntry<Value> = readonly [key: string, value: Value, keyOffset: number]

/** What breaks a text. `surrogate` and `range` are legal JSON that no value represents. */
export type JsonProblem =
  | 'value'
  | 'end'
  | 'key'
  | 'colon'
  | 'array'
  | 'object'
  | 'trailing'
  | 'depth'
  | 'many'
  | 'control'
  | 'escape'
  | 'string'
  | 'surrogate'
  | 'range'

export interface JsonRules {
  /** Open arrays and objects at most. */
  readonly depth: number
  /** Values at most; any number when absent. */
  readonly most?: number
  /** Words a problem at an offset; its error is thrown. */
  fail(problem: JsonProblem, offset: number): Error
}

interface Reader<Value> extends JsonRules {
  readonly text: string
  readonly builder: JsonBuilder<Value>
  at: number
  left: number
}

/** An open container, and in an object the key that waits for its value. */
type Frame<Value> = { readonly offset: number } & (
  | { readonly kind: 'array'; readonly items: Value[] }
  | { readonly kind: 'object'; readonly entries: JsonEntry<Value>[]; key: string; keyOffset: number }
)

/** A value that is finished; a container that has items is not, when it is opened. */
type Done<Value> = { readonly value: Value } | undefined

/** Read one value from `start` on; blanks around it are allowed, nothing else is. @throws what `rules.fail` gives */
export function readJson<Value>(
  text: string,
  builder: JsonBuilder<Value>,
  rules: JsonRules,
  start = 0,
): Value {
  const reader: Reader<Value> = { ...rules, text, builder, at: start, left: rules.most ?? Infinity }
  const frames: Frame<Value>[] = []
  for (;;) {
    let done = readValue(reader, frames)
    while (done !== undefined) {
      const frame = frames.at(-1)
      if (frame === undefined) {
        skipBlanks(reader)
        if (reader.at < text.length) throw reader.fail('trailing', reader.at)
        return done.value
      }
      if (frame.kind === 'array') frame.items.push(done.value)
      else frame.entries.push([frame.key, done.value, frame.keyOffset])
      done = afterItem(reader, frames, frame)
    }
  }
}

function readValue<Value>(reader: Reader<Value>, frames: Frame<Value>[]): Done<Value> {
  skipBlanks(reader)
  const { text, at: offset, builder } = reader
  reader.left -= 1
  if (reader.left < 0) throw reader.fail('many', offset)
  const letter = text[offset]
  if (letter === '{' || letter === '[') return openContainer(reader, frames, letter)
  if (letter === '"') return { value: builder.scalar(readString(reader), offset) }
  for (const [word, value] of WORDS) {
    if (!text.startsWith(word, offset)) continue
    reader.at += word.length
    return { value: builder.scalar(value, offset) }
  }
  return { value: builder.scalar(readNumber(reader), offset) }
}

const WORDS: readonly (readonly [string, null | boolean])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
]

function openContainer<Value>(reader: Reader<Value>, frames: Frame<Value>[], letter: '{' | '['): Done<Value> {
  const { text, at: offset, builder } = reader
  if (frames.length >= reader.depth) throw reader.fail('depth', offset)
  reader.at += 1
  skipBlanks(reader)
  const empty = text[reader.at] === (letter === '{' ? '}' : ']')
  if (empty) {
    reader.at += 1
    return { value: letter === '{' ? builder.object([], offset) : builder.array([], offset) }
  }
  if (letter === '[') frames.push({ kind: 'array', offset, items: [] })
  else {
    const keyOffset = reader.at
    frames.push({ kind: 'object', offset, entries: [], key: readKey(reader), keyOffset })
  }
  return undefined
}

/** A comma leads to the next item (undefined); a bracket finishes the container. */
function afterItem<Value>(reader: Reader<Value>, frames: Frame<Value>[], frame: Frame<Value>): Done<Value> {
  skipBlanks(reader)
  const { text, at, builder } = reader
  const letter = text[at]
  if (letter === ',') {
    reader.at += 1
    if (frame.kind === 'array') return undefined
    skipBlanks(reader)
    frame.keyOffset = reader.at
    frame.key = readKey(reader)
    return undefined
  }
  if (letter !== (frame.kind === 'array' ? ']' : '}')) throw reader.fail(frame.kind, at)
  reader.at += 1
  frames.pop()
  return {
    value:
      frame.kind === 'array'
        ? builder.array(frame.items, frame.offset)
        : builder.object(frame.entries, frame.offset),
  }
}

function readKey<Value>(reader: Reader<Value>): string {
  if (reader.text[reader.at] !== '"') throw reader.fail('key', reader.at)
  const key = readString(reader)
  skipBlanks(reader)
  if (reader.text[reader.at] !== ':') throw reader.fail('colon', reader.at)
  reader.at += 1
  return key
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function readNumber<Value>(reader: Reader<Value>): JsonNumber {
  NUMBER.lastIndex = reader.at
  const text = NUMBER.exec(reader.text)?.[0]
  if (text === undefined) throw reader.fail(reader.at >= reader.text.length ? 'end' : 'value', reader.at)
  if (!Number.isFinite(Number(text))) throw reader.fail('range', reader.at)
  reader.at += text.length
  return { kind: 'number', text }
}

function readString<Value>(reader: Reader<Value>): string {
  const { text } = reader
  const start = reader.at
  let plain = true
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      reader.at = at + 1
      return plain ? text.slice(start + 1, at) : unescape(reader, text.slice(start, at + 1), start)
    }
    if (code < 0x20) throw reader.fail('control', at)
    if (code === 0x5c) {
      plain = false
      at += 1
    }
  }
  throw reader.fail('string', start)
}

/** JSON.parse knows the escapes; what it lets pass and Unicode does not are lone surrogates. */
function unescape<Value>(reader: Reader<Value>, quoted: string, at: number): string {
  let value: unknown
  try {
    value = JSON.parse(quoted)
  } catch {
    throw reader.fail('escape', at)
  }
  // With the u flag a pair is one character, so only a lone half matches.
  if (typeof value === 'string' && !/\p{Cs}/u.test(value)) return value
  throw reader.fail('surrogate', at)
}

function skipBlanks<Value>(reader: Reader<Value>): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    reader.at += 1
  }
}
