/** What the README and the docs show is what the program prints, and the library example runs. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pth } from './cli/harness.ts'
import { expectShown } from './support/screens.ts'

const PROJECT = join(import.meta.dirname, '..')
const documents = [
  'README.md',
  'docs/inspect.md',
  'docs/scan.md',
  'docs/verify.md',
  'docs/check.md',
  'docs/convert.md',
  'docs/cli.md',
  'docs/git.md',
]

interface Screen {
  readonly file: string
  readonly command: string
  readonly output: string
}

/** The console blocks of a document that show what does not depend on the machine: no times, no paths of its own. */
function screens(file: string): Screen[] {
  const text = readFileSync(join(PROJECT, file), 'utf8')
  return [
    ...text.matchAll(
      /^```console\n\$ (pth (?:inspect|scan|verify|textconv|check|convert [^\n]*(?:--dry-run|--safe-serialization))[^\n]*)\n(.*?)^```$/gms,
    ),
  ].map(([, command = '', output = '']) => ({ file, command, output }))
}

/** A command line as a shell would split it: words, and words in single quotes. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

const all = documents.flatMap(screens)

describe('screens', () => {
  test('there are some', () => {
    expect(all.length).toBeGreaterThan(10)
  })

  test.each(all)('$file: $command', async ({ command, output }) => {
    const { stdout, stderr } = await pth(words(command).slice(1))
    expectShown(stdout + stderr, output)
  })
})

test('the library example prints what the README says', () => {
  const text = readFileSync(join(PROJECT, 'README.md'), 'utf8')
  const [, code = '', output = ''] = /```js\n(import .*?)```.*?```text\n(.*?)```/s.exec(text) ?? []
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  expect([stdout, stderr]).toEqual([output, ''])
})

test('links between the documents lead somewhere', () => {
  const files = [
    'README.md',
    ...readdirSync(join(PROJECT, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ]
  for (const file of files) {
    const text = readFileSync(join(PROJECT, file), 'utf8')
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      expect([file, target, existsSync(join(PROJECT, file, '..', target))]).toEqual([file, target, true])
    }
  }
})
