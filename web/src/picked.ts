/** Files as a person hands them over: picked, or dropped with folders. */
import { Failure } from './engine.ts'
import type { Input, PickedFile } from './engine.ts'

/** Files of a dropped folder. The largest known folder of one model has 400. */
const MOST_FILES = 10_000
/** Folders in folders. */
const MOST_DEPTH = 8

/** What was picked in a file field; null for nothing. */
export function inputOf(list: FileList | null): Input | null {
  const files = [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return files.length === 0 ? null : { kind: 'files', files }
}

/**
 * What was dropped, folders walked through; null when there was no file among it. Call it in the handler of the event:
 * the browser forgets the items afterwards.
 * @throws Failure for a folder with more files than anyone needs
 */
export async function droppedInput(data: DataTransfer): Promise<Input | null> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return inputOf(data.files)
  const files: PickedFile[] = []
  for (const entry of entries) await walk(entry, files, 0)
  return files.length === 0 ? null : { kind: 'files', files }
}

async function walk(entry: FileSystemEntry, files: PickedFile[], depth: number): Promise<void> {
  if (files.length >= MOST_FILES)
    throw new Failure(
      'LIMIT_EXCEEDED',
      `more than ${MOST_FILES} files were dropped`,
      'Drop the folder of one model.',
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
