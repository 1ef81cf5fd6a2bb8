/** A file over HTTP as a byte source: ranges asked for together, and what was read is kept within a budget. */
import type { Bytes } from '../bytes.ts'
import { expectedRanges } from './expected.ts'
import type { Expected } from './expected.ts'
import { clipped, joined } from '../ranges.ts'
import { checkRange, allocate } from '../source.ts'
import type { ByteRange, ByteSource } from '../source.ts'
import { fetchRange } from './fetch-range.ts'
import { KEPT_BYTES, newKeptRanges } from './kept-ranges.ts'
import type { Kept } from './kept-ranges.ts'
import type { HttpSession, HttpTarget } from './target.ts'

/** Bytes of the first request: with the size it brings the header of most files, and the pickle of many archives. */
const FIRST_BYTES = 1 << 17
/** A small read brings so many bytes: the next one is often beside it. */
const LEAST_BYTES = 1 << 16
/** A large read is made of parallel requests of so many bytes: one connection seldom fills the line. */
const SPLIT_BYTES = 1 << 23
/** A file that is no longer is read whole where its content is going to be read. */
const WHOLE_BYTES = 1 << 20

/** A file over HTTP. */
export interface HttpSource extends ByteSource {
  prefetch(ranges: readonly ByteRange[]): Promise<void>
  expect(ranges: readonly ByteRange[]): void
}

/**
 * Open a file over HTTP by one request, which brings its first bytes and its size.
 * @throws PthError as {@link fetchRange}
 */
export async function openHttp(target: HttpTarget, session: HttpSession): Promise<HttpSource> {
  const first = await fetchRange(target, { offset: 0, length: FIRST_BYTES }, null, session)
  const { identity } = first
  const { name } = target
  const byteLength = identity.total
  const kept = newKeptRanges(session.kept)
  kept.keep({ offset: 0, length: first.bytes.length }, Promise.resolve(first.bytes))
  let expected: Expected | undefined

  function ask(range: ByteRange): Kept {
    return kept.keep(
      range,
      fetchRange(target, range, identity, session).then((part) => part.bytes),
    )
  }

  async function read(offset: number, length: number): Promise<Uint8Array> {
    checkRange(name, byteLength, offset, length)
    if (length === 0) return new Uint8Array(0)
    const found = kept.around({ offset, length })
    const coming = found === undefined ? expected?.read({ offset, length }) : null
    if (coming) return coming
    if (found === undefined && length > LEAST_BYTES) {
      const bytes = allocate(name, length)
      await fill(offset, bytes)
      return bytes
    }
    const one = found ?? ask(widened({ offset, length }, byteLength))
    kept.use(one)
    const bytes = await one.bytes
    return bytes.subarray(offset - one.offset, offset - one.offset + length)
  }

  /** Fill memory by parallel requests that are not kept. */
  async function fill(offset: number, into: Uint8Array): Promise<void> {
    const parts: ByteRange[] = []
    for (let at = 0; at < into.length; at += SPLIT_BYTES)
      parts.push({ offset: at, length: Math.min(SPLIT_BYTES, into.length - at) })
    const results = await Promise.allSettled(
      parts.map((part) =>
        fetchRange(
          target,
          { offset: offset + part.offset, length: part.length },
          identity,
          session,
          into.subarray(part.offset, part.offset + part.length),
        ),
      ),
    )
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  async function readInto(offset: number, bytes: Uint8Array): Promise<void> {
    checkRange(name, byteLength, offset, bytes.length)
    if (bytes.length === 0) return
    const range = { offset, length: bytes.length }
    const coming = kept.around(range) === undefined ? expected?.readInto(range, bytes) : null
    if (coming) await coming
    else if (bytes.length <= LEAST_BYTES || kept.around(range) !== undefined)
      bytes.set(await read(offset, bytes.length))
    else await fill(offset, bytes)
  }

  function expect(ranges: readonly ByteRange[]): void {
    expected?.close()
    const wanted = ranges.map((range) => clipped(range, byteLength))
    const missing = wanted.filter((range) => range.length > 0 && kept.around(range) === undefined)
    const whole = missing.length > 0 && byteLength <= WHOLE_BYTES
    expected = expectedRanges(whole ? [{ offset: 0, length: byteLength }] : missing, piece, session.ahead)
  }

  /** A piece of what is expected; what the first request brought is not asked for again. */
  async function piece({ offset, length }: ByteRange, bytes: Bytes): Promise<void> {
    const head = first.bytes.subarray(offset, offset + length)
    bytes.set(head)
    const rest = { offset: offset + head.length, length: length - head.length }
    if (rest.length > 0) await fetchRange(target, rest, identity, session, bytes.subarray(head.length))
  }

  async function prefetch(ranges: readonly ByteRange[]): Promise<void> {
    const missing = ranges
      .map((range) => clipped(range, byteLength))
      .filter(
        (range) => range.length > 0 && kept.around(range) === undefined && expected?.has(range) !== true,
      )
    // What does not fit is read when it is needed.
    await Promise.allSettled(joined(missing, KEPT_BYTES / 2).map((range) => ask(range).bytes))
  }

  return {
    name,
    byteLength,
    mark: identity.etag ?? identity.modified ?? '',
    read,
    readInto,
    prefetch,
    expect,
  }
}

/** A small range with what is around it: at the end of the file what is before, else what follows. */
function widened({ offset, length }: ByteRange, byteLength: number): ByteRange {
  const least = Math.max(length, LEAST_BYTES)
  if (offset + length < byteLength) return { offset, length: Math.min(least, byteLength - offset) }
  const start = Math.max(0, byteLength - least)
  return { offset: start, length: byteLength - start }
}
