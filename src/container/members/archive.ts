/** An archive of files around a checkpoint: what its members are called, and how each is opened. */
import { PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'

/** One file in an archive. Its name is a name in the archive and never a path on a disk. */
export interface ArchiveMember {
  /** As the archive spells it, less a leading `./`. */
  readonly name: string
  /** Bytes of the file; null where only unpacking shows it. */
  readonly byteLength: number | null
  /** Why it cannot be opened, such as `a symbolic link`; null when it can. */
  readonly refused: string | null
  /** At most `length` bytes of its beginning; little is read for them. @throws PthError of the archive */
  head(length: number): Promise<Uint8Array>
  /** Its bytes, called `ARCHIVE!NAME`; a packed one is unpacked. @throws PthError LIMIT_EXCEEDED, and of the archive */
  open(): Promise<ByteSource>
  /** Read it whole and compare the checksum that the archive keeps of it, if any. @throws PthError ZIP_INVALID */
  check?(): Promise<void>
}

/** `refused` of members that share their name. */
export const TWICE = 'there twice'

/** Such a name stands for several files: which is meant is for the user to say. */
export function refusedTwice({ source, title }: Archive, { name }: ArchiveMember): PthError {
  return new PthError('MEMBER_UNCLEAR', { path: source.name, archive: title, members: [], twice: name })
}

/** An archive whose directory was read. */
export interface Archive {
  readonly source: ByteSource
  /** What it is, for people: `zip archive`, `tar archive`, `tar.gz archive`, `gzip file`. */
  readonly title: string
  /** Files only, in the order of the archive. */
  readonly members: readonly ArchiveMember[]
}

/** What a member is called in messages, and on the command line. */
export function memberPath(archive: string, member: string): string {
  return `${archive}!${member}`
}

/** The source under another name. */
export function called(source: ByteSource, name: string): ByteSource {
  const { byteLength, read, readInto } = source
  return { name, byteLength, read, ...(readInto !== undefined && { readInto }) }
}

/** The last component of a path, for sentences. */
export function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

/** Archives made with `tar c .` spell every name with it, and nobody types it. */
export function withoutDot(name: string): string {
  return name.startsWith('./') && name.length > 2 ? name.slice(2) : name
}
