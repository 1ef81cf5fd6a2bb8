/** Folders of distributed checkpoints (DCP) on disk: what `.metadata` says about the files beside it. */
import { basename, dirname, join, resolve } from 'node:path'
import { isPthError } from '../errors.ts'
import type { Limits } from '../limits.ts'
import { isDcpMetadata } from '../checkpoint/distributed/dcp/names.ts'
import { dcpPart, readDcpFolder } from '../operations/scan/dcp-folder.ts'
import type { DcpFolder, DcpMetadata, DcpPart } from '../operations/scan/dcp-folder.ts'
import { kindOfPath, listFolder, openFile } from './file.ts'
import type { FileSource } from './file.ts'

/** Answers what the folder of a file says about it; undefined when it is part of no distributed checkpoint. */
export type DcpParts = (path: string) => Promise<DcpPart | undefined>

/** Files are asked about folder by folder, so one folder is kept. */
export function newDcpParts(limits: Limits): DcpParts {
  let folder: string | undefined
  let read: DcpFolder | undefined
  return async (path) => {
    if (folder !== dirname(path)) {
      folder = dirname(path)
      read = await readFolder(folder, limits)
    }
    return read === undefined ? undefined : dcpPart(read, basename(path))
  }
}

/** Undefined where nothing has the name of such metadata. */
async function readFolder(folder: string, limits: Limits): Promise<DcpFolder | undefined> {
  const names = await namesIn(folder)
  const opened: (DcpMetadata & { readonly source: FileSource | null })[] = []
  try {
    for (const name of names)
      if (isDcpMetadata(name)) opened.push({ name, source: await openIfReadable(join(folder, name)) })
    return opened.length === 0 ? undefined : await readDcpFolder(opened, new Set(names), limits)
  } finally {
    for (const { source } of opened) await source?.close()
  }
}

/** A folder that may be entered and not listed shows its `.metadata` to who asks for it. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await listFolder(folder)
  } catch (error) {
    if (!isPthError(error)) throw error
    return (await kindOfPath(join(folder, '.metadata'))) === 'file' ? ['.metadata'] : []
  }
}

async function openIfReadable(path: string): Promise<FileSource | null> {
  try {
    return await openFile(path)
  } catch (error) {
    if (isPthError(error, 'SOURCE_UNREADABLE')) return null
    throw error
  }
}

/** The paths, with the metadata of each `.distcp` file before it: nobody loads one without the other. */
export async function withDcpMetadata(paths: readonly string[]): Promise<readonly string[]> {
  const named = new Set(paths.map((path) => resolve(path)))
  const all: string[] = []
  const seen = new Set<string>()
  for (const path of paths) {
    const folder = dirname(path)
    if (path.endsWith('.distcp') && !seen.has(folder) && (await kindOfPath(path)) === 'file') {
      seen.add(folder)
      for (const name of (await namesIn(folder)).filter(isDcpMetadata)) {
        const metadata = path === basename(path) ? name : join(folder, name)
        if (!named.has(resolve(metadata))) all.push(metadata)
      }
    }
    all.push(path)
  }
  return all
}
