/** The names of what may be parts of a distributed checkpoint. */
import type { Dirent } from './calls.ts'
import { isAbsolute, relative, sep } from 'node:path'
import { layoutsIn } from '../checkpoint/distributed/layout.ts'
import { isPthError } from '../errors.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { isAddress } from '../remote/address.ts'
import { kindOfPath, listFolderEntries } from './file.ts'
import { folderOf, kindOfPlace, namesAt, placeIn } from './place.ts'
import { realTarget } from './real-target.ts'

/** Folders inside of folders that are listed: trainers put the weights one or two down. */
const DEPTH = 2

/** The names of the files in a folder and in the folders in it, with slashes. @throws PthError LIMIT_EXCEEDED */
export async function partNames(folder: string, limits: Limits): Promise<readonly string[]> {
  if (isAddress(folder)) return namesAt(folder)
  const names: string[] = []
  const real = await realTarget(folder)
  const list = async (inside: string, depth: number): Promise<void> => {
    for (const entry of await entriesIn(placeIn(folder, inside), inside === '')) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (!(await isFolder(entry, placeIn(folder, path)))) names.push(path)
      else if (entry.isSymbolicLink() && (await isListed(real, placeIn(folder, path)))) continue
      else if (depth < DEPTH || isUniversal(path) || isSnapshot(path)) await list(path, depth + 1)
      checkLimit(limits, 'files', folder, names.length)
    }
  }
  await list('', 0)
  return names
}

/** Universal checkpoints of DeepSpeed have a folder for each parameter, in one of this name. */
function isUniversal(path: string): boolean {
  return /(^|\/)zero(\/[^/]+)?$/.test(path)
}

/** The cache of a hub has a folder for each revision, one further down. */
function isSnapshot(path: string): boolean {
  return /^models--[^/]+\/snapshots\/[^/]+$/.test(path)
}

/** What leads to a folder, too; the system says of all else what it is without a look at each. */
async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  return entry.isDirectory() || (entry.isSymbolicLink() && (await kindOfPath(path)) === 'folder')
}

/** Whether a link such as `latest` leads to a folder that is listed under its own name. */
async function isListed(root: string, link: string): Promise<boolean> {
  const inside = relative(root, await realTarget(link))
  return (
    inside === '' || (!inside.startsWith('..') && !isAbsolute(inside) && inside.split(sep).length <= DEPTH)
  )
}

/** Sorted by name. What is in a folder inside that may not be listed is not part of the checkpoint. */
async function entriesIn(folder: string, outermost: boolean): Promise<readonly Dirent[]> {
  try {
    return await listFolderEntries(folder)
  } catch (error) {
    if (outermost || !isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return []
  }
}

/**
 * The folders of distributed checkpoints among the files below `root`, outermost first, and the files that are in none.
 */
export function foldParts(
  root: string,
  files: readonly string[],
): { readonly folders: readonly string[]; readonly rest: readonly string[] } {
  const inside = new Map<string, string[]>()
  const top = root.length > 1 ? root.replace(/[/\\]+$/, '') : root
  for (const file of files) {
    let folder = folderOf(file)
    for (let up = 0; up <= DEPTH; up += 1) {
      const names = inside.get(folder)
      const name = nameBelow(folder, file)
      if (names === undefined) inside.set(folder, [name])
      else names.push(name)
      const above = folderOf(folder)
      if (folder === top || above === folder) break
      folder = above
    }
  }
  const folders: string[] = []
  for (const [folder, names] of [...inside].toSorted(([one], [other]) => one.length - other.length)) {
    const known = folders.some((above) => isBelow(above, folder))
    if (!known && layoutsIn(names).some((found) => found.inside === '')) folders.push(folder)
  }
  // An address says that it is a folder by its end.
  const named = folders.map((folder) => (isAddress(folder) ? `${folder}/` : folder))
  return { folders: named, rest: files.filter((file) => !folders.some((folder) => isBelow(folder, file))) }
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`) || path.startsWith(folder + sep)
}

function nameBelow(folder: string, path: string): string {
  return path.slice(folder === '.' && !path.startsWith('.') ? 0 : folder.length + 1).replaceAll(sep, '/')
}

/** Whether a path leads to a folder that is a distributed checkpoint, or has one. @throws PthError LIMIT_EXCEEDED */
export async function isPartsFolder(path: string, limits: Limits): Promise<boolean> {
  return (await kindOfPlace(path)) === 'folder' && layoutsIn(await partNames(path, limits)).length > 0
}
