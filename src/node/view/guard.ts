/** Who is answered: somebody on this machine, or behind a tunnel to it, who knows the address with its token. */
import { sameSecret } from '../hash.ts'

/** The parts of a request that decide. */
export interface AskedFor {
  readonly method: string
  /** As it stands in the request: a path, and a query if there is one. */
  readonly url: string
  /** Names and values in turn, as they came: a header that came twice is there twice. */
  readonly rawHeaders: readonly string[]
}

/** The path behind the token, without its query: `''` for the page itself; or the status of the refusal. */
export type Admission = { readonly path: string } | { readonly status: 400 | 403 | 405 }

/**
 * Names of this machine, with any port: a tunnel may begin at another one. A page of another site whose name was
 * pointed to this machine (DNS rebinding) sends the name of that site.
 */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i

/** Bytes of a request's address. Those of the page are shorter. */
const LONGEST = 1024

/** Decide about a request. The token is compared before anything is said about what there is. */
export function admit({ method, url, rawHeaders }: AskedFor, token: string): Admission {
  const [host, ...others] = headersNamed('host', rawHeaders)
  if (host === undefined || others.length > 0 || !LOOPBACK.test(host)) return { status: 403 }
  if (fromElsewhere(rawHeaders, host)) return { status: 403 }
  if (!url.startsWith('/') || url.length > LONGEST) return { status: 400 }
  const [, given = '', path] = /^\/([^/?#]*)(?:\/([^?#]*))?(?:[?#].*)?$/s.exec(url) ?? []
  if (!sameSecret(given, token)) return { status: 403 }
  if (method !== 'GET' && method !== 'HEAD') return { status: 405 }
  return { path: path ?? '' }
}

/**
 * Whether a page of another site asks in the background, as a browser says. Following a link from one, such as from a
 * terminal in a page, is no such request.
 */
function fromElsewhere(rawHeaders: readonly string[], host: string): boolean {
  const [site = 'none'] = headersNamed('sec-fetch-site', rawHeaders)
  const [mode] = headersNamed('sec-fetch-mode', rawHeaders)
  if (site !== 'none' && site !== 'same-origin' && mode !== 'navigate') return true
  const [origin] = headersNamed('origin', rawHeaders)
  return origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`
}

function headersNamed(name: string, rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
}
