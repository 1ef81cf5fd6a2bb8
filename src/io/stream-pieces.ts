/** A stream of bytes piece by piece, into memory that is used again where the platform fills that of its reader. */

/** Bytes that the platform fills at a time: what is copied out of them is in the cache of a processor still. */
const SCRATCH_BYTES = 1 << 18

/** What comes out of one stream. */
export interface Pieces {
  /** The next bytes, until the call after; null at the end. @throws Error of the stream */
  next(): Promise<Uint8Array | null>
  cancel(): Promise<void>
}

/** The pieces of a stream of which nobody else has the memory; `fill` has it fill memory where it can. */
export function piecesOf(stream: ReadableStream<Uint8Array>, { fill }: { readonly fill: boolean }): Pieces {
  const filled = fill ? filledReader(stream as ReadableStream<Uint8Array<ArrayBuffer>>) : null
  return filled === null ? givenPieces(stream.getReader()) : filledPieces(filled)
}

/** A reader that fills the memory that it is handed; null for a stream that has none. */
function filledReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' })
  } catch {
    return null
  }
}

function filledPieces(reader: ReadableStreamBYOBReader): Pieces {
  let scratch = new Uint8Array(SCRATCH_BYTES)
  return {
    next: async () => {
      const { value, done } = await reader.read(scratch)
      if (value === undefined || done) return null
      scratch = new Uint8Array(value.buffer)
      return value
    },
    cancel: () => reader.cancel(),
  }
}

function givenPieces(reader: ReadableStreamDefaultReader<Uint8Array>): Pieces {
  let before: Uint8Array | null = null
  return {
    next: async () => {
      if (before !== null) release(before)
      const { value } = await reader.read()
      before = value ?? null
      return before
    },
    cancel: () => reader.cancel(),
  }
}

/**
 * Give the memory of a piece back at once: what is transferred to nobody is freed. Otherwise pieces wait for the next
 * round of the collector, in Firefox ESR 153 in hundreds of MB. `ArrayBuffer.transfer(0)` does not do in Chromium 156:
 * it keeps the memory, and its collector sees less to do.
 */
function release({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) structuredClone(null, { transfer: [buffer] })
}
