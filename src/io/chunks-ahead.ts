/** Bytes in order, read ahead: while one chunk is worked on, the next is on its way. */
import type { Bytes } from './bytes.ts'
import { allocate, readInto } from './source.ts'
import type { ByteSource } from './source.ts'

/**
 * The bytes `[start, start + length)` in chunks of `chunkBytes`, the last one shorter. A chunk is good only until the
 * next is asked for: two buffers are filled in turn, so memory does not grow with the range.
 * @throws PthError SOURCE_TRUNCATED, SOURCE_UNREADABLE and what else the source throws, at the chunk that it is about
 */
export async function* chunksAhead(
  source: ByteSource,
  start: number,
  length: number,
  chunkBytes: number,
): AsyncGenerator<Uint8Array> {
  if (length <= chunkBytes) {
    if (length > 0) yield source.read(start, length)
    return
  }
  const buffers: Bytes[] = []
  const fill = (at: number): Promise<Uint8Array> => {
    const size = Math.min(chunkBytes, length - at)
    // A source without memory of its own to fill gives what it has: bytes in memory are not copied.
    if (source.readInto === undefined) return source.read(start + at, size)
    const slot = (at / chunkBytes) % 2
    const buffer = (buffers[slot] ??= allocate(source.name, chunkBytes))
    const target = buffer.subarray(0, size)
    return readInto(source, start + at, target).then(() => target)
  }
  let next = fill(0)
  try {
    for (let at = 0; at < length; at += chunkBytes) {
      const chunk = await next
      if (at + chunkBytes < length) next = fill(at + chunkBytes)
      yield chunk
    }
  } finally {
    // A consumer that stops early does not want the chunk that is on its way, nor its failure.
    await next.catch(() => undefined)
  }
}
