/** The files of a folder as the stored zip archive that they were unpacked from; nothing is copied or written. */
import type { BufferedSink } from '../io/buffered-sink.ts'
import { allocate, filledSource, prefetch, readInto } from '../io/source.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { newZipWriter } from './writer.ts'

/** A file of the folder: its name below the folder, with slashes, and its bytes. */
export interface FolderRecord {
  readonly name: string
  readonly source: ByteSource
}

/** A stretch of the archive, from `start` on. */
interface Stretch {
  readonly start: number
  readonly source: ByteSource
}

/**
 * An archive of `records` in this order, below the folder `root`. It records no checksums, since the folder has none:
 * 0 stands for that, as where PyTorch is told to write none.
 */
export async function folderArchive(
  name: string,
  root: string,
  records: readonly FolderRecord[],
): Promise<ByteSource> {
  const stretches: Stretch[] = []
  let position = 0
  const put = (source: ByteSource): void => {
    if (source.byteLength > 0) stretches.push({ start: position, source })
    position += source.byteLength
  }
  const kept = (bytes: Uint8Array): ByteSource => ({
    name,
    byteLength: bytes.length,
    read: async (at, length) => bytes.subarray(at, at + length),
  })
  const out: BufferedSink = {
    get position() {
      return position
    },
    // Headers only: the files themselves are put in their place by `put`.
    fill: async (length, filler) => {
      const bytes = allocate(name, length)
      await filler(bytes, 0)
      put(kept(bytes))
    },
    write: async (bytes) => put(kept(bytes.slice())),
    flush: async () => undefined,
  }
  const writer = newZipWriter(out, () => 0, 1)
  for (const record of records)
    await writer.entry(`${root}/${record.name}`, record.source.byteLength, async () => put(record.source))
  await writer.finish()
  return overStretches(name, position, stretches)
}

/** The stretches as one source. */
function overStretches(name: string, byteLength: number, stretches: readonly Stretch[]): ByteSource {
  async function fill(offset: number, target: Uint8Array): Promise<void> {
    let done = 0
    for (let at = stretchAt(stretches, offset); done < target.length; at += 1) {
      const stretch = stretches[at]
      if (stretch === undefined) return
      const from = offset + done - stretch.start
      const length = Math.min(stretch.source.byteLength - from, target.length - done)
      await readInto(stretch.source, from, target.subarray(done, done + length))
      done += length
    }
  }
  return {
    ...filledSource(name, byteLength, fill),
    prefetch: async (ranges) => {
      await Promise.all([...partsOf(stretches, ranges)].map(([source, parts]) => prefetch(source, parts)))
    },
  }
}

/** Ranges of the archive, as ranges of the files that they lie in. */
function partsOf(
  stretches: readonly Stretch[],
  ranges: readonly ByteRange[],
): ReadonlyMap<ByteSource, readonly ByteRange[]> {
  const parts = new Map<ByteSource, ByteRange[]>()
  for (const { offset, length } of ranges) {
    for (let at = stretchAt(stretches, offset); ; at += 1) {
      const stretch = stretches[at]
      if (stretch === undefined || stretch.start >= offset + length) break
      const start = Math.max(offset, stretch.start)
      const part = { offset: start - stretch.start, length: offset + length - start }
      const of = parts.get(stretch.source)
      if (of === undefined) parts.set(stretch.source, [part])
      else of.push(part)
    }
  }
  return parts
}

/** The last stretch that begins at or before `offset`. */
function stretchAt(stretches: readonly Stretch[], offset: number): number {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((stretches[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
