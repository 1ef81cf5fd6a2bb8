/**
 * Globs over names: the one language of flags, schemas and policies. Names come from files, so they are matched without
 * regular expressions and without writing out what braces represent.
 */
import { PthError } from '../errors.ts'
import { parseGlob } from './glob-pattern.ts'
import type { CharacterClass, Piece, Sequence } from './glob-pattern.ts'

/** Whether a name is selected. */
export type NameMatcher = (name: string) => boolean

/** Characters of one pattern. A list of a thousand layers, written out, has 6,000. */
export const PATTERN_LENGTH = 20_000
/** Digits of a number in braces. */
const DIGITS = 9

/**
 * A matcher for names that match at least one pattern; without patterns every name matches.
 * @throws PthError USAGE for a pattern that is empty or too long
 */
export function compileGlobs(patterns: readonly string[]): NameMatcher {
  const matchers = patterns.map(compileGlob)
  if (matchers.length === 0) return () => true
  return (name) => matchers.some((matches) => matches(name))
}

/**
 * A matcher for one pattern. `*` is any text and `?` one UTF-16 unit, dots and slashes too, since a tensor name is not
 * a path; `[a-c]` and `[!a-c]` are classes; `{a,b}`, `{0..31}` and `{0..3,7}` are alternatives, numbers being numbers
 * and not digits; a backslash takes the next letter as it is. Case counts. A name always matches itself. A match
 * takes at most as many steps as the pattern has characters times those of the name.
 * @throws PthError USAGE for a pattern that is empty or too long
 */
export function compileGlob(pattern: string): NameMatcher {
  if (pattern === '')
    throw new PthError('USAGE', { reason: 'a pattern is empty; to select every tensor write "*"' })
  if (pattern.length > PATTERN_LENGTH)
    throw new PthError('USAGE', { reason: `a pattern is longer than ${PATTERN_LENGTH} characters` })
  const pieces = parseGlob(pattern)
  const literal = literalOf(pieces)
  if (literal !== undefined) return (name) => name === literal || name === pattern
  const matches = isFlat(pieces) ? matchesFlat : matchesTree
  const start =
    literalOf(
      pieces.slice(
        0,
        pieces.findIndex(({ kind }) => kind !== 'letter'),
      ),
    ) ?? ''
  return (name) => name === pattern || (name.startsWith(start) && matches(pieces, name))
}

/** The text that is the only one to match, or undefined. */
function literalOf(pieces: Sequence): string | undefined {
  let text = ''
  for (const piece of pieces) {
    if (piece.kind !== 'letter') return undefined
    text += piece.letter
  }
  return text
}

function isFlat(pieces: Sequence): boolean {
  return pieces.every(({ kind }) => kind !== 'choice' && kind !== 'numbers')
}

/** Without braces. On a mismatch only the last star moves on, so that no part is tried twice at a place. */
function matchesFlat(pieces: Sequence, name: string): boolean {
  let at = 0
  let from = 0
  let star = -1
  let resume = 0
  while (from < name.length) {
    const piece = pieces[at]
    if (piece?.kind === 'star') {
      star = at
      resume = from
      at += 1
    } else if (piece !== undefined && matchesUnit(piece, name, from)) {
      at += 1
      from += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      from = resume
    } else return false
  }
  while (pieces[at]?.kind === 'star') at += 1
  return at === pieces.length
}

/** With braces: all places at once. */
function matchesTree(pieces: Sequence, name: string): boolean {
  const places = new Uint8Array(name.length + 1)
  places[0] = 1
  return after(places, pieces, name)[name.length] === 1
}

/** Up to which places the pieces can have matched, from those before: `places[at]` is 1 for the first `at` units. */
function after(places: Uint8Array, pieces: Sequence, name: string): Uint8Array {
  let reached = places
  for (const piece of pieces) {
    const first = reached.indexOf(1)
    if (first === -1) return reached
    reached = afterPiece(reached, first, piece, name)
  }
  return reached
}

function afterPiece(before: Uint8Array, first: number, piece: Piece, name: string): Uint8Array {
  const reached = new Uint8Array(before.length)
  switch (piece.kind) {
    case 'star':
      return reached.fill(1, first)
    case 'choice':
      for (const option of piece.options) {
        const places = after(before, option, name)
        for (let at = places.indexOf(1); at !== -1; at = places.indexOf(1, at + 1)) reached[at] = 1
      }
      return reached
    case 'numbers':
      for (const [low, high] of piece.ranges) addNumbers(reached, before, low, high, name)
      return reached
    default:
      for (let at = first; at !== -1 && at < name.length; at = before.indexOf(1, at + 1))
        if (matchesUnit(piece, name, at)) reached[at + 1] = 1
      return reached
  }
}

/** Numbers have no leading zeros. */
function addNumbers(reached: Uint8Array, before: Uint8Array, low: number, high: number, name: string): void {
  for (let at = before.indexOf(1); at !== -1; at = before.indexOf(1, at + 1)) {
    let value = 0
    for (let end = at; end < at + DIGITS; end += 1) {
      const digit = name.charCodeAt(end) - 0x30
      if (!(digit >= 0 && digit <= 9)) break
      value = value * 10 + digit
      if (value >= low && value <= high) reached[end + 1] = 1
      if (value === 0 || value > high) break
    }
  }
}

/** Pieces that represent one unit. */
function matchesUnit(piece: Piece, name: string, at: number): boolean {
  if (piece.kind === 'letter') return piece.letter === name[at]
  return piece.kind === 'any' || (piece.kind === 'class' && inClass(piece, name.charCodeAt(at)))
}

function inClass({ ranges, negated }: CharacterClass, unit: number): boolean {
  return ranges.some(([first, last]) => unit >= first && unit <= last) !== negated
}
