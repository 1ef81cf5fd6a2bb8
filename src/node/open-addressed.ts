/** A file, and the member of it that a path names, for operations that read bytes and not a checkpoint. */
import type { EnterOptions } from '../container/open.ts'
import type { ByteSource } from '../io/source.ts'
import { openFile } from './file.ts'
import { memberAddress } from './member-address.ts'
import { newUnpackFiles } from './unpack-files.ts'

/** An opened file, how to enter it, and what to do when it is no longer needed. */
export interface Addressed {
  readonly source: ByteSource
  readonly entering: EnterOptions
  close(): Promise<void>
}

/** Open the file of a path, which may be `FILE!MEMBER`. @throws PthError SOURCE_UNREADABLE */
export async function openAddressed(path: string): Promise<Addressed> {
  const address = await memberAddress(path)
  const source = await openFile(address?.file ?? path)
  const { unpack, close } = newUnpackFiles()
  return {
    source,
    entering: { unpack, ...(address !== null && { member: address.member }) },
    close: async () => {
      await close()
      await source.close()
    },
  }
}
