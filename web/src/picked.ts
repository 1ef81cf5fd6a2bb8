/** Files as a person hands them over: picked, or dropped with folders. */
import { Failure } from './engine.ts'
import type { Input, PickedFile } from './engine.ts'
import { formatCount } from './format.ts'

/** Files of a dropped folder. The largest known folder of one model has 400. */
const MOST_FILES = 10_000
/** Folders in folders. */
const MOST_DEPTH = 8

/** What was picked in a file field; null for nothing. No two files of one field have the same place. */
export function inputOf(list: FileList | null): Input | null {
  const files = [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return files.length === 0 ? null : { kind: 'files', files }
}

/** Files that were dropped together may come from several folders. @throws Failure for two of one name */
function distinct(input: Input | null): Input | null {
  const seen = new Set<string>()
  for (const { path } of input?.kind === 'files' ? input.files : []) {
    if (seen.has(path))
      throw new Failure(
        'USAGE',
        `two of the files are called ${path}, and nothing says which one is meant`,
        'Drop the files of one folder, or the folder itself.',
      )
    seen.add(path)
  }
  return input
}

/**
 * What was dropped, folders walked through; null when there was no file among it. Call it in the handler of the event:
 * the browser forgets the items afterwards.
 * @throws Failure for a folder with more files than anyone needs, and for two files of one name
 */
export async function droppedInput(data: DataTransfer): Promise<Input | null> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return distinct(inputOf(data.files))
  const files: PickedFile[] = []
  for (const entry of entries) await walk(entry, files, 0)
  return files.length === 0 ? null : distinct({ kind: 'files', files })
}

async function walk(entry: FileSystemEntry, files: PickedFile[], depth: number): Promise<void> {
  if (files.length >= MOST_FILES)
    throw new Failure(
      'LIMIT_EXCEEDED',
      `more than ${formatCount(MOST_FILES)} files were dropped`,
      'Drop the folder of one model. The command line opens a folder by its path: pth view FOLDER.',
    )
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    files.push({ path: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolder(entry) && depth < MOST_DEPTH) {
    const reader = entry.createReader()
    for (;;) {
      // A reader gives a hundred at a time, and an empty list at the end.
      const inside = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (inside.length === 0) return
      for (const one of inside) await walk(one, files, depth + 1)
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
