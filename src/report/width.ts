/** Columns that text takes on a terminal, and text made to fit. The one file that imports get-east-asian-width. */
import { eastAsianWidth } from 'get-east-asian-width'

/** Characters of one column each that combine with nothing: ASCII, Latin, and what the reports draw with. */
const SINGLE =
  /^[\x20-\x7e\xa0-\xa8\xaa-\xac\xaf-\u02ff\u2010-\u2027\u2190-\u2193\u2200-\u22ff\u2500-\u259f]*$/
/** Graphemes of no column: controls, lone surrogates, ignorable characters and marks that stand alone. */
const NONE =
  /^[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/u
/** Graphemes of two columns whatever their East Asian width is: emoji, flags, keycaps. Digits alone are emoji too. */
const EMOJI = /^(?:(?![0-9#*\u{1f1e6}-\u{1f1ff}])\p{Emoji}|[\u{1f1e6}-\u{1f1ff}]{2}|[0-9#*]\ufe0f?\u20e3)/u
/** Stands for what was left out. */
export const ELLIPSIS = '…'

/** Made when a text needs it: the first one of a process loads the data of ICU, which takes longer than a report. */
let segmenter: Intl.Segmenter | undefined

/**
 * Columns of a text without escape sequences, by graphemes: wide characters and emoji take two, controls, marks and
 * ignorable characters none.
 */
export function widthOf(text: string): number {
  if (SINGLE.test(text)) return text.length
  let columns = 0
  for (const grapheme of graphemes(text)) {
    if (!NONE.test(grapheme))
      columns += EMOJI.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0)
  }
  return columns
}

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter()
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/** The text followed by spaces up to `columns`. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

/** The text after spaces up to `columns`. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthOf(text))) + text
}

/** UTF-16 units of one column that are looked at; the longest emoji have 11. */
const UNITS = 32

/** At most `columns` wide: the middle is replaced by an ellipsis, since names differ at both ends. */
export function shortenMiddle(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  const room = Math.max(0, columns - widthOf(ELLIPSIS))
  // A name may have millions of characters: only as many as can be shown are taken apart.
  const most = columns * UNITS
  const ends = text.length <= 2 * most ? [text, text] : [text.slice(0, most), text.slice(-most)]
  const [first = [], last = []] = ends.map(graphemes)
  const tail = takeWidth(last.toReversed(), Math.ceil(room / 2)).toReversed()
  const head = takeWidth(first, room - widthOf(tail.join('')))
  return head.join('') + ELLIPSIS + tail.join('')
}

function takeWidth(characters: readonly string[], columns: number): string[] {
  const taken: string[] = []
  let left = columns
  for (const character of characters) {
    left -= widthOf(character)
    if (left < 0) break
    taken.push(character)
  }
  return taken
}
