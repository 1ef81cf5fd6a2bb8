/** A file, and the member of it that a path names, for operations that read bytes and not a checkpoint. */
import type { EnterOptions } from '../container/open.ts'
import type { ByteSource } from '../io/source.ts'
import type { Limits } from '../limits.ts'
import type { FileOptions } from './file.ts'
import { newFilePool } from './file-pool.ts'
import { memberAddress } from './member-address.ts'
import { openPlace } from './place.ts'
import { newUnpackFiles } from './unpack-files.ts'
import { isUnpackedFolder, openUnpackedFolder } from './unpacked-folders.ts'

/** An opened file, how to enter it, and what to do when it is no longer needed. */
export interface Addressed {
  /** Where the path is an unpacked archive, the archive that it was. */
  readonly source: ByteSource
  readonly folder: boolean
  readonly entering: EnterOptions
  close(): Promise<void>
}

/**
 * Open the file of a path, which may be `FILE!MEMBER`, or the folder of an unpacked archive.
 * @throws PthError SOURCE_UNREADABLE, LIMIT_EXCEEDED
 */
export async function openAddressed(
  path: string,
  limits: Limits,
  reading: FileOptions = {},
): Promise<Addressed> {
  if (await isUnpackedFolder(path)) return openFolder(path, limits, reading)
  const address = await memberAddress(path)
  const source = await openPlace(address?.file ?? path, reading)
  const { unpack, close } = newUnpackFiles()
  return {
    source,
    folder: false,
    entering: { unpack, ...(address !== null && { member: address.member }) },
    close: async () => {
      await close()
      await source.close()
    },
  }
}

async function openFolder(path: string, limits: Limits, reading: FileOptions): Promise<Addressed> {
  const pool = newFilePool(reading)
  try {
    const { source } = await openUnpackedFolder(path, pool, limits)
    return { source, folder: true, entering: {}, close: pool.close }
  } catch (error) {
    await pool.close()
    throw error
  }
}
