/** Reports as a person opens them: from the disk, in a real browser, with no network at all. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { writeManyTensors } from '../support/many-tensors.ts'
import { launchChromium } from './support/chromium.ts'
import type { Browser, Page } from './support/chromium.ts'
import { startServer } from './support/server.ts'
import type { TestServer } from './support/server.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const MODEL = 'fixtures/diff/resnet18.pth'
const SCHEMA = 'fixtures/diff/resnet18-head.schema.json'
/** Names that would act if they became markup, a property or a layout. */
const NAMES = [
  '</script><script>globalThis.acted = 1</script>',
  '<img src=x onerror="globalThis.acted = 2">',
  '<!--<script>',
  '"><svg onload=globalThis.acted=3>',
  '__proto__',
  'constructor',
  'right\u202eto left\u2066',
  'lines\u2028and\u2029more\r\n',
  '\u0000\u001b[31m',
  'x'.repeat(1_000_000),
]

let folder = ''
let server: TestServer
let browser: Browser
const problems: string[] = []
beforeAll(async () => {
  folder = temporaryFolder()
  server = await startServer(() => undefined)
  browser = await launchChromium(server)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

/** A report of these words, by its path. */
async function reported(name: string, ...words: readonly string[]): Promise<string> {
  const path = join(folder, `${name}.html`)
  await runCli('report', ...words, '-o', path)
  return path
}

/** A report in a page; what the page does wrong is kept. */
async function open(path: string, hash = '', options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(path).href && !request.url().startsWith('data:'))
      problems.push(`request ${request.url().slice(0, 200)}`)
  })
  await page.goto(`${pathToFileURL(path).href}${hash}`)
  return page
}

async function json(...argv: readonly string[]): Promise<never> {
  return JSON.parse((await runCli(...argv)).stdout) as never
}

const value = (page: Page, name: string): Promise<string> =>
  page.locator(`[data-value="${name}"]`).first().innerText()

describe('a report', () => {
  test('shows the numbers of the commands, asks for nothing and breaks no rule of its policy', async () => {
    const path = await reported('compared', MODEL, SCHEMA, '--strict', '--stats')
    const { totals, tensors }: Inspected = await json('inspect', MODEL, '--stats', '--json')
    const { summary, verdict }: Compared = await json('diff', MODEL, SCHEMA, '--strict', '--json')
    const { files }: Scanned = await json('scan', MODEL, '--json')
    const page = await open(path)
    await page.waitForSelector('main[data-open]')
    expect(await value(page, 'parameters')).toBe(totals.parameters.toLocaleString('en'))
    expect(await value(page, 'tensor-bytes')).toBe(`${totals.bytes.toLocaleString('en')} B`)
    // What is asked first is answered first.
    expect(await page.locator('[data-answer=safety]').innerText()).toBe(files[0]?.verdict)
    expect(await page.locator('[data-answer=compare]').innerText()).toBe(verdict.toUpperCase())
    // The views that a report can show, and no other.
    expect(await page.locator('nav a').allInnerTexts()).toEqual([
      'Overview',
      'Map',
      'Tensors',
      'Safety',
      'Compare',
    ])
    await page.click('nav >> text=Safety')
    expect(await page.locator('[data-verdict]').first().getAttribute('data-verdict')).toBe(files[0]?.verdict)
    await page.click('nav >> text=Compare')
    expect(await page.locator('[data-verdict]').first().getAttribute('data-verdict')).toBe(verdict)
    expect(await value(page, 'expected')).toBe(String(summary.expected))
    expect(await value(page, 'missing')).toBe(String(summary.missing))
    await page.close()
    const [, second] = tensors
    const shown = await open(path, `#view=tensors&tensor=${encodeURIComponent(second?.name ?? '')}`)
    await shown.waitForSelector('[data-value="sha256"]')
    expect(await value(shown, 'sha256')).toBe(second?.stats.sha256)
    expect(await value(shown, 'min')).toBe(String(second?.stats.min))
    expect(await value(shown, 'mean')).toBe(String(second?.stats.mean))
    await shown.close()
    expect(problems).toEqual([])
    expect(server.leaks()).toEqual([])
  })

  test('of 1,000 tensors has less than 600 kB and is open in less than a second', async () => {
    const model = join(folder, 'many.safetensors')
    writeManyTensors(model, 1000)
    const path = await reported('many', model, '--stats')
    expect(statSync(path).size).toBeLessThan(600_000)
    const page = await browser.newPage()
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    await page.goto(pathToFileURL(path).href)
    await page.waitForSelector('main[data-open]')
    const { metrics } = await session.send('Performance.getMetrics')
    // Work of the page: other programs on the machine do not count.
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity
    expect(seconds).toBeLessThan(1)
    await page.close()
  })

  test.each([390, 1440].flatMap((width) => [false, true].map((dark) => ({ width, dark }))))(
    'has nothing serious for a screen reader to stumble over, nor scrolls sideways: $width px, dark $dark',
    async ({ width, dark }) => {
      const path = await reported(`axe-${width}-${dark}`, MODEL, SCHEMA, '--stats')
      for (const view of ['overview', 'map', 'tensors', 'safety', 'compare']) {
        const page = await open(path, `#view=${view}`, {
          viewport: { width, height: 900 },
          colorScheme: dark ? 'dark' : 'light',
          bypassCSP: true,
        })
        await page.waitForSelector('main[data-open]')
        await page.evaluate(AXE)
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: {
              run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
            }
          }
          const { violations } = await axe.run()
          return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`)
        })
        expect([view, found.filter((line) => /^(serious|critical)/.test(line))]).toEqual([view, []])
        expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
        await page.close()
      }
    },
  )

  test('does nothing that a name says', async () => {
    const model = join(folder, '<img src=x onerror=globalThis.acted=4>.safetensors')
    writeHostile(model)
    const path = await reported('hostile', model, model, '--stats', '--values')
    const page = await open(path)
    await page.waitForSelector('main[data-open]')
    for (const view of ['Map', 'Tensors', 'Safety', 'Compare', 'Overview']) {
      await page.click(`nav >> text=${view}`)
      await page.waitForTimeout(50)
      const found = await page.evaluate(() => ({
        acted: 'acted' in globalThis,
        images: document.images.length,
        scripts: document.scripts.length,
        wide: document.documentElement.scrollWidth > innerWidth,
      }))
      expect([view, found]).toEqual([view, { acted: false, images: 0, scripts: 2, wide: false }])
    }
    await page.close()
    for (const name of NAMES.slice(0, 6)) {
      const tensor = await open(path, `#view=tensors&tensor=${encodeURIComponent(name)}`)
      await tensor.waitForSelector('[data-value="shape"]')
      expect(await tensor.evaluate(() => 'acted' in globalThis)).toBe(false)
      await tensor.close()
    }
    expect(problems).toEqual([])
    expect(server.leaks()).toEqual([])
  })

  test('of a file that cannot be opened has the error of the command line in it', async () => {
    const path = await reported('broken', 'fixtures/truncated.pth')
    const { stderr } = await runCli('inspect', 'fixtures/truncated.pth')
    const page = await open(path)
    await page.waitForSelector('text=could not be scanned')
    const text = await page.locator('body').innerText()
    expect(text).toContain('ZIP_INVALID')
    expect(text).toContain(stderr.split('  ')[1]?.slice(0, 60) ?? 'nothing')
    // What scan says is there too.
    expect(text).toContain('truncated.pth')
    // There is nothing to open here.
    expect(await page.locator('input[type="file"]').count()).toBe(0)
    await page.close()
    expect(problems).toEqual([])
  })

  test('is read without scripts, and prints', async () => {
    const path = await reported('plain', MODEL, SCHEMA)
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(pathToFileURL(path).href)
    const text = await plain.locator('body').innerText()
    for (const words of ['122 tensors', 'fc.weight', '124 expected', 'CLEAN']) expect(text).toContain(words)
    await context.close()
    const page = await open(path)
    await page.waitForSelector('main[data-open]')
    expect(await page.locator('.on-paper').isVisible()).toBe(false)
    // Paper has no tabs: what the other views say follows.
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.on-paper [data-verdict]:visible').count()).toBe(2)
    for (const heading of ['Compare', 'Safety'])
      expect(await page.locator(`.on-paper h2:text-is("${heading}")`).isVisible()).toBe(true)
    expect(await page.locator('nav:visible, button.quiet:not(.plain-name):visible').count()).toBe(0)
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.close()
  })
})

/** Two elements under each name. The values differ, so that they are compared. */
function writeHostile(path: string): void {
  const entries = NAMES.map(
    (name, at) =>
      `${JSON.stringify(name)}:{"dtype":"F32","shape":[2],"data_offsets":[${at * 8},${at * 8 + 8}]}`,
  )
  const header = new TextEncoder().encode(`{${entries.join(',')}}`)
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true)
  const values = Float32Array.from({ length: NAMES.length * 2 }, (_, at) => at)
  writeFileSync(path, Buffer.concat([length, header, Buffer.from(values.buffer)]))
}

interface Inspected {
  readonly totals: { readonly parameters: number; readonly bytes: number }
  readonly tensors: readonly {
    readonly name: string
    readonly stats: { readonly sha256: string; readonly min: number; readonly mean: number }
  }[]
}

interface Compared {
  readonly verdict: string
  readonly summary: { readonly expected: number; readonly missing: number }
}

interface Scanned {
  readonly files: readonly { readonly verdict: string }[]
}
