/** The folder of a distributed checkpoint: files that were picked or dropped together, or those of a server. */
import { blobSource, crc32, layoutsIn, openFolder, shardsBeside } from 'pth-cli'
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
  const top = topOf(files)
  // One file says nothing of a folder, and opening it says what it is a part of.
  if (top === '' && files.length === 1) return null
  const folder = folderOver(top === '' ? 'folder' : top, insideOf(files, top))
  return layoutsIn(folder.names).length === 0 ? null : folder
}

/** Picked files of which some are whole and the others the shards that they were made of; null for all other files. */
export function pickedShards(
  files: readonly PickedFile[],
): { readonly whole: readonly PickedFile[]; readonly shards: PartsFolder } | null {
  const top = topOf(files)
  const byName = insideOf(files, top)
  const found = shardsBeside([...byName.keys()])
  if (found === null) return null
  const within = `${found.folder}/`
  const entries = [...byName]
  return {
    whole: entries.filter(([name]) => !name.startsWith(within)).map(([, file]) => file),
    shards: folderOver(
      `${top === '' ? '' : `${top}/`}${found.folder}`,
      new Map(
        entries
          .filter(([name]) => name.startsWith(within))
          .map(([name, file]) => [name.slice(within.length), file]),
      ),
    ),
  }
}

/** The one folder that all files are in; '' where there is none. */
function topOf(files: readonly PickedFile[]): string {
  const [first] = files
  const top = first !== undefined && first.path.includes('/') ? (first.path.split('/', 1)[0] ?? '') : ''
  return top !== '' && files.every(({ path }) => path.startsWith(`${top}/`)) ? top : ''
}

/** The files by their names inside `top`. */
function insideOf(files: readonly PickedFile[], top: string): ReadonlyMap<string, PickedFile> {
  return new Map(files.map((file) => [top === '' ? file.path : file.path.slice(top.length + 1), file]))
}

function folderOver(folder: string, byName: ReadonlyMap<string, PickedFile>): PartsFolder {
  return {
    path: folder,
    names: [...byName.keys()].toSorted(),
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
