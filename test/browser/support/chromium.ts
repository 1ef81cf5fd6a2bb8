/** Debian's Chromium, driven by playwright-core. The one file that imports it. */
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { programPath } from './program-path.ts'
import type { TestServer } from './server.ts'

export type { Browser, Page } from 'playwright-core'

/** Start it with `server` as the proxy for everything, this machine included. @throws where it is not installed */
export function launchChromium(server: Pick<TestServer, 'port'>): Promise<Browser> {
  return chromium.launch({
    executablePath: programPath('chromium'),
    // As root, which a container of CI is, it has no sandbox.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    proxy: { server: `http://127.0.0.1:${server.port}`, bypass: '<-loopback>' },
  })
}
