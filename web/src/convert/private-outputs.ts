/**
 * Files of the page's own (the origin private file system), for browsers that do not let pages write elsewhere: they
 * are written there and then downloaded. What an earlier page left is removed when the next conversion begins.
 */
import { PthError } from 'pth-cli'
import { unwritable } from './outputs.ts'
import type { OutputFile, Outputs } from './outputs.ts'

/** The folder of all conversions; each has a folder in it, and a lock of the same name while its page is open. */
const FOLDER = 'pth-convert'

/** The part of a synchronous handle that is used; workers have it. */
interface SyncHandle {
  write(bytes: Uint8Array, options: { at: number }): number
  flush(): void
  close(): void
}

interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle?(): Promise<SyncHandle>
}

/**
 * A new folder of the page's own for files of `byteLength` together.
 * @throws PthError OUTPUT_NO_SPACE, OUTPUT_UNWRITABLE in private windows
 */
export async function privateOutputs(name: string, byteLength: number): Promise<Outputs> {
  const all = await conversions().catch((error: unknown) => unwritable(name, error))
  await sweep(all)
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate()
  const free = Math.max(0, Math.floor(quota - usage))
  if (byteLength > free) throw new PthError('OUTPUT_NO_SPACE', { path: name, needed: byteLength, free })
  const id = crypto.randomUUID()
  const release = await hold(id)
  const folder = await all.getDirectoryHandle(id, { create: true })
  const handles: FileSystemFileHandle[] = []
  const open: SyncHandle[] = []

  return {
    file: async (file) => {
      try {
        const handle = await folder.getFileHandle(file, { create: true })
        handles.push(handle)
        return await writerOf(handle, file, open)
      } catch (error) {
        return unwritable(file, error)
      }
    },
    commit: () => Promise.all(handles.map((handle) => handle.getFile())),
    abort: async () => {
      for (const handle of open) handle.close()
      await all.removeEntry(id, { recursive: true }).catch(() => undefined)
      release()
    },
  }
}

async function writerOf(handle: SyncFileHandle, name: string, open: SyncHandle[]): Promise<OutputFile> {
  const sync = await handle.createSyncAccessHandle?.()
  if (sync === undefined) throw new TypeError('this browser has no files that a page can write')
  open.push(sync)
  let position = 0
  return {
    write: async (bytes) => {
      try {
        for (let done = 0; done < bytes.length;) {
          const wrote = sync.write(bytes.subarray(done), { at: position })
          // A full disk is an error in one browser, and a short write in another.
          if (wrote === 0) throw new DOMException('nothing was written', 'QuotaExceededError')
          done += wrote
          position += wrote
        }
      } catch (error) {
        unwritable(name, error)
      }
    },
    end: async () => {
      try {
        sync.flush()
        sync.close()
        open.splice(open.indexOf(sync), 1)
      } catch (error) {
        unwritable(name, error)
      }
    },
  }
}

async function conversions(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })
}

/** Remove the files of pages that are gone: those whose lock nobody holds. */
async function sweep(all: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query()
  const inUse = new Set(held.map(({ name }) => name))
  const names: string[] = []
  for await (const name of (all as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name)
  for (const name of names)
    if (!inUse.has(lockOf(name))) await all.removeEntry(name, { recursive: true }).catch(() => undefined)
}

/** Hold the lock of a folder until the worker ends, or until what it gives is called. */
function hold(id: string): Promise<() => void> {
  return new Promise((resolve) => {
    void navigator.locks.request(lockOf(id), () => new Promise<void>((release) => resolve(release)))
  })
}

function lockOf(id: string): string {
  return `${FOLDER}/${id}`
}
