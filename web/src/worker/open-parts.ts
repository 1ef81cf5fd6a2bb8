/** The folder of a distributed checkpoint: files that were picked or dropped together, or those of a server. */
import { blobSource, crc32, layoutsIn, openFolder } from 'pth-cli'
import type { Checkpoint, OpenOptions, PartsFolder } from 'pth-cli'
import type { PickedFile } from '../engine.ts'
import type { Pool } from './source-pool.ts'

/** A distributed checkpoint, and the folder that it is in. */
export interface OpenParts {
  readonly checkpoint: Checkpoint
  readonly folder: PartsFolder
}

/** The folder that picked files are in, if their names are those of a distributed checkpoint; else null. */
export function pickedFolder(files: readonly PickedFile[]): PartsFolder | null {
  const [first] = files
  const top = first !== undefined && first.path.includes('/') ? (first.path.split('/', 1)[0] ?? '') : ''
  const inside = top !== '' && files.every(({ path }) => path.startsWith(`${top}/`))
  // One file says nothing of a folder, and opening it says what it is a part of.
  if (!inside && files.length === 1) return null
  const byName = new Map(
    files.map(({ path, file }) => [inside ? path.slice(top.length + 1) : path, { path, file }]),
  )
  const names = [...byName.keys()].toSorted()
  if (layoutsIn(names).length === 0) return null
  return {
    path: inside ? top : 'folder',
    names,
    has: (name) => byName.has(name),
    open: async (name) => {
      const { path, file } = byName.get(name) ?? missing(name)
      return blobSource(file, path)
    },
  }
}

/** The folder of files that a server has. */
export function servedFolder(path: string, files: readonly string[], pool: Pool): PartsFolder {
  const known = new Set(files)
  return {
    path,
    names: files.toSorted(),
    has: (name) => known.has(name),
    open: (name) => (known.has(name) ? pool(name) : missing(name)),
  }
}

/** Open what is in a folder. @throws PthError as `openFolder` */
export async function openParts(folder: PartsFolder, options: OpenOptions = {}): Promise<OpenParts> {
  return { folder, checkpoint: await openFolder(folder, { ...options, crc32 }) }
}

function missing(name: string): never {
  throw new TypeError(`${name} is not in the folder`)
}
