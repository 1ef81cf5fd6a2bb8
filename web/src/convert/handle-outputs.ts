/**
 * Files that a person chose, by the File System Access API. The browser writes beside each file and replaces it when
 * it is closed: until then it is as it was.
 */
import { PthError } from 'pth-cli'
import { unwritable } from './outputs.ts'
import type { OutputFile, Outputs } from './outputs.ts'

/** A handle that can remove its file, which Chromium has before the types do. */
interface Removable extends FileSystemFileHandle {
  remove?(): Promise<void>
}

/** A file that was begun. */
interface Begun {
  readonly handle: FileSystemFileHandle
  readonly writable: FileSystemWritableFileStream
  /** Removes it where it is there only since the conversion began: choosing a name makes an empty file. */
  readonly remove: () => Promise<void>
}

/** The one file behind `handle`. */
export function fileOutputs(handle: Removable): Outputs {
  return outputsOver(async () => {
    const isNew = (await handle.getFile()).size === 0
    return { handle, remove: async () => (isNew ? handle.remove?.() : undefined) }
  })
}

/**
 * Files in a folder. Nothing in it is replaced.
 * @throws PthError OUTPUT_EXISTS, at once for any of `names`, and for what readers would take for a part of `output`
 */
export async function folderOutputs(
  folder: FileSystemDirectoryHandle,
  output: string,
  names: readonly string[],
): Promise<Outputs> {
  for (const name of await namesIn(folder))
    if (names.includes(name) || isShardOf(output, name)) throw new PthError('OUTPUT_EXISTS', { path: name })
  return outputsOver(async (name) => ({
    handle: await folder.getFileHandle(name, { create: true }),
    remove: () => folder.removeEntry(name),
  }))
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = []
  try {
    for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name)
  } catch (error) {
    unwritable(folder.name, error)
  }
  return names.toSorted()
}

/** Whether `name` is a shard of the file `output`, of however many. */
function isShardOf(output: string, name: string): boolean {
  const dot = output.lastIndexOf('.')
  const [base, extension] = dot > 0 ? [output.slice(0, dot), output.slice(dot)] : [output, '']
  if (name === output) return true
  if (!name.startsWith(`${base}-`) || !name.endsWith(extension)) return false
  return /^\d{5}-of-\d{5}$/.test(name.slice(base.length + 1, name.length - extension.length))
}

function outputsOver(place: (name: string) => Promise<Pick<Begun, 'handle' | 'remove'>>): Outputs {
  const begun: Begun[] = []

  async function file(name: string): Promise<OutputFile> {
    try {
      const { handle, remove } = await place(name)
      const writable = await handle.createWritable().catch(async (error: unknown) => {
        await remove().catch(() => undefined)
        throw error
      })
      begun.push({ handle, writable, remove })
      return {
        write: (bytes) =>
          writable.write(bytes as Uint8Array<ArrayBuffer>).catch((error: unknown) => unwritable(name, error)),
        end: async () => undefined,
      }
    } catch (error) {
      return unwritable(name, error)
    }
  }

  return {
    file,
    commit: async () => {
      for (const { handle, writable } of begun)
        await writable.close().catch((error: unknown) => unwritable(handle.name, error))
      return []
    },
    abort: async () => {
      for (const { writable, remove } of begun) {
        await writable.abort().catch(() => undefined)
        await remove().catch(() => undefined)
      }
    },
  }
}
