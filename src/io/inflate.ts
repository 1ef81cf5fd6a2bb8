/** Deflated bytes as a byte source, inflated in one pass in bounded memory. */
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, overFixedLimit, spend } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { allocate, checkRange } from './source.ts'
import type { ByteSource } from './source.ts'
import { unpackedReader } from './unpacked.ts'

/** Bytes of compressed input handed to the inflater at a time: a short read inflates little more than it needs. */
const PIECE = 1 << 16
/** No deflate stream grows by more than this factor. @see RFC 1951: 258 bytes from about 2 bits */
const LARGEST_RATIO = 1032

/** Largest content that is kept inflated. */
const KEPT_BYTES = 1 << 27
/** Passes that are begun again before the content is kept: most files are read once, or twice for their checksum. */
const PASSES = 4

/** Room for one inflated content; sources that share it keep one at a time, and have one budget. */
export interface InflateRoom {
  readonly limits: Limits
  kept: { readonly packed: ByteSource; readonly bytes: Uint8Array } | null
}

/** Room that contains nothing yet. */
export function newInflateRoom(limits: Limits = DEFAULT_LIMITS): InflateRoom {
  return { limits, kept: null }
}

/**
 * A source of `byteLength` bytes that inflates `packed` as it is read. Reading forward costs one
 * pass; reading backward begins again. Many views of one storage may be asked for in any order: what is
 * begun again and again is kept in `room`, up to 128 MiB; what is inflated counts each time.
 * @throws PthError LIMIT_EXCEEDED at once when no deflate stream of that size can hold `byteLength` bytes
 */
export function inflatedSource(
  packed: ByteSource,
  byteLength: number,
  name: string,
  room = newInflateRoom(),
): ByteSource {
  const most = packed.byteLength * LARGEST_RATIO + 1024
  if (byteLength > most) {
    throw overFixedLimit({
      what: `inflated size of ${name}`,
      limit: most,
      found: byteLength,
      unit: 'bytes',
      why: 'its compressed bytes cannot expand that far',
    })
  }
  let stream: InflateStream | undefined
  let passes = 0
  // Reads share one stream position, so they take turns.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    name,
    byteLength,
    read: (offset, length) => {
      const result = turn.then(async () => {
        checkRange(name, byteLength, offset, length)
        if (room.kept?.packed === packed) return room.kept.bytes.subarray(offset, offset + length)
        if (stream === undefined || offset < stream.position) {
          await stream?.reader.cancel()
          stream = openStream(packed, room.limits)
          passes += 1
        }
        if (passes <= PASSES || byteLength > KEPT_BYTES)
          return readFrom(stream, name, byteLength, offset, length)
        await stream.reader.cancel()
        stream = undefined
        // What was kept before goes first: there is room for one.
        room.kept = null
        const bytes = await readFrom(openStream(packed, room.limits), name, byteLength, 0, byteLength)
        room.kept = { packed, bytes }
        return bytes.subarray(offset, offset + length)
      })
      turn = result.catch(() => undefined)
      return result
    },
  }
}

interface InflateStream {
  readonly limits: Limits
  readonly reader: ReadableStreamDefaultReader<Uint8Array>
  /** Inflated but not yet taken. */
  pending: Uint8Array
  /** Offset of `pending` in the inflated bytes. */
  position: number
}

function openStream(packed: ByteSource, limits: Limits): InflateStream {
  return {
    limits,
    reader: unpackedReader(packed, 'deflate-raw', PIECE),
    pending: new Uint8Array(0),
    position: 0,
  }
}

async function readFrom(
  stream: InflateStream,
  name: string,
  byteLength: number,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const result = allocate(name, length)
  let done = 0
  while (done < length) {
    const end = stream.position + stream.pending.length
    if (end <= offset + done) {
      const next = await nextChunk(stream, name)
      if (next === undefined) {
        throw new PthError('SOURCE_TRUNCATED', {
          what: `inflated ${name}`,
          offset,
          expected: length,
          found: done,
        })
      }
      stream.position = end
      stream.pending = next
      continue
    }
    const from = offset + done - stream.position
    const part = stream.pending.subarray(from, Math.min(stream.pending.length, from + length - done))
    result.set(part, done)
    done += part.length
  }
  if (offset + length === byteLength) await checkEnd(stream, name, byteLength)
  return result
}

/** The stream must hold just what the directory says, not more. */
async function checkEnd(stream: InflateStream, name: string, byteLength: number): Promise<void> {
  let found = stream.position + stream.pending.length
  if (found === byteLength) {
    const more = await nextChunk(stream, name)
    if (more !== undefined) found += more.length
  }
  if (found === byteLength) return
  throw new PthError('ZIP_INVALID', {
    what: `inflated ${name}`,
    offset: 0,
    expected: `${byteLength} bytes`,
    found: `at least ${found}`,
  })
}

async function nextChunk(stream: InflateStream, name: string): Promise<Uint8Array | undefined> {
  try {
    for (;;) {
      const { value, done } = await stream.reader.read()
      if (done) return undefined
      spend(stream.limits, 'unpackedBytes', `unpacked bytes of ${name}`, value.length)
      if (value.length > 0) return value
    }
  } catch (cause) {
    if (cause instanceof PthError) throw cause
    throw new PthError(
      'ZIP_INVALID',
      { what: `compressed data of ${name}`, offset: 0, expected: 'a deflate stream', found: 'damaged data' },
      { cause },
    )
  }
}
