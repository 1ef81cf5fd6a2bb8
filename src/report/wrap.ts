/** Facts in a row and sentences, wrapped to the terminal. */
import { padEnd, widthOf } from './width.ts'

const SEPARATOR = ' · '

/** `  label     first · second · …`, continued under the first item where the line is full. */
export function wrapItems(
  label: string,
  items: readonly string[],
  columns: number,
  indent = 2,
  labelWidth = 11,
): string {
  return wrap(label, items, SEPARATOR, columns, indent, labelWidth)
}

/** A sentence after a label, wrapped between its words. */
export function wrapWords(label: string, text: string, columns: number, indent = 2, labelWidth = 11): string {
  return wrapPieces(label, text.split(' '), columns, indent, labelWidth)
}

/** Words, and pieces with spaces in them that are kept whole, such as flags to copy. */
export function wrapPieces(
  label: string,
  pieces: readonly string[],
  columns: number,
  indent = 2,
  labelWidth = 11,
): string {
  return wrap(label, pieces, ' ', columns, indent, labelWidth)
}

function wrap(
  label: string,
  items: readonly string[],
  separator: string,
  columns: number,
  indent: number,
  labelWidth: number,
): string {
  const lead = ' '.repeat(indent + labelWidth)
  const lines: string[] = []
  let line = ' '.repeat(indent) + padEnd(label, labelWidth)
  let empty = true
  for (const item of items) {
    const piece = empty ? item : separator + item
    if (!empty && widthOf(line) + widthOf(piece) > columns) {
      lines.push(line)
      line = lead + item
      // Of several spaces in a row none is left over for the next line.
      empty = item === ''
    } else {
      line += piece
      empty = false
    }
  }
  lines.push(line)
  return lines.map((text) => text.trimEnd()).join('\n')
}
