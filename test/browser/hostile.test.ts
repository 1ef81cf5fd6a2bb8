/** Hostile files and names in both engines: refused in the words of the command line, and nothing in them takes effect. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COSTLY } from '../hostile/costly.ts'
import { FIXTURES, startBare } from './support/bare.ts'
import { ENGINES, start } from './support/engines.ts'
import type { Started, Tab } from './support/engines.ts'
import type { TestServer } from './support/server.ts'

const PROGRAM = join(FIXTURES, '..', 'dist', 'cli.js')
/** Bombs and depths: those that end within a second on the command line. */
const BOMBS = [
  'empty-60k.pth',
  'bomb-pop.pth',
  'bomb-lists.pth',
  'bomb-globals.pth',
  'ones-1k.pth',
  'backward.pth',
]
const NAMES = [
  '__proto__',
  'constructor.prototype.polluted',
  '<img src=x onerror="globalThis.ran = true">',
  '"><script>globalThis.ran = true</script>',
  'a\u202Egnp.exe',
  '\u0000\u001B[31mred\u001B[0m\r\nline',
  '../../etc/passwd',
  'n'.repeat(1_000_000),
]

/** A safetensors file of one float32 for each name. */
function named(names: readonly string[]): Buffer {
  const entries = names.map(
    (name, at) =>
      `${JSON.stringify(name)}:{"dtype":"F32","shape":[1],"data_offsets":[${at * 4},${at * 4 + 4}]}`,
  )
  const header = Buffer.from(`{${entries.join(',')}}`)
  const padded = Buffer.concat([header, Buffer.alloc((8 - (header.length % 8)) % 8, ' ')])
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  return Buffer.concat([length, padded, Buffer.alloc(4 * names.length)])
}

/** Files that were cut, and files in which one byte was changed. */
function writeDamaged(folder: string): void {
  for (const source of ['state_dict.pth', 'resnet18.pth', 'lightning.ckpt']) {
    const bytes = readFileSync(join(FIXTURES, source))
    for (const part of [0, 0.1, 0.5, 0.9, 0.99])
      writeFileSync(join(folder, `cut-${part}-${source}`), bytes.subarray(0, bytes.length * part))
    for (let turn = 1; turn < 9; turn += 1) {
      const changed = Buffer.from(bytes)
      const at = (turn * 7919) % bytes.length
      changed[at] = (changed[at] ?? 0) ^ (1 << (turn % 8))
      writeFileSync(join(folder, `turned-${turn}-${source}`), changed)
    }
  }
}

/** What was said of one file. */
interface Answered {
  readonly file: string
  readonly answer?: unknown
  readonly code?: string
  readonly message?: string
}

interface InspectedFiles {
  readonly files: readonly { readonly file: string; readonly report: Readonly<Record<string, unknown>> }[]
  readonly failures: readonly Answered[]
}

let folder = ''
let expected: ReadonlyMap<string, Answered>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-hostile-'))
  mkdirSync(folder, { recursive: true })
  for (const name of BOMBS) writeFileSync(join(folder, name), COSTLY[name]?.() ?? '')
  writeFileSync(join(folder, 'names.safetensors'), named(NAMES))
  writeDamaged(folder)
  const { stdout } = spawnSync(process.execPath, [PROGRAM, 'inspect', '--json', ...readdirSync(folder)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const { files, failures } = JSON.parse(stdout) as InspectedFiles
  const reports = files.map(({ file, report: { kind, version, exit_code: code, ...answer } }) => {
    void [kind, version, code]
    return { file, answer }
  })
  expected = new Map([...reports, ...failures].map((one) => [one.file, one]))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(ENGINES)('%s', (engine) => {
  let server: TestServer
  let browser: Started
  let tab: Tab
  beforeAll(async () => {
    server = await startBare()
    browser = await start(engine, server)
    tab = await browser.open('/')
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  test('each file gets the answer of the command line, an error its words', async () => {
    const names = readdirSync(folder)
    await tab.pick(
      '#pick',
      names.map((name) => join(folder, name)),
    )
    const answers = JSON.parse(await tab.evaluate<string>(`ask({ what: 'inspect' })`)) as readonly Answered[]
    expect(answers.length).toBe(names.length)
    for (const one of answers) expect(one, one.file).toEqual(expected.get(one.file))
    const codes = new Set(answers.map(({ code }) => code))
    // As many kinds of refusals as there are; none of them a defect.
    expect(codes.size).toBeGreaterThan(4)
    expect([...codes]).not.toContain('INTERNAL')
    expect(answers.filter(({ code, answer }) => code === undefined && answer === undefined)).toEqual([])
  })

  test('names are names: they change nothing and run nothing', async () => {
    await tab.pick('#pick', [join(folder, 'names.safetensors')])
    const found = await tab.evaluate<readonly string[]>(`(async () => {
      const [{ answer }] = JSON.parse(await ask({ what: 'inspect' }))
      return answer.tensors.map(({ name }) => name)
    })()`)
    expect(found.toSorted()).toEqual(NAMES.toSorted())
    const changed = await tab.evaluate(`[
      globalThis.ran === undefined,
      ({}).polluted === undefined,
      Object.keys(Object.prototype).length,
      Object.getPrototypeOf({}) === Object.prototype,
    ]`)
    expect(changed).toEqual([true, true, 0, true])
  })

  test('no request was made for any of it', () => {
    expect(server.leaks()).toEqual([])
    expect(tab.errors).toEqual([])
  })
})
