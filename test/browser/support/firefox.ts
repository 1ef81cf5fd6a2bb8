/**
 * Debian's Firefox ESR, driven by puppeteer-core over WebDriver BiDi, which Firefox itself speaks: no driver between.
 * playwright-core drives only a Firefox of its own build, and Debian has no geckodriver. The one file that imports it.
 */
import { launch } from 'puppeteer-core'
import type { Browser } from 'puppeteer-core'
import { programPath } from './program-path.ts'
import type { TestServer } from './server.ts'

export type { Browser, Page } from 'puppeteer-core'

/** Start it with `server` as the proxy for everything, this machine included. @throws where it is not installed */
export function launchFirefox(server: Pick<TestServer, 'port'>): Promise<Browser> {
  const proxy = { host: '127.0.0.1', port: server.port }
  return launch({
    browser: 'firefox',
    executablePath: programPath('firefox-esr'),
    headless: true,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': proxy.host,
      'network.proxy.http_port': proxy.port,
      'network.proxy.ssl': proxy.host,
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.no_proxies_on': '',
      'network.proxy.allow_hijacking_localhost': true,
    },
  })
}
