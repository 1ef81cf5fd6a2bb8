/** A glob as a tree of pieces: what its text means, before any name is held against it. */

/** One piece. Numbers are inclusive. */
export type Piece =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | CharacterClass
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'choice'; readonly options: readonly Sequence[] }
  | { readonly kind: 'numbers'; readonly ranges: readonly (readonly [first: number, last: number])[] }

/** `[a-c]`, `[!a]`: one UTF-16 unit. */
export interface CharacterClass {
  readonly kind: 'class'
  readonly negated: boolean
  /** Inclusive ranges of UTF-16 units. */
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

export type Sequence = readonly Piece[]

/** Levels of braces in braces; deeper ones are letters. */
const DEPTH = 32

interface Reader {
  readonly text: string
  /** For each opening brace that has one, where it closes. */
  readonly closing: ReadonlyMap<number, number>
  at: number
}

/** Read a glob; every text is one. Braces that contain no choice, and brackets that are not closed, are letters. */
export function parseGlob(text: string): Sequence {
  return readSequence({ text, closing: matchBraces(text), at: 0 }, text.length, 0)
}

/** Pairs of braces; an escaped brace is a letter. */
function matchBraces(text: string): Map<number, number> {
  const closing = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '{') open.push(at)
    else if (text[at] === '}') {
      const start = open.pop()
      if (start !== undefined) closing.set(start, at)
    }
  }
  return closing
}

/** The pieces up to `end`. Inside braces a comma ends an option, and no class reaches over it. */
function readSequence(reader: Reader, end: number, depth: number): Sequence {
  const pieces: Piece[] = []
  const separator = depth > 0 ? ',' : undefined
  while (reader.at < end && reader.text[reader.at] !== separator) {
    for (const piece of readPiece(reader, end, depth)) pieces.push(piece)
  }
  return pieces
}

function readPiece(reader: Reader, end: number, depth: number): readonly Piece[] {
  const { text, at } = reader
  const letter = text[at] ?? ''
  if (letter === '{') {
    const braces = readBraces(reader, depth)
    if (braces !== undefined) return braces
  }
  reader.at += 1
  if (letter === '*') return [{ kind: 'star' }]
  if (letter === '?') return [{ kind: 'any' }]
  if (letter === '[') {
    const close = closingBracket(text, at, end, depth)
    if (close !== -1) {
      reader.at = close + 1
      return [classOf(text.slice(at + 1, close))]
    }
  }
  if (letter !== '\\' || reader.at >= end) return [{ kind: 'letter', letter }]
  reader.at += 1
  return [{ kind: 'letter', letter: text[at + 1] ?? '' }]
}

/** Numbers or a choice; undefined, with nothing read, where the braces are letters. */
function readBraces(reader: Reader, depth: number): readonly Piece[] | undefined {
  const { text, at, closing } = reader
  const close = closing.get(at)
  if (close === undefined || depth >= DEPTH) return undefined
  const ranges = numbersOf(text.slice(at + 1, close))
  if (ranges !== undefined) {
    reader.at = close + 1
    return [{ kind: 'numbers', ranges }]
  }
  reader.at = at + 1
  const options = [readSequence(reader, close, depth + 1)]
  while (reader.at < close) {
    reader.at += 1
    options.push(readSequence(reader, close, depth + 1))
  }
  reader.at = close + 1
  const [only = []] = options
  if (options.length > 1) return [{ kind: 'choice', options }]
  return [{ kind: 'letter', letter: '{' }, ...only, { kind: 'letter', letter: '}' }]
}

/** `7`, `0..3` or `0..3,7`: numbers, not digits; undefined when one of the items is not a number. */
function numbersOf(inside: string): [number, number][] | undefined {
  const ranges: [number, number][] = []
  for (const item of inside.split(',')) {
    const match = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(item)
    if (match === null) return undefined
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
    ranges.push(first <= last ? [first, last] : [last, first])
  }
  return ranges
}

/** Where a class ends; its first letter may be the bracket. Braces, and a comma inside braces, end the search. */
function closingBracket(text: string, open: number, end: number, depth: number): number {
  const first = open + (/[!^]/.test(text[open + 1] ?? '') ? 3 : 2)
  for (let at = open + 1; at < end; at += 1) {
    const letter = text[at] ?? ''
    if (letter === ']' && at >= first) return at
    if (letter === '{' || letter === '}' || (depth > 0 && letter === ',')) return -1
  }
  return -1
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
