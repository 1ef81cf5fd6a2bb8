/** Columns that text takes on a terminal, and text made to fit. The one file that imports string-width. */
import stringWidth from 'string-width'

const ASCII = /^[\x20-\x7e]*$/
/** Stands for what was left out. */
export const ELLIPSIS = '…'

/** Columns of a text without escape sequences: wide characters take two, combining ones none. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text)
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
  const [first = [], last = []] = ends.map((end) =>
    [...new Intl.Segmenter().segment(end)].map(({ segment }) => segment),
  )
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
