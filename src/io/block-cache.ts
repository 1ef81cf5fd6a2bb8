/**
 * Small reads from blocks that are read once: a checkpoint of many small tensors is asked for neighbours one
 * by one.
 */
import { checkRange, readInto } from './source.ts'
import type { ByteSource } from './source.ts'

/** Blocks of one or several sources; the ones used longest ago are forgotten. */
export interface BlockCache {
  /** The same source, its small reads through the cache. */
  over(source: ByteSource): ByteSource
}

/** Bytes of a block. Larger reads pass by the cache. */
const BLOCK_BYTES = 1 << 16
/** Blocks that are kept: 16 MiB. */
const BLOCKS = 256

type Block = Promise<Uint8Array>

export function newBlockCache(): BlockCache {
  // Maps keep the order of insertion: the first is the one used longest ago.
  const kept = new Map<string, Block>()
  let sources = 0

  function block(source: ByteSource, id: number, index: number): Block {
    const key = `${id} ${index}`
    const start = index * BLOCK_BYTES
    const found = kept.get(key)
    const bytes = found ?? source.read(start, Math.min(BLOCK_BYTES, source.byteLength - start))
    // A block that cannot be read is asked for again, and fails whoever waits for it.
    if (found === undefined) bytes.catch(() => kept.delete(key))
    kept.delete(key)
    kept.set(key, bytes)
    const [oldest] = kept.size > BLOCKS ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return bytes
  }

  function over(source: ByteSource): ByteSource {
    const id = (sources += 1)
    const { name, byteLength } = source

    async function read(offset: number, length: number): Promise<Uint8Array> {
      checkRange(name, byteLength, offset, length)
      if (length >= BLOCK_BYTES || length === 0) return source.read(offset, length)
      const index = Math.floor(offset / BLOCK_BYTES)
      const start = offset - index * BLOCK_BYTES
      const first = await block(source, id, index)
      if (start + length <= first.length) return first.subarray(start, start + length)
      const bytes = new Uint8Array(length)
      bytes.set(first.subarray(start))
      const second = await block(source, id, index + 1)
      bytes.set(second.subarray(0, start + length - first.length), first.length - start)
      return bytes
    }

    return {
      name,
      byteLength,
      read,
      readInto: async (offset, target) => {
        if (target.length >= BLOCK_BYTES) await readInto(source, offset, target)
        else target.set(await read(offset, target.length))
      },
      stretch: (offset, length) => source.stretch?.(offset, length),
    }
  }
  return { over }
}
