/** Many files with few of them open: a shard is opened when it is read, and the one idle longest is closed. */
import { PthError } from '../errors.ts'
import type { FileOptions, FileSource } from './file.ts'
import { openPlace } from './place.ts'
import { prefetch, readInto } from '../io/source.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'

/** Files open at once. The usual limit of a process is 1,024, or 256 on macOS. */
const MOST_OPEN = 32

/** Files opened by path; `close` closes those that are open. */
export interface FilePool {
  /** A source that opens its file when it is read. The file must keep its size. @throws PthError SOURCE_UNREADABLE */
  source(path: string): Promise<ByteSource>
  close(): Promise<void>
}

interface Handle {
  readonly file: Promise<FileSource>
  readers: number
}

export interface PoolOptions extends FileOptions {
  /** Files that stay open, in addition to those being read at that moment. */
  readonly most?: number
}

/** A pool without files yet. */
export function newFilePool({ most = MOST_OPEN, ...options }: PoolOptions = {}): FilePool {
  // A Map keeps the order of insertion: the first is the one idle longest.
  const handles = new Map<string, Handle>()

  async function use<Result>(path: string, read: (file: FileSource) => Promise<Result>): Promise<Result> {
    const handle = handles.get(path) ?? { file: openPlace(path, options), readers: 0 }
    handles.delete(path)
    handles.set(path, handle)
    handle.readers += 1
    try {
      return await read(await opened(path, handle))
    } finally {
      handle.readers -= 1
      await closeIdle()
    }
  }

  /**
   * A file that cannot be opened is tried again by whoever asks next; one that is open stays, whatever
   * reading it gave.
   */
  async function opened(path: string, handle: Handle): Promise<FileSource> {
    try {
      return await handle.file
    } catch (error) {
      if (handles.get(path) === handle) handles.delete(path)
      throw error
    }
  }

  async function closeIdle(): Promise<void> {
    for (const [path, handle] of handles) {
      if (handles.size <= most) return
      if (handle.readers > 0) continue
      handles.delete(path)
      const file = await handle.file
      await file.close()
    }
  }

  function expectOf(path: string, ranges: readonly ByteRange[]): void {
    use(path, async (file) => file.expect?.(ranges)).catch(() => undefined)
  }

  return {
    source: async (path) => {
      const byteLength = await use(path, async (file) => file.byteLength)
      const useSame = <Result>(
        offset: number,
        read: (file: FileSource) => Promise<Result>,
      ): Promise<Result> =>
        use(path, (file) => {
          if (file.byteLength === byteLength) return read(file)
          throw changed(path, offset, byteLength, file.byteLength)
        })
      return {
        name: path,
        byteLength,
        read: (offset, length) => useSame(offset, (file) => file.read(offset, length)),
        readInto: (offset, target) => useSame(offset, (file) => readInto(file, offset, target)),
        // A file that is gone is reported by who reads it.
        prefetch: (ranges) => use(path, (file) => prefetch(file, ranges)).catch(() => undefined),
        // Of use only where files are far away, and then they stay open.
        ...(most === Infinity && { expect: (ranges: readonly ByteRange[]) => expectOf(path, ranges) }),
      }
    },
    close: async () => {
      const open = [...handles.values()]
      handles.clear()
      for (const handle of open) {
        const file = await handle.file
        await file.close()
      }
    },
  }
}

function changed(path: string, offset: number, expected: number, found: number): PthError {
  return new PthError('SOURCE_TRUNCATED', {
    what: `${path} changed while it was read`,
    offset,
    expected,
    found,
  })
}
