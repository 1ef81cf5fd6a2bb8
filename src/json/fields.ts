/**
 * The fields of a JSON text one after another, without a tree of it in memory: it may be a hundred megabytes
 * of brackets.
 */

/** A field whose value is not an object or list; `depth` counts the brackets that are open. */
export interface JsonField {
  readonly depth: number
  readonly key: string
  /** The text of a string, or null. */
  readonly text: string | null
  /** The value as it is written. */
  readonly written: string
}

/**
 * Walk a text that some reader of JSON accepts; of what none accepts, the part before it breaks off. The end
 * of a bracket is
 * reported as its depth.
 */
export function* jsonFields(text: string): Generator<JsonField | number> {
  let depth = 0
  let before = ''
  let key: string | null = null
  for (let at = 0; at < text.length;) {
    const end = tokenEnd(text, at)
    if (end === undefined) return
    const token = text.slice(at, end)
    at = end
    if (BLANKS.includes(token)) continue
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') yield depth--
    else if (token !== ':' && before === ':' && key !== null)
      yield { depth, key, text: textOf(token), written: token }
    if (token === ':') key = textOf(before)
    before = token
  }
}

const BLANKS = ', \t\r\n'
const SINGLE = `[]{}:${BLANKS}`
/** What ends a word such as true, NaN or 1.5. */
const STOPS = '[]{}:," \t\r\n'

/** Where the token at `at` ends: a string, a bracket, a word, or a blank. Undefined for a string without end. */
function tokenEnd(text: string, at: number): number | undefined {
  const first = text[at] ?? ''
  if (first === '"') return stringEnd(text, at + 1)
  if (SINGLE.includes(first)) return at + 1
  let end = at + 1
  while (end < text.length && !STOPS.includes(text[end] ?? '')) end += 1
  return end
}

function stringEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += text[at] === '\\' ? 2 : 1) if (text[at] === '"') return at + 1
  return undefined
}

/** The text of a string token; null for what is none, or contains what no reader accepts. */
export function textOf(token: string): string | null {
  if (!token.startsWith('"')) return null
  return token
    .slice(1, -1)
    .replaceAll(
      /\\(?:u([0-9a-fA-F]{4})|([^]))/g,
      (_, code: string | undefined, letter: string | undefined) =>
        code === undefined
          ? (LETTERS.get(letter ?? '') ?? letter ?? '')
          : String.fromCharCode(Number.parseInt(code, 16)),
    )
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
])
