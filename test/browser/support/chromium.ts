/** Debian's Chromium, driven by playwright-core. The one file that imports it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext } from 'playwright-core'
import { programPath } from './program-path.ts'
import type { TestServer } from './server.ts'

export type { Browser, BrowserContext, Page } from 'playwright-core'

function optionsFor(
  server: Pick<TestServer, 'port'>,
  bypass: readonly string[] = [],
): Parameters<typeof chromium.launch>[0] {
  return {
    executablePath: programPath('chromium'),
    // As root, which a container of CI is, it has no sandbox.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    proxy: { server: `http://127.0.0.1:${server.port}`, bypass: ['<-loopback>', ...bypass].join() },
  }
}

/**
 * Start it with `server` as the proxy for everything, this machine included, but for the hosts of `bypass`.
 * @throws where it is not installed
 */
export function launchChromium(
  server: Pick<TestServer, 'port'>,
  bypass: readonly string[] = [],
): Promise<Browser> {
  return chromium.launch(optionsFor(server, bypass))
}

/**
 * Start it as a person does, with a profile on the disk: pages of other contexts have their files in memory. The
 * profile is removed when the context is closed.
 */
export async function launchProfile(server: Pick<TestServer, 'port'>): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'pth-chromium-'))
  const context = await chromium.launchPersistentContext(profile, optionsFor(server))
  context.on('close', () => {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    } catch {
      // Its last processes may still write: the folder for temporary files is not ours to keep clean.
    }
  })
  return context
}
