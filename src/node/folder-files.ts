/** The checkpoints of a folder: its names, and one small read of each file. */
import { lfsPointer } from '../container/text-file.ts'
import { looksLikeArchive, looksLikeCheckpoint } from '../container/looks-like.ts'
import { sniff } from '../container/sniff.ts'
import type { Sniffed } from '../container/sniff.ts'
import { holdsTensors } from '../container/bare-pickle.ts'
import { isIndexName } from '../checkpoint/several/shard-index.ts'
import { isAddress } from '../remote/address.ts'
import { isCheckpointName } from '../checkpoint/checkpoint-name.ts'
import { chooseInFolder, indexInFolder } from '../checkpoint/several/folder.ts'
import type { FolderFile } from '../checkpoint/several/folder.ts'
import { isPthError } from '../errors.ts'
import { checkLimit, DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { kindOfPlace, namesAt, openPlace, placeIn } from './place.ts'

/** Files that are open at one time. */
const AT_ONCE = 16

/**
 * The names in a folder that stand for it: its index, its only checkpoint, or every shard of its only set. What was
 * listed of an address already is not asked for again.
 * @throws PthError FORMAT_UNSUPPORTED, SHARDS_INVALID, SOURCE_UNREADABLE, LIMIT_EXCEEDED
 */
export async function namesInFolder(
  folder: string,
  limits: Limits = DEFAULT_LIMITS,
  listed?: readonly string[],
): Promise<readonly string[]> {
  const all = listed ?? (await namesAt(folder))
  // Each look at a file of an address is a request: its name has to promise something.
  const names = isAddress(folder) ? all.filter((name) => isIndexName(name) || isCheckpointName(name)) : all
  const index = indexInFolder(folder, names)
  if (index !== undefined) return [index]
  checkLimit(limits, 'files', folder, names.length)
  return chooseInFolder(folder, await withoutWords(folder, await lookAt(folder, names), limits))
}

/**
 * A pickle without tensors, such as a vocabulary, and GGUF, which is made from a checkpoint, count only where nothing
 * else in the folder is one.
 */
async function withoutWords(
  folder: string,
  files: readonly FolderFile[],
  limits: Limits,
): Promise<readonly FolderFile[]> {
  const opened = files.filter(({ checkpoint }) => checkpoint)
  if (opened.length < 2) return files
  const words = new Set<string>()
  for (const { name } of opened) if (await isBesideModel(placeIn(folder, name), limits)) words.add(name)
  if (words.size === opened.length) return files
  return files.map((file) => (words.has(file.name) ? { ...file, checkpoint: false } : file))
}

/** Whether an index or a checkpoint with tensors is directly in a folder. @throws PthError of indexes */
export async function holdsModel(folder: string, names: readonly string[], limits: Limits): Promise<boolean> {
  if (indexInFolder(folder, names) !== undefined) return true
  checkLimit(limits, 'files', folder, names.length)
  for (const { name, checkpoint } of await lookAt(folder, names))
    if (checkpoint && !(await isWords(placeIn(folder, name), limits))) return true
  return false
}

async function isBesideModel(path: string, limits: Limits): Promise<boolean> {
  return (await isKind(path, 'gguf')) || isWords(path, limits)
}

async function isKind(path: string, kind: Sniffed): Promise<boolean> {
  const source = await openPlace(path)
  try {
    return (await sniff(source)) === kind
  } finally {
    await source.close()
  }
}

/** Whether a file is a pickle without tensors, such as a vocabulary. */
export async function isWords(path: string, limits: Limits): Promise<boolean> {
  const source = await openPlace(path)
  try {
    return (await sniff(source)) === 'pickle' && !(await holdsTensors(source, limits))
  } finally {
    await source.close()
  }
}

/** Bytes of a pointer of Git LFS. @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: less than 1024 */
const POINTER_BYTES = 1024

/** Whether a file is the pointer that Git LFS keeps in place of another; one that cannot be read is none. */
export async function isPointer(path: string): Promise<boolean> {
  try {
    const source = await openPlace(path, { look: true })
    try {
      if (source.byteLength > POINTER_BYTES) return false
      const text = new TextDecoder('latin1').decode(await source.read(0, source.byteLength))
      return lfsPointer(text) !== null
    } finally {
      await source.close()
    }
  } catch (error) {
    if (!isPthError(error)) throw error
    return false
  }
}

/**
 * What the content of each file says, in the order of `names`, which are relative to `folder`. Folders, pipes and
 * files that cannot be read have no content: whether they are meant is for their names to tell.
 */
export async function lookAt(folder: string, names: readonly string[]): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = []
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE)
    const looked = await Promise.all(some.map((name) => lookAtFile(folder, name)))
    for (const file of looked) if (file !== undefined) files.push(file)
  }
  return files
}

async function lookAtFile(folder: string, name: string): Promise<FolderFile | undefined> {
  try {
    const source = await openPlace(placeIn(folder, name), { look: true })
    try {
      const checkpoint = await looksLikeCheckpoint(source)
      const archive = !checkpoint && (await looksLikeArchive(source))
      return { name, byteLength: source.byteLength, checkpoint, archive }
    } finally {
      await source.close()
    }
  } catch (error) {
    // A server that refuses says nothing about what it has.
    if (!isPthError(error) || isAddress(folder)) throw error
    const folderInside = (await kindOfPlace(placeIn(folder, name))) === 'folder'
    return folderInside ? undefined : { name, byteLength: 0, checkpoint: false, archive: false }
  }
}
