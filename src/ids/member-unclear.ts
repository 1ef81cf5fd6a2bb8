/** An archive with several checkpoints in it: the details of its error, and the sentence. */
import { grouped } from '../digits.ts'

/** Sizes are bytes, null where only unpacking shows them. */
export interface MemberUnclear {
  path: string
  archive: string
  members: readonly { name: string; byteLength: number | null }[]
  /** A name that several members share; then `members` is empty. */
  twice?: string
}

/** Members that the sentence has. */
const SHOWN = 12

/** The error in a sentence. */
export function memberUnclearText({ path, archive, members, twice }: MemberUnclear): string {
  if (twice !== undefined)
    return (
      `${path} is a ${archive} with several files called ${JSON.stringify(twice)}: two programs would open two ` +
      'different ones; unpack it and name the file that is meant'
    )
  const more = members.length > SHOWN ? ` and ${grouped(members.length - SHOWN)} more` : ''
  const shown = members.slice(0, SHOWN).map(({ name, byteLength }) => `${name}${sized(byteLength)}`)
  return (
    `${path} is a ${archive} with ${grouped(members.length)} checkpoints: ${shown.join(', ')}${more}; ` +
    `name one as FILE!MEMBER, such as: pth inspect ${quoted(`${path}!${members[0]?.name ?? ''}`)}`
  )
}

function sized(byteLength: number | null): string {
  return byteLength === null ? '' : ` (${grouped(byteLength)} ${byteLength === 1 ? 'byte' : 'bytes'})`
}

/** A word for a shell: `!` means something to one outside of single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
