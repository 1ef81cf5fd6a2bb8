/** How the page behaves: keys alone, a screen reader, a phone, hostile names and files, no network. */
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from './support/chromium.ts'
import { FIXTURES, json, launchChromium, openPage, startPage } from './support/page.ts'
import type { Look } from './support/page.ts'
import type { TestServer } from './support/server.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let server: TestServer
let browser: Browser
let folder = ''
let errors: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pth-page-'))
  server = await startPage((url) => {
    if (url.pathname === '/files/resnet18.pth') return { file: join(FIXTURES, 'resnet18.pth') }
    if (url.pathname === '/files/sparse.safetensors') return { file: sparseFile() }
    return undefined
  })
  browser = await launchChromium(server)
})
afterAll(async () => {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true })
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(server.leaks(), 'requests to other hosts').toEqual([])
})

async function open(path: string, look: Look = {}): Promise<Page> {
  const { page, errors: found } = await openPage(browser, server, look)
  errors = found
  await page.setInputFiles('.start [data-pick=files]', path)
  await page.waitForSelector('[data-open], .failed')
  return page
}

const RESNET = join(FIXTURES, 'resnet18.pth')
const VIEWS = [
  ['', 'main h2'],
  ['#view=map', '.tile'],
  ['#view=tensors', '.virtual-row'],
  ['#view=tensors&as=tree', '.virtual-row'],
  ['#tensor=conv1.weight', '.heat canvas, .banner'],
  ['#view=safety', '[data-verdict]'],
  ['#view=compare', '.drop'],
  ['#view=convert', 'main'],
] as const

describe('a screen reader', () => {
  test.each(VIEWS.flatMap(([hash, ready]) => [false, true].map((dark) => ({ hash, ready, dark }))))(
    'finds nothing serious to stumble over: $hash dark $dark',
    async ({ hash, ready, dark }) => {
      const page = await open(RESNET, { hash, dark })
      await page.waitForSelector(ready)
      await page.evaluate(AXE)
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
        }
        const { violations } = await axe.run()
        return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`)
      })
      expect(found.filter((line) => /^(serious|critical)/.test(line))).toEqual([])
    },
  )

  test('finds the empty page and a failure in order', async () => {
    const { page } = await openPage(browser, server)
    await page.waitForSelector('.drop')
    await page.evaluate(AXE)
    const run = (): Promise<string[]> =>
      page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> }
        }
        return (await axe.run()).violations.map(({ id, impact }) => `${impact} ${id}`)
      })
    expect((await run()).filter((line) => /^(serious|critical)/.test(line))).toEqual([])
    await page.setInputFiles('.start [data-pick=files]', join(FIXTURES, 'generate.py'))
    await page.waitForSelector('.failed')
    expect((await run()).filter((line) => /^(serious|critical)/.test(line))).toEqual([])
  })
})

describe('a phone', () => {
  test.each(VIEWS)('does not scroll sideways: %s', async (hash, ready) => {
    const page = await open(RESNET, { hash, width: 390 })
    await page.waitForSelector(ready)
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0)
  })
})

describe('a narrow window', () => {
  test.each([360, 390, 768, 820, 900])('shows every tab, and a tablet whole names: %i px', async (width) => {
    const page = await open(RESNET, { hash: '#view=tensors', width })
    await page.waitForSelector('.virtual-row')
    const cut = await page.evaluate(() => {
      const nav = document.querySelector('.top nav')
      const parts = [...document.querySelectorAll('.virtual-row .name, .virtual-row .name > span')]
      return {
        tabs: (nav?.scrollWidth ?? 1) - (nav?.clientWidth ?? 0),
        names: parts
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
          .map(({ textContent }) => textContent),
      }
    })
    expect(cut.tabs).toBe(0)
    // On a phone the beginning of a long name is left out.
    if (width > 720) expect(cut.names).toEqual([])
  })

  test('a short list is as tall as its rows', async () => {
    const page = await open(join(FIXTURES, 'state_dict.pth'), { hash: '#view=tensors' })
    await page.waitForSelector('.virtual-row')
    const [box, rows, scrolls] = await page.$eval('.virtual', (list) => [
      list.getBoundingClientRect().height,
      list.querySelectorAll('.virtual-row').length,
      list.scrollHeight > list.clientHeight,
    ])
    expect(box).toBe(38 + Number(rows) * 34 + 2)
    expect(scrolls).toBe(false)
  })
})

async function failed(page: Page): Promise<string> {
  await page.waitForSelector('.failed', { timeout: 60_000 })
  return page.locator('.failed').innerText()
}

describe('what goes wrong is said with what to do', () => {
  test('two dropped files of one name are refused: neither is left out in silence', async () => {
    const { page } = await openPage(browser, server)
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      for (const text of ['one', 'other']) dataTransfer.items.add(new File([text], '__0_0.distcp'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
    expect(await failed(page)).toContain('two of the files are called __0_0.distcp')
  })

  test('a file that was deleted while it is open', async () => {
    const path = join(folder, 'deleted.safetensors')
    // Larger than what is read to see what it is, and than what is measured without being asked.
    renameSync(sparseFile(), path)
    const page = await open(path, { hash: '#tensor=model.layers.7.weight' })
    await page.waitForSelector('text=Measure it')
    rmSync(path)
    await page.click('text=Measure it')
    const words = await failed(page)
    expect(words).toContain('SOURCE_UNREADABLE')
    expect(words).toContain('Choose it again')
  })

  test('a worker that cannot be loaded is no endless wait', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' })
    await context.route('**/worker.js', (route) => route.abort())
    const page = await context.newPage()
    await page.goto(server.origin)
    await page.setInputFiles('.start [data-pick=files]', RESNET)
    expect(await failed(page)).toContain('Load the page again')
  })

  test('a part of the worker that cannot be loaded', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' })
    await context.route('**/worker-scan*.js', (route) => route.abort())
    const page = await context.newPage()
    await page.goto(`${server.origin}/#view=safety`)
    await page.setInputFiles('.start [data-pick=files]', RESNET)
    expect(await failed(page)).toContain('A part of the page was not loaded')
  })

  test('lines for a shell are there to be copied, with the address that was typed', async () => {
    const url = 'http://other.invalid/model.pth'
    const { page } = await openPage(browser, server, { query: `?url=${encodeURIComponent(url)}` })
    await failed(page)
    expect(await page.locator('.failed pre').allInnerTexts()).toEqual([
      `pth inspect ${url}\n`,
      `pth view ${url}\n`,
    ])
    server.visits.length = 0
  })
})

describe('the keyboard alone', () => {
  test('goes from the tabs to a tensor and back', async () => {
    const page = await open(RESNET)
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
    for (let at = 0; at < 10 && (await focused()) !== 'Tensors'; at += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.virtual')
    for (let at = 0; at < 20; at += 1) {
      if ((await page.evaluate(() => document.activeElement?.className)) === 'virtual') break
      await page.keyboard.press('Tab')
    }
    for (let at = 0; at < 6; at += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.tensor-head')
    expect(await page.textContent('.tensor-head h2')).toBe('layer1.0.conv1.weight')
    expect(new URL(page.url()).hash).toContain('tensor=layer1.0.conv1.weight')
    await page.goBack()
    await page.waitForSelector('.virtual')
  })

  test('opens and closes modules of the tree, and goes into the map and out', async () => {
    const page = await open(RESNET, { hash: '#view=tensors&as=tree' })
    await page.focus('.virtual')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.$$eval('[role=row][aria-level="2"]', (rows) => rows.length)).toBe(2)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => page.$$eval('[role=row][aria-level="2"]', (rows) => rows.length)).toBe(0)
    await page.click('nav a:has-text("Map")')
    await page.focus('.tile[tabindex="0"]')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.textContent('.crumbs')).toContain('layer4')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.textContent('.crumbs')).toBe('all')
    const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).not.toBe(first)
  })
})

/** A safetensors file of empty tensors: the names are all there is to it. */
function namesFile(names: readonly string[]): string {
  // Written by hand: an object would lose `__proto__`.
  const entries = names.map(
    (name) => `${JSON.stringify(name)}:{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`,
  )
  const header = Buffer.from(`{${entries.join(',')}}`)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const path = join(folder, 'names.safetensors')
  writeFileSync(path, Buffer.concat([length, header]))
  return path
}

describe('hostile', () => {
  const names = [
    '<img src=x onerror="globalThis.hurt=1">.<script>globalThis.hurt=1</script>',
    '__proto__',
    'constructor.prototype',
    '__proto__.polluted',
    'a\u202egnp.exe',
    '\u2066hidden\u2069\u200b',
    `long.${'x'.repeat(1_000_000)}`,
    '.'.repeat(1000),
    'javascript:globalThis.hurt=1',
    '\u0000\u001b[31m',
  ]

  test.each(['', '#view=map', '#view=tensors', '#view=tensors&as=tree', '#view=safety', '#tensor=__proto__'])(
    'names do nothing: %s',
    async (hash) => {
      const page = await open(namesFile(names), { hash })
      expect(await page.$('.failed')).toBeNull()
      await page.waitForTimeout(300)
      expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined()
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
      expect(await page.$$eval('main img, main script, main iframe', (all) => all.length)).toBe(0)
      const text = (await page.textContent('body')) ?? ''
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u0000\u001b]/)
      expect(text.length).toBeLessThan(20_000)
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0)
      expect(errors).toEqual([])
    },
  )

  test('a name with markup is listed and opened like any other', async () => {
    const page = await open(namesFile(names), { hash: '#view=tensors' })
    await page.click('.virtual-row >> nth=0')
    expect(await page.textContent('.tensor-head h2')).toBe(names[0])
    expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined()
  })

  test.each(['truncated.pth', 'generate.py', 'resnet18.pth.expected.json', 'cut-in-storage.pth'])(
    'a file that cannot be read is refused in the words of the command line: %s',
    async (file) => {
      const { message, code } = json<{ readonly message: string; readonly code: string }>('inspect', file)
      const page = await open(join(FIXTURES, file))
      expect(await page.textContent('.failed .chip')).toBe(code)
      expect(await page.textContent('.failed p')).toBe(message)
      // Another file can be opened right away.
      await page.setInputFiles('.start [data-pick=files]', RESNET)
      await page.waitForSelector('[data-open]')
    },
  )
})

/** 12 GiB in 96 tensors, of which the disk has the header only. */
function sparseFile(): string {
  const path = join(folder, 'sparse.safetensors')
  if (existsSync(path)) return path
  const entries = Array.from({ length: 96 }, (_, at) => {
    const offsets = [at * 2 ** 27, (at + 1) * 2 ** 27]
    return [
      `model.layers.${at}.weight`,
      { dtype: 'BF16', shape: [8192, 8192], data_offsets: offsets },
    ] as const
  })
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  writeFileSync(path, Buffer.concat([length, header]))
  truncateSync(path, 8 + header.length + 96 * 2 ** 27)
  return path
}

describe('12 GiB', () => {
  test('are opened by their header, from a disk and from an address', async () => {
    const page = await open(sparseFile(), { hash: '#view=tensors' })
    expect(await page.textContent('[data-value=rows]')).toBe('96 of 96 tensors, 12,884,901,888 B')
    server.visits.length = 0
    const { page: remote } = await openPage(browser, server, { query: '?url=files/sparse.safetensors' })
    await remote.waitForSelector('[data-open]')
    const asked = server.visits.flatMap(({ url, range }) =>
      new URL(url).pathname === '/files/sparse.safetensors' ? [/^bytes=(\d+)-(\d+)$/.exec(range ?? '')] : [],
    )
    const bytes = asked.reduce((sum, range) => sum + Number(range?.[2]) - Number(range?.[1]) + 1, 0)
    expect(asked.length).toBeLessThan(4)
    expect(bytes).toBeLessThan(1 << 19)
  })

  test('the values of a large tensor at an address are read only when they are asked for', async () => {
    server.visits.length = 0
    const { page } = await openPage(browser, server, {
      query: '?url=files/sparse.safetensors',
      hash: '#tensor=model.layers.7.weight',
    })
    await page.waitForSelector('text=Measure it')
    expect(server.visits.filter(({ range }) => range !== null).length).toBeLessThan(4)
  })
})

describe('addresses', () => {
  test('a file is read by ranges from the host that was typed', async () => {
    server.visits.length = 0
    const { page, errors: found } = await openPage(browser, server, { query: '?url=/files/resnet18.pth' })
    await page.waitForSelector('[data-open]')
    const { totals } = json<{ readonly totals: { readonly parameters: number } }>('inspect', 'resnet18.pth')
    expect(await page.textContent('[data-value=parameters]')).toBe(totals.parameters.toLocaleString('en-US'))
    const ranges = server.visits
      .filter(({ url }) => new URL(url).pathname === '/files/resnet18.pth')
      .map(({ range }) => range)
    expect(ranges.length).toBeGreaterThan(0)
    expect(ranges.every((range) => range !== null)).toBe(true)
    expect(found).toEqual([])
  })

  test('a host that does not permit pages is explained, and no other host is asked', async () => {
    server.visits.length = 0
    const query = `?url=${encodeURIComponent('http://other.invalid/model.pth')}`
    const { page } = await openPage(browser, server, { query })
    await page.waitForSelector('.failed', { timeout: 60_000 })
    expect(await page.textContent('.failed .chip')).toBe('REMOTE_UNREACHABLE')
    expect(await page.textContent('.failed')).toContain('Access-Control-Allow-Origin')
    expect(server.leaks(['http://other.invalid'])).toEqual([])
    // The policy permits that host and nothing else.
    const asked = await page.evaluate(() =>
      fetch('http://third.invalid/').then(String, (error) => String(error)),
    )
    expect(asked).toContain('Failed to fetch')
    expect(server.leaks(['http://other.invalid'])).toEqual([])
    server.visits.length = 0
  })

  test('without an address the page cannot ask anybody, itself included', async () => {
    const page = await open(RESNET)
    server.visits.length = 0
    for (const url of ['/icon.svg?asked', 'http://other.invalid/'])
      expect(await page.evaluate((to) => fetch(to).then(String, (error) => String(error)), url)).toContain(
        'Failed',
      )
    expect(server.visits.filter(({ url }) => url.includes('asked') || url.includes('invalid'))).toEqual([])
  })
})

describe('without a network', () => {
  test('a page that was loaded once opens files again', async () => {
    const { page } = await openPage(browser, server)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.context().setOffline(true)
    await page.reload()
    await page.setInputFiles('.start [data-pick=files]', RESNET)
    await page.waitForSelector('[data-open]')
    await page.click('nav a:has-text("Safety")')
    await page.waitForSelector('[data-verdict]')
  })
})
