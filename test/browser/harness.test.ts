/** The harness itself: what leaves a page is seen, and so is what a page does wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STRICT, WORKERS } from './support/bare.ts'
import { ENGINES, start } from './support/engines.ts'
import type { Started } from './support/engines.ts'
import { programPath } from './support/program-path.ts'
import { startServer } from './support/server.ts'
import type { TestServer } from './support/server.ts'

const SCRIPTS = `fetch('http://other.invalid/fetched').catch(() => {})
new Image().src = 'http://other.invalid/image'
const worker = new Worker('/worker.js')
worker.onmessage = () => { globalThis.done = true }`
const WORKER = `fetch('http://other.invalid/worker').catch(() => {}).then(() => postMessage(0))`

/** What a worker can do: compile the least module there is, ask its own server, import from another one. */
const TRIES = `(async () => {
  const tries = {
    wasm: async () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    fetch: () => fetch('/page.js'),
    own: () => import('/empty.js'),
    other: () => import('http://other.invalid/script.js'),
  }
  const done = {}
  for (const [name, one] of Object.entries(tries)) done[name] = await one().then(() => true, () => false)
  postMessage(done)
})()`

function page(url: URL): ReturnType<Parameters<typeof startServer>[0]> {
  const type = 'text/html'
  const text =
    '<!doctype html><link rel=icon href="data:,"><title>page</title><script src="/page.js"></script>'
  if (url.pathname === '/open') return { text, type }
  if (url.pathname === '/strict') return { text, type, headers: { 'content-security-policy': STRICT } }
  if (url.pathname === '/page.js') return { text: SCRIPTS, type: 'text/javascript' }
  if (url.pathname === '/worker.js') return { text: WORKER, type: 'text/javascript' }
  const script = 'text/javascript'
  if (url.pathname === '/empty.js') return { text: '', type: script }
  const policy = new Map([
    ['/plain.js', "default-src 'none'; script-src 'self'"],
    ['/closed.js', WORKERS],
  ]).get(url.pathname)
  if (policy !== undefined)
    return { text: TRIES, type: script, headers: { 'content-security-policy': policy } }
  return undefined
}

test('a browser that is not installed is an error', () => {
  expect(() => programPath('no-such-browser')).toThrow(
    'no-such-browser is not installed: run test/browser/setup.sh',
  )
})

describe.each(ENGINES)('%s', (engine) => {
  let server: TestServer
  let browser: Started
  beforeAll(async () => {
    server = await startServer(page)
    browser = await start(engine, server)
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  test('every request of a page and of its worker is recorded, to whatever host it goes', async () => {
    const tab = await browser.open('/open')
    await tab.evaluate('new Promise((resolve) => setInterval(() => globalThis.done && resolve(0), 10))')
    await expect
      .poll(() =>
        server
          .leaks()
          .map(({ url }) => url)
          .toSorted(),
      )
      .toEqual(['fetched', 'image', 'worker'].map((path) => `http://other.invalid/${path}`))
    expect(server.leaks(['http://other.invalid'])).toEqual([])
    await tab.close()
  })

  test('what the content security policy refuses is an error of the page', async () => {
    server.visits.length = 0
    const tab = await browser.open('/strict')
    await expect.poll(() => tab.errors.length).toBeGreaterThan(0)
    expect(tab.errors.join('\n')).toMatch(/Content[- ]Security[- ]Policy/i)
    // The worker has the policy of its own answer, which has none: a page must send one with each script of a worker.
    await tab.evaluate('new Promise((resolve) => setInterval(() => globalThis.done && resolve(0), 10))')
    expect(server.leaks().map(({ url }) => url)).toEqual(['http://other.invalid/worker'])
    await tab.close()
  })

  test('a worker without script-src in its policy compiles WebAssembly, and reaches nothing but its own scripts', async () => {
    server.visits.length = 0
    const tab = await browser.open('/open')
    const tried = (path: string): Promise<unknown> =>
      tab.evaluate(
        `new Promise((resolve) => { new Worker('${path}').onmessage = ({ data }) => resolve(data) })`,
      )
    expect(await tried('/plain.js')).toEqual({ wasm: false, fetch: false, own: true, other: false })
    expect(await tried('/closed.js')).toEqual({ wasm: true, fetch: false, own: true, other: false })
    expect(server.leaks().filter(({ url }) => url.endsWith('script.js'))).toEqual([])
    await tab.close()
  })
})
