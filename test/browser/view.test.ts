/** `pth view` as a person uses it: the program itself, and a real browser at the address that it prints. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { launchChromium } from './support/chromium.ts'
import type { Browser, Page } from './support/chromium.ts'
import { startServer } from './support/server.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'cli.js')
const CHUNKS = join(PROGRAM, '..', 'chunks')

interface Viewing {
  readonly address: string
  readonly screen: string
  readonly process: ChildProcess
  /** How the program ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>
}

const running: Viewing[] = []
afterEach(() => {
  for (const { process } of running.splice(0)) process.kill('SIGKILL')
})

/** Start the program and wait for its address. */
async function viewing(...words: readonly string[]): Promise<Viewing> {
  const child = spawn(process.execPath, [PROGRAM, 'view', ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let screen = ''
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += String(chunk)
  })
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stderr }))
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      screen += String(chunk)
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\/(?=\n)/.exec(screen) ?? []
      if (found !== undefined && screen.includes('Ctrl-C')) resolve(found)
    })
    child.on('close', () => reject(new Error(stderr)))
  })
  const started = { address, screen, process: child, ended }
  running.push(started)
  return started
}

const outside = await startServer(() => undefined)
let browser: Browser | undefined
afterAll(async () => {
  await browser?.close()
  await outside.close()
})

/** What the pages did wrong. */
const problems: string[] = []
/** What the page that is open asked its server for, without the address in front. */
const asked: string[] = []

/** The page at an address: it may ask the server of that address, and everything else is recorded. */
async function open(address: string, hash = ''): Promise<Page> {
  await browser?.close()
  const { host } = new URL(address)
  const started = await launchChromium(outside, [host])
  browser = started
  const page = await started.newPage()
  asked.length = 0
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('request', (request) => {
    // Whoever asks without the token gets nothing.
    if (!request.url().startsWith(address)) problems.push(`request ${request.url()}`)
    asked.push(request.url().slice(address.length))
  })
  await page.goto(address + hash)
  return page
}

const value = (page: Page, name: string): Promise<string> =>
  page.locator(`[data-value="${name}"]`).first().innerText()

/** The chunks of the library that the page asked for. */
function chunks(): string[] {
  return asked.filter((path) => path.startsWith('chunks/')).map((path) => path.slice('chunks/'.length))
}

async function json(...argv: readonly string[]): Promise<never> {
  return JSON.parse((await runCli(...argv)).stdout) as never
}

describe('pth view', () => {
  test('shows the numbers of the commands, of two files, and ends with Ctrl-C while the page is open', async () => {
    const [model, schema] = ['fixtures/diff/resnet18.pth', 'fixtures/diff/resnet18-head.schema.json']
    const { address, screen, process: child, ended } = await viewing(model, schema)
    expect(screen).toContain(`${model}  vs  ${schema}\n`)
    const port = Number(new URL(address).port)
    expect(screen).toContain(`ssh -N -L ${port}:127.0.0.1:${port} `)
    const page = await open(address)
    await page.waitForSelector('main[data-open]')
    const { totals }: { totals: { parameters: number; bytes: number } } = await json(
      'inspect',
      model,
      '--json',
    )
    expect(await value(page, 'parameters')).toBe(totals.parameters.toLocaleString('en'))
    expect(await value(page, 'tensor-bytes')).toBe(`${totals.bytes.toLocaleString('en')} B`)
    expect(await page.locator('h2').first().innerText()).toContain(model)
    await page.click('nav >> text=Compare')
    await page.waitForSelector('[data-value="missing"]')
    const { summary }: { summary: { missing: number } } = await json(
      'diff',
      model,
      schema,
      '--strict',
      '--json',
    )
    expect(await value(page, 'missing')).toBe(String(summary.missing))
    // Nothing of it stays in the browser.
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0)
    const start = performance.now()
    child.kill('SIGINT')
    expect(await ended).toEqual({ code: 0, stderr: '' })
    expect(performance.now() - start).toBeLessThan(1000)
    expect(problems).toEqual([])
    expect(outside.leaks()).toEqual([])
  })

  test('makes every view of the chunks of the library, and loads those of a view when it is opened', async () => {
    const [model, other] = ['fixtures/state_dict.pth', 'fixtures/resnet18.pth']
    const { address } = await viewing(model, other)
    const page = await open(address)
    await page.waitForSelector('main[data-open]')
    const first = chunks()
    expect(first).toContain('reader.js')
    for (const late of ['scan.js', 'weights-only.js', 'diff.js', 'schema.js', 'convert.js'])
      expect(first).not.toContain(late)
    expect(first.reduce((sum, name) => sum + statSync(join(CHUNKS, name)).size, 0)).toBeLessThan(520_000)

    await page.click('nav >> text=Safety')
    await page.waitForSelector('[data-verdict]')
    const { files }: { files: readonly { verdict: string }[] } = await json('scan', model, '--json')
    expect(await page.getAttribute('[data-verdict]', 'data-verdict')).toBe(files[0]?.verdict)
    expect(chunks()).toContain('scan.js')
    expect(chunks()).not.toContain('diff.js')

    await page.click('nav >> text=Compare')
    await page.waitForSelector('[data-value="missing"]')
    const diff: { verdict: string } = await json('diff', model, other, '--strict', '--json')
    expect(await page.getAttribute('[data-verdict]', 'data-verdict')).toBe(diff.verdict)

    const { tensors }: InspectJson = await json('inspect', model, '--stats', '--json')
    const [tensor] = tensors
    await page.click('nav >> text=Tensors')
    await page.click(`.virtual-row >> text="${tensor?.name}"`)
    await page.waitForSelector('[data-value="sha256"]')
    expect(await value(page, 'sha256')).toBe(tensor?.stats.sha256)

    await page.goto(`${address}#view=convert`)
    await page.reload()
    await chooseOwnFile(page)
    await page.click('button.primary')
    await page.waitForSelector('[data-sha256]')
    const output = join(temporaryFolder(), 'out.safetensors')
    await runCli('convert', model, '-o', output)
    expect(await page.locator('[data-sha256]').innerText()).toBe(digestOf(output))
    expect(problems).toEqual([])
    expect(outside.leaks()).toEqual([])
  })

  test.each([
    ['the shards of an index', 'fixtures/kinds/sharded-bin/pytorch_model.bin.index.json'],
    ['a folder', 'fixtures/kinds/sharded-hub-safetensors'],
  ])('shows %s as one model', async (_, path) => {
    const { address } = await viewing(path)
    const page = await open(address)
    await page.waitForSelector('main[data-open]')
    const { totals }: { totals: { parameters: number; bytes: number } } = await json(
      'inspect',
      path,
      '--json',
    )
    expect(await value(page, 'tensor-bytes')).toBe(`${totals.bytes.toLocaleString('en')} B`)
    expect(problems).toEqual([])
  })

  test.each([
    ['DCP', 'dcp-dtensor-4'],
    ['DCP packed by zstd', 'dcp-1proc-zstd'],
    ['safetensors shards of DCP', 'dcp-hf-sharded-2'],
    ['Megatron-core', 'megatron-torch_dist-2'],
    ['ZeRO-3 of DeepSpeed', 'ds-z3-frozen-tied-groups-2'],
    ['a universal checkpoint of DeepSpeed', 'ds-universal-z3'],
    ['files that ranks saved', 'rankfiles-dtensor-2'],
  ])('puts the folder of a distributed checkpoint together: %s', async (_, name) => {
    const path = `fixtures/distributed/${name}/ckpt`
    const { address } = await viewing(path)
    const page = await open(address)
    await page.waitForSelector('main[data-open], .failed')
    const inspected: InspectJson = await json('inspect', path, '--stats', '--json')
    expect(await value(page, 'parameters')).toBe(inspected.totals.parameters.toLocaleString('en'))
    expect(await value(page, 'tensor-bytes')).toBe(`${inspected.totals.bytes.toLocaleString('en')} B`)

    const { summary }: { summary: Readonly<Record<'files' | 'clean' | 'dangerous', number>> } = await json(
      'scan',
      path,
      '--json',
    )
    await page.click('nav >> text=Safety')
    await page.waitForSelector('[data-value="scanned"]')
    const scanned = await value(page, 'scanned')
    expect(scanned).toBe(`${summary.files} files: ${summary.clean} clean`)

    const tensor = inspected.tensors.at(-1)
    await page.goto(`${address}#tensor=${encodeURIComponent(tensor?.name ?? '')}`)
    await page.waitForSelector('[data-value="sha256"]')
    expect(await value(page, 'sha256')).toBe(tensor?.stats.sha256)

    await page.goto(`${address}#view=convert`)
    await chooseOwnFile(page)
    await page.click('button.primary')
    await page.waitForSelector('[data-sha256]')
    const output = join(temporaryFolder(), 'out.safetensors')
    await runCli('convert', path, '-o', output)
    expect(await page.locator('[data-sha256]').innerText()).toBe(digestOf(output))
    expect(problems).toEqual([])
  })

  test('shows the one file of a folder that runs code before all that do not', async () => {
    const folder = join(temporaryFolder(), 'ckpt')
    cpSync('fixtures/distributed/ds-universal-z3/ckpt', folder, { recursive: true })
    cpSync('fixtures/hostile/runs-a-command.pth', join(folder, 'zzz.pth'))
    cpSync('fixtures/manifest.json', join(folder, 'notes.json'))
    const { address } = await viewing(folder)
    const page = await open(address, '#view=safety')
    await page.waitForSelector('[data-verdict]')
    const {
      files,
      summary,
    }: { files: readonly { verdict: string }[]; summary: { files: number; clean: number } } = await json(
      'scan',
      folder,
      '--json',
    )
    expect(files.filter(({ verdict }) => verdict === 'dangerous').length).toBe(1)
    expect(await page.getAttribute('[data-verdict]', 'data-verdict')).toBe('dangerous')
    expect(await value(page, 'scanned')).toBe(`${summary.files} files: 1 dangerous ${summary.clean} clean`)
    expect(await page.locator('main').innerText()).toContain('zzz.pth')
  })

  test('keeps to the budgets of the command line, lower ones and higher ones', async () => {
    const model = 'fixtures/resnet18.pth'
    const strict = await viewing(model, '--max-places', '10')
    const refused = await open(strict.address)
    await refused.waitForSelector('.failed')
    const lower: { message: string } = await json('inspect', model, '--max-places', '10', '--json')
    const words = await refused.locator('.failed').innerText()
    expect(lower.message).toContain('; --max-places raises it')
    expect(words).toContain(lower.message.replace('; --max-places raises it', ''))
    expect(words).toContain(`pth view ${model} --max-places N`)

    const path = join(temporaryFolder(), 'flood.pkl')
    writeFileSync(path, `\x80\x02${'N'.repeat(1_000_000)}.`, 'latin1')
    const flags = ['--max-values', '2000000']
    const page = await open((await viewing(path, ...flags)).address)
    await page.waitForSelector('main[data-open]')
    const higher: { bytes: number } = await json('inspect', path, ...flags, '--json')
    expect(higher.bytes).toBe(1_000_003)
  })

  test('refuses a damaged folder in the words of the command line', async () => {
    const folder = join(temporaryFolder(), 'ckpt')
    cpSync('fixtures/distributed/dcp-dtensor-4/ckpt', folder, { recursive: true })
    rmSync(join(folder, '__2_0.distcp'))
    const { address } = await viewing(folder)
    const page = await open(address)
    await page.waitForSelector('.failed')
    const { code, message }: { code: string; message: string } = await json('inspect', folder, '--json')
    const told = await page.locator('.failed').innerText()
    expect(told).toContain(code)
    expect(told).toContain(message)
  })

  test('says that a link out of the folder is not followed, and which command says more', async () => {
    const folder = join(temporaryFolder(), 'ckpt')
    cpSync('fixtures/distributed/dcp-dtensor-4/ckpt', folder, { recursive: true })
    renameSync(join(folder, '__2_0.distcp'), join(folder, '..', 'outside.distcp'))
    symlinkSync(join('..', 'outside.distcp'), join(folder, '__2_0.distcp'))
    const { address } = await viewing(folder)
    const page = await open(address)
    await page.waitForSelector('.failed')
    const told = await page.locator('.failed').innerText()
    expect(told).toContain('SOURCE_UNREADABLE')
    expect(told).toContain('__2_0.distcp')
    expect(told).toContain('a link that leads out of the folder')
    expect(told).toContain(`pth inspect ${folder}`)
    // The browser remarks the refusal itself.
    problems.length = 0
  })

  test('says that it has ended when the page asks for more', async () => {
    const path = join(temporaryFolder(), 'model.safetensors')
    writeSparse(path, 'large', 30_000_000)
    const { address, process: child, ended } = await viewing(path)
    const page = await open(address, '#tensor=large')
    await page.waitForSelector('text=Measure it')
    child.kill('SIGINT')
    await ended
    await page.click('text=Measure it')
    await page.waitForSelector('.failed', { timeout: 60_000 })
    const told = await page.locator('.failed').first().innerText()
    expect(told).toContain('pth view has ended')
    expect(told).toContain(`pth view ${path}`)
    problems.length = 0
  })

  test('says that a file changed while it was shown, and shows the new one when the page is loaded again', async () => {
    const path = join(temporaryFolder(), 'model.safetensors')
    writeSparse(path, 'before', 30_000_000)
    const { address } = await viewing(path)
    const page = await open(address)
    await page.waitForSelector('main[data-open]')
    expect(await value(page, 'parameters')).toBe('30,000,000')
    // Nobody reads 120 MB to see what a file is: the rest is asked for when it is shown.
    writeSparse(`${path}.new`, 'after', 40_000_000)
    renameSync(`${path}.new`, path)
    await page.evaluate(() => {
      location.hash = 'view=tensors&tensor=before'
    })
    await page.click('text=Measure it')
    await page.waitForSelector('text=REMOTE_CHANGED')
    expect(await page.locator('body').innerText()).toContain('changed')
    await page.goto(address)
    await page.reload()
    await page.waitForSelector('main[data-open]')
    expect(await value(page, 'parameters')).toBe('40,000,000')
  })

  test('opens a file of 12 GiB by reading what says what it is', async () => {
    const path = join(temporaryFolder(), 'large.safetensors')
    writeSparse(path, 'large', 3_221_225_472)
    const { address } = await viewing(path)
    const page = await open(address)
    await page.waitForSelector('main[data-open]')
    expect(await value(page, 'parameters')).toBe('3,221,225,472')
    expect(problems).toEqual([])
  })

  test('says in its own words what is wrong with the line, and serves nothing', async () => {
    for (const [words, told] of [
      [['fixtures/no-such-file.pth'], 'SOURCE_UNREADABLE'],
      [['fixtures'], 'FORMAT_UNSUPPORTED'],
      [['-'], 'a pipe is read once'],
      [['fixtures/resnet18.pth', '--port', '70000'], '--port takes a number'],
      [[], 'file'],
    ] as const) {
      const { code, stderr, stdout } = await runCli('view', ...words)
      expect([words, code, stdout]).toEqual([words, 2, ''])
      expect(stderr).toContain(told)
    }
  })
})

interface InspectJson {
  readonly totals: { readonly parameters: number; readonly bytes: number }
  readonly tensors: readonly { readonly name: string; readonly stats: { readonly sha256: string } }[]
}

/** Nobody is there to answer the browser's dialog: a file of the page's own stands for the one that is chosen. */
async function chooseOwnFile(page: Page): Promise<void> {
  await page.evaluate(() =>
    Object.assign(globalThis, {
      showSaveFilePicker: async () =>
        (await navigator.storage.getDirectory()).getFileHandle('out.safetensors', { create: true }),
    }),
  )
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** A safetensors file of one tensor of zeros that takes no room on the disk. */
function writeSparse(path: string, name: string, elements: number): void {
  const header = JSON.stringify({
    [name]: { dtype: 'F32', shape: [elements], data_offsets: [0, elements * 4] },
  })
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true)
  writeFileSync(path, Buffer.concat([length, Buffer.from(header)]))
  truncateSync(path, 8 + header.length + elements * 4)
}
