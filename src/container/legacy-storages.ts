/** The storages of a legacy stream: where they lie follows from the pickles, and a count before each must agree. */
import { PthError } from '../errors.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { overFixedLimit } from '../limits.ts'
import { COUNT_BYTES, newCounts } from './legacy-counts.ts'
import type { Count, Counts } from './legacy-counts.ts'
import { rangeRecord, recordAs } from './range-record.ts'
import type { Note, StorageRecord } from './record.ts'
import type { StorageReference } from './storage-reference.ts'

/** Bytes of a file that is in memory once it was opened. */
const SMALL = 1 << 20

/** Storages by key, and the comparison of the counts before them with what the object says. */
interface LaidStorages {
  readonly storages: ReadonlyMap<string, StorageRecord>
  /** @throws PthError CONTAINER_INVALID */
  check(): Promise<void>
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
  const counts = newCounts(source)
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
      await counts.checkAll()
      throw error
    }
    const member = `storage ${key}`
    if (cut || at + COUNT_BYTES > source.byteLength) {
      cut = true
      storages.set(key, rangeRecord(source, member, source.byteLength, 0))
      continue
    }
    const count = { key, offset: at, numel: reference?.numel ?? 0 }
    counts.add(count)
    at += COUNT_BYTES
    const held = Math.min(byteLength, source.byteLength - at)
    const record = rangeRecord(source, member, at, held)
    storages.set(key, checkedRecord(record, counts, count))
    cut = held < byteLength
    at += held
  }
  if (cut || at < source.byteLength || source.prefetch === undefined || source.byteLength <= SMALL)
    await counts.checkAll()
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
  return { storages, check: counts.checkAll }
}

/** A storage of which the count is compared before it is opened. */
function checkedRecord(record: StorageRecord, counts: Counts, count: Count): StorageRecord {
  return recordAs(record, {
    open: async () => {
      await counts.check(count)
      return record.open()
    },
    locate: async () => {
      await counts.check(count)
      return record.locate()
    },
    ...(record.expect !== undefined && {
      expect: (offset, length) => {
        const places = record.expect?.(offset, length) ?? null
        if (places === null || offset > 0) return places
        counts.comesWithData(count)
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
