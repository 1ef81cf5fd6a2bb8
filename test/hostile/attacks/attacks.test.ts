/** Files that would run something, or that two programs read differently: none is clean, none ends with 0. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from './calls.ts'
import { containers } from './containers.ts'
import { opcodes } from './opcodes.ts'
import { readers } from './readers.ts'
import { subtle } from './subtle.ts'

const all = [...calls(), ...containers(), ...opcodes(), ...subtle(), ...readers()]
const kept = process.env['PTH_ATTACKS']
const folder = kept ?? mkdtempSync(join(tmpdir(), 'pth-attacks-'))
const verdicts = new Map<string, string>()

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const { name, data } of all) writeFileSync(join(folder, name), data)
  const bin = join(import.meta.dirname, '..', '..', '..', 'bin', 'pth.js')
  const { stdout } = spawnSync(process.execPath, [bin, 'scan', '--json', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const report = JSON.parse(stdout) as {
    files: { file: string; verdict: string }[]
    failures: { file: string; code: string }[]
  }
  for (const { file, verdict } of report.files) verdicts.set(basename(file), verdict)
  for (const { file, code } of report.failures) verdicts.set(basename(file), code)
}, 120_000)

afterAll(() => {
  if (kept === undefined) rmSync(folder, { recursive: true })
})

/** What Python refuses before it made anything, and an archive whose end record lies: not clean, exit code 2. */
const REFUSED =
  /^(broken-(protocol-9|extension-[124]|next-buffer)\.pkl|zip-count-less\.pt|computed-stack-global-of-bytes\.pt)$/

describe('attacks', () => {
  test('each has a name of its own', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })

  test.each(all.map(({ name }) => name))('%s is found', (name) => {
    const wanted = REFUSED.test(name)
      ? ['unreadable', 'FORMAT_UNKNOWN', 'ZIP_INVALID']
      : ['unknown_call', 'dangerous']
    expect(wanted).toContain(verdicts.get(name))
  })
})
