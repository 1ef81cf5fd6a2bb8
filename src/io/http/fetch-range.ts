/** One range of a file over HTTP, whole and of the file that the first answer was of, or an error. */
import { BY_CURL, PthError } from '../../errors.ts'
import { allocate } from '../source.ts'
import type { ByteRange } from '../source.ts'
import { ask } from './ask.ts'
import type { Question } from './ask.ts'
import { beginning, readBody, TEXT_BYTES } from './body.ts'
import type { Filling } from './body.ts'
import { checkedPart, identityOf, strongTag } from './identity.ts'
import type { Identity } from './identity.ts'
import { parseContentRange, rangeHeader } from './range.ts'
import { changed, invalid } from './refused.ts'
import type { HttpSession, HttpTarget, Transfer } from './target.ts'
import { pageError, saysPage, titleOf } from './web-page.ts'

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
  await ask(
    target,
    session,
    () => missingOf(range, state, session),
    (response, again) => answered(target, response, missingRange(range, state), state, session, again),
  )
  return finished(state, target.name)
}

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

function missingRange({ offset, length }: ByteRange, { filling }: Progress): ByteRange {
  const done = filling?.done ?? 0
  return { offset: offset + done, length: length - done }
}

function missingOf(whole: ByteRange, state: Progress, { redirects }: HttpSession): Question {
  const range = missingRange(whole, state)
  const etag = state.identity === null ? null : strongTag(state.identity)
  const headers = {
    // With it fetch asks for no compression by itself: servers drop the range of what they compress.
    range: rangeHeader(range),
    // A browser would ask first whether it may send it.
    ...(etag !== null && redirects === 'checked' && { 'if-match': etag }),
  }
  return { range, headers, bytes: range.length }
}

/** Takes a part, a whole file that is no more than the part, or the word that the file is empty. */
async function answered(
  target: HttpTarget,
  response: Response,
  asked: ByteRange,
  state: Progress,
  { transfer }: HttpSession,
  again: (bytes: number) => void,
): Promise<true | undefined> {
  const { name } = target
  if (response.status === 200) return wholeFile(target, response, asked, state, transfer, again)
  if (response.status === 416) return outside(name, response, asked, state)
  if (response.status !== 206) return undefined
  const first = state.identity === null
  const { part, identity } = checkedPart(name, response, asked, state.identity)
  state.identity = identity
  state.filling ??= { bytes: allocate(name, part.length), done: 0 }
  await readBody(name, response, state.filling, part.length, transfer, again)
  // Some servers give parts of the lists of their folders, too.
  if (first && asked.offset === 0) refusePage(target, response.headers, state.filling.bytes)
  return true
}

/** An empty file has no range; in any other the server has lost what it said before. */
async function outside(name: string, response: Response, asked: ByteRange, state: Progress): Promise<true> {
  await response.body?.cancel()
  const total = parseContentRange(response.headers.get('content-range') ?? '')?.total ?? null
  if (state.identity === null && asked.offset === 0) {
    if (total !== 0)
      throw invalid(
        name,
        'the first bytes of the file',
        `the word that there are none (416), and no size of 0`,
        BY_CURL,
      )
    state.identity = { total: 0, etag: null, modified: null }
    state.filling = { bytes: new Uint8Array(0), done: 0 }
    return true
  }
  throw changed(
    name,
    `the server has no bytes at ${asked.offset}${total === null ? '' : `: its size is ${total}`}`,
  )
}

/**
 * A server without ranges sends everything. That is taken where it is no more than what was asked for in the first
 * request; else it is refused before the body comes.
 */
async function wholeFile(
  target: HttpTarget,
  response: Response,
  asked: ByteRange,
  state: Progress,
  transfer: Transfer,
  again: (bytes: number) => void,
): Promise<true> {
  const { name } = target
  const { headers } = response
  const length = /^\d{1,15}$/.exec(headers.get('content-length') ?? '')
  const total = length === null ? null : Number(length[0])
  const encoded = (headers.get('content-encoding') ?? 'identity') !== 'identity'
  if (state.identity !== null || total === null || encoded || asked.offset !== 0 || total > asked.length) {
    const title = state.identity === null && saysPage(headers) ? titleOf(await beginning(response)) : null
    if (title !== null) throw pageError(target, title)
    if (response.body?.locked !== true) await response.body?.cancel()
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
  refusePage(target, headers, filling.bytes)
  // Kept only now: when it is cut off, the next try begins at the beginning.
  state.filling = filling
  state.identity = identityOf(headers, total)
  return true
}

/** @throws PthError REMOTE_INVALID for a page for people that came in the place of the file */
function refusePage(target: HttpTarget, headers: Headers, bytes: Uint8Array): void {
  if (!saysPage(headers)) return
  const title = titleOf(new TextDecoder().decode(bytes.subarray(0, TEXT_BYTES)))
  if (title !== null) throw pageError(target, title)
}
