/** The server of the bare page: the built library, a strict content security policy, and files to ask for. */
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { startServer } from './server.ts'
import type { Answer, TestServer } from './server.ts'

const PROJECT = join(import.meta.dirname, '..', '..', '..')
export const FIXTURES = join(PROJECT, 'fixtures')
const PAGE = join(PROJECT, 'test', 'browser', 'page')

/** Nothing but the page's own scripts, and no `unsafe-` of any kind. */
export const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; img-src data:"

/**
 * For the scripts of workers, as docs/page.md has it: no network but for the page's own scripts. Browsers compile
 * WebAssembly under it, which they refuse under a `script-src` without an `unsafe-` word.
 */
export const WORKERS =
  "connect-src 'none'; script-src-elem 'self'; worker-src 'self'; img-src 'none'; font-src 'none'"

/** `more` answers what the page itself does not have. */
export function startBare(
  more: (url: URL, request: IncomingMessage) => Answer | undefined = () => undefined,
): Promise<TestServer> {
  return startServer((url, request) => {
    if (url.hostname === 'localhost') {
      if (url.pathname === '/')
        return { file: join(PAGE, 'bare.html'), headers: { 'content-security-policy': STRICT } }
      if (url.pathname === '/page/bare.js') return { file: join(PAGE, 'bare.js') }
      if (url.pathname === '/engine')
        return { file: join(PAGE, 'engine.html'), headers: { 'content-security-policy': STRICT } }
      if (url.pathname === '/page/engine.js') return { file: join(PAGE, 'engine.js') }
      if (/^\/(?:worker(?:-[\w-]+)?|hash|write)\.js$/.test(url.pathname))
        return {
          file: join(PROJECT, 'web', 'dist', url.pathname),
          headers: { 'content-security-policy': WORKERS },
        }
      const module = /^\/dist\/((?:chunks\/)?[\w-]+\.js)$/.exec(url.pathname)?.[1]
      if (module !== undefined) return { file: join(PROJECT, 'dist', module) }
    }
    return more(url, request)
  })
}
