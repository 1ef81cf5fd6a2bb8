/** Large reads for those that follow one another: where each read has a price of its own, as in browsers. */
import { checkRange } from './source.ts'
import type { ByteSource } from './source.ts'

/** Bytes of one read. */
const BLOCK_BYTES = 1 << 23
/** Bytes between two reads of which the second follows the first: what aligns one storage after another. */
const GAP_BYTES = 1 << 12

/** A read that is under way or was made. */
interface Block {
  readonly start: number
  readonly end: number
  readonly bytes: Promise<Uint8Array>
}

/**
 * The same source. Of reads into memory that follow one another the second and all later ones come out of blocks of
 * 8 MiB; a block that the reads have passed is let go.
 */
export function sequentialSource(source: ByteSource): ByteSource {
  const { name, byteLength } = source
  let blocks: readonly Block[] = []
  let expected = Number.NaN

  function blockAt(offset: number): Block {
    const known = blocks.find(({ start, end }) => start <= offset && offset < end)
    if (known !== undefined) return known
    const length = Math.min(BLOCK_BYTES, byteLength - offset)
    const bytes = source.read(offset, length)
    const block = { start: offset, end: offset + length, bytes }
    blocks = [...blocks, block]
    // Whoever waits for it meets the error; it is read again when it is asked for again.
    bytes.catch(() => {
      blocks = blocks.filter((other) => other !== block)
    })
    return block
  }

  /** The blocks of `[offset, end)`, all of them asked for at once. */
  function blocksOf(offset: number, end: number): readonly Block[] {
    const found: Block[] = []
    for (let at = offset; at < end;) {
      const block = blockAt(at)
      found.push(block)
      at = block.end
    }
    return found
  }

  return {
    ...source,
    readInto: async (offset, target) => {
      checkRange(name, byteLength, offset, target.length)
      const end = offset + target.length
      const follows = offset >= expected && offset - expected <= GAP_BYTES
      expected = end
      blocks = follows ? blocks.filter((block) => block.end > offset) : []
      if (!follows) return target.set(await source.read(offset, target.length))
      for (const { start, end: last, bytes } of blocksOf(offset, end)) {
        const from = Math.max(start, offset)
        const part = (await bytes).subarray(from - start, Math.min(last, end) - start)
        target.set(part, from - offset)
      }
    },
  }
}
