/** The checkpoints of a folder: its names, and one small read of each file. */
import { join } from 'node:path'
import type { FolderFile } from '../checkpoint/several/folder.ts'
import { isPthError } from '../errors.ts'
import { checkLimit, DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { kindOfPath, listFolder, openFile } from './file.ts'

/** Files that are open at one time. */
const AT_ONCE = 16

/**
 * The names in a folder that stand for it: its index, its only checkpoint, or every shard of its only set.
 * @throws PthError FORMAT_UNSUPPORTED, SHARDS_INVALID, SOURCE_UNREADABLE, LIMIT_EXCEEDED
 */
export async function namesInFolder(
  folder: string,
  limits: Limits = DEFAULT_LIMITS,
): Promise<readonly string[]> {
  const { chooseInFolder, indexInFolder } = await import('../checkpoint/several/folder.ts')
  const names = await listFolder(folder)
  const index = indexInFolder(folder, names)
  if (index !== undefined) return [index]
  checkLimit(limits, 'files', folder, names.length)
  return chooseInFolder(folder, await lookAt(folder, names))
}

/**
 * What the content of each file says, in the order of `names`, which are relative to `folder`. Folders, pipes and
 * files that cannot be read have no content: whether they are meant is for their names to tell.
 */
export async function lookAt(folder: string, names: readonly string[]): Promise<readonly FolderFile[]> {
  const { looksLikeCheckpoint } = await import('../container/looks-like.ts')
  const files: FolderFile[] = []
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE)
    const looked = await Promise.all(some.map((name) => lookAtFile(folder, name, looksLikeCheckpoint)))
    for (const file of looked) if (file !== undefined) files.push(file)
  }
  return files
}

async function lookAtFile(
  folder: string,
  name: string,
  look: (source: Awaited<ReturnType<typeof openFile>>) => Promise<boolean>,
): Promise<FolderFile | undefined> {
  try {
    const source = await openFile(join(folder, name))
    try {
      return { name, byteLength: source.byteLength, checkpoint: await look(source) }
    } finally {
      await source.close()
    }
  } catch (error) {
    if (!isPthError(error)) throw error
    const folderInside = (await kindOfPath(join(folder, name))) === 'folder'
    return folderInside ? undefined : { name, byteLength: 0, checkpoint: false }
  }
}
