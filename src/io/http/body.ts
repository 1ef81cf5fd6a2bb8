/** Bodies of answers: exactly as long as announced. */
import { invalid } from './refused.ts'
import type { Transfer } from './target.ts'

/** Bytes of a refusal's body that are read for its words. */
export const TEXT_BYTES = 2048

/** Memory for a range, of which `done` bytes have come. */
export interface Filling {
  readonly bytes: Uint8Array
  done: number
}

/**
 * Read a body of exactly `length` bytes behind what has come. `again` is told of each chunk.
 * @throws CutShort, PthError REMOTE_INVALID for a longer one
 */
export async function readBody(
  name: string,
  { body }: Response,
  filling: Filling,
  length: number,
  transfer: Transfer,
  again: (bytes: number) => void,
): Promise<void> {
  const start = filling.done
  for await (const chunk of chunksOf(body)) {
    again(chunk.length)
    transfer.bytes += chunk.length
    if (filling.done + chunk.length > start + length) {
      throw invalid(name, `${length} bytes, as Content-Range says`, 'more of them')
    }
    filling.bytes.set(chunk, filling.done)
    filling.done += chunk.length
  }
  if (filling.done < start + length)
    throw new CutShort(`the connection ended after ${filling.done - start} of ${length} bytes`)
}

/** The connection ended before the body did. */
export class CutShort extends Error {}

/** A body's chunks; leaving the loop early cancels it. Not every browser has iteration of streams. */
export async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return
  const reader = body.getReader()
  let ended = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      ended = done
      if (done) return
      yield value
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined)
  }
}

/** The beginning of a body, for its words. */
export async function beginning({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunksOf(body)) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length >= TEXT_BYTES) break
  }
  return text.slice(0, TEXT_BYTES)
}
