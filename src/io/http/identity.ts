/** What an answer with a part says of itself, held against what was asked and against the first answer. */
import { BY_CURL } from '../../errors.ts'
import type { ByteRange } from '../source.ts'
import { parseContentRange, rangeHeader } from './range.ts'
import { changed, invalid } from './refused.ts'

/** By what the file of one answer is known in the next. */
export interface Identity {
  /** Size of the file in bytes. */
  readonly total: number
  /** The ETag as it came, weak or strong. */
  readonly etag: string | null
  /** Compared where there is no ETag. */
  readonly modified: string | null
}

/**
 * What a 206 says of itself. Its body is not read.
 * @throws PthError REMOTE_INVALID, REMOTE_CHANGED
 */
export function checkedPart(
  name: string,
  response: Response,
  asked: ByteRange,
  known: Identity | null,
): { readonly part: ByteRange; readonly identity: Identity } {
  const { headers } = response
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding !== 'identity')
    throw invalid(
      name,
      'the bytes as they are',
      `bytes in ${encoding}`,
      'the server compresses a part: ask for the file elsewhere',
    )
  const text = headers.get('content-range')
  if (text === null) {
    const type = headers.get('content-type') ?? ''
    if (type.startsWith('multipart/'))
      throw invalid(name, 'one range', `an answer in several parts (${type})`)
    throw invalid(
      name,
      'Content-Range in the answer',
      'none',
      'the server, or a proxy before it, has a fault; to pages it must expose it (Access-Control-Expose-Headers)',
    )
  }
  const found = parseContentRange(text)
  if (found?.part === undefined || found.part === null)
    throw invalid(name, `Content-Range ${rangeHeader(asked)}`, text)
  const { part, total } = found
  if (total === null) throw invalid(name, 'the size of the file in Content-Range', text, BY_CURL)
  const identity = identityOf(headers, total)
  const other = known === null ? null : difference(known, identity)
  if (other !== null) throw changed(name, other)
  const expected = Math.min(asked.length, Math.max(0, total - asked.offset))
  if (part.offset !== asked.offset || part.length !== expected)
    throw invalid(name, `bytes ${asked.offset}-${asked.offset + expected - 1} of ${total}`, text)
  return { part, identity }
}

/** What the headers say of a file of `total` bytes. */
export function identityOf(headers: Headers, total: number): Identity {
  return { total, etag: headers.get('etag') || null, modified: headers.get('last-modified') || null }
}

/** A weak tag does not promise the same bytes (RFC 9110, 8.8.1), and is none for If-Match. */
export function strongTag({ etag }: Identity): string | null {
  return etag === null || etag.startsWith('W/') ? null : etag
}

function difference(known: Identity, found: Identity): string | null {
  if (known.total !== found.total) return `its size was ${known.total} bytes and is ${found.total}`
  // A tag that is no longer there proves as little as another one.
  if (known.etag !== found.etag)
    return (
      `its ETag was ${known.etag ?? 'none'} and is ${found.etag ?? 'none'}; where it always is so, several servers ` +
      `behind the address disagree: ${BY_CURL}`
    )
  if (strongTag(known) === null && known.modified !== found.modified)
    return `it was of ${known.modified ?? 'no date'} and is of ${found.modified ?? 'no date'}`
  return null
}
