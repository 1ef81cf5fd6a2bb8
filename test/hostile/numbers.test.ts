/** Every number of the list of hostile inputs has a test that says it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('H1 to H85', () => {
  const titles = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'numbers.test.ts')
    .flatMap((name) =>
      [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/['"`]H(\d+):/g)].map(([, number]) =>
        Number(number),
      ),
    )
  const wanted = Array.from({ length: 85 }, (_, index) => index + 1)
  expect(wanted.filter((number) => !titles.includes(number))).toEqual([])
})
