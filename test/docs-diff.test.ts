/** What the README and docs/diff.md show of `pth diff` is what the program prints, with the exit code that the text says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli } from './cli/harness.ts'
import { expectShown } from './support/screens.ts'

const PROJECT = join(import.meta.dirname, '..')

const screens = ['README.md', 'docs/diff.md'].flatMap((file) => {
  const text = readFileSync(join(PROJECT, file), 'utf8')
  return [...text.matchAll(/^```console\n\$ pth (diff[^\n]*)\n(.*?)^```$/gms)].map(
    ([, command = '', output = '']) => ({ file, command, output }),
  )
})

describe('screens', () => {
  test('there are some', () => {
    expect(screens.length).toBeGreaterThan(6)
  })

  test.each(screens)('$file: $command', async ({ command, output }) => {
    const argv = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    const { stdout, stderr, code: exitCode } = await runCli(...argv)
    expectShown(stdout + stderr, output)
    expect(exitCode).toBe(/^(COMPATIBLE|PARTIAL)/.test(output) ? 0 : 1)
  })
})
