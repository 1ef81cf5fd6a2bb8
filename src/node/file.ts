/** Files as byte sources. */
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { PthError } from '../errors.ts'
import type { BlockCache } from '../io/block-cache.ts'
import { countingSource } from '../io/counting.ts'
import type { ReadCount } from '../io/counting.ts'
import { plannedSource } from '../io/planned.ts'
import { allocate, checkRange } from '../io/source.ts'
import { nearest } from '../names/near.ts'
import type { ByteSource } from '../io/source.ts'
import type { Dirent } from './calls.ts'
import { closeFile, listEntries, listNames, openToRead, readFile, statFile, statPath } from './calls.ts'

/** An open file; `close` when done. */
export interface FileSource extends ByteSource {
  close(): Promise<void>
}

/** How a file is read. */
export interface FileOptions {
  /** Grows with every read of the file itself. */
  readonly count?: ReadCount | undefined
  /** One look at the beginning: nothing is read but what is asked for. */
  readonly look?: true
  /** Small reads that no plan asked for go through it. */
  readonly cache?: BlockCache | undefined
}

/**
 * Open a regular file for positioned reads, by plan: a small file is read once, and so are parts that are close
 * together.
 * @throws PthError SOURCE_UNREADABLE for a missing path (near names are offered), an address, a folder, a device
 * or pipe, or a refusal by the operating system.
 */
export function openFile(path: string): Promise<FileSource> {
  return openFileWith(path, {})
}

/** The same, counted and cached. @throws as {@link openFile} */
export async function openFileWith(path: string, options: FileOptions): Promise<FileSource> {
  const file = await openUnplanned(path)
  if (options.look === true) return file
  return { ...planned(file, options), close: file.close }
}

/** A source that is read by plan, counted and cached. One that takes plans keeps what it has read by itself. */
export function planned(source: ByteSource, { count, cache }: FileOptions): ByteSource {
  const counted = count === undefined ? source : countingSource(source, count)
  return counted.prefetch === undefined ? plannedSource(counted, cache?.over(counted)) : counted
}

/** The same without plans. @throws as {@link openFile} */
async function openUnplanned(path: string): Promise<FileSource> {
  // stat before open: opening a FIFO would wait for a writer.
  const facts = await statPath(path).catch((cause: unknown) => unreadable(path, cause))
  if (facts.isDirectory()) {
    throw new PthError('SOURCE_UNREADABLE', { path, reason: 'is a folder, not a file' })
  }
  if (!facts.isFile()) throw notAFile(path)
  const file = await openToRead(path).catch((cause: unknown) => unreadable(path, cause))
  const { size, mtime } = await statFile(file)
  const opened = openedSource({ descriptor: file, read: readFile, close: () => closeFile(file) }, path, size)
  // Of the open file, not of the path: another file may be there by now. Copies that keep times keep milliseconds.
  return { ...opened, mark: Number.isNaN(mtime.getTime()) ? '' : mtime.toISOString() }
}

/** What is to be said of a device, a pipe or a socket. */
export function notAFile(path: string): PthError<'SOURCE_UNREADABLE'> {
  return new PthError('SOURCE_UNREADABLE', {
    path,
    reason: 'is not a regular file (a device, pipe or socket)',
    hint: 'copy it to a file first',
  })
}

/** A file that is open under a number that the system gave it. */
interface OpenedFile {
  readonly descriptor: number
  /** Reads into `bytes[at, at + length)` from a position of the file; answers how many bytes there were. */
  read(file: number, bytes: Uint8Array, at: number, length: number, position: number): Promise<number>
  close(): Promise<void>
}

function openedSource(file: OpenedFile, name: string, byteLength: number): FileSource {
  // The system gives the number of a closed file to the next one that is opened: none may be read by it.
  const reading = new Set<Promise<void>>()
  let closed: Promise<void> | undefined
  const fill = async (offset: number, target: Uint8Array): Promise<void> => {
    if (closed !== undefined) throw new PthError('SOURCE_UNREADABLE', { path: name, reason: 'it was closed' })
    const filled = readExactly(file, name, byteLength, offset, target)
    reading.add(filled)
    await filled.finally(() => reading.delete(filled))
  }
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      // Checked before the memory is taken.
      checkRange(name, byteLength, offset, length)
      const bytes = allocate(name, length)
      await fill(offset, bytes)
      return bytes
    },
    readInto: fill,
    stretch: (offset, length) => {
      checkRange(name, byteLength, offset, length)
      return { descriptor: file.descriptor, offset, length }
    },
    close: () => (closed ??= Promise.allSettled(reading).then(file.close)),
  }
}

/** What a path leads to: `file` for everything that is not a folder, `missing` also when it cannot be reached. */
export async function kindOfPath(path: string): Promise<'folder' | 'file' | 'missing'> {
  const facts = await statPath(path).catch(() => undefined)
  if (facts === undefined) return 'missing'
  return facts.isDirectory() ? 'folder' : 'file'
}

/** Whether its folder lists a path: also a link that leads nowhere. */
export async function isListed(path: string): Promise<boolean> {
  const names = await listNames(dirname(path)).catch((): string[] => [])
  return names.includes(basename(path))
}

/** The names in a folder, sorted. @throws PthError SOURCE_UNREADABLE */
export async function listFolder(path: string): Promise<string[]> {
  const names = await listNames(path).catch((cause: unknown) => unreadable(path, cause))
  return names.toSorted()
}

/** What is in a folder, sorted by name. @throws PthError SOURCE_UNREADABLE */
export async function listFolderEntries(path: string): Promise<Dirent[]> {
  const entries = await listEntries(path).catch((cause: unknown) => unreadable(path, cause))
  return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))
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
    source: () => openedSource({ descriptor: handle.fd, read: readFile, close }, name, byteLength),
    close,
  }
}

/** Bytes of one call of the system: Node ends the process at a length that is not a 32-bit integer. */
const LONGEST_READ = 1 << 30

async function readExactly(
  file: OpenedFile,
  path: string,
  byteLength: number,
  offset: number,
  bytes: Uint8Array,
): Promise<void> {
  const length = bytes.length
  checkRange(path, byteLength, offset, length)
  let done = 0
  while (done < length) {
    const most = Math.min(length - done, LONGEST_READ)
    const count = await file
      .read(file.descriptor, bytes, done, most, offset + done)
      .catch((cause: unknown) => unreadable(path, cause))
    if (count === 0) {
      // The range was inside the file when it was opened: somebody made it shorter since.
      throw new PthError('SOURCE_TRUNCATED', {
        what: `${path} became shorter while it was read`,
        offset,
        expected: length,
        found: done,
      })
    }
    done += count
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
  const names = await listNames(folder).catch(() => [])
  // A link that leads nowhere is listed, and is what was asked for.
  const others = names.filter((name) => name !== basename(path))
  return nearest(basename(path), others).map((name) => (folder === '.' ? name : join(folder, name)))
}
