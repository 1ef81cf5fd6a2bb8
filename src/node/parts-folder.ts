/** The files of a distributed checkpoint on disk or at an address. */
import type { PartsFolder } from '../checkpoint/distributed/folder.ts'
import type { Checkpoint, OpenOptions } from '../checkpoint/checkpoint.ts'
import { openFolder } from '../checkpoint/open-folder.ts'
import { isAddress } from '../remote/address.ts'
import { nodeCrc32 } from './crc32.ts'
import type { FileOptions } from './file.ts'
import { newFilePool } from './file-pool.ts'
import type { FilePool } from './file-pool.ts'
import { newInside } from './inside-folder.ts'
import { placeIn } from './place.ts'
import { newUnpackFiles } from './unpack-files.ts'

/** The checkpoint of a folder, and what to do when it is no longer needed. */
interface OpenedParts {
  readonly checkpoint: Checkpoint
  close(): Promise<void>
}

/** Open the distributed checkpoint that the names of a folder show. @throws PthError as `openFolder` */
export async function openPartsFolder(
  folder: string,
  names: readonly string[],
  options: OpenOptions,
  reading: FileOptions,
): Promise<OpenedParts> {
  // What is at an address holds no file open, and is not asked for a second time.
  const pool = newFilePool(isAddress(folder) ? { ...reading, most: Infinity } : reading)
  const { unpack, close: forget } = newUnpackFiles()
  const close = async (): Promise<void> => {
    await forget()
    await pool.close()
  }
  try {
    const parts = partsFolder(folder, names, pool)
    return { checkpoint: await openFolder(parts, { unpack, ...options, crc32: nodeCrc32 }), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A folder whose files are opened through `pool`. */
function partsFolder(folder: string, names: readonly string[], pool: FilePool): PartsFolder {
  const known = new Set(names)
  const inside = newInside(folder)
  return {
    path: folder,
    names,
    far: isAddress(folder),
    has: (name) => known.has(name),
    open: async (name) => {
      const place = placeIn(folder, name)
      if (!isAddress(folder)) await inside(name)
      return pool.source(place)
    },
  }
}
