/** The built page on a server of its own, with files to read by address, and what the command line says of a file. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from './chromium.ts'
import type { Browser, Page } from './chromium.ts'
import { startServer } from './server.ts'
import type { Answer, TestServer } from './server.ts'

const PROJECT = join(import.meta.dirname, '..', '..', '..')
const DIST = join(PROJECT, 'web', 'dist')
export const FIXTURES = join(PROJECT, 'fixtures')

/** The page, and `more` for what it does not have. */
export function startPage(more: (url: URL) => Answer | undefined = () => undefined): Promise<TestServer> {
  return startServer((url) => {
    const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1)
    if (url.hostname === 'localhost' && /^[\w.-]+$/.test(name) && existsSync(join(DIST, name)))
      return { file: join(DIST, name) }
    return more(url)
  })
}

/** The document that a command prints; a failure of it too. */
export function json<Document>(...words: readonly string[]): Document {
  const { stdout } = spawnSync(process.execPath, [join(PROJECT, 'dist', 'cli.js'), ...words, '--json'], {
    cwd: FIXTURES,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return JSON.parse(stdout) as Document
}

/** One page of Chromium, and what it complained of. */
export interface Opened {
  readonly page: Page
  readonly errors: string[]
}

/** How a page looks and where it begins. */
export interface Look {
  readonly hash?: string
  readonly query?: string
  readonly width?: number
  readonly dark?: boolean
}

/** A new page of the application, in a profile of its own. */
export async function openPage(browser: Browser, server: TestServer, look: Look = {}): Promise<Opened> {
  const { hash = '', query = '', width = 1440, dark = false } = look
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${server.origin}/${query}${hash}`)
  return { page, errors }
}

/** Hand files to the page, and wait until it shows them or says why not. */
export async function pick(page: Page, ...files: readonly string[]): Promise<void> {
  await page.setInputFiles(
    '.start [data-pick=files]',
    files.map((file) => join(FIXTURES, file)),
  )
  await page.waitForSelector('[data-open], .failed')
}

export { launchChromium }
