/** Packed bytes as a stream of unpacked ones, in order, for whoever keeps them. */
import { PthError } from '../errors.ts'
import type { ByteSource } from './source.ts'

/** How bytes are packed. @see RFC 1950 (zlib: `deflate`), RFC 1951 (`deflate-raw`), RFC 1952 (gzip) */
export type Packing = 'gzip' | 'deflate' | 'deflate-raw'

/** Reads what `packed` unpacks to, from the beginning; `piece` bytes of packed input are handed over at a time. */
export function unpackedReader(
  packed: ByteSource,
  format: Packing,
  piece: number,
): ReadableStreamDefaultReader<Uint8Array> {
  let at = 0
  const input = new ReadableStream<BufferSource>({
    pull: async (controller) => {
      if (at >= packed.byteLength) return controller.close()
      const length = Math.min(piece, packed.byteLength - at)
      // The copy is exact in size and its own: the stream may keep it.
      controller.enqueue((await packed.read(at, length)).slice())
      at += length
    },
  })
  return input.pipeThrough(new DecompressionStream(format)).getReader()
}

/** Bytes of packed input handed over at a time where all of it is read. */
const PIECE = 1 << 18

/**
 * What `packed` unpacks to, in pieces of at most some hundred kilobytes. gzip checks its own CRC-32
 * and length, zlib its Adler-32.
 * @throws PthError CONTAINER_INVALID for a stream that is damaged or cut off
 */
export async function* unpackedChunks(packed: ByteSource, format: Packing): AsyncGenerator<Uint8Array> {
  const reader = unpackedReader(packed, format, PIECE)
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((cause: unknown) => damaged(packed, format, cause))
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function damaged(packed: ByteSource, format: Packing, cause: unknown): never {
  if (cause instanceof PthError) throw cause
  throw new PthError(
    'CONTAINER_INVALID',
    {
      what: `packed data of ${packed.name}`,
      expected: `a whole ${format === 'deflate-raw' ? 'deflate' : format === 'deflate' ? 'zlib' : 'gzip'} stream`,
      found: 'one that is damaged or cut off',
      hint: 'download or copy the file again',
    },
    { cause },
  )
}
