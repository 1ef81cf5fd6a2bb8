/** A file at a web address, read by ranges with the platform's own fetch: for pages, where nothing else is known. */
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { newAhead } from './expected.ts'
import { openHttp } from './http-source.ts'
import type { HttpSource } from './http-source.ts'
import { LEAST_RATE } from './stall.ts'
import { turns } from './target.ts'

/** How an address is read. */
export interface OpenUrlOptions {
  /** What messages call it: the address without its query, which may be a signature. */
  readonly name?: string
  /** Headers for the host of the address, such as `authorization`. */
  readonly headers?: Readonly<Record<string, string>>
  /** The platform's fetch when absent. It follows redirects by itself. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly limits?: Limits
  /** Counts requests and bytes, while they are made. */
  readonly transfer?: { requests: number; bytes: number }
  /** Bytes that sources keep for reading again: those that share this share one budget of 64 MiB. */
  readonly kept?: { bytes: number }
}

const AT_ONCE = 6
/** A page cannot tell a server that is down from one that does not let pages read it, so it does not try for long. */
const RETRIES = 1
const STALL_SECONDS = 30
const LONGEST_PAUSE = 30

/**
 * Open a file at `https://` or `http://`. The first request brings its beginning and its size.
 * @throws PthError REMOTE_UNREACHABLE, REMOTE_NOT_FOUND, REMOTE_DENIED, REMOTE_RATE_LIMITED, REMOTE_NO_RANGES,
 * REMOTE_CHANGED, REMOTE_INVALID, LIMIT_EXCEEDED
 */
export function openUrl(url: string, options: OpenUrlOptions = {}): Promise<HttpSource> {
  const { origin, pathname } = new URL(url)
  const target = {
    name: options.name ?? `${origin}${pathname}`,
    request: async () => ({ url, headers: options.headers ?? {} }),
  }
  return openHttp(target, {
    fetch: options.fetch ?? ((address, init) => globalThis.fetch(address, init)),
    redirects: 'browser',
    refusesRedirect: async () => null,
    limits: options.limits ?? DEFAULT_LIMITS,
    transfer: options.transfer ?? { requests: 0, bytes: 0 },
    kept: options.kept ?? { bytes: 0 },
    ahead: newAhead(),
    given: new Map(),
    stallSeconds: STALL_SECONDS,
    leastRate: LEAST_RATE,
    retries: RETRIES,
    longestPause: LONGEST_PAUSE,
    pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    turn: turns(AT_ONCE),
  })
}
