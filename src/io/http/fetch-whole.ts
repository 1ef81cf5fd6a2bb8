/** A file in one answer, where a server sends no parts. */
import { PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { beginning, chunksOf, CutShort } from './body.ts'
import { passing } from './connection.ts'
import type { Passing } from './connection.ts'
import { followed } from './follow.ts'
import { isPassing, refusalOf, retryAfter } from './refused.ts'
import { again } from './retry.ts'
import { stallClock } from './stall.ts'
import type { HttpSession, HttpTarget } from './target.ts'

/** Where the bytes go. */
export interface WholeSink {
  write(bytes: Uint8Array): Promise<void>
  /** Forget what was written: the file comes from its beginning again. */
  restart(): Promise<void>
}

/**
 * GET the whole file; a cut connection begins it again.
 * @throws PthError as `fetchRange`
 */
export async function fetchWhole(target: HttpTarget, session: HttpSession, sink: WholeSink): Promise<void> {
  await again(session, () => attempt(target, session, sink))
}

async function attempt(
  target: HttpTarget,
  session: HttpSession,
  sink: WholeSink,
): Promise<{ value: null } | Passing> {
  const { name } = target
  const { limits, transfer } = session
  transfer.requests += 1
  checkLimit(limits, 'requests', name, transfer.requests)
  const stall = stallClock(session.stallSeconds)
  try {
    await sink.restart()
    const whole = { offset: 0, length: Number.MAX_SAFE_INTEGER }
    const headers = { 'accept-encoding': 'identity' }
    const response = await followed(target, await target.request(whole), headers, session, stall.signal)
    const { status } = response
    if (status !== 200) {
      const text = await beginning(response)
      const error =
        target.refusal?.({ status, headers: response.headers, text }) ??
        refusalOf(name, { status, headers: response.headers, text })
      if (isPassing(status)) return { error, seconds: retryAfter(response.headers, Date.now()) }
      throw error
    }
    const announced = lengthOf(response.headers)
    if (announced !== null) checkLimit(limits, 'transferBytes', name, transfer.bytes + announced)
    let bytes = 0
    if (response.body !== null)
      for await (const chunk of chunksOf(response.body)) {
        stall.again()
        bytes += chunk.length
        transfer.bytes += chunk.length
        checkLimit(limits, 'transferBytes', name, transfer.bytes)
        await sink.write(chunk)
      }
    if (announced !== null && bytes < announced)
      throw new CutShort(`the connection ended after ${bytes} of ${announced} bytes`)
    if (announced !== null && bytes > announced)
      throw new PthError('REMOTE_INVALID', {
        path: name,
        expected: `${announced} bytes, as announced`,
        found: `${bytes}`,
      })
    return { value: null }
  } catch (error) {
    return passing(name, error, stall.signal.aborted ? session.stallSeconds : null)
  } finally {
    stall.stop()
  }
}

/** The length of the body as it is written: that of a compressed one is another. */
function lengthOf(headers: Headers): number | null {
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return null
  const text = headers.get('content-length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
