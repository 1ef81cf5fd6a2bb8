/** Large files in the worker of the page: how long they take to open, and what a conversion of 1 GiB costs. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COSTLY } from '../hostile/costly.ts'
import { FIXTURES, startBare } from './support/bare.ts'
import { ENGINES, start } from './support/engines.ts'
import type { Started, Tab } from './support/engines.ts'
import type { TestServer } from './support/server.ts'

const PROGRAM = join(FIXTURES, '..', 'dist', 'cli.js')
const GIB = 2 ** 30
/** Bytes of a renderer beside what it shares with other programs: WebAssembly, buffers, and what a page has anyway. */
const MOST_MEMORY = 300 << 20

/** A safetensors file of float32 tensors of which each has `bytes` bytes; the disk keeps nothing but the header. */
function writeSparse(path: string, tensors: number, bytes: number): void {
  const entries = Array.from({ length: tensors }, (_, at) => {
    const offsets = `[${at * bytes},${(at + 1) * bytes}]`
    return `"layers.${at}.weight":{"dtype":"F32","shape":[${bytes / 4096},1024],"data_offsets":${offsets}}`
  })
  const text = `{${entries.join(',')}}`
  const header = Buffer.from(text.padEnd(text.length + ((8 - (text.length % 8)) % 8)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const file = openSync(path, 'w')
  writeSync(file, Buffer.concat([length, header]))
  ftruncateSync(file, 8 + header.length + tensors * bytes)
  closeSync(file)
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) hash.update(chunk)
  return hash.digest('hex')
}

/** What processes of pages have used, of the browser that this process started. */
interface Used {
  /** Bytes that the largest has for itself. */
  readonly memory: number
  /** Seconds of processor time of them all: what other programs do on the machine does not count. */
  readonly seconds: number
}

function usedByPages(engine: string): Used {
  const page = engine === 'chromium' ? /--type=renderer/ : /-contentproc[^]*\btab\b/
  const parents = new Map<string, string>()
  const stats = new Map<string, readonly string[]>()
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')
      stats.set(id, fields)
      parents.set(id, fields[1] ?? '')
    } catch {
      // It has ended.
    }
  }
  const ours = (id: string): boolean =>
    id === String(process.pid) || (parents.has(id) && ours(parents.get(id) ?? ''))
  let memory = 0
  let ticks = 0
  for (const [id, fields] of stats) {
    try {
      if (!ours(id) || !page.test(readFileSync(`/proc/${id}/cmdline`, 'latin1'))) continue
      const status = readFileSync(`/proc/${id}/status`, 'latin1')
      const kib = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
      memory = Math.max(memory, (kib('RssAnon') + kib('RssShmem')) << 10)
      ticks += Number(fields[11]) + Number(fields[12])
    } catch {
      // It has ended.
    }
  }
  return { memory, seconds: ticks / 100 }
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-large-'))
  writeSparse(join(folder, 'large.safetensors'), 804, 16 << 20)
  writeFileSync(join(folder, 'many.safetensors'), COSTLY['tensors-100k.safetensors']?.() ?? '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(ENGINES)('%s', (engine) => {
  let server: TestServer
  let browser: Started
  let tab: Tab
  beforeAll(async () => {
    server = await startBare()
    browser = await start(engine, server)
    tab = await browser.open('/engine')
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  /** Seconds of processor time until the picked file is open. */
  async function opening(): Promise<number> {
    const before = usedByPages(engine).seconds
    expect(await tab.evaluate<string>(`ask({ what: 'opened' })`)).toBe('true')
    return usedByPages(engine).seconds - before
  }

  test('a sparse file of 12.6 GiB opens in less than a second', async () => {
    const path = join(folder, 'large.safetensors')
    expect(statSync(path).size / GIB).toBeGreaterThan(12.5)
    await tab.pick('#pick', [path])
    expect(await opening()).toBeLessThan(1)
  })

  test('100,000 tensors open in less than two seconds', async () => {
    await tab.pick('#pick', [join(folder, 'many.safetensors')])
    expect(await opening()).toBeLessThan(2)
  })

  test('1 GiB is converted with the digest of the command line and in little memory', async () => {
    const input = join(folder, 'input.safetensors')
    const output = join(folder, 'out.pth')
    writeSparse(input, 64, 16 << 20)
    execFileSync(process.execPath, [PROGRAM, 'convert', input, '-o', output], { stdio: 'ignore' })
    const expected = await digestOf(output)
    rmSync(output)
    // A page of its own: the one before has 100,000 tensors in mind.
    await tab.close()
    tab = await browser.open('/engine')
    await tab.pick('#pick', [input])
    await tab.evaluate(`ask({ what: 'open' })`)
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, usedByPages(engine).memory)
    }, 500)
    const wanted = { format: 'pth', name: 'out.pth', include: [], exclude: [], stripPrefixes: [] }
    const asked = {
      name: 'convert',
      given: { wanted: { ...wanted, addPrefix: '', dtype: null, shardBytes: null } },
    }
    const { answer, code } = await tab.evaluate<{
      readonly answer?: {
        readonly files: readonly { readonly sha256: string; readonly byteLength: number }[]
      }
      readonly code?: string
    }>(`(async () => {
      const { name, given } = ${JSON.stringify(asked)}
      const found = JSON.parse(await ask({ what: 'call', name, given: { ...given, place: { kind: 'private' } } }))
      await ask({ what: 'call', name: 'discard', given: {} })
      return found
    })()`)
    clearInterval(watch)
    expect(code).toBeUndefined()
    expect(answer?.files.map(({ sha256 }) => sha256)).toEqual([expected])
    // Something was measured.
    expect(most).toBeGreaterThan(20 << 20)
    expect(most).toBeLessThan(MOST_MEMORY)
  })
})
