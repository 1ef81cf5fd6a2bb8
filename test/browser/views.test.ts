/** Every view of the page in a real browser: its numbers are those that the command line prints with --json. */
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from './support/chromium.ts'
import { FIXTURES, json, launchChromium, openPage, pick, startPage } from './support/page.ts'
import type { Look } from './support/page.ts'
import type { TestServer } from './support/server.ts'

let server: TestServer
let browser: Browser
let errors: string[] = []

beforeAll(async () => {
  server = await startPage()
  browser = await launchChromium(server)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(errors, 'errors of the page').toEqual([])
  expect(server.leaks(), 'requests to other hosts').toEqual([])
})

async function open(file: string, look: Look = {}): Promise<Page> {
  const { page, errors: found } = await openPage(browser, server, look)
  errors = found
  await pick(page, file)
  return page
}

function value(page: Page, name: string): Promise<string | null> {
  return page.textContent(`[data-value="${name}"]`)
}

interface InspectJson {
  readonly totals: Readonly<Record<'parameters' | 'elements' | 'tensors' | 'bytes', number>>
  readonly tensors: readonly {
    readonly name: string
    readonly dtype: string
    readonly shape: readonly number[] | null
    readonly stats: Readonly<Record<'min' | 'max' | 'mean' | 'std' | 'sha256', number | string | null>>
  }[]
  readonly histograms: readonly { readonly counts: readonly number[] }[]
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

describe('numbers', () => {
  test.each(['resnet18.pth', 'state_dict.pth', 'tied.pth', 'big-endian.pth', 'lightning-callbacks.pth'])(
    'the overview of %s',
    async (file) => {
      const { totals } = json<InspectJson>('inspect', file)
      const page = await open(file)
      expect(await value(page, 'parameters')).toBe(grouped(totals.parameters))
      expect(await value(page, 'tensor-bytes')).toBe(`${grouped(totals.bytes)} B`)
    },
  )

  test('the state of an optimizer has elements, and no parameters of a model', async () => {
    const { totals } = json<InspectJson>('inspect', 'optimizer-adam.pth')
    const page = await open('optimizer-adam.pth')
    expect(await value(page, 'elements')).toBe(grouped(totals.elements))
    expect(await page.locator('[data-value="parameters"]').count()).toBe(0)
    expect(await page.textContent('.answers')).toContain('the state of an optimizer, no weights of a model')
  })

  test('rows of the list, in the order of the file', async () => {
    const { tensors, totals } = json<InspectJson>('inspect', 'resnet18.pth')
    const page = await open('resnet18.pth', { hash: '#view=tensors' })
    expect(await value(page, 'rows')).toBe(`122 of 122 tensors, ${grouped(totals.bytes)} B`)
    const seen: string[] = []
    const shapes = new Map<string, string>()
    // Scrolled to its end, every row was there once.
    for (let at = 0; seen.length < tensors.length && at < 60; at += 1) {
      const rows = await page.$$eval('.virtual-row', (all) =>
        all.map((row) => [
          row.querySelector('.name')?.textContent ?? '',
          row.querySelector('.c-shape')?.textContent ?? '',
        ]),
      )
      for (const [name = '', shape = ''] of rows) {
        if (!seen.includes(name)) seen.push(name)
        shapes.set(name, shape)
      }
      await page.$eval('.virtual', (box) => box.scrollBy(0, 300))
      await page.waitForTimeout(30)
    }
    expect(seen).toEqual(tensors.map(({ name }) => name))
    for (const { name, shape } of tensors) expect(shapes.get(name)).toBe(`[${shape?.join(', ')}]`)
  })

  test.each([
    ['state_dict.pth', 'weight'],
    ['dtypes.pth', null],
    ['big-endian.pth', null],
  ])('statistics of a tensor of %s', async (file, wanted) => {
    const { tensors } = json<InspectJson>('inspect', file, '--stats')
    for (const { name, stats } of tensors
      .filter((one) => wanted === null || one.name === wanted)
      .slice(0, 6)) {
      const page = await open(file, { hash: `#tensor=${encodeURIComponent(name)}` })
      await page.waitForSelector('[data-value="sha256"], .banner')
      for (const field of ['min', 'max', 'mean', 'std', 'sha256'] as const)
        if (stats[field] !== null)
          expect(await value(page, field), `${name} ${field}`).toBe(String(stats[field]))
      await page.context().close()
    }
  })

  test.each(['resnet18.pth', 'hostile/runs-a-command.pth', 'objects.pth'])('the scan of %s', async (file) => {
    const { files } = json<{ files: readonly ScanJson[] }>('scan', file)
    const page = await open(file, { hash: '#view=safety' })
    await page.waitForSelector('[data-verdict]')
    expect(await page.getAttribute('[data-verdict]', 'data-verdict')).toBe(files[0]?.verdict)
    const text = await page.textContent('main')
    expect(text).toContain(`${files[0]?.weights_only?.answer}`)
    if (typeof files[0]?.weights_only?.add_safe_globals === 'string')
      expect(text).toContain(files[0].weights_only.add_safe_globals)
    for (const { module, name } of files[0]?.globals ?? []) expect(text).toContain(`${module}.${name}`)
  })

  test.each([
    ['diff/resnet18.pth', 'diff/resnet18-head.schema.json'],
    ['resnet18.pth', 'resnet18.pth'],
    ['state_dict.pth', 'resnet18.pth'],
  ])('%s compared with %s', async (file, other) => {
    const diff = json<DiffJson>('diff', file, other, '--strict')
    const page = await open(file, { hash: '#view=compare' })
    await page.setInputFiles('.drop [data-pick=files]', join(FIXTURES, other))
    await page.waitForSelector('[data-verdict]')
    expect(await page.getAttribute('[data-verdict]', 'data-verdict')).toBe(diff.verdict)
    const counts = {
      expected: 'expected',
      matched: 'ok',
      missing: 'missing',
      unexpected: 'unexpected',
    } as const
    for (const [field, term] of Object.entries(counts)) {
      const count = diff.summary[field as keyof typeof counts]
      if (count > 0) expect(await value(page, term), term).toBe(grouped(count))
    }
    const text = await page.textContent('main')
    for (const { message, python } of diff.suggestions) {
      expect(text).toContain(message)
      for (const line of python) expect(text).toContain(line)
    }
  })
})

interface ScanJson {
  readonly verdict: string
  readonly weights_only: { readonly answer: string; readonly add_safe_globals: string | null } | null
  readonly globals: readonly { readonly module: string; readonly name: string }[]
}

interface DiffJson {
  readonly verdict: string
  readonly summary: Readonly<Record<'expected' | 'matched' | 'missing' | 'unexpected', number>>
  readonly suggestions: readonly { readonly message: string; readonly python: readonly string[] }[]
}

describe('pictures', () => {
  test('areas of the map are bytes, and its colours are types', async () => {
    const page = await open('resnet18.pth', { hash: '#view=map' })
    await page.waitForSelector('.tile')
    const tiles = await page.$$eval('.tile.level-1', (all) =>
      all.map((tile) => {
        const { width, height } = tile.getBoundingClientRect()
        return { words: tile.getAttribute('aria-label') ?? '', area: width * height }
      }),
    )
    const whole = tiles.reduce((sum, { area }) => sum + area, 0)
    for (const { words, area } of tiles) {
      const share = Number(/([\d.]+) %/.exec(words)?.[1])
      // Gaps between tiles, and whole pixels.
      if (share > 1) expect(Math.abs((100 * area) / whole - share), words).toBeLessThan(0.8)
    }
    const colours = await pixels(page, '.tile.dt-f32')
    expect(colours.slice(0, 3)).toEqual([169, 205, 242])
  })

  test('heights of the histogram are its counts', async () => {
    const { tensors } = json<InspectJson>('inspect', 'histograms.pth')
    const name = tensors[0]?.name ?? ''
    const { histograms } = json<InspectJson>('inspect', 'histograms.pth', '--histogram', name, '--bins', '60')
    const counts = histograms[0]?.counts ?? []
    const page = await open('histograms.pth', { hash: `#tensor=${encodeURIComponent(name)}` })
    await page.waitForSelector('.histogram svg')
    const heights = await page.$$eval('.histogram rect', (bars) =>
      bars.map((bar) => Number(bar.getAttribute('height'))),
    )
    const most = Math.max(...counts)
    const expected = counts.map((count) => (count === 0 ? 0 : Math.max((count / most) * 196, 1.5)))
    expect(heights.length).toBe(expected.length)
    for (const [at, height] of heights.entries()) expect(height).toBeCloseTo(expected[at] ?? -1, 6)
  })
})

/** The colour in the middle of an element, as it is drawn. */
async function pixels(page: Page, selector: string): Promise<number[]> {
  const box = await (await page.$(selector))?.boundingBox()
  if (box === null || box === undefined) throw new Error(`no ${selector}`)
  const clip = { x: box.x + box.width / 2, y: box.y + box.height * 0.75, width: 2, height: 2 }
  const png = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context?.drawImage(image, 0, 0)
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])]
  }, png)
}
