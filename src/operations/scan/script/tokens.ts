/**
 * The tokens of TorchScript code, by the rules of Python as the lexer of PyTorch has them: a backslash joins lines,
 * brackets do too, comments go to the end of the line, texts come in every form.
 * @see torch/csrc/jit/frontend/lexer.h
 */

/** One token. `line` begins a logical line, outside of all brackets. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'mark' | 'line'
  /** A name after NFKC, the characters of a text, one mark; empty for a line. */
  readonly text: string
  /** Where it begins in the file. */
  readonly at: number
  /** Blanks before the first token of a line; 0 for other tokens. */
  readonly indent: number
}

/** Blanks between tokens: PyTorch asks isspace, which a vertical tab and a carriage return pass. */
const BLANK = /(?:[ \t\v\f\r]|\\\r?\n)+/y
const NAME = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y
const NUMBER = /(?:\d|\.\d)(?:[eE][+-](?=\d)|[\w.])*/y
const PREFIX = /^(?:[rbuf]|br|rb|fr|rf)$/i

/** The tokens of a file. Texts beside one another are one text. */
export function* tokens(source: string): Generator<Token> {
  let text: Token | undefined
  for (const token of pieces(source)) {
    if (text !== undefined && token.kind === 'text') {
      text = { ...text, text: text.text + token.text }
      continue
    }
    if (text !== undefined) yield text
    text = token.kind === 'text' ? token : undefined
    if (text === undefined) yield token
  }
  if (text !== undefined) yield text
}

function* pieces(source: string): Generator<Token> {
  let open = 0
  // Whether only blanks were met since the line began.
  let fresh = true
  let lineAt = 0
  for (let at = 0; at < source.length;) {
    const unit = source[at] ?? ''
    const blanks = endOf(BLANK, source, at)
    if (blanks !== undefined || unit === '#' || unit === '\n') {
      at = blanks ?? (unit === '#' ? lineEnd(source, at) : at + 1)
      if (unit === '\n' && open === 0) {
        fresh = true
        lineAt = at
      }
      continue
    }
    if (fresh) yield { kind: 'line', text: '', at, indent: at - lineAt }
    fresh = false
    const name = endOf(NAME, source, at)
    const prefix = name !== undefined && PREFIX.test(source.slice(at, name)) ? source.slice(at, name) : ''
    const quote = source[at + prefix.length]
    if (quote === '"' || quote === "'") {
      const { end, body } = quoted(source, at + prefix.length, quote)
      yield { kind: 'text', text: /r/i.test(prefix) ? body : unescaped(body), at, indent: 0 }
      at = end
      continue
    }
    const end = name ?? endOf(NUMBER, source, at) ?? at + 1
    const kind = name !== undefined ? 'name' : end > at + 1 || /\d/.test(unit) ? 'number' : 'mark'
    yield {
      kind,
      text: kind === 'name' ? identifier(source.slice(at, end)) : source.slice(at, end),
      at,
      indent: 0,
    }
    if (kind === 'mark') open = Math.max(0, open + ('([{'.includes(unit) ? 1 : ')]}'.includes(unit) ? -1 : 0))
    at = end
  }
}

function endOf(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(source) ? pattern.lastIndex : undefined
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end < 0 ? source.length : end
}

/** The text that begins at a quote; one in single quotes without an end stops at the end of its line. */
function quoted(
  source: string,
  from: number,
  quote: string,
): { readonly end: number; readonly body: string } {
  const triple = quote.repeat(3)
  const mark = source.startsWith(triple, from) ? triple : quote
  const start = from + mark.length
  let at = start
  while (at < source.length && !source.startsWith(mark, at)) {
    if (mark === quote && source[at] === '\n') return { end: at, body: source.slice(start, at) }
    at += source[at] === '\\' ? 2 : 1
  }
  const end = Math.min(at, source.length)
  return { end: Math.min(end + mark.length, source.length), body: source.slice(start, end) }
}

const ESCAPE = /\\(?:x([\da-fA-F]{2})|([0-7]{1,3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r?\n)|([^]))/g
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
])

function unescaped(body: string): string {
  if (!body.includes('\\')) return body
  return body.replaceAll(
    ESCAPE,
    (
      whole,
      hex: string | undefined,
      octal: string | undefined,
      short: string | undefined,
      long: string | undefined,
      newline: string | undefined,
      letter: string | undefined,
    ) => {
      const digits = hex ?? short ?? long
      const code = digits === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(digits, 16)
      if (code <= 0x10ffff) return String.fromCodePoint(code)
      return newline === undefined ? (LETTERS.get(letter ?? '') ?? whole) : ''
    },
  )
}

/** Python compares identifiers after NFKC. Characters beyond ASCII all count as letters: PyTorch takes none of them. */
function identifier(name: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII is what has no code above 0x7f
  return /^[\0-\x7f]*$/.test(name) ? name : name.normalize('NFKC')
}
