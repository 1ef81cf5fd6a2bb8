/** The published library in both engines, by its exports alone: it answers as the command line does. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES, startBare } from './support/bare.ts'
import { ENGINES, start } from './support/engines.ts'
import type { Started, Tab } from './support/engines.ts'
import type { TestServer } from './support/server.ts'

const PROGRAM = join(FIXTURES, '..', 'dist', 'cli.js')
const FILES = readdirSync(FIXTURES).filter((name) => /\.(pth|pt|ckpt|safetensors|npz)$/.test(name))

/** What was said of one file: a report, or the code and the words of an error. */
interface Answered {
  readonly file: string
  readonly answer?: unknown
  readonly code?: string
  readonly message?: string
}

/** The one document of the command line about all fixtures, each named as a page names it: without its folder. */
function documentOf(command: string): Readonly<Record<string, unknown>> {
  const { stdout } = spawnSync(process.execPath, [PROGRAM, command, '--json', ...FILES], {
    cwd: FIXTURES,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return JSON.parse(stdout)
}

/** One after the other: a difference is shown of one file. */
function compare(found: readonly Answered[], expected: readonly Answered[]): void {
  expect(found.length).toBe(FILES.length)
  const byFile = new Map(expected.map((one) => [one.file, one]))
  for (const one of found) expect(one, one.file).toEqual(byFile.get(one.file))
  // A gate that compared only errors would have compared nothing.
  expect(found.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(FILES.length / 2)
  expect(found.filter(({ code }) => code !== undefined).length).toBeGreaterThan(0)
}

describe.each(ENGINES)('%s', (engine) => {
  let server: TestServer
  let browser: Started
  let tab: Tab
  beforeAll(async () => {
    server = await startBare()
    browser = await start(engine, server)
    tab = await browser.open('/')
    await tab.pick(
      '#pick',
      FILES.map((file) => join(FIXTURES, file)),
    )
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  const ask = async (what: string): Promise<readonly Answered[]> =>
    JSON.parse(await tab.evaluate<string>(`ask({ what: '${what}' })`))

  test('inspect says of every fixture what pth inspect --json says', async () => {
    const { files, failures } = documentOf('inspect') as {
      readonly files: readonly { readonly file: string; readonly report: Readonly<Record<string, unknown>> }[]
      readonly failures: readonly Answered[]
    }
    const reports = files.map(({ file, report: { kind, version, exit_code: code, ...answer } }) => {
      expect([kind, version, code]).toEqual(['pth.inspect', 1, 0])
      return { file, answer }
    })
    compare(await ask('inspect'), [...reports, ...failures])
  })

  test('scan says of every fixture what pth scan --json says', async () => {
    const { files, failures } = documentOf('scan') as {
      readonly files: readonly { readonly file: string }[]
      readonly failures: readonly Answered[]
    }
    const reports = files.map((answer) => ({ file: answer.file, answer }))
    compare(await ask('scan'), [...reports, ...failures])
  })

  test('nothing but the page and the library was asked for, and nothing was refused', () => {
    expect(server.visits.length).toBeGreaterThan(5)
    expect(server.leaks()).toEqual([])
    expect(tab.errors).toEqual([])
  })
})
