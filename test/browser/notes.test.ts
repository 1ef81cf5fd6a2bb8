/** Every note that `pth inspect` has on a file is on the page, with the same words, and no other is. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES, json, launchChromium, openPage, startPage } from './support/page.ts'
import type { Browser, Page } from './support/chromium.ts'
import type { TestServer } from './support/server.ts'

interface Note {
  readonly code: string
  readonly message: string
}

interface Inspected {
  readonly notes?: readonly Note[]
  readonly totals?: Readonly<Record<'parameters' | 'buffers' | 'tensors' | 'bytes', number>>
  readonly shares?: readonly { readonly part: string }[]
}

/** One file of so many, and one folder of half as many: all 197 files and 35 folders were compared when this was written. */
const EVERY = 4

/** Folders of files that stand for themselves. */
const PLACES = ['', 'average', 'codes', 'fold', 'kinds', 'lora', 'presets', 'reorder', 'rl', 'gguf']
const CHECKPOINT = /\.(pth|pt|bin|ckpt|safetensors|pkl|npz|gguf)$/

const FILES = PLACES.flatMap((place) =>
  readdirSync(join(FIXTURES, place))
    .filter((name) => CHECKPOINT.test(name) && statSync(join(FIXTURES, place, name)).isFile())
    .map((name) => join(place, name)),
).filter((_, at) => at % EVERY === 0)

const FOLDERS = readdirSync(join(FIXTURES, 'distributed')).filter(
  (name, at) => !name.startsWith('mp-') && at % (EVERY / 2) === 0,
)

interface Shown {
  readonly failed: boolean
  readonly notes: readonly Note[]
  readonly numbers: readonly string[]
}

async function shownBy(page: Page): Promise<Shown> {
  await page.waitForSelector('[data-open], .failed')
  for (;;) {
    const more = page.locator('section.card:has([data-note]) > button:has-text("more")')
    if ((await more.count()) === 0) break
    await more.first().click()
  }
  return page.evaluate(() => {
    return {
      failed: document.querySelector('[data-open]') === null,
      notes: [...document.querySelectorAll<HTMLElement>('[data-note]')].map((item) => ({
        code: item.dataset.note ?? '',
        message: item.querySelector('bdi')?.textContent ?? '',
      })),
      numbers: ['[data-value=parameters], [data-value=elements]', '[data-value=tensor-bytes]'].map((name) =>
        (document.querySelector(name)?.textContent ?? '').replaceAll(/[^0-9]/g, ''),
      ),
    }
  })
}

/** What tells two notes apart however they are escaped, cut, and called by a path or by a name. */
function comparable({ code, message }: Note, path: string): string {
  const name = path.split('/').at(-1) ?? ''
  return `${code} ${message.replaceAll(path, name).slice(0, 200)}`
}

describe('notes and numbers of the page', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startPage()
    browser = await launchChromium(server)
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  async function compare(path: string, pick: (page: Page) => Promise<void>): Promise<number> {
    const { notes, totals, shares = [] } = json<Inspected>('inspect', path)
    const { page, errors } = await openPage(browser, server)
    await pick(page)
    const shown = await shownBy(page)
    await page.context().close()
    expect(errors, path).toEqual([])
    expect(shown.failed, path).toBe(totals === undefined)
    if (notes === undefined || totals === undefined) return 0
    expect(
      shown.notes.map((note) => comparable(note, path)),
      path,
    ).toEqual(notes.map((note) => comparable(note, path)))
    // The state of an optimizer has elements, and no parameter of a model.
    const optimizer = shares.length > 0 && shares.every(({ part }) => part === 'optimizer')
    const counted = totals.parameters + (optimizer ? totals.buffers : 0)
    expect(shown.numbers, path).toEqual([String(counted), String(totals.bytes)])
    return notes.length
  }

  test('of every file of the fixtures', async () => {
    let notes = 0
    for (const path of FILES)
      notes += await compare(path, (page) =>
        page.setInputFiles('.start [data-pick=files]', join(FIXTURES, path)),
      )
    expect(FILES.length).toBeGreaterThan(40)
    expect(notes).toBeGreaterThan(0)
  })

  test('of every folder of the fixtures', async () => {
    let notes = 0
    for (const name of FOLDERS)
      notes += await compare(`distributed/${name}/ckpt`, (page) =>
        page.setInputFiles('.start [data-pick=folder]', join(FIXTURES, 'distributed', name, 'ckpt')),
      )
    expect(FOLDERS.length).toBeGreaterThan(12)
    expect(notes).toBeGreaterThan(0)
  })
})
