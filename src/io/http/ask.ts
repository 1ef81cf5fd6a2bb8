/** One question to an address: asked in turn, along redirects, again after a failure that may pass by itself. */
import { PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import type { ByteRange } from '../source.ts'
import { beginning } from './body.ts'
import { passing } from './connection.ts'
import type { Passing } from './connection.ts'
import { followed } from './follow.ts'
import { isPassing, refusalOf, retryAfter } from './refused.ts'
import { stallClock } from './stall.ts'
import type { HttpRequest, HttpSession, HttpTarget } from './target.ts'

/** The longest pause of our own, in seconds. */
const LONGEST_BACKOFF = 30

/** A try that failed, and what is given up with it: the server, or one file of it. */
interface Failed extends Passing {
  readonly of: string
}

/** What is asked for in one try: a try after a cut asks for less. */
export interface Question {
  readonly range: ByteRange
  readonly headers: Readonly<Record<string, string>>
  /** Bytes that the answer may have, for the budget; 0 where nobody knows. */
  readonly bytes: number
}

/**
 * Ask until `use` makes a value of an answer. It gets the answer with its body unread, and a function to call for each
 * chunk of it, with its length; for a status that is not what it wants it returns undefined, and the answer is a
 * refusal.
 * @throws PthError REMOTE_UNREACHABLE, REMOTE_NOT_FOUND, REMOTE_DENIED, REMOTE_RATE_LIMITED, REMOTE_CHANGED,
 * REMOTE_INVALID, LIMIT_EXCEEDED, and what `use` throws
 */
export async function ask<Value>(
  target: HttpTarget,
  session: HttpSession,
  question: () => Question,
  use: (response: Response, again: (bytes?: number) => void) => Promise<Value | undefined>,
): Promise<Value> {
  for (let failures = 0; ; failures += 1) {
    const result = await session.turn(() => attempt(target, session, question(), use))
    if ('value' in result) return result.value
    // Many that failed together must not come back together.
    const backoff = Math.min(LONGEST_BACKOFF, 0.5 * 2 ** failures) * (0.5 + Math.random() / 2)
    const seconds = result.seconds ?? backoff
    if (failures >= session.retries || seconds > session.longestPause) {
      session.given.set(result.of, result.error)
      throw result.error
    }
    await session.pause(seconds)
  }
}

async function attempt<Value>(
  target: HttpTarget,
  session: HttpSession,
  { range, headers, bytes }: Question,
  use: (response: Response, again: (bytes?: number) => void) => Promise<Value | undefined>,
): Promise<{ readonly value: Value } | Failed> {
  const { limits, transfer } = session
  const request = await target.request(range)
  const { origin } = new URL(request.url)
  const given = session.given.get(origin) ?? session.given.get(target.name)
  if (given !== undefined) throw ofFile(given, target.name)
  const failed = (passed: Passing): Failed => ({ ...passed, of: passed.everywhere ? origin : target.name })
  checkLimit(limits, 'transferBytes', target.name, transfer.bytes + bytes)
  const stall = stallClock(session)
  try {
    const response = await followed(target, request, headers, session, stall.signal)
    stall.again()
    const value = await use(response, stall.again)
    if (value !== undefined) return { value }
    return failed(await refused(target, response, secretsOf(request)))
  } catch (error) {
    return failed(passing(target.name, error, stall.stalled()))
  } finally {
    stall.stop()
  }
}

/** Why a server was given up, told of the file that is asked for now. */
function ofFile(given: PthError, path: string): PthError {
  return new PthError(given.code, { ...given.details, path } as PthError['details'], { cause: given })
}

/** What was sent to be let in: a server may send it back, and it must not be printed. */
function secretsOf({ headers }: HttpRequest): readonly string[] {
  return Object.values(headers)
    .flatMap((value) => [value, value.split(' ').at(-1) ?? ''])
    .filter((text) => text.length > 3)
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
}

async function refused(target: HttpTarget, response: Response, secrets: readonly string[]): Promise<Passing> {
  const { status } = response
  const headers = new Headers()
  for (const [name, value] of response.headers) headers.append(name, withoutSecrets(value, secrets))
  const answer = { status, headers, text: withoutSecrets(await beginning(response), secrets) }
  const error = target.refusal?.(answer) ?? refusalOf(target.name, answer)
  // Too many requests are too many for every file; a fault of the server may be of this one alone.
  if (isPassing(status))
    return { error, seconds: retryAfter(headers, Date.now()), everywhere: status === 429 }
  throw error
}
