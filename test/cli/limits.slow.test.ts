/** Every flag of a limit in every command that meets it, and the limits as they are by default. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMIT_RULES } from '../../src/limits.ts'
import { BEYOND, CASES, runOver, told, writeCases } from './limit-cases.ts'
import type { Name } from './limit-cases.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-limits-'))
  await writeCases(folder)
})

afterAll(() => rm(folder, { recursive: true }))

const RUNS = Object.entries(CASES).flatMap(([limit, [file, low, enough, commands]]) =>
  commands.map((command) => [LIMIT_RULES[limit as Name].flag, command, file, low, enough] as const),
)

describe('each flag, in each command that meets its limit', () => {
  test.each(RUNS)('%s of pth %s', async (flag, command, file, low, enough) => {
    const refused = await runOver(folder, command, file, [flag, low])
    expect(told(refused), refused.stdout + refused.stderr).toContain(flag)
    expect(refused.code).not.toBe(0)
    const taken = await runOver(folder, command, file, [flag, enough])
    expect(told(taken), taken.stderr).not.toContain(flag)
    expect(taken.stdout + taken.stderr).not.toMatch(/USAGE|INTERNAL|unknown option/)
  })
})

describe('a limit as it stands', () => {
  test.each(
    BEYOND.flatMap((limit) =>
      CASES[limit][3]
        .filter((command) => command === 'lock' || command === 'scan')
        .map((command) => [limit, command] as const),
    ),
  )('%s is over it in pth %s, and the flag raises it', async (limit, command) => {
    const [file, , enough] = CASES[limit]
    const { flag } = LIMIT_RULES[limit]
    const refused = await runOver(folder, command, file, [])
    expect(told(refused), refused.stdout + refused.stderr).toContain(flag)
    expect(refused.code).not.toBe(0)
    expect(told(await runOver(folder, command, file, [flag, enough]))).toEqual([])
  })
})
