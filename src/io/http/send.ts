/** One request that changes something: sent again after a failure that may pass, never along a redirect. */
import type { PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { beginning } from './body.ts'
import { passing } from './connection.ts'
import { isPassing, refusalOf, retryAfter } from './refused.ts'
import { stallClock } from './stall.ts'
import type { HttpRequest, HttpSession, Refusal } from './target.ts'

/** What is sent. The bytes must stay as they are until the answer is there. */
export interface Sending extends HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly body: Uint8Array<ArrayBuffer> | null
}

/** Where it is sent. */
export interface SendTarget {
  /** For messages, without credentials. */
  readonly name: string
  /** Made anew for each try: a signature is good for minutes. */
  request(): Promise<Sending>
  /** Statuses that are answers and not refusals, beside 200 to 299. */
  readonly expected?: readonly number[]
  refusal(answer: Refusal): PthError | null
}

/** An answer; the text is its beginning. */
export type Answer = Refusal

/** The longest pause of our own, in seconds. */
const LONGEST_BACKOFF = 30
/** A slow line moves so many bytes in a second; a server answers only when it has all of them. */
const LEAST_RATE = 1 << 18

/** @throws PthError REMOTE_UNREACHABLE, REMOTE_DENIED, REMOTE_NOT_FOUND, REMOTE_RATE_LIMITED, LIMIT_EXCEEDED */
export async function send(target: SendTarget, session: HttpSession): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    const result = await session.turn(() => attempt(target, session))
    if ('status' in result) return result
    const backoff = Math.min(LONGEST_BACKOFF, 0.5 * 2 ** failures) * (0.5 + Math.random() / 2)
    const seconds = result.seconds ?? backoff
    if (failures >= session.retries || seconds > session.longestPause) throw result.error
    await session.pause(seconds)
  }
}

async function attempt(
  target: SendTarget,
  session: HttpSession,
): Promise<Answer | { readonly error: PthError; readonly seconds: number | null }> {
  const { method, url, headers, body } = await target.request()
  checkLimit(session.limits, 'requests', target.name, session.transfer.requests + 1)
  session.transfer.requests += 1
  const stall = stallClock({
    stallSeconds: session.stallSeconds + (body?.length ?? 0) / LEAST_RATE,
    // An answer is short, and is read within the time of a silence.
    leastRate: 0,
  })
  try {
    const response = await session.fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: stall.signal,
    })
    const text = await beginning(response)
    const { status } = response
    const answer = { status, headers: response.headers, text }
    // S3 says 200 at once where putting parts together lasts, and what went wrong in the body.
    const failed = /<Error>/.test(text) && status === 200
    if (!failed && ((status >= 200 && status < 300) || target.expected?.includes(status) === true))
      return answer
    const refused = failed ? { ...answer, status: 500 } : answer
    const error = target.refusal(refused) ?? refusalOf(target.name, refused)
    if (isPassing(refused.status)) return { error, seconds: retryAfter(response.headers, Date.now()) }
    throw error
  } catch (error) {
    return passing(target.name, error, stall.stalled())
  } finally {
    stall.stop()
  }
}
