/** The flags of the limits: each lowers and raises its limit, and every refusal names a flag that its command has. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS, LIMIT_RULES } from '../../src/limits.ts'
import { fixtureBytes } from '../fixtures.ts'
import { pth } from './harness.ts'
import { CASES, OVER_HTTP, runOver, told, writeCases } from './limit-cases.ts'
import type { Name } from './limit-cases.ts'

let folder = ''
const at = (file: string): string => join(folder, file)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-limits-'))
  await writeCases(folder)
})

afterAll(() => rm(folder, { recursive: true }))

/** One command per limit; the slow tests run them all. */
const RUNS = Object.entries(CASES).map(([limit, [file, low, enough, commands]]) => {
  const command = commands.find((name) => name === 'scan') ?? commands[0] ?? 'inspect'
  return [LIMIT_RULES[limit as Name].flag, command, file, low, enough] as const
})

describe('each flag', () => {
  test.each(RUNS)('%s of pth %s', async (flag, command, file, low, enough) => {
    const refused = await runOver(folder, command, file, [flag, low])
    expect(told(refused), refused.stdout + refused.stderr).toContain(flag)
    expect(refused.code).not.toBe(0)
    const taken = await runOver(folder, command, file, [flag, enough])
    expect(told(taken), taken.stderr).not.toContain(flag)
    expect(taken.stdout + taken.stderr).not.toMatch(/USAGE|INTERNAL|unknown option/)
  })
})

test('a pickle of a stream that is over the limit is not called broken, nor refused by weights_only', async () => {
  await writeFile(at('stream.pth'), fixtureBytes('stream-views.pth'))
  const outcome = await pth(['scan', at('stream.pth'), '--json', '--max-pickle-bytes', '30'])
  expect(outcome.code).toBe(2)
  expect(told(outcome)).toContain('--max-pickle-bytes')
  const [file] = (
    JSON.parse(outcome.stdout) as { files: { verdict: string; weights_only: { answer: string } }[] }
  ).files
  expect([file?.verdict, file?.weights_only.answer]).toEqual(['unreadable', 'undetermined'])
})

test('the defaults are those of the documentation', async () => {
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8')
  for (const { flag, value } of Object.values(LIMIT_RULES)) {
    const line = text.split('\n').find((row) => row.includes(`\`${flag}\``)) ?? ''
    const [, , shown = ''] = line.split('|').map((cell) => cell.trim())
    const [, number = '', unit = ''] = /^([\d,]+)(?: (KiB|MiB|GiB))?/.exec(shown) ?? []
    const factor = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }[unit] ?? NaN
    expect(Number(number.replaceAll(',', '')) * factor, `${flag}: ${line}`).toBe(value)
  }
})

test.each(['0', '-1', '1.5', '1e6', 'many', '99999999999999999', '5GB'])(
  '--max-values %s is refused',
  async (text) => {
    const outcome = await pth(['inspect', at('plain.pth'), '--json', `--max-values=${text}`])
    expect(outcome).toMatchObject({ code: 2, stdout: expect.stringContaining('"USAGE"') })
    expect(outcome.stdout).toContain('--max-values')
  },
)

test('the defaults hold every limit', () => {
  expect([...Object.keys(CASES), ...OVER_HTTP].toSorted()).toEqual(Object.keys(DEFAULT_LIMITS).toSorted())
})
