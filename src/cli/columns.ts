/** How wide to lay out text: the terminal's columns, else `COLUMNS`, else what every terminal has. */
import type { CliIo, TextStream } from './io.ts'

/** Columns of a VT100, and of what reads a pipe as far as anyone knows. */
const DEFAULT_COLUMNS = 80
/** Narrower than this, a label and a word have no room side by side: the terminal may break the lines. */
const LEAST_COLUMNS = 20
/** Wider than any screen; a larger number is a mistake. */
const MOST_COLUMNS = 10_000

/** Columns for what goes to `stream`. */
export function columnsOf(stream: TextStream, env: CliIo['env']): number {
  return knownColumns(stream, env) ?? DEFAULT_COLUMNS
}

/**
 * Columns of the terminal, or those that `COLUMNS` asks for; undefined where neither says. A pseudo terminal
 * without a size reports 0.
 */
export function knownColumns(stream: TextStream, env: CliIo['env']): number | undefined {
  if (stream.columns !== undefined && stream.columns > 0) return Math.max(stream.columns, LEAST_COLUMNS)
  const text = env['COLUMNS'] ?? ''
  const columns = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  return columns > 0 && columns <= MOST_COLUMNS ? Math.max(columns, LEAST_COLUMNS) : undefined
}
