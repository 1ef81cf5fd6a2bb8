/** The worker that writes files of the page's own: it gets a handle and bytes, one file after another. */
import { serve } from './porter.ts'

/** A file begins, is complete, or is not wanted any more: its lock is given up. */
export type WriteCommand = { readonly begin: FileSystemFileHandle } | 'end' | 'abandon'

/** The part of a synchronous handle that is used; workers have it. */
interface SyncHandle {
  write(bytes: Uint8Array, options: { at: number }): number
  flush(): void
  close(): void
}

interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle?(): Promise<SyncHandle>
}

/** The file that is being written. */
interface Writing {
  readonly handle: SyncHandle
  position: number
  /** Why it is not complete. */
  failure: unknown
}

let writing: Writing | null = null

async function begin(file: SyncFileHandle): Promise<void> {
  abandon()
  const handle = await file.createSyncAccessHandle?.()
  if (handle === undefined) throw new TypeError('this browser has no files that a page can write')
  writing = { handle, position: 0, failure: null }
}

function take(bytes: Uint8Array): void {
  // After a failure nothing is written any more: there would be a hole.
  if (writing === null || writing.failure !== null) return
  try {
    for (let done = 0; done < bytes.length;) {
      const wrote = writing.handle.write(bytes.subarray(done), { at: writing.position })
      // A full disk is an error in one browser, and a short write in another.
      if (wrote === 0) throw new DOMException('nothing was written', 'QuotaExceededError')
      done += wrote
      writing.position += wrote
    }
  } catch (error) {
    writing.failure = error
    throw error
  }
}

function end(): void {
  if (writing === null) throw new TypeError('no file was begun')
  if (writing.failure !== null) throw writing.failure
  writing.handle.flush()
  abandon()
}

function abandon(): void {
  writing?.handle.close()
  writing = null
}

serve<WriteCommand>({
  take,
  answer: async (command) => {
    if (command === 'end') end()
    else if (command === 'abandon') abandon()
    else await begin(command.begin)
    return ''
  },
})
