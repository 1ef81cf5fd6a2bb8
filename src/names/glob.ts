/**
 * Globs over names: matched without regular expressions, because the names come from files. Used by every
 * command that selects.
 */
import { PthError } from '../errors.ts'

/** Whether a name is selected. */
export type NameMatcher = (name: string) => boolean

/**
 * Numbers that one `{0..9}` may stand for, and choices of one pattern. Largest known number of layers or
 * experts: about 1,000.
 */
const CHOICES = 10_000
/** Characters of one pattern. */
const LENGTH = 2_000
/** Characters of all choices of one pattern. Each becomes a token of its own. */
const EXPANDED = 2_000_000
/** Characters that are read to find the choices. */
const READ = 10_000_000

/** One position of a pattern: `*`, `?`, a class such as `[a-c]`, or a letter. */
type Token =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | CharacterClass
  | { readonly kind: 'letter'; readonly letter: string }

interface CharacterClass {
  readonly kind: 'class'
  readonly negated: boolean
  /** Inclusive ranges of UTF-16 units. */
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

/**
 * A matcher for names that fit at least one pattern; without patterns every name fits.
 * `*` and `?` cross dots and slashes alike, since a tensor name is no path; `[a-c]` and `[!a-c]` are classes, `{a,b}`,
 * `{0..31}` and `{0..3,7}` alternatives (numbers, not digits), a backslash takes the next letter as it is;
 * letters count as they
 * are. There is no negation. A match takes at most pattern times name steps.
 * @throws PthError USAGE for a pattern that is empty, too long, or stands for too much
 */
export function compileGlobs(patterns: readonly string[]): NameMatcher {
  const matchers = patterns.map(compileGlob)
  if (matchers.length === 0) return () => true
  return (name) => matchers.some((matches) => matches(name))
}

function compileGlob(pattern: string): NameMatcher {
  if (pattern === '')
    throw new PthError('USAGE', { reason: 'a pattern is empty; to select every tensor write "*"' })
  if (pattern.length > LENGTH)
    throw new PthError('USAGE', { reason: `a pattern is longer than ${LENGTH} characters` })
  // A name is always selected by itself, whatever characters it has.
  const exact = new Set([pattern])
  const wild: (readonly Token[])[] = []
  for (const choice of expandBraces(pattern)) {
    const tokens = tokensOf(choice)
    if (tokens.every(({ kind }) => kind === 'letter'))
      exact.add(tokens.map((token) => (token.kind === 'letter' ? token.letter : '')).join(''))
    else wild.push(tokens)
  }
  return (name) => exact.has(name) || wild.some((tokens) => matchesTokens(tokens, name))
}

/** All choices of the braces, inner ones first; braces without a choice in them are letters. */
function expandBraces(pattern: string): string[] {
  const done: string[] = []
  let read = 0
  const waiting: (readonly [text: string, from: number])[] = [[pattern, 0]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [text, from] = next
    // Braces without a choice multiply the work and not the choices.
    read += text.length
    if (read > READ) throw tooMany(pattern)
    const close = unescaped(text, '}', from)
    if (close === -1) {
      done.push(text)
      continue
    }
    const open = openingBefore(text, close)
    const options = open === -1 ? undefined : choicesOf(text.slice(open + 1, close), pattern)
    if (options === undefined) waiting.push([text, close + 1])
    else
      for (const option of options.toReversed())
        waiting.push([text.slice(0, open) + option + text.slice(close + 1), Math.min(open, from)])
    const choices = done.length + waiting.length
    if (choices > CHOICES || choices * pattern.length > EXPANDED) throw tooMany(pattern)
  }
  return done
}

function unescaped(text: string, wanted: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === wanted) return at
  }
  return -1
}

/** The last opening brace before `close` that is no escaped letter. */
function openingBefore(text: string, close: number): number {
  let open = -1
  for (let at = unescaped(text, '{', 0); at !== -1 && at < close; at = unescaped(text, '{', at + 1)) open = at
  return open
}

/** `a,b`, `0..3` or `0..3,7`; undefined when there is no choice. */
function choicesOf(inside: string, pattern: string): string[] | undefined {
  const items = inside.split(',')
  const ranges = items.map(rangeOf)
  // `{7}` is the number, as `{7..7}` is; `{a}` is text.
  if (ranges.some((range) => range === undefined)) return items.length > 1 ? items : undefined
  const numbers: string[] = []
  for (const range of ranges) {
    const [first = 0, last = first] = range?.map(Number) ?? []
    const [low, high] = first <= last ? [first, last] : [last, first]
    if (high - low + numbers.length >= CHOICES) throw tooMany(pattern)
    for (let number = low; number <= high; number += 1) numbers.push(String(number))
  }
  return numbers
}

/** `7` as one text, `0..3` as two; undefined for what is no number. */
function rangeOf(item: string): readonly string[] | undefined {
  const range = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(item)
  return range === null ? undefined : range.slice(1).filter((text) => text !== undefined)
}

function tooMany(pattern: string): PthError {
  return new PthError('USAGE', {
    reason: `the pattern ${JSON.stringify(pattern)} stands for more than ${CHOICES} choices, or has too many braces`,
  })
}

function tokensOf(choice: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < choice.length; at += 1) {
    const letter = choice[at] ?? ''
    const end = letter === '[' ? choice.indexOf(']', at + (/[!^]/.test(choice[at + 1] ?? '') ? 3 : 2)) : -1
    if (letter === '*') tokens.push({ kind: 'star' })
    else if (letter === '?') tokens.push({ kind: 'any' })
    else if (end !== -1) {
      tokens.push(classOf(choice.slice(at + 1, end)))
      at = end
    } else if (letter === '\\' && at + 1 < choice.length) {
      at += 1
      tokens.push({ kind: 'letter', letter: choice[at] ?? '' })
    } else tokens.push({ kind: 'letter', letter })
  }
  return tokens
}

function classOf(text: string): CharacterClass {
  const negated = text.startsWith('!') || text.startsWith('^')
  const ranges: [number, number][] = []
  for (let at = negated ? 1 : 0; at < text.length; at += 1) {
    const range = text[at + 1] === '-' && at + 2 < text.length
    ranges.push([text.charCodeAt(at), text.charCodeAt(range ? at + 2 : at)])
    if (range) at += 2
  }
  return { kind: 'class', negated, ranges }
}

/** Two pointers; on a mismatch only the last star moves on, so that no part is tried twice at a place. */
function matchesTokens(tokens: readonly Token[], name: string): boolean {
  let at = 0
  let from = 0
  let star = -1
  let resume = 0
  while (from < name.length) {
    const token = tokens[at]
    if (token?.kind === 'star') {
      star = at
      resume = from
      at += 1
    } else if (token !== undefined && fits(token, name, from)) {
      at += 1
      from += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      from = resume
    } else return false
  }
  while (tokens[at]?.kind === 'star') at += 1
  return at === tokens.length
}

function fits(token: Token, name: string, at: number): boolean {
  if (token.kind === 'letter') return token.letter === name[at]
  if (token.kind !== 'class') return true
  const unit = name.charCodeAt(at)
  return token.ranges.some(([first, last]) => unit >= first && unit <= last) !== token.negated
}
