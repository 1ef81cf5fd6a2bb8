/** One range of a file over HTTP, whole and of the file that the first answer was of, or an error. */
import { PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { allocate } from '../source.ts'
import type { ByteRange } from '../source.ts'
import { followed } from './follow.ts'
import { beginning, readBody } from './body.ts'
import type { Filling } from './body.ts'
import { passing } from './connection.ts'
import type { Passing } from './connection.ts'
import { checkedPart, strong } from './identity.ts'
import type { Identity } from './identity.ts'
import { parseContentRange, rangeHeader } from './range.ts'
import { changed, isPassing, refusalOf, retryAfter } from './refused.ts'
import { again } from './retry.ts'
import { stallClock } from './stall.ts'
import type { HttpSession, HttpTarget, Transfer } from './target.ts'

/** A range that came whole. It is shorter than what was asked for only at the end of the file. */
export interface Part {
  readonly bytes: Uint8Array
  readonly identity: Identity
}

/**
 * Fetch `[offset, offset + length)`, again after a passing failure, going on behind what has come.
 * @param known what the first answer said of the file; null for the first
 * @param into where the bytes go; else memory of their own
 * @throws PthError REMOTE_UNREACHABLE, REMOTE_NOT_FOUND, REMOTE_DENIED, REMOTE_RATE_LIMITED, REMOTE_NO_RANGES,
 * REMOTE_CHANGED, REMOTE_INVALID, LIMIT_EXCEEDED
 */
export async function fetchRange(
  target: HttpTarget,
  range: ByteRange,
  known: Identity | null,
  session: HttpSession,
  into?: Uint8Array,
): Promise<Part> {
  const state: Progress = { filling: into === undefined ? null : { bytes: into, done: 0 }, identity: known }
  await again(session, () => attempt(target, range, state, session))
  return finished(state, target.name)
}

/** Everything came; it is in what is filled. */
const DONE = { value: null }

/** What has come of a range, and of which file it is. */
interface Progress {
  filling: Filling | null
  identity: Identity | null
}

function finished({ filling, identity }: Progress, name: string): Part {
  if (filling === null || identity === null)
    throw new PthError('INTERNAL', { reason: `no answer of ${name} was kept` })
  return { bytes: filling.bytes, identity }
}

/** One request for what is missing. */
async function attempt(
  target: HttpTarget,
  { offset, length }: ByteRange,
  state: Progress,
  session: HttpSession,
): Promise<{ value: null } | Passing> {
  const done = state.filling?.done ?? 0
  const asked = { offset: offset + done, length: length - done }
  session.transfer.requests += 1
  checkLimit(session.limits, 'requests', target.name, session.transfer.requests)
  checkLimit(session.limits, 'transferBytes', target.name, session.transfer.bytes + asked.length)
  const stall = stallClock(session.stallSeconds)
  try {
    const etag = state.identity?.etag ?? null
    const headers = {
      // With it fetch asks for no compression by itself: servers drop the range of what they compress.
      range: rangeHeader(asked),
      ...(etag !== null && session.redirects === 'checked' && { 'if-match': etag }),
    }
    const response = await followed(target, await target.request(asked), headers, session, stall.signal)
    stall.again()
    if (response.status !== 206)
      return await otherAnswer(target, response, asked, state, session, stall.again)
    const { part, identity } = checkedPart(target.name, response, asked, state.identity)
    state.identity = identity
    state.filling ??= { bytes: allocate(target.name, part.length), done: 0 }
    await readBody(target.name, response, state.filling, part.length, session.transfer, stall.again)
    return DONE
  } catch (error) {
    return passing(target.name, error, stall.signal.aborted ? session.stallSeconds : null)
  } finally {
    stall.stop()
  }
}

/** What is not a 206: the whole file, a refusal, or a busy server. */
async function otherAnswer(
  target: HttpTarget,
  response: Response,
  asked: ByteRange,
  state: Progress,
  session: HttpSession,
  again: () => void,
): Promise<{ value: null } | Passing> {
  const { status, headers } = response
  const { name } = target
  if (status === 200) return wholeFile(name, response, asked, state, session.transfer, again)
  if (status === 416) {
    await response.body?.cancel()
    const total = parseContentRange(headers.get('content-range') ?? '')?.total ?? null
    if (state.identity === null && asked.offset === 0 && (total === 0 || total === null)) {
      // An empty file has no range.
      state.identity = { total: 0, etag: null, modified: null }
      state.filling = { bytes: new Uint8Array(0), done: 0 }
      return DONE
    }
    throw changed(
      name,
      `the server has no bytes at ${asked.offset}${total === null ? '' : `: its size is ${total}`}`,
    )
  }
  const text = await beginning(response)
  const error = target.refusal?.({ status, headers, text }) ?? refusalOf(name, { status, headers, text })
  if (isPassing(status)) return { error, seconds: retryAfter(headers, Date.now()) }
  throw error
}

/**
 * A server without ranges sends everything. That is taken where it is no more than what was asked for in the first
 * request; else it is refused before the body comes.
 */
async function wholeFile(
  name: string,
  response: Response,
  asked: ByteRange,
  state: Progress,
  transfer: Transfer,
  again: () => void,
): Promise<{ value: null }> {
  const { headers } = response
  const length = /^\d{1,15}$/.exec(headers.get('content-length') ?? '')
  const total = length === null ? null : Number(length[0])
  const encoded = (headers.get('content-encoding') ?? 'identity') !== 'identity'
  if (state.identity !== null || total === null || encoded || asked.offset !== 0 || total > asked.length) {
    await response.body?.cancel()
    if (state.identity !== null && state.identity.total !== total && total !== null && !encoded)
      throw changed(name, `its size was ${state.identity.total} bytes and is ${total}`)
    throw new PthError('REMOTE_NO_RANGES', {
      path: name,
      size: encoded ? null : total,
      reason: encoded
        ? 'the server compresses what it sends, and then sends no parts of it'
        : 'the server sends the whole file instead of a part',
    })
  }
  const filling = { bytes: allocate(name, total), done: 0 }
  if (total > 0) await readBody(name, response, filling, total, transfer, again)
  else await response.body?.cancel()
  // Kept only now: when it is cut off, the next try begins at the beginning.
  state.filling = filling
  state.identity = { total, etag: strong(headers.get('etag')), modified: headers.get('last-modified') }
  return DONE
}
