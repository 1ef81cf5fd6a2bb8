/** What a document shows of a screen, held against the screen. */
import { expect } from 'vitest'

/** A line of its own that leaves out any number of lines. */
const LEFT_OUT = '…\n'

/** Fails when `shown` is not `printed`. Where `shown` leaves out lines, its parts must follow one another in order. */
export function expectShown(printed: string, shown: string): void {
  const parts = shown.split(new RegExp(`^${LEFT_OUT}`, 'm'))
  if (parts.length === 1) {
    expect(printed).toBe(shown)
    return
  }
  const lines = `\n${printed}`
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = index === 0 ? (printed.startsWith(part) ? 0 : -1) : lines.indexOf(`\n${part}`, at)
    expect(found, `not found in this order in\n${printed}\nthe lines\n${part}`).toBeGreaterThanOrEqual(0)
    at = found + part.length
  }
  expect(printed.endsWith(parts.at(-1) ?? '')).toBe(true)
}
