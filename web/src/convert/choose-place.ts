/** Asks a person where a conversion goes, as far as the browser lets a page write; and saves what it does not. */
import type { Place } from './outputs.ts'

/** The pickers of the File System Access API, where a browser has them. */
interface Pickers {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>
  showDirectoryPicker?(options: { readonly mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>
}

/** Whether a person can be asked where files go; else they are downloaded. */
export function canChoose(several: boolean): boolean {
  const pickers = globalThis as Pickers
  return (several ? pickers.showDirectoryPicker : pickers.showSaveFilePicker) !== undefined
}

/** The place that a person chose, in answer to a click; null when the question was put away. */
export async function choosePlace(name: string, several: boolean): Promise<Place | null> {
  const pickers = globalThis as Pickers
  try {
    if (several && pickers.showDirectoryPicker !== undefined)
      return { kind: 'folder', handle: await pickers.showDirectoryPicker({ mode: 'readwrite' }) }
    if (!several && pickers.showSaveFilePicker !== undefined)
      return { kind: 'file', handle: await pickers.showSaveFilePicker({ suggestedName: name }) }
    return { kind: 'private' }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null
    throw error
  }
}

/** Let the browser save a file that is the page's own, as if its link had been clicked. */
export function download(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  // The browser has begun by then; until the page is closed the file itself stays.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
