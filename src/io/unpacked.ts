/** Packed bytes as a stream of unpacked ones, in order, for whoever keeps them. */
import { PthError } from '../errors.ts'
import type { ByteSource } from './source.ts'

/** Bytes of packed input handed over at a time. */
const CHUNK = 1 << 18

/**
 * What `packed` unpacks to, in pieces of at most some hundred kilobytes. gzip checks its own CRC-32
 * and length, zlib its Adler-32.
 * @throws PthError CONTAINER_INVALID for a stream that is damaged or cut off
 * @see RFC 1950 (zlib), RFC 1951 (deflate), RFC 1952 (gzip)
 */
export async function* unpackedChunks(
  packed: ByteSource,
  format: 'gzip' | 'deflate' | 'deflate-raw',
): AsyncGenerator<Uint8Array> {
  let at = 0
  const input = new ReadableStream<BufferSource>({
    pull: async (controller) => {
      if (at >= packed.byteLength) return controller.close()
      const length = Math.min(CHUNK, packed.byteLength - at)
      // The copy is exact in size and its own: the stream may keep it.
      controller.enqueue((await packed.read(at, length)).slice())
      at += length
    },
  })
  const reader = input.pipeThrough(new DecompressionStream(format)).getReader()
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

function damaged(packed: ByteSource, format: string, cause: unknown): never {
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
