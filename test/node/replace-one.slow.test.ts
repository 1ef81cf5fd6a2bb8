/** One file over another: stopped before every rename, link and unlink, the old file or the new one is there, whole. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const PTH = join(import.meta.dirname, '../../bin/pth.js')
const PRELOAD = join(import.meta.dirname, 'kill-at-call.mjs')
const INPUT = join(import.meta.dirname, '../../fixtures/state_dict.pth')
const OTHER = join(import.meta.dirname, '../../fixtures/tied.pth')

let folder = ''
const at = (...names: string[]): string => join(folder, ...names)
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'pth-replace-one-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly status: number | null
  readonly signal: string | null
  readonly calls: number
}

/** `pth` in `cwd`, stopped before call number `killAt`. */
function pth(cwd: string, killAt: number, ...words: readonly string[]): Ended {
  const { status, signal, output } = spawnSync(process.execPath, ['--import', PRELOAD, PTH, ...words], {
    cwd,
    env: { ...process.env, PTH_KILL_AT: String(killAt) },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  return { status, signal, calls: Number(output[3]?.toString()) }
}

/** Files that a user sees: what is in the making begins with a dot. */
const shown = (path: string): string[] => readdirSync(path).filter((name) => !name.startsWith('.'))

interface Output {
  readonly what: string
  readonly name: string
  /** The line that writes the file; `input` is the checkpoint that it is of. */
  readonly words: (input: string) => readonly string[]
  /** Exit code of a whole run. */
  readonly code: number
}

const CONVERTED: readonly Output[] = ['x.safetensors', 'x.pth', 'x.npz'].map((name) => ({
  what: name,
  name,
  words: (input) => ['convert', input, '-o', name],
  code: 0,
}))
const REPORTS: readonly Output[] = [
  ['scan', 'json'],
  ['scan', 'markdown'],
  ['verify', 'json'],
].map(([command = '', format = '']) => ({
  what: `${command} --report ${format}`,
  name: 'report',
  words: (input) => [command, input, '--report', `${format}=report`],
  code: 0,
}))
const FORCED: readonly Output[] = [
  ...CONVERTED.map((output): Output => ({
    ...output,
    words: (input) => [...output.words(input), '--force'],
  })),
  ...REPORTS,
]

describe.each(FORCED)('over an earlier file: $what', ({ name, words, code }) => {
  test.each([
    ['a file', false],
    ['a file behind a link', true],
  ])('%s', (kind, linked) => {
    const room = mkdtempSync(at(`${name}-`))
    const place = (model: string): string => {
      mkdirSync(model)
      if (!linked) return join(model, name)
      mkdirSync(join(model, 'blobs'))
      symlinkSync(join('blobs', 'kept'), join(model, name))
      return join(model, 'blobs', 'kept')
    }
    /** Runs over the old file, and gives what is there afterwards. */
    const run = (model: string, killAt: number): Ended & { readonly bytes: Buffer } => {
      copyFileSync(join(room, 'old'), place(model))
      const ended = pth(model, killAt, ...words(INPUT))
      return { ...ended, bytes: readFileSync(join(model, name)) }
    }
    const first = join(room, 'first')
    mkdirSync(first)
    expect(pth(first, 0, ...words(OTHER)).status).toBe(code)
    copyFileSync(join(first, name), join(room, 'old'))
    const old = readFileSync(join(room, 'old'))
    const whole = run(join(room, 'whole'), 0)
    expect([kind, whole.status]).toEqual([kind, code])
    expect(whole.bytes.equals(old)).toBe(false)
    expect(whole.calls).toBeGreaterThan(0)
    for (let call = 1; call <= whole.calls; call += 1) {
      const model = join(room, `killed-${call}`)
      const { signal, bytes } = run(model, call)
      expect([call, signal]).toEqual([call, 'SIGKILL'])
      expect([call, bytes.equals(old) || bytes.equals(whole.bytes)]).toEqual([call, true])
      expect(pth(model, 0, ...words(INPUT)).status).toBe(code)
      expect(readFileSync(join(model, name)).equals(whole.bytes)).toBe(true)
      expect(shown(model)).toEqual(linked ? ['blobs', name] : [name])
    }
  })
})

describe.each([...CONVERTED, ...REPORTS])('where nothing was: $what', ({ name, words, code }) => {
  test('the file is not there, or whole', () => {
    const room = mkdtempSync(at(`${name}-`))
    const model = (call: number): string => {
      mkdirSync(join(room, String(call)))
      return join(room, String(call))
    }
    const { status, calls } = pth(model(0), 0, ...words(INPUT))
    expect(status).toBe(code)
    expect(calls).toBeGreaterThan(0)
    const whole = readFileSync(join(room, '0', name))
    for (let call = 1; call <= calls; call += 1) {
      const killed = model(call)
      expect([call, pth(killed, call, ...words(INPUT)).signal]).toEqual([call, 'SIGKILL'])
      const path = join(killed, name)
      if (existsSync(path)) expect(readFileSync(path).equals(whole)).toBe(true)
      else expect(pth(killed, 0, ...words(INPUT)).status).toBe(code)
      expect(readFileSync(path).equals(whole)).toBe(true)
      expect(shown(killed)).toEqual([name])
    }
  })
})

test('a file that is no report of pth is not replaced, whatever happens', () => {
  const model = at('checkpoint')
  mkdirSync(model)
  copyFileSync(INPUT, join(model, 'report'))
  expect(pth(model, 0, 'scan', OTHER, '--report', 'json=report').status).toBe(2)
  expect(readFileSync(join(model, 'report')).equals(readFileSync(INPUT))).toBe(true)
  writeFileSync(join(model, 'x.safetensors'), 'mine')
  expect(pth(model, 0, 'convert', INPUT, '-o', 'x.safetensors').status).toBe(2)
  expect(readFileSync(join(model, 'x.safetensors'), 'utf8')).toBe('mine')
})
