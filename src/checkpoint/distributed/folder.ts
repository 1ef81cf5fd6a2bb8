/** The files of one distributed checkpoint, wherever they are. */
import type { ByteSource } from '../../io/source.ts'
import { PthError } from '../../errors.ts'

/** A folder of files. Nothing outside of it can be opened through it. */
export interface PartsFolder {
  /** Path or address, for messages. */
  readonly path: string
  /** The names of all files in it, sorted; those of folders in it with slashes. */
  readonly names: readonly string[]
  /** Whether each read of its files is a request: they take word of what is going to be read. */
  readonly far?: boolean
  /** Whether one of `names` is this. There may be a file for each of 100,000 items. */
  has(name: string): boolean
  /**
   * Open one of `names`. Its file is opened when it is read, and closed with the input.
   * @throws PthError SOURCE_UNREADABLE, PIECES_INVALID for a link that leads out of the folder
   */
  open(name: string): Promise<ByteSource>
}

/** Open a file that another file names. @throws PthError PIECES_INVALID for what is no file of the folder */
export async function openNamed(folder: PartsFolder, name: string, by: string): Promise<ByteSource> {
  if (!isPlainName(name))
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason: `${by} names a file that is not in the folder, and it was not opened`,
      names: [name],
    })
  if (!folder.has(name))
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason: `${by} needs a file that is missing`,
      names: [name],
    })
  return folder.open(name)
}

/** Whether a path is the name of a file in the folder on every system: no separator, drive or way up. */
export function isPlainName(path: string): boolean {
  return path !== '' && path !== '.' && path !== '..' && !/[/\\\0]|^[A-Za-z]:/.test(path)
}

/** A folder inside of another. */
export function folderInside(folder: PartsFolder, inside: string): PartsFolder {
  const prefix = `${inside}/`
  return {
    path: `${folder.path.replace(/[/\\]+$/, '')}/${inside}`,
    far: folder.far === true,
    names: folder.names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
    has: (name) => folder.has(prefix + name),
    open: (name) => folder.open(prefix + name),
  }
}
