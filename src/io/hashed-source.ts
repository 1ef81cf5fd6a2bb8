/** A source whose bytes are hashed in the order of the file while somebody reads them in about that order. */
import { chunksAhead } from './chunks-ahead.ts'
import { prefetch, readInto } from './source.ts'
import type { ByteSource } from './source.ts'

/** Bytes between two reads that are read for the hash alone: what stands between the records of an archive. */
const GAP = 64
const CHUNK = 1 << 20

/** A source and its hash. */
export interface HashedSource {
  /** To be read instead of the source, once. */
  readonly source: ByteSource
  /** Read and hash what nobody has read; afterwards all bytes were given to `update`, each once. */
  rest(onProgress: (done: number) => void): Promise<void>
}

/** @param update is given the bytes of the file from its first to its last; they are good until it returns */
export function hashedSource(source: ByteSource, update: (bytes: Uint8Array) => void): HashedSource {
  /** All bytes before it are hashed. */
  let position = 0
  let turn = Promise.resolve()

  async function take(offset: number, bytes: Uint8Array): Promise<void> {
    if (position < offset && offset - position <= GAP) {
      update(await source.read(position, offset - position))
      position = offset
    }
    if (offset > position || position >= offset + bytes.length) return
    update(bytes.subarray(position - offset))
    position = offset + bytes.length
  }

  /** Reads end in any order, and are taken in that in which they began. */
  async function inTurn(offset: number, coming: Promise<Uint8Array>): Promise<Uint8Array> {
    const taken = Promise.all([coming, turn]).then(async ([bytes]) => take(offset, bytes))
    // What fails is not hashed, and is read again by `rest`; the reader meets its failure here.
    turn = Promise.allSettled([turn, taken]).then(() => undefined)
    await taken
    return coming
  }

  async function rest(onProgress: (done: number) => void): Promise<void> {
    await turn
    const { byteLength } = source
    source.expect?.([{ offset: position, length: byteLength - position }])
    for await (const chunk of chunksAhead(source, position, byteLength - position, CHUNK)) {
      update(chunk)
      position += chunk.length
      onProgress(position)
    }
  }

  return {
    source: {
      name: source.name,
      byteLength: source.byteLength,
      ...(source.mark !== undefined && { mark: source.mark }),
      ...(source.prefetch !== undefined && { prefetch: (ranges) => prefetch(source, ranges) }),
      ...(source.expect !== undefined && { expect: (ranges) => source.expect?.(ranges) }),
      read: (offset, length) => inTurn(offset, source.read(offset, length)),
      readInto: async (offset, target) => {
        const filled = readInto(source, offset, target).then(() => target)
        await inTurn(offset, filled)
      },
    },
    rest,
  }
}
