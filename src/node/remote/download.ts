/** A file whole, from a server that sends no parts: into a file that nobody else sees. */
import { fetchWhole } from '../../io/http/fetch-whole.ts'
import type { HttpSession, HttpTarget } from '../../io/http/target.ts'
import { openTemporary } from '../file.ts'
import type { FileSource } from '../file.ts'

/**
 * Take the file; it is gone when the source is closed.
 * @throws PthError as `fetchRange`, SOURCE_UNREADABLE when the disk is full
 */
export async function downloaded(target: HttpTarget, session: HttpSession): Promise<FileSource> {
  const file = await openTemporary(target.name)
  try {
    await fetchWhole(target, session, { write: file.write, restart: file.restart })
    return file.source()
  } catch (error) {
    await file.close()
    throw error
  }
}
