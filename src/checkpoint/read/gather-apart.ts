/** Large strided views gathered by other threads, block by block. */
import type { TensorEntry } from '../find/state-dict.ts'
import { isContiguous, nbytesOf } from '../tensor.ts'
import { ahead } from './crew.ts'
import type { Crew } from './crew.ts'
import { blocksOf, gatherBlocks, simplify } from './gather.ts'
import type { Block } from './gather.ts'
import { hasRuns } from './gather-runs.ts'

/** Bytes of a view that is given to other threads: fewer are gathered before those have started. */
const LEAST_BYTES = 1 << 26
/** Bytes of one block. */
const BLOCK_BYTES = 1 << 24

/** Memory of blocks for the next tensor: what is allocated anew for each piles up faster than it is collected. */
const FREE = new WeakMap<Crew, SharedArrayBuffer[]>()

/** What other threads gather. */
export type GatheredChunks = AsyncGenerator<Uint8Array>

/**
 * The bytes of a tensor in row-major order, in blocks that are good only until the next is asked for; undefined where
 * other threads cannot gather it, or gain nothing.
 */
export async function gatherApart(
  { tensor }: Pick<TensorEntry, 'name' | 'tensor'>,
  crew: Crew,
): Promise<GatheredChunks | undefined> {
  if (tensor.kind !== 'strided' || tensor.problem !== null || tensor.dtype === null) return undefined
  const { storage, dtype, shape, stride, storageOffset, conj, neg } = tensor
  const { record } = storage
  if (conj || neg || storage.bigEndian || isContiguous(tensor) || (nbytesOf(tensor) ?? 0) < LEAST_BYTES)
    return undefined
  if (record === null || record.packing !== 'stored' || record.byteLength < storage.byteLength)
    return undefined
  const source = await record.open().catch(() => undefined)
  const at = source?.stretch?.(0, record.byteLength)
  if (source === undefined || at === undefined) return undefined
  const { itemsize } = dtype
  const blocks = (): Iterable<Block> =>
    blocksOf(simplify(shape, stride), storageOffset, Math.floor(BLOCK_BYTES / itemsize))
  for (const block of blocks()) {
    if (!hasRuns(block, itemsize)) return undefined
    break
  }
  // One block is handed on while each thread makes another; their memory takes turns.
  const most = crew.size + 1
  const memories: SharedArrayBuffer[] = []
  const free = FREE.get(crew) ?? []
  FREE.set(crew, free)
  let begun = 0
  const begin = async (block: Block): Promise<Uint8Array | null> => {
    const slot = begun % most
    begun += 1
    if (!hasRuns(block, itemsize)) return null
    const out = (memories[slot] ??= free.pop() ?? new SharedArrayBuffer(BLOCK_BYTES))
    const length = await crew.run('gather', { at, block, itemsize, out })
    return length === null ? null : new Uint8Array(out, 0, length)
  }
  const done = (): void => {
    for (const memory of memories.splice(0)) free.push(memory)
  }
  const here = (block: Block): AsyncIterable<Uint8Array> => {
    const [sizes, strides] = [
      block.dimensions.map(({ size }) => size),
      block.dimensions.map((each) => each.stride),
    ]
    return gatherBlocks(source, sizes, strides, block.base, itemsize, BLOCK_BYTES, true)
  }
  return gathered(ahead(blocks(), most, begin), here, done)
}

async function* gathered(
  blocks: AsyncIterable<readonly [Block, Uint8Array | null]>,
  here: (block: Block) => AsyncIterable<Uint8Array>,
  done: () => void,
): GatheredChunks {
  try {
    for await (const [block, bytes] of blocks) {
      if (bytes === null) yield* here(block)
      else yield bytes
    }
  } finally {
    done()
  }
}
