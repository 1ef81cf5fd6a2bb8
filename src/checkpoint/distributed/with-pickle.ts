/** The archive of one rank, with its pickle compared with its checksum: torch reads it so, too. */
import { openContainer } from '../../container/open.ts'
import type { Container } from '../../container/record.ts'
import type { Crc32 } from '../../io/crc32.ts'
import type { Limits } from '../../limits.ts'
import { checkedSource } from './checked-source.ts'
import type { PartsFolder } from './folder.ts'

/** What the files of a folder are opened with. */
export interface FileReader {
  readonly folder: PartsFolder
  readonly limits: Limits
  readonly crc32: Crc32
}

/** @throws PthError CONTAINER_INVALID for another pickle than was written, and as containers have them */
export async function openWithPickle(
  { folder, limits, crc32 }: FileReader,
  name: string,
): Promise<Container> {
  const container = await openContainer({ ...(await folder.open(name)), name }, limits)
  for (const { record } of container.pickles) {
    if (record === undefined || record.crc32 === null) continue
    const bytes = await record.open()
    const label = `${name} > ${record.member}`
    await checkedSource(bytes, record.crc32, label, crc32).read(0, bytes.byteLength)
  }
  return container
}
