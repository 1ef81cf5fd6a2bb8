/**
 * Files of the page's own (the origin private file system), for browsers that do not let pages write elsewhere: they
 * are written there and then downloaded. What an earlier page left is removed when the next conversion begins.
 */
import { PthError } from 'pth-cli'
import { writeCourier } from './couriers.ts'
import { unwritable } from './outputs.ts'
import type { OutputFile, Outputs } from './outputs.ts'

/** The folder of all conversions; each has a folder in it, and a lock of the same name while its page is open. */
const FOLDER = 'pth-convert'

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

  return {
    file: async (file) => {
      try {
        const handle = await folder.getFileHandle(file, { create: true })
        handles.push(handle)
        return await writerOf(handle, file)
      } catch (error) {
        return unwritable(file, error)
      }
    },
    commit: () => Promise.all(handles.map((handle) => handle.getFile())),
    abort: async () => {
      // A file that is still open cannot be removed.
      await writeCourier()
        .ask('abandon')
        .catch(() => undefined)
      await all.removeEntry(id, { recursive: true }).catch(() => undefined)
      release()
    },
  }
}

async function writerOf(handle: FileSystemFileHandle, name: string): Promise<OutputFile> {
  const writer = writeCourier()
  await writer.ask({ begin: handle })
  return {
    write: (bytes) => writer.send(bytes).catch((error: unknown) => unwritable(name, error)),
    end: async () => {
      await writer.ask('end').catch((error: unknown) => unwritable(name, error))
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
