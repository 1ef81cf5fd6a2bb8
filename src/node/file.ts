/** Files as byte sources. The one file that imports `node:fs`. */
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { PthError } from '../errors.ts'
import { allocate, checkRange } from '../io/source.ts'
import { nearest } from '../names/near.ts'
import type { ByteSource } from '../io/source.ts'

/** An open file; `close` when done. */
export interface FileSource extends ByteSource {
  close(): Promise<void>
}

/**
 * Open a regular file for positioned reads; it is never read whole.
 * @throws PthError SOURCE_UNREADABLE for a missing path (near names are offered), an address, a folder, a device
 * or pipe, or a refusal by the operating system.
 */
export async function openFile(path: string): Promise<FileSource> {
  // stat before open: opening a FIFO would wait for a writer.
  const facts = await stat(path).catch((cause: unknown) => unreadable(path, cause))
  if (facts.isDirectory()) {
    throw new PthError('SOURCE_UNREADABLE', { path, reason: 'is a folder, not a file' })
  }
  if (!facts.isFile()) throw notAFile(path)
  const handle = await open(path, 'r').catch((cause: unknown) => unreadable(path, cause))
  const byteLength = (await handle.stat()).size
  return handleSource(handle, path, byteLength, () => handle.close())
}

/** What is to be said of a device, a pipe or a socket. */
export function notAFile(path: string): PthError<'SOURCE_UNREADABLE'> {
  return new PthError('SOURCE_UNREADABLE', {
    path,
    reason: 'is not a regular file (a device, pipe or socket)',
    hint: 'copy it to a file first',
  })
}

function handleSource(
  handle: FileHandle,
  name: string,
  byteLength: number,
  close: () => Promise<void>,
): FileSource {
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      // Checked before the memory is taken.
      checkRange(name, byteLength, offset, length)
      const bytes = allocate(name, length)
      await readExactly(handle, name, byteLength, offset, bytes)
      return bytes
    },
    readInto: (offset, target) => readExactly(handle, name, byteLength, offset, target),
    stretch: (offset, length) => {
      checkRange(name, byteLength, offset, length)
      return { descriptor: handle.fd, offset, length }
    },
    close,
  }
}

/** What a path leads to: `file` for everything that is not a folder, `missing` also when it cannot be reached. */
export async function kindOfPath(path: string): Promise<'folder' | 'file' | 'missing'> {
  const facts = await stat(path).catch(() => undefined)
  if (facts === undefined) return 'missing'
  return facts.isDirectory() ? 'folder' : 'file'
}

/** The names in a folder, sorted. @throws PthError SOURCE_UNREADABLE */
export async function listFolder(path: string): Promise<string[]> {
  const names = await readdir(path).catch((cause: unknown) => unreadable(path, cause))
  return names.toSorted()
}

/** A file that nobody else sees, gone when it is closed. */
export interface TemporaryFile {
  /** Append bytes. @throws PthError SOURCE_UNREADABLE when the disk is full */
  write(bytes: Uint8Array): Promise<void>
  /** Forget what was written. */
  restart(): Promise<void>
  /** What was written, to be read; closing it removes the file. */
  source(): FileSource
  close(): Promise<void>
}

/** Make a temporary file. `name` is what to call it in messages. @throws PthError SOURCE_UNREADABLE */
export async function openTemporary(name: string): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'pth-')).catch((cause: unknown) => unreadable(tmpdir(), cause))
  const path = join(folder, 'spooled')
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => undefined)
  const handle = await open(path, 'wx+', 0o600).catch(async (cause: unknown) => {
    await remove()
    return unreadable(path, cause)
  })
  // Where an open file may be unlinked nothing is left behind even when the process is killed.
  await remove()
  const close = async (): Promise<void> => {
    await handle.close()
    await remove()
  }
  let byteLength = 0
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await handle
          .write(bytes, at, bytes.length - at, byteLength + at)
          .catch((cause: unknown) => unreadable(path, cause))
        at += bytesWritten
      }
      byteLength += bytes.length
    },
    restart: async () => {
      await handle.truncate(0)
      byteLength = 0
    },
    source: () => handleSource(handle, name, byteLength, close),
    close,
  }
}

/** Bytes of one call of the system: Node ends the process at a length that is not a 32-bit integer. */
const LONGEST_READ = 1 << 30

async function readExactly(
  handle: FileHandle,
  path: string,
  byteLength: number,
  offset: number,
  bytes: Uint8Array,
): Promise<void> {
  const length = bytes.length
  checkRange(path, byteLength, offset, length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle
      .read(bytes, done, Math.min(length - done, LONGEST_READ), offset + done)
      .catch((cause: unknown) => unreadable(path, cause))
    if (bytesRead === 0) {
      // The range was inside the file when it was opened: somebody made it shorter since.
      throw new PthError('SOURCE_TRUNCATED', {
        what: `${path} became shorter while it was read`,
        offset,
        expected: length,
        found: done,
      })
    }
    done += bytesRead
  }
}

async function unreadable(path: string, cause: unknown): Promise<never> {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
  if (code === 'ENOENT' && /^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
    const hint = 'pth opens https, http, hf, s3 and gs; download the file first'
    throw new PthError('SOURCE_UNREADABLE', { path, reason: 'is an address, not a file', hint }, { cause })
  }
  if (code === 'ENOENT') {
    const near = await nearNames(path)
    throw new PthError(
      'SOURCE_UNREADABLE',
      {
        path,
        reason: 'no such file',
        ...(near.length > 0 && { hint: `did you mean ${near.join(' or ')}?` }),
      },
      { cause },
    )
  }
  const reasons = new Map([
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['ELOOP', 'symbolic links form a loop'],
    ['ENOTDIR', 'a part of the path is not a folder'],
    ['ENAMETOOLONG', 'the name is too long'],
    ['EISDIR', 'is a folder, not a file'],
    ['ENOSPC', 'no space is left on the device'],
  ])
  throw new PthError('SOURCE_UNREADABLE', { path, reason: reasons.get(code) ?? code }, { cause })
}

/** Up to three names beside `path` that look like a misspelling of it. */
async function nearNames(path: string): Promise<string[]> {
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => [])
  // A link that leads nowhere is listed, and is what was asked for.
  const others = names.filter((name) => name !== basename(path))
  return nearest(basename(path), others).map((name) => (folder === '.' ? name : join(folder, name)))
}
