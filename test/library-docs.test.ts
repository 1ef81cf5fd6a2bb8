/** Each program of docs/library.md runs against the built package and prints what the page shows. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROJECT = join(import.meta.dirname, '..')
const PAGE = readFileSync(join(PROJECT, 'docs', 'library.md'), 'utf8')

const examples = [...PAGE.matchAll(/^## ([^\n]*)$|^```js\n(.*?)^```\n\n```text\n(.*?)^```$/gms)]

/** The heading that an example is below, its program and its output. */
const programs = examples.flatMap(([, , code, output], at) =>
  code === undefined || output === undefined
    ? []
    : [
        {
          heading: examples.slice(0, at).findLast(([, heading]) => heading !== undefined)?.[1] ?? '',
          code,
          output,
        },
      ],
)

test('every program of the page has its output', () => {
  expect(programs.length).toBe(PAGE.match(/^```js$/gm)?.length)
  expect(programs.length).toBeGreaterThan(9)
})

test.each(programs)('$heading', ({ code, output }) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  expect([stdout, stderr]).toEqual([output, ''])
})
