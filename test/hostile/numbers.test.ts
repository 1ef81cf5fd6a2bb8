/** Every number of the table in README.md has a test that says it, and every number of a test is in the table. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the table in README.md has the numbers of the tests', () => {
  const titles = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'numbers.test.ts')
    .flatMap((name) =>
      [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/['"`]H(\d+):/g)].map(([, number]) =>
        Number(number),
      ),
    )
  const table = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const rows = [...table.matchAll(/^\| H(\d+) \|/gm)].map(([, number]) => Number(number))
  expect([...new Set(titles)].toSorted((a, b) => a - b)).toEqual(rows)
})
