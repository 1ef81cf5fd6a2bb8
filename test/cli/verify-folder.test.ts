/** `pth verify` of distributed checkpoints: pieces, locks, and what it refuses. */
import { cpSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { pth } from './harness.ts'

const FOLDERS = join(FIXTURES, 'distributed')
const DCP = join(FOLDERS, 'dcp-dtensor-4', 'ckpt')
const ZERO = join(FOLDERS, 'ds-z1-bf16-2', 'ckpt')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-verify-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly files: readonly {
    readonly file: string
    readonly format: string | null
    readonly checks: readonly { readonly check: string; readonly checked: number }[]
    readonly findings: readonly { readonly detail: string }[]
    readonly unproven?: readonly string[]
  }[]
}

async function verify(...words: readonly string[]): Promise<{ code: number; report: Report }> {
  const { code, stdout } = await pth(['verify', '--json', ...words])
  return { code, report: JSON.parse(stdout) as Report }
}

describe('a distributed checkpoint', () => {
  test('is one model, with every piece counted and what no file proves said', async () => {
    const { code, report } = await verify(DCP)
    expect(code).toBe(0)
    expect(report.files).toHaveLength(1)
    const [only] = report.files
    expect(only?.format).toBe('distributed')
    expect(only?.checks.find(({ check }) => check === 'pieces')?.checked).toBeGreaterThan(9)
    expect(only?.unproven?.length).toBeGreaterThan(0)
  })

  test('is broken where one of its files is cut off', async () => {
    const copy = join(folder, 'broken')
    cpSync(DCP, copy, { recursive: true })
    truncateSync(join(copy, '__1_0.distcp'), 100)
    const { code, report } = await verify(copy)
    expect(code).toBe(1)
    expect(report.files[0]?.findings[0]?.detail).toContain('__1_0.distcp')
  })

  test('inside of another folder is one of its files', async () => {
    const around = join(folder, 'around')
    cpSync(DCP, join(around, 'run', 'weights'), { recursive: true })
    cpSync(join(FIXTURES, 'empty.pth'), join(around, 'other.pth'))
    const { report } = await verify(around)
    expect(
      report.files.map(({ file, format }) => [file.slice(around.length + 1), format]).toSorted(),
    ).toEqual([
      ['other.pth', 'torch-zip'],
      [join('run', 'weights'), 'distributed'],
    ])
  })
})

test('a file beside the folder of a distributed checkpoint may be meant as well: both are named', async () => {
  const both = join(folder, 'both')
  cpSync(DCP, join(both, 'run'), { recursive: true })
  cpSync(join(FIXTURES, 'empty.pth'), join(both, 'best.pth'))
  const refused = await pth(['inspect', both])
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('best.pth')
  expect(refused.stderr).toContain('run/')
  // What trainers put beside the weights is no rival of them.
  renameSync(join(both, 'best.pth'), join(both, 'scheduler.pt'))
  expect((await pth(['inspect', both])).stdout).toContain('PARTS_CHOSEN')
})

describe('--weights', () => {
  test('says of which weights the lock of a DeepSpeed folder is', async () => {
    const lock = join(folder, 'module.lock.json')
    writeFileSync(lock, (await pth(['lock', ZERO, '--weights', 'module'])).stdout)
    expect((await verify(ZERO, '--lock', lock, '--weights', 'module')).code).toBe(0)
    expect((await verify(ZERO, '--lock', lock)).code).toBe(1)
  })

  test('is refused for what has no choice of weights', async () => {
    const { code, stderr } = await pth(['verify', join(FIXTURES, 'empty.pth'), '--weights', 'module'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/USAGE.*DeepSpeed/)
  })
})
