/** What a service over HTTP adds to plain HTTP, and what the requests of one run share. */
import type { Ahead } from './expected.ts'
import type { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import type { ByteRange } from '../source.ts'

/** One request, before the range is added. */
export interface HttpRequest {
  readonly url: string
  /** Sent to the origin of `url` only, never along a redirect to another one. */
  readonly headers: Readonly<Record<string, string>>
}

/** An answer that is not the file. `text` is the beginning of its body. */
export interface Refusal {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** A file over HTTP. */
export interface HttpTarget {
  /** What to call it in messages: the address that was given, without credentials. */
  readonly name: string
  /** Asked for each range anew: a signed address may be good for one range only, and for a short time. */
  request(range: ByteRange): Promise<HttpRequest>
  /** The service's own words for a refusal; null where those of HTTP serve. */
  refusal?(answer: Refusal): PthError | null
  /** What to do where a page for people came in the place of the file; null where nothing is known of it. */
  pageHint?(title: string): string | null
  /** Sees the headers of the first answer of each request, a redirect's too. */
  seen?(headers: Headers): void
}

/** What was moved so far. */
export interface Transfer {
  requests: number
  /** Bytes of bodies. */
  bytes: number
}

/** The requests of one run. */
export interface HttpSession {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** `checked`: each redirect is looked at before it is followed. A browser follows by itself and shows none. */
  readonly redirects: 'checked' | 'browser'
  /** Why a redirect must not be followed; null when it may. */
  readonly refusesRedirect: (from: URL, to: URL) => Promise<string | null>
  readonly limits: Limits
  readonly transfer: Transfer
  /** Bytes that the files of the run keep for reading again. */
  readonly kept: { bytes: number }
  /** What was asked for ahead of whoever reads it. */
  readonly ahead: Ahead
  /** Servers (by origin) and files (by name) that were given up, with the reason: nobody waits for them again. */
  readonly given: Map<string, PthError>
  /** Seconds without a byte after which a request is given up. */
  readonly stallSeconds: number
  /** Bytes a second below which an answer is given up, over twice `stallSeconds`; 0 for none. */
  readonly leastRate: number
  /** How often a request is made again after a passing failure. */
  readonly retries: number
  /** The longest pause that a server may ask for, in seconds. */
  readonly longestPause: number
  /** Waits, in seconds. */
  readonly pause: (seconds: number) => Promise<void>
  /** Runs `work` in its turn, see {@link turns}. */
  readonly turn: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Runs at most `atOnce` pieces of work at the same time; the others wait in order. */
export function turns(atOnce: number): HttpSession['turn'] {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // Whoever waits takes this place over, so that nobody new comes between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
