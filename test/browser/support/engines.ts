/** Two browsers behind one face: what the tests of both engines do with a page. */
import { launchProfile } from './chromium.ts'
import type { Page as ChromiumPage } from './chromium.ts'
import { launchFirefox } from './firefox.ts'
import type { Page as FirefoxPage } from './firefox.ts'
import type { TestServer } from './server.ts'

export const ENGINES = ['chromium', 'firefox'] as const
export type Engine = (typeof ENGINES)[number]

/** A page in one of them. */
export interface Tab {
  /** What an expression of the page gives: it is awaited, and must be plain data. */
  evaluate<Result>(expression: string): Promise<Result>
  /** Give a file input the files at these paths, as a person who picks them does. */
  pick(selector: string, paths: readonly string[]): Promise<void>
  click(selector: string): Promise<void>
  /** Errors that nobody caught, and what the console calls an error: refusals of the content security policy too. */
  readonly errors: readonly string[]
  close(): Promise<void>
}

/** A running browser. */
export interface Started {
  /** A page at `path` of the server. */
  open(path: string): Promise<Tab>
  close(): Promise<void>
}

/** Start a browser. @throws where it is not installed: that is a failure, never a skip */
export function start(engine: Engine, server: TestServer): Promise<Started> {
  return engine === 'chromium' ? startChromium(server) : startFirefox(server)
}

async function startChromium(server: TestServer): Promise<Started> {
  const browser = await launchProfile(server)
  return {
    open: async (path) => {
      const page = await browser.newPage()
      const errors = errorsOf(page)
      await page.goto(server.origin + path)
      return {
        evaluate: (expression) => page.evaluate(expression),
        pick: (selector, paths) => page.setInputFiles(selector, [...paths]),
        click: (selector) => page.click(selector),
        errors,
        close: () => page.close(),
      }
    },
    close: () => browser.close(),
  }
}

async function startFirefox(server: TestServer): Promise<Started> {
  const browser = await launchFirefox(server)
  return {
    open: async (path) => {
      const page = await browser.newPage()
      const errors = errorsOf(page)
      await page.goto(server.origin + path)
      return {
        evaluate: (expression) => page.evaluate(expression) as Promise<never>,
        pick: async (selector, paths) => {
          const input = (await page.$(selector)) as Uploads | null
          if (input === null) throw new Error(`the page has no ${selector}`)
          await input.uploadFile(...paths)
        },
        click: (selector) => page.click(selector),
        errors,
        close: () => page.close(),
      }
    },
    close: () => browser.close(),
  }
}

/** What puppeteer's types promise of inputs only. */
interface Uploads {
  uploadFile(...paths: string[]): Promise<void>
}

function errorsOf(page: ChromiumPage | FirefoxPage): readonly string[] {
  const errors: string[] = []
  const listen = page.on.bind(page) as (event: string, told: (about: Told) => void) => void
  listen('pageerror', (error) => errors.push(String(error)))
  listen('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

interface Told {
  type(): string
  text(): string
}
