/** The element counts before the storages of a legacy stream: read together, each compared once. */
import { PthError } from '../errors.ts'
import { batches } from '../io/planned.ts'
import type { ByteSource } from '../io/source.ts'
import { explainDamage } from './damage.ts'

/** Bytes of a count: one i64. */
export const COUNT_BYTES = 8

/** A count: where it is, and what the object says. */
export interface Count {
  /** Of the storage behind it. */
  readonly key: string
  readonly offset: number
  readonly numel: number
}

/** The counts of one stream. */
export interface Counts {
  add(count: Count): void
  /** The storage is going to be read from its beginning, and its count with it. */
  comesWithData(count: Count): void
  /**
   * Before a storage is read: its own count, and with it those of all storages that are not going to be read.
   * @throws PthError CONTAINER_INVALID
   */
  check(count: Count): Promise<void>
  /** @throws PthError CONTAINER_INVALID */
  checkAll(): Promise<void>
}

export function newCounts(source: ByteSource): Counts {
  const counts: Count[] = []
  /** Storages whose counts come with their data. */
  const coming = new Set<string>()
  let all: Promise<void> | undefined
  let others: Promise<void> | undefined
  const own = new Map<string, Promise<void>>()

  function compared(some: readonly Count[]): Promise<void> {
    return compareCounts(source, some).catch(async (error: unknown) => {
      throw await explainDamage(source, error)
    })
  }

  async function check(count: Count): Promise<void> {
    if (all !== undefined) return all
    await (others ??= compared(counts.filter(({ key }) => !coming.has(key))))
    if (!coming.has(count.key)) return
    const known = own.get(count.key) ?? compared([count])
    own.set(count.key, known)
    await known
  }

  return {
    add: (count) => void counts.push(count),
    comesWithData({ key }) {
      // Once the others were read, each is known to be among them or not.
      if (others === undefined) coming.add(key)
    },
    check,
    checkAll: () => (all ??= compared(counts)),
  }
}

/** Read the counts together and compare each, in their order. */
async function compareCounts(source: ByteSource, counts: readonly Count[]): Promise<void> {
  for await (const some of batches(source, counts, ({ offset }) => ({ offset, length: COUNT_BYTES })))
    for (const count of some) compareCount(count, await source.read(count.offset, COUNT_BYTES))
}

/** @throws PthError CONTAINER_INVALID when the count is not what the object says */
function compareCount({ key, offset, numel }: Count, word: Uint8Array): void {
  const count = new DataView(word.buffer, word.byteOffset, COUNT_BYTES).getBigInt64(0, true)
  if (count === BigInt(numel)) return
  throw new PthError('CONTAINER_INVALID', {
    what: `element count of storage ${key}`,
    offset,
    expected: `${numel}, as the object says`,
    found: `${count} before its data`,
    hint: 'torch.load also refuses it',
  })
}
