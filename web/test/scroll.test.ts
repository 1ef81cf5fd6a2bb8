import { expect, test } from 'vitest'
import { scrollTo, windowOf } from '../src/table/virtual-scroll.ts'

test('a short list is drawn as it is', () => {
  expect(windowOf(10, 34, 0, 600)).toEqual({ height: 340, first: 0, count: 10, offset: 0 })
})

test('the window follows the scroll, with some rows around', () => {
  const { first, count, offset } = windowOf(1000, 34, 3400, 340)
  expect([first, count, offset]).toEqual([94, 22, 94 * 34])
})

test('half a million rows fit into what browsers can scroll, and each can be reached', () => {
  const rows = 500_000
  for (const row of [0, 1, 1234, 250_000, 499_998, 499_999]) {
    const top = scrollTo(row, rows, 34, 0, 680)
    const { height, first, count, offset } = windowOf(rows, 34, top, 680)
    expect(height).toBeLessThan(17_000_000)
    expect(row).toBeGreaterThanOrEqual(first)
    expect(row).toBeLessThan(first + count)
    // Where the row is drawn is inside of the box.
    const drawn = offset + (row - first) * 34 - top
    expect(drawn).toBeGreaterThanOrEqual(-1)
    expect(drawn).toBeLessThanOrEqual(680 - 34 + 1)
  }
})

test('what is seen already is not scrolled', () => {
  expect(scrollTo(5, 1000, 34, 100, 340)).toBe(100)
})
