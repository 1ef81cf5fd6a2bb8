/** Paths on a command line to checkpoints: in folders content decides, and an index takes its shards along. */
import { isCheckpointName } from '../checkpoint/checkpoint-name.ts'
import { chooseInFolder, indexInFolder, isForeignFolder } from '../checkpoint/several/folder.ts'
import { layoutsIn } from '../checkpoint/distributed/layout.ts'
import { isIndexName } from '../checkpoint/several/shard-index.ts'
import { isPthError, PthError } from '../errors.ts'
import type { Limits } from '../limits.ts'
import { isAddress } from '../remote/address.ts'
import { folderOf, kindOfPlace, nameIn, namesAt, placeIn } from './place.ts'
import { findFiles } from './find-files.ts'
import { lookAt, namesInFolder } from './folder-files.ts'
import { shardsOf } from './shards-of.ts'
import { foldParts, partNames } from './part-names.ts'
import { foldUnpacked, unpackedArchiveIn } from './unpacked-folders.ts'

/** A path in which nothing can be looked at, and why. */
export interface Refused {
  readonly path: string
  readonly error: PthError
}

/** The files and indexes to look at, and what could not be looked into. */
export interface FoundCheckpoints {
  readonly files: readonly string[]
  readonly refused: readonly Refused[]
  /** Archives in folders that are not called like a checkpoint; what is in them is not looked at. */
  readonly archives: readonly string[]
}

/** An index of shards by its name; other names that end so may be anything. */
const SHARD_INDEX = /\.(safetensors|bin|pt|pth|ckpt)\.index\.json$/i

/**
 * The checkpoints that `paths` name, in the order given. A folder is walked: every index, and every file outside of one
 * whose content is a checkpoint or that is called like one; an unpacked archive is its folder. With `one` a folder
 * stands for its only model.
 * @throws PthError SOURCE_UNREADABLE when a glob matches nothing, LIMIT_EXCEEDED
 */
export async function findCheckpoints(
  paths: readonly string[],
  { one, limits }: { readonly one: boolean; readonly limits: Limits },
): Promise<FoundCheckpoints> {
  const files: string[] = []
  const refused: Refused[] = []
  const archives: string[] = []
  for (const path of paths) {
    const folder = (await kindOfPlace(path)) === 'folder'
    try {
      if (folder && one) files.push(await onlyModel(path, limits))
      else {
        const found = await findFiles([path], limits)
        for (const error of found.unreadable) refused.push({ path: error.details.path, error })
        const parts = folder ? foldParts(path, found.files) : { folders: [], rest: found.files }
        for (const each of parts.folders) files.push(each)
        if (parts.folders.length > 0 && parts.rest.length === 0) continue
        const all = new Set(parts.rest)
        const folded = folder && !isAddress(path) ? foldUnpacked(parts.rest, new Set()) : parts.rest
        const rest = folded.filter((file) => all.has(file))
        for (const unpacked of folded) if (!all.has(unpacked)) files.push(unpacked)
        const inside =
          folder && (rest.length > 0 || folded.length === 0)
            ? await checkpointsAmong(path, rest, { refused, archives }, limits, parts.folders.length > 0)
            : rest
        for (const file of inside) files.push(file)
      }
    } catch (error) {
      if (!folder || !isPthError(error) || error.code === 'LIMIT_EXCEEDED') throw error
      refused.push({ path, error })
    }
  }
  return { files, refused, archives }
}

async function onlyModel(folder: string, limits: Limits): Promise<string> {
  if (layoutsIn(await partNames(folder, limits)).length > 0) return folder
  const unpacked = await unpackedArchiveIn(folder, limits)
  if (unpacked !== null) return unpacked
  const [name, ...others] = await namesInFolder(folder, limits)
  if (name !== undefined && others.length === 0) return placeIn(folder, name)
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: folder,
    found: 'a folder of shards without an index',
    hint: 'to verify each file, leave --lock, --root and --sha256 out',
  })
}

async function checkpointsAmong(
  root: string,
  files: readonly string[],
  { refused, archives }: { readonly refused: Refused[]; readonly archives: string[] },
  limits: Limits,
  known: boolean,
): Promise<readonly string[]> {
  const folders = new Map<string, string[]>()
  for (const file of files) {
    const folder = folderOf(file)
    const name = nameIn(folder, file)
    const names = folders.get(folder)
    if (names === undefined) folders.set(folder, [name])
    else names.push(name)
  }
  const before = refused.length
  const found: string[] = []
  for (const [folder, names] of folders) {
    const foreign = await foreignFolder(folder)
    if (foreign !== undefined) refused.push({ path: folder, error: foreign })
    else {
      const inside = await checkpointsIn(folder, names, limits)
      for (const name of inside.wanted) found.push(placeIn(folder, name))
      for (const name of inside.archives) archives.push(placeIn(folder, name))
    }
  }
  // Says that there is none.
  if (!known && found.length === 0 && refused.length === before) chooseInFolder(root, [])
  return found
}

/** The error that names a folder of another program, or undefined. */
async function foreignFolder(folder: string): Promise<PthError | undefined> {
  const all = await namesAt(folder)
  if (!isForeignFolder(all)) return undefined
  try {
    indexInFolder(folder, all)
  } catch (error) {
    if (isPthError(error)) return error
    throw error
  }
  return undefined
}

async function checkpointsIn(
  folder: string,
  names: readonly string[],
  limits: Limits,
): Promise<{ readonly wanted: readonly string[]; readonly archives: readonly string[] }> {
  const shards = new Set<string>()
  const wanted = new Set<string>()
  for (const name of names.filter(isIndexName)) {
    const inside = await shardsOf(placeIn(folder, name), limits)
    for (const shard of inside ?? []) shards.add(shard)
    // One that cannot be read is told when it is verified.
    if (inside !== undefined || SHARD_INDEX.test(name)) wanted.add(name)
  }
  const rest = names.filter((name) => !shards.has(name) && !isIndexName(name))
  const archives: string[] = []
  for (const { name, checkpoint, archive } of await lookAt(folder, rest))
    if (checkpoint || isCheckpointName(name)) wanted.add(name)
    else if (archive) archives.push(name)
  return { wanted: names.filter((name) => wanted.has(name)), archives }
}
