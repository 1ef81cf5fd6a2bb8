/** The archive of one rank, with a pickle that has its recorded checksum. */
import { openContainer } from '../../container/open.ts'
import type { Container } from '../../container/record.ts'
import type { Crc32 } from '../../io/crc32.ts'
import type { Limits } from '../../limits.ts'
import type { PartsFolder } from './folder.ts'
import { requireSoundPickles } from './sound-pickles.ts'

/** What the files of a folder are opened with. */
export interface FileReader {
  readonly folder: PartsFolder
  readonly limits: Limits
  readonly crc32: Crc32
}

/** @throws PthError CONTAINER_INVALID for another pickle than was written, and as containers have them */
export async function openWithPickle(
  { folder, limits }: Pick<FileReader, 'folder' | 'limits'>,
  name: string,
): Promise<Container> {
  const container = await openContainer({ ...(await folder.open(name)), name }, limits)
  requireSoundPickles(container, name)
  return container
}
