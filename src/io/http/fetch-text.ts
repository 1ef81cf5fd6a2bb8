/** A short answer as text, such as a listing: whole or an error. */
import { PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { chunksOf, beginning } from './body.ts'
import { passing } from './connection.ts'
import type { Passing } from './connection.ts'
import { followed } from './follow.ts'
import { isPassing, refusalOf, retryAfter } from './refused.ts'
import { again } from './retry.ts'
import { stallClock } from './stall.ts'
import type { HttpSession, HttpTarget } from './target.ts'

/** The text of an answer and its headers. */
export interface Text {
  readonly text: string
  readonly headers: Headers
}

/**
 * GET an address and read at most `most` bytes.
 * @throws PthError as `fetchRange`; REMOTE_INVALID for a longer answer
 */
export async function fetchText(target: HttpTarget, most: number, session: HttpSession): Promise<Text> {
  return again(session, () => attempt(target, most, session))
}

async function attempt(
  target: HttpTarget,
  most: number,
  session: HttpSession,
): Promise<{ value: Text } | Passing> {
  const { name } = target
  session.transfer.requests += 1
  checkLimit(session.limits, 'requests', name, session.transfer.requests)
  const stall = stallClock(session.stallSeconds)
  try {
    const response = await followed(
      target,
      await target.request({ offset: 0, length: most }),
      {},
      session,
      stall.signal,
    )
    const { status, headers, body } = response
    if (status !== 200) {
      const text = await beginning(response)
      const error = target.refusal?.({ status, headers, text }) ?? refusalOf(name, { status, headers, text })
      if (isPassing(status)) return { error, seconds: retryAfter(headers, Date.now()) }
      throw error
    }
    const decoder = new TextDecoder()
    let text = ''
    let bytes = 0
    if (body !== null)
      for await (const chunk of chunksOf(body)) {
        stall.again()
        bytes += chunk.length
        session.transfer.bytes += chunk.length
        if (bytes > most)
          throw new PthError('REMOTE_INVALID', {
            path: name,
            expected: `at most ${most} bytes`,
            found: 'more of them',
          })
        text += decoder.decode(chunk, { stream: true })
      }
    return { value: { text: text + decoder.decode(), headers } }
  } catch (error) {
    return passing(name, error, stall.signal.aborted ? session.stallSeconds : null)
  } finally {
    stall.stop()
  }
}
