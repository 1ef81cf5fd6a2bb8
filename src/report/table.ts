/** Plain tables: aligned columns without borders, so that they survive a pipe. */
import type { Paint } from './paint.ts'
import { padEnd, padStart, shortenMiddle, widthOf } from './width.ts'

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** One row; `suffix` follows the first cell and is never shortened; `details` are whole lines under the row. */
export interface Row {
  readonly cells: readonly string[]
  /** A shorter first cell, used when the whole one does not fit; it contains an ellipsis. */
  readonly brief?: string
  readonly suffix?: string
  readonly details?: readonly string[]
  /** Spaces before the first cell. */
  readonly indent?: number
  /** The row reports something wrong. */
  readonly warn?: boolean
}

export interface TableOptions {
  readonly columns: number
  /** Whether first cells may be shortened or take a line of their own to fit; rows run over the edge otherwise. */
  readonly shorten: boolean
  readonly indent: number
}

const GAP = 2
/** A name is never shortened below this many columns. */
const SHORTEST = 20

/** The table with its head; `shortened` says whether any first cell was cut. */
export function renderTable(
  head: readonly Column[],
  rows: readonly Row[],
  paint: Paint,
  { columns, shorten, indent }: TableOptions,
): { readonly text: string; readonly shortened: boolean } {
  const others = head.map((column, at) =>
    at === 0 ? 0 : widest([column.title, ...rows.map((row) => row.cells[at] ?? '')]) + GAP,
  )
  const rest = others.reduce((sum, width) => sum + width, indent)
  const natural = widest([head[0]?.title ?? '', ...rows.map(fullName)])
  const first = shorten ? Math.min(natural, Math.max(SHORTEST, columns - rest)) : natural
  let shortened = false
  const lines = [
    paint.bold(
      line(
        head.map(({ title }) => title),
        '',
        0,
      ),
    ),
  ]
  for (const row of rows) {
    const suffix = row.suffix ?? ''
    const before = row.indent ?? 0
    const name = row.cells[0] ?? ''
    const extra = widthOf(suffix) + before
    const fitting = [name, row.brief ?? name].find((text) => widthOf(text) + extra <= first)
    // A name that does not fit takes a line of its own; only one wider than the terminal is cut.
    const cut = fitting ?? shortenMiddle(name, Math.max(SHORTEST, columns - indent - extra))
    shortened ||= cut !== name
    const cells = row.cells.slice(1)
    const text =
      fitting === undefined
        ? `${' '.repeat(indent + before)}${cut}${suffix}\n${line(['', ...cells], '', 0)}`
        : line([cut, ...cells], suffix, before)
    lines.push(row.warn === true ? paint.yellow(text) : text)
    for (const detail of row.details ?? []) lines.push(paint.dim(detail))
  }
  return { text: lines.join('\n'), shortened }

  function line(cells: readonly string[], suffix: string, before: number): string {
    const texts = cells.map((cell, at) => {
      if (at === 0) return ' '.repeat(indent) + padEnd(' '.repeat(before) + cell + suffix, first)
      const width = (others[at] ?? GAP) - GAP
      return ' '.repeat(GAP) + (head[at]?.align === 'right' ? padStart(cell, width) : padEnd(cell, width))
    })
    return texts.join('').trimEnd()
  }
}

function fullName(row: Row): string {
  return ' '.repeat(row.indent ?? 0) + (row.cells[0] ?? '') + (row.suffix ?? '')
}

function widest(texts: readonly string[]): number {
  let most = 0
  for (const text of texts) most = Math.max(most, widthOf(text))
  return most
}
