/**
 * Writes at a place of a file, past the system's cache where that is possible: nothing is copied, and nothing
 * is left to sync.
 */
import { constants, open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

/** A file that is written at any place. */
export interface PlacedWriter {
  /** Write all of `bytes` at `position`. @throws the error of the operating system */
  write(bytes: Uint8Array, position: number): Promise<void>
  /** Close what was opened beside the handle. */
  close(): Promise<void>
}

/**
 * Past the cache, memory, place and length must be multiples of the disk's block: no disk has a larger one.
 * @see open(2), O_DIRECT
 */
const BLOCK_BYTES = 4096
/** Less is not worth a way of its own. */
const LEAST_BYTES = 1 << 20

/**
 * A writer into the open file behind `handle`. Whole blocks from page-aligned memory go past the
 * cache: dirty pages would compete for memory with what else runs (or fill a container's limit), and the
 * closing sync would wait for them all. Systems and file systems that cannot (macOS, Windows, tmpfs) and
 * memory that is not aligned get ordinary writes.
 */
export function newPlacedWriter(handle: FileHandle): PlacedWriter {
  // undefined until it is first wanted; null inside when it cannot be had.
  let direct: Promise<FileHandle | null> | undefined

  async function close(): Promise<void> {
    const before = direct
    direct = Promise.resolve(null)
    await (await before)?.close()
  }

  async function writeSome(bytes: Uint8Array, position: number): Promise<number> {
    if (bytes.length >= LEAST_BYTES && bytes.length % BLOCK_BYTES === 0 && position % BLOCK_BYTES === 0) {
      direct ??= openDirect(handle)
      try {
        const past = await direct
        if (past !== null) return (await past.write(bytes, 0, bytes.length, position)).bytesWritten
      } catch (error) {
        if (!isRefusal(error)) throw error
        await close()
      }
    }
    return (await handle.write(bytes, 0, bytes.length, position)).bytesWritten
  }

  return {
    write: async (bytes, position) => {
      for (let done = 0; done < bytes.length;) done += await writeSome(bytes.subarray(done), position + done)
    },
    close,
  }
}

/**
 * The same file once more: not by its name, under which there may now be another file (or a link to one).
 * O_DIRECT is there on Linux alone, and refused by some of its file systems. @see proc_pid_fd(5)
 */
async function openDirect(handle: FileHandle): Promise<FileHandle | null> {
  const flag: number | undefined = constants.O_DIRECT
  if (flag === undefined) return null
  try {
    return await open(`/proc/self/fd/${handle.fd}`, constants.O_WRONLY | flag)
  } catch {
    // The handle at hand writes as well.
    return null
  }
}

/** How a file system says that it takes no such write, or none from such memory. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EINVAL' || error.code === 'ENOTSUP' || error.code === 'EOPNOTSUPP')
  )
}
