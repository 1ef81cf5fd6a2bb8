/** Which kind of file a path leads to, by its content. */
import { sniff } from '../container/sniff.ts'
import type { Sniffed } from '../container/sniff.ts'
import { openPlace } from './place.ts'

/** @throws PthError as `sniff`, and SOURCE_UNREADABLE */
export async function kindOfFile(path: string): Promise<Sniffed> {
  const source = await openPlace(path, { look: true })
  try {
    return await sniff(source)
  } finally {
    await source.close()
  }
}
