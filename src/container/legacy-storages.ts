/** The storages of a legacy stream: where they lie follows from the pickles, and a count before each must agree. */
import { PthError } from '../errors.ts'
import { batches } from '../io/planned.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { overFixedLimit } from '../limits.ts'
import { explainDamage } from './damage.ts'
import { rangeRecord, recordAs } from './range-record.ts'
import type { Note, StorageRecord } from './record.ts'
import type { StorageReference } from './storage-reference.ts'

/** Bytes of the count before a storage. */
const COUNT_BYTES = 8
/** Bytes of a file that is in memory once it was opened. */
const SMALL = 1 << 20

/** Storages by key, and the comparison of their length words with what the object says. */
interface LaidStorages {
  readonly storages: ReadonlyMap<string, StorageRecord>
  /** @throws PthError CONTAINER_INVALID */
  check(): Promise<void>
}

/** An element count before a storage: where it is, and what the object says. */
interface LengthWord {
  readonly key: string
  readonly offset: number
  readonly numel: number
}

/**
 * Where each storage lies: i64 element count, then the elements, in the order of the keys. When the file ends early,
 * what is whole stays readable and the rest gets what is left of it. Where the sizes that the object says add up to the
 * size of the file, the counts of a large one are read when the first storage is, all together; but those of storages
 * that are going to be read whole come with them.
 */
export async function layStorages(
  source: ByteSource,
  offset: number,
  keys: readonly string[],
  references: ReadonlyMap<string, StorageReference>,
  notes: Note[],
): Promise<LaidStorages> {
  const words: LengthWord[] = []
  /** Storages whose counts are read with them. */
  const coming = new Set<string>()
  const compared = (some: readonly LengthWord[]): Promise<void> =>
    checkCounts(source, some).catch(async (error: unknown) => {
      throw await explainDamage(source, error)
    })
  let checked: Promise<void> | undefined
  const check = (): Promise<void> => (checked ??= compared(words))
  let others: Promise<void> | undefined
  const own = new Map<string, Promise<void>>()
  const checkFor = async (word: LengthWord): Promise<void> => {
    if (checked !== undefined) return checked
    await (others ??= compared(words.filter(({ key }) => !coming.has(key))))
    if (!coming.has(word.key)) return
    const known = own.get(word.key) ?? compared([word])
    own.set(word.key, known)
    await known
  }
  const storages = new Map<string, StorageRecord>()
  let at = offset
  let cut = false
  for (const key of keys) {
    const reference = references.get(key)
    let byteLength: number
    try {
      byteLength = neededBytes(key, reference, at)
    } catch (error) {
      // A count before it that is wrong comes first.
      await check()
      throw error
    }
    const member = `storage ${key}`
    if (cut || at + 8 > source.byteLength) {
      cut = true
      storages.set(key, rangeRecord(source, member, source.byteLength, 0))
      continue
    }
    const word = { key, offset: at, numel: reference?.numel ?? 0 }
    words.push(word)
    at += 8
    const held = Math.min(byteLength, source.byteLength - at)
    const record = rangeRecord(source, member, at, held)
    storages.set(
      key,
      checkedRecord(
        record,
        () => checkFor(word),
        () => void (others ?? coming.add(key)),
      ),
    )
    cut = held < byteLength
    at += held
  }
  if (cut || at < source.byteLength || source.prefetch === undefined || source.byteLength <= SMALL)
    await check()
  if (cut) {
    notes.push({
      code: 'STORAGES_CUT_OFF',
      message: 'the file ends before its last storage: it is incomplete, and torch.load refuses it',
    })
  } else if (at < source.byteLength) {
    notes.push({
      code: 'TRAILING_DATA',
      message: `${source.byteLength - at} bytes follow the last storage`,
    })
  }
  return { storages, check }
}

/** A storage of which the length words are compared before it is opened. `comes` hears that its own comes with it. */
function checkedRecord(record: StorageRecord, check: () => Promise<void>, comes: () => void): StorageRecord {
  return recordAs(record, {
    open: async () => {
      await check()
      return record.open()
    },
    locate: async () => {
      await check()
      return record.locate()
    },
    ...(record.expect !== undefined && {
      expect: (offset, length) => {
        const places = record.expect?.(offset, length) ?? null
        if (places === null || offset > 0) return places
        comes()
        return places.map(({ source, range }) => ({ source, range: withCount(range) }))
      },
    }),
  })
}

/** A range with the count before it. */
function withCount({ offset, length }: ByteRange): ByteRange {
  return { offset: offset - COUNT_BYTES, length: length + COUNT_BYTES }
}

function neededBytes(key: string, reference: StorageReference | undefined, offset: number): number {
  if (reference === undefined) {
    throw new PthError('CONTAINER_INVALID', {
      what: `storage ${key} of the legacy stream`,
      offset,
      expected: 'a key that the object names',
      found: 'one that it does not name, so that its size is unknown',
      hint: 'torch.load also refuses it',
    })
  }
  if (reference.dtype === null) {
    throw new PthError('CONTAINER_INVALID', {
      what: `storage ${key} of the legacy stream`,
      offset,
      expected: 'a storage class of PyTorch',
      found: reference.className,
      hint: 'its element size is unknown, so the storages after it cannot be found',
    })
  }
  const byteLength = reference.numel * reference.dtype.itemsize
  if (Number.isSafeInteger(byteLength)) return byteLength
  throw overFixedLimit({
    what: `storage ${key}`,
    limit: Number.MAX_SAFE_INTEGER,
    found: byteLength,
    unit: 'bytes',
    why: 'no file is that long',
  })
}

/** Read the counts together and compare each, in their order. */
async function checkCounts(source: ByteSource, words: readonly LengthWord[]): Promise<void> {
  for await (const some of batches(source, words, ({ offset }) => ({ offset, length: 8 })))
    for (const word of some) compareCount(word, await source.read(word.offset, 8))
}

/** @throws PthError CONTAINER_INVALID when the count is not what the object says */
function compareCount({ key, offset, numel }: LengthWord, word: Uint8Array): void {
  const count = new DataView(word.buffer, word.byteOffset, 8).getBigInt64(0, true)
  if (count === BigInt(numel)) return
  throw new PthError('CONTAINER_INVALID', {
    what: `element count of storage ${key}`,
    offset,
    expected: `${numel}, as the object says`,
    found: `${count} before its data`,
    hint: 'torch.load also refuses it',
  })
}
