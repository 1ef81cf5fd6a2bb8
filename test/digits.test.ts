/** Numbers as every output writes them, held against Intl. */
import { expect, test } from 'vitest'
import { grouped } from '../src/digits.ts'

test('numbers are grouped as toLocaleString groups them', () => {
  const numbers = [
    0,
    7,
    -7,
    0.5,
    -1234.5678,
    NaN,
    Infinity,
    -Infinity,
    Number.MAX_SAFE_INTEGER,
    2 ** 53,
    1e21,
    -1e21,
  ]
  for (let power = 0; power < 63; power += 1)
    numbers.push(2 ** power - 1, 2 ** power, -(2 ** power), 10 ** (power % 22) - 1, 10 ** (power % 22))
  for (const value of numbers) expect(grouped(value), String(value)).toBe(value.toLocaleString('en-US'))
})
