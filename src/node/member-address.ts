/** `FILE!MEMBER` on a command line: which file, and which member of it. */
import { isAddress, memberIn } from '../remote/address.ts'
import { kindOfPlace } from './place.ts'

/** A file and the member of it that is meant. */
export interface MemberAddress {
  readonly file: string
  readonly member: string
}

/** What stands between a file and its member. */
const MARK = '!'

/**
 * Split `path` where the longest beginning is a file; null when the whole is there, or when none of its beginnings is a
 * file. The member is a name in the archive: it is never looked for on the disk.
 */
export async function memberAddress(path: string): Promise<MemberAddress | null> {
  if (isAddress(path)) return memberIn(path)
  if (!path.includes(MARK) || (await kindOfPlace(path)) !== 'missing') return null
  for (let at = path.lastIndexOf(MARK); at > 0; at = path.lastIndexOf(MARK, at - 1)) {
    const file = path.slice(0, at)
    if ((await kindOfPlace(file)) === 'file') return { file, member: path.slice(at + 1) }
  }
  return null
}
