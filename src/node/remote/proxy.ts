/** Proxies of the environment, which only new versions of Node follow by themselves. Imports undici, and only then. */
import { PthError } from '../../errors.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>
type Env = Readonly<Record<string, string | undefined>>

/** Node's fetch, through the proxies that the environment names. @throws PthError USAGE without undici */
export async function fetchThrough(env: Env): Promise<Fetch> {
  const [http, https] = ['http_proxy', 'https_proxy'].map((name) => proxyIn(env, name))
  const none = env['no_proxy'] || env['NO_PROXY']
  // Where Node follows the variables itself (24, and 22.21), it is left to it.
  if ((http === undefined && https === undefined) || env['NODE_USE_ENV_PROXY'] === '1') return fetch
  const { EnvHttpProxyAgent } = await import('undici').catch((cause: unknown) => {
    const reason =
      'a proxy is set, and the package undici, which follows it, is not installed: npm install undici, ' +
      'or set NODE_USE_ENV_PROXY=1 with Node 24'
    throw new PthError('USAGE', { reason }, { cause })
  })
  const dispatcher = new EnvHttpProxyAgent({
    ...(http !== undefined && { httpProxy: http }),
    ...(https !== undefined && { httpsProxy: https }),
    ...(none !== undefined && { noProxy: none }),
  })
  return (url, init) => {
    const through = { ...init, dispatcher }
    return fetch(url, through)
  }
}

/** The address of a proxy, with or without its scheme. @throws PthError USAGE that does not repeat its password */
function proxyIn(env: Env, name: string): string | undefined {
  const text = env[name] || env[name.toUpperCase()]
  if (text === undefined) return undefined
  const address = text.includes('://') ? text : `http://${text}`
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address
  throw new PthError('USAGE', {
    reason: `${name.toUpperCase()} is not the address of a proxy: http://HOST:PORT`,
  })
}
