/** Folders into which an archive of PyTorch was unpacked. */
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { isUnpackedArchive } from '../container/unpacked-folder.ts'
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { folderArchive } from '../zip/folder-archive.ts'
import type { FolderRecord } from '../zip/folder-archive.ts'
import { isAddress } from '../remote/address.ts'
import { kindOfPath, listFolder } from './file.ts'
import type { FilePool } from './file-pool.ts'
import { findFiles } from './find-files.ts'
import { holdsModel } from './folder-files.ts'

/** Folders that a message lists. */
const LISTED = 10

/**
 * The unpacked archive that a folder stands for: itself, or the only one directly in it where no model is beside it;
 * null when there is none.
 * @throws PthError FORMAT_UNSUPPORTED for several in it, SOURCE_UNREADABLE, LIMIT_EXCEEDED
 */
export async function unpackedArchiveIn(folder: string, limits: Limits): Promise<string | null> {
  // Each record would be a request, and nobody keeps archives on a server unpacked.
  if (isAddress(folder)) return null
  const names = await listFolder(folder)
  if (isUnpackedArchive(new Set(names))) return folder
  const found: string[] = []
  for (const name of names) {
    const path = join(folder, name)
    if (await isUnpackedFolder(path)) found.push(path)
  }
  const [only, ...others] = found
  if (only === undefined || (await holdsModel(folder, names, limits))) return null
  if (others.length === 0) return only
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: folder,
    found: `a folder with ${found.length} unpacked archives`,
    hint: `name one of them: ${found.slice(0, LISTED).join(', ')}`,
  })
}

/** Whether a path leads to a folder that is an unpacked archive itself. */
export async function isUnpackedFolder(path: string): Promise<boolean> {
  if ((await kindOfPath(path)) !== 'folder') return false
  return isUnpackedArchive(new Set(await listFolder(path).catch(() => [])))
}

/** The archive that a folder was unpacked from, and the bytes of its files. */
export interface UnpackedFolder {
  readonly source: ByteSource
  /** Bytes of all files in the folder. */
  readonly byteLength: number
}

/**
 * Read a folder as an archive. Files are opened as they are read, through `pool`.
 * @throws PthError SOURCE_UNREADABLE, LIMIT_EXCEEDED
 */
export async function openUnpackedFolder(
  folder: string,
  pool: FilePool,
  limits: Limits,
): Promise<UnpackedFolder> {
  const { files, unreadable } = await findFiles([folder], limits)
  const [refused] = unreadable
  if (refused !== undefined) throw refused
  checkLimit(limits, 'entries', `files in ${folder}`, files.length)
  const records: FolderRecord[] = []
  for (const file of files)
    records.push({
      name: relative(folder, file).split(sep).join('/'),
      source: await pool.source(file),
    })
  // PyTorch writes the pickle first and takes the root from the first record.
  records.sort((a, b) => Number(b.name === 'data.pkl') - Number(a.name === 'data.pkl'))
  const byteLength = records.reduce((sum, { source }) => sum + source.byteLength, 0)
  return { source: await folderArchive(folder, basename(resolve(folder)), records), byteLength }
}

/**
 * The paths with each unpacked archive as its folder in place of the files in it, where the first of them was.
 * @param named paths that were asked for one by one, which stay what they are
 */
export function foldUnpacked(paths: readonly string[], named: ReadonlySet<string>): readonly string[] {
  const inside = new Map<string, Set<string>>()
  for (const path of paths) {
    const names = inside.get(dirname(path)) ?? new Set()
    inside.set(dirname(path), names.add(basename(path)))
  }
  // `.data/version` and the like make a folder of their own.
  for (const folder of inside.keys())
    if (basename(folder) === '.data') inside.get(dirname(folder))?.add('.data')
  const roots = new Set([...inside].filter(([, names]) => isUnpackedArchive(names)).map(([folder]) => folder))
  if (roots.size === 0) return paths
  const folded = new Set<string>()
  for (const path of paths) folded.add(named.has(path) ? path : (rootOf(path, roots) ?? path))
  return [...folded]
}

/** The outermost unpacked archive that a path is in. */
function rootOf(path: string, roots: ReadonlySet<string>): string | undefined {
  let found: string | undefined
  for (let at = dirname(path), before = path; at !== before; before = at, at = dirname(at))
    if (roots.has(at)) found = at
  return found
}
