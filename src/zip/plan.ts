/** What is going to be read of an archive, as ranges that are asked for together. */
import { lastAtOrBefore } from '../io/ranges.ts'
import { prefetch } from '../io/source.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import type { ZipEntry } from './entry.ts'
import { entryRange, localHeaderAt } from './local-header.ts'

/** Bytes of the end that are asked for at once: the end records, and the directory of a thousand entries. */
const TAIL = 1 << 17
/** Bytes before a directory that are asked for with it: PyTorch writes the small records last. */
const BEFORE = 1 << 10
/** How much longer than the directory the pickle is that names as many storages. Measured: 1.6 to 1.95. */
const PICKLE_TO_DIRECTORY = 2

/** The part that is asked for together with the end record. */
export function tailRange({ byteLength }: ByteSource): ByteRange {
  return { offset: Math.max(0, byteLength - TAIL), length: TAIL }
}

/** Entries of which at most so many bytes of the content are going to be read. */
export interface WantedEntries {
  readonly entries: readonly (ZipEntry | undefined)[]
  readonly most: number
}

/** Ask for entries that are going to be read. */
export async function prefetchEntries(source: ByteSource, wanted: readonly WantedEntries[]): Promise<void> {
  const ranges = wanted.flatMap(({ entries, most }) =>
    entries.filter((entry) => entry !== undefined).map((entry) => entryRange(entry, most)),
  )
  await prefetch(source, ranges)
}

/**
 * Ask for a directory that is longer than the end that was read, with the small records before it. Where the archive
 * begins with the pickle of torch.save, it comes along: how long it is only the directory tells, so it is guessed.
 */
export async function prefetchDirectory(source: ByteSource, offset: number, length: number): Promise<void> {
  if (source.prefetch === undefined || offset >= tailRange(source).offset) return
  const pickle = (await beginsWithPickle(source))
    ? [{ offset: 0, length: Math.min(PICKLE_TO_DIRECTORY * length, offset) }]
    : []
  await prefetch(source, [{ offset: offset - BEFORE, length: BEFORE + length }, ...pickle])
}

async function beginsWithPickle(source: ByteSource): Promise<boolean> {
  const first = await localHeaderAt(source, 0)
  return first !== undefined && new TextDecoder('latin1').decode(first.rawName).endsWith('/data.pkl')
}

/** The entries of an archive in the order of the file. */
export interface EntryOrder {
  /** Ask for the local header of an entry that is about to be opened, and for those of the entries after it. */
  askAhead(entry: ZipEntry): Promise<void>
  /** Offset at which the next entry begins, from the beginning of the file; after the last the file ends. */
  endOf(entry: ZipEntry): number
}

/** Entries whose headers are asked for together: storages are read in about the order of the file. */
const AHEAD = 1 << 10

/** Nothing is asked for before the first entry is. */
export function newEntryOrder(source: ByteSource, entries: readonly ZipEntry[]): EntryOrder {
  let sorted: readonly ZipEntry[] | undefined
  const asked = new Map<number, Promise<void>>()

  function inFile(): readonly ZipEntry[] {
    return (sorted ??= entries.toSorted((a, b) => a.headerOffset - b.headerOffset))
  }

  function indexOf({ headerOffset }: ZipEntry): number {
    return lastAtOrBefore(inFile(), headerOffset, (entry) => entry.headerOffset)
  }

  async function askAhead(entry: ZipEntry): Promise<void> {
    if (source.prefetch === undefined) return
    const batch = Math.max(0, Math.floor(indexOf(entry) / AHEAD))
    let plan = asked.get(batch)
    if (plan === undefined) {
      const some = inFile().slice(batch * AHEAD, (batch + 1) * AHEAD)
      plan = prefetchEntries(source, [{ entries: some, most: 0 }])
      asked.set(batch, plan)
    }
    await plan
  }

  return { askAhead, endOf: (entry) => inFile()[indexOf(entry) + 1]?.headerOffset ?? source.byteLength }
}
