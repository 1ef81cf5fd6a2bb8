/** Files that appear whole or not at all: written beside their target, synced, then renamed. */
import { link, lstat, open, readdir, realpath, rename, stat, statfs, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isPthError, PthError } from '../errors.ts'
import { newPlacedWriter } from './direct-write.ts'
import type { ByteSink } from '../io/sink.ts'

export interface OutputOptions {
  /** Replace a file that is there. */
  readonly force: boolean
  /** What the temporary name ends with, before its extension; random digits when absent. */
  readonly owner?: string
}

/** A file being written under a temporary name. `commit` or `abort` must follow. */
export interface OutputFile extends ByteSink {
  /** Where the bytes are until `commit`. */
  readonly temporary: string
  /** Where they will be. */
  readonly target: string
  /** Make what was written durable; nothing can be written after it. */
  sync(): Promise<void>
  /**
   * Give it its name, or another one in the same folder, which must be free.
   * @throws PthError OUTPUT_EXISTS when a file has appeared there and `force` is not set
   */
  commit(other?: string): Promise<void>
  /** Remove it. Never throws. */
  abort(): Promise<void>
}

/** Ends the names of files in the making. */
export const TEMPORARY = '.pth-partial'
/** Characters of the name of the target in a temporary name: a file name has 255 bytes at most. */
export const TEMPORARY_NAME = 180

/**
 * Refuse a target that cannot or must not be written, before any work is done. Symbolic links are
 * followed, so that the file behind one is replaced and not the link. Returns the path to write.
 * @throws PthError OUTPUT_EXISTS, OUTPUT_IS_INPUT (also through links), OUTPUT_UNWRITABLE
 */
export async function checkTarget(
  path: string,
  inputs: readonly string[],
  options: OutputOptions,
): Promise<string> {
  const target = await realpath(path).catch(() => resolve(path))
  const facts = await stat(target).catch((cause: unknown) =>
    errorCode(cause) === 'ENOENT' ? undefined : unwritable(path, cause),
  )
  if (facts === undefined) {
    // A link that leads nowhere: rename would replace the link.
    if ((await lstat(target).catch(() => undefined)) !== undefined) {
      throw new PthError('OUTPUT_UNWRITABLE', {
        path,
        reason: 'it is a symbolic link to a file that does not exist',
      })
    }
    const folder = await stat(dirname(target)).catch((cause: unknown) => unwritable(path, cause))
    if (!folder.isDirectory())
      throw new PthError('OUTPUT_UNWRITABLE', { path, reason: 'a part of the path is not a folder' })
    return target
  }
  if (facts.isDirectory()) throw new PthError('OUTPUT_UNWRITABLE', { path, reason: 'it is a folder' })
  if (!facts.isFile()) {
    throw new PthError('OUTPUT_UNWRITABLE', {
      path,
      reason: 'it is not a regular file (a device, pipe or socket)',
    })
  }
  for (const input of inputs) {
    if (await isSameFile(input, target)) throw new PthError('OUTPUT_IS_INPUT', { path, input })
  }
  if (!options.force) throw new PthError('OUTPUT_EXISTS', { path })
  return target
}

/** Bytes that a user may still write to the file system of `path`. */
async function freeSpace(path: string): Promise<number> {
  const facts = await statfs(dirname(path)).catch((cause: unknown) => unwritable(path, cause))
  return facts.bavail * facts.bsize
}

/** @throws PthError OUTPUT_NO_SPACE */
export async function checkSpace(path: string, needed: number): Promise<void> {
  const free = await freeSpace(path)
  if (needed > free) throw new PthError('OUTPUT_NO_SPACE', { path, needed, free })
}

/** Whether a path is itself a symbolic link. */
export async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true
}

/** Whether two paths lead to one file. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)))
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino
}

/** Whether a path names a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}

/** Names in a folder. @throws PthError OUTPUT_UNWRITABLE: what cannot be listed is not taken for empty */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: unknown) => {
    if (errorCode(cause) !== 'ENOENT') return unwritable(folder, cause)
    const reason = 'the folder does not exist'
    throw new PthError('OUTPUT_UNWRITABLE', { path: folder, reason, hint: MAKE_FOLDER }, { cause })
  })
}

/** Remove a file that an earlier run wrote. @throws PthError OUTPUT_UNWRITABLE */
export async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((cause: unknown) =>
    errorCode(cause) === 'ENOENT' ? undefined : unwritable(path, cause),
  )
}

/** Write a text whole or not at all. @throws PthError OUTPUT_EXISTS, OUTPUT_UNWRITABLE */
export async function writeWhole(target: string, text: string, options: OutputOptions): Promise<void> {
  const output = await createOutput(target, options)
  try {
    await output.write(new TextEncoder().encode(text))
    await output.sync()
    await output.commit()
  } catch (error) {
    await output.abort()
    throw error
  }
}

/**
 * Begin a file. Its temporary name is beside the target: a rename never crosses file systems.
 * @throws PthError OUTPUT_UNWRITABLE
 */
export async function createOutput(target: string, options: OutputOptions): Promise<OutputFile> {
  const name = `.${basename(target).slice(0, TEMPORARY_NAME)}.${options.owner ?? randomName()}${TEMPORARY}`
  const temporary = join(dirname(target), name)
  const mode = (await stat(target).catch(() => undefined))?.mode
  const handle = await open(temporary, 'wx', mode === undefined ? 0o666 : mode & 0o777).catch(
    (cause: unknown) => unwritable(target, cause),
  )
  const writer = newPlacedWriter(handle)
  let position = 0
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await writer.close()
    await handle.close()
  }
  return {
    temporary,
    target,
    write: async (bytes) => {
      const at = position
      position += bytes.length
      await writer.write(bytes, at).catch((cause: unknown) => unwritable(target, cause))
    },
    sync: async () => {
      try {
        await handle.sync()
        await close()
      } catch (cause) {
        throw await unwritable(target, cause)
      }
    },
    commit: async (other) => {
      await close()
      const replaces = options.force && other === undefined
      const name = other ?? target
      await (replaces ? rename(temporary, name) : renameNew(temporary, name)).catch((cause: unknown) =>
        unwritable(name, cause),
      )
      await syncFolder(dirname(target))
    },
    abort: async () => {
      await close().catch(() => undefined)
      await unlink(temporary).catch(() => undefined)
    },
  }
}

/**
 * Give a file a second name, which must be free. False where the file system has no hard links or the name is taken.
 * @throws PthError OUTPUT_UNWRITABLE
 */
export async function linkFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (cause) {
    if (NO_LINK.has(errorCode(cause))) return false
    return unwritable(to, cause)
  }
}

const NO_LINK = new Set(['EEXIST', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** Twelve hexadecimal digits, unlikely to be taken. */
export function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** A rename that never replaces: a hard link fails where a name is taken. */
async function renameNew(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target)
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'EEXIST') throw new PthError('OUTPUT_EXISTS', { path: target }, { cause })
    // File systems without hard links: look, then rename.
    if ((await lstat(target).catch(() => undefined)) !== undefined)
      throw new PthError('OUTPUT_EXISTS', { path: target })
    await rename(temporary, target)
    return
  }
  await unlink(temporary)
}

/** The name is durable only when its folder is; not every system can sync a folder. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close().catch(() => undefined)
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
}

/** A mistyped path must not make folders. */
const MAKE_FOLDER = 'make it first'

const REASONS = new Map([
  ['ENOENT', 'its folder does not exist'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file would be larger than allowed'],
  ['EIO', 'the disk reports an error'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'symbolic links form a loop'],
])

async function unwritable(path: string, cause: unknown): Promise<never> {
  if (isPthError(cause)) throw cause
  const code = errorCode(cause)
  const reason = REASONS.get(code) ?? code
  const hint = code === 'ENOENT' ? { hint: MAKE_FOLDER } : {}
  throw new PthError('OUTPUT_UNWRITABLE', { path, reason, ...hint }, { cause })
}
