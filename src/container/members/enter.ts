/** From a file to the member of it that is meant: FILE!MEMBER, archives in archives, or the only checkpoint inside. */
import { PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit } from '../../limits.ts'
import { didYouMean } from '../../names/near.ts'
import { readZipDirectory } from '../../zip/directory.ts'
import { unmarkedSource } from '../marked-zip.ts'
import type { Note } from '../record.ts'
import { sniff } from '../sniff.ts'
import { holdsFiles } from '../zip-archive.ts'
import type { Archive, ArchiveMember } from './archive.ts'
import { refusedTwice, TWICE, withoutDot } from './archive.ts'
import { chooseMember } from './choose.ts'
import { gzipArchive, tarArchive } from './tar-members.ts'
import type { Unpacking } from './unpack.ts'
import { zipArchive } from './zip-members.ts'

/** Members that a message lists. */
const LISTED = 10

/** Where the way through archives ended. */
export interface Entered {
  /** The file itself, or the member that is meant, called `FILE!MEMBER`. */
  readonly source: ByteSource
  /** The archives on the way, outermost first; none when the file itself is meant. */
  readonly through: readonly ByteSource[]
  readonly notes: readonly Note[]
  /** Compares the checksums of the members on the way with their bytes. @throws PthError ZIP_INVALID */
  check(): Promise<void>
}

/** The file itself, not yet looked at. */
export function notEntered(source: ByteSource): Entered {
  return { source, through: [], notes: [], check: async () => undefined }
}

/**
 * The member `name` of an archive. The name may go on inside an archive that is a member: `b.nemo!c.ckpt`. A member
 * that is called just so is taken first.
 * @throws PthError MEMBER_MISSING, FORMAT_UNSUPPORTED for what is not an archive, LIMIT_EXCEEDED, and of the archive
 */
export async function enterMember(from: Entered, name: string, unpacking: Unpacking): Promise<Entered> {
  const archive = await openArchive(from.source, name, unpacking)
  const exact = archive.members.find((member) => member.name === withoutDot(name))
  if (exact !== undefined) return step(from, archive, exact, [], unpacking)
  // The longest name that is there: a name may contain the mark itself.
  for (let at = name.lastIndexOf('!'); at > 0; at = name.lastIndexOf('!', at - 1)) {
    const outer = archive.members.find((member) => member.name === withoutDot(name.slice(0, at)))
    if (outer === undefined) continue
    return enterMember(await step(from, archive, outer, [], unpacking), name.slice(at + 1), unpacking)
  }
  throw missing(archive, name)
}

/**
 * The checkpoint inside an archive of files, chosen by content; a file that is not one comes back as it is.
 * @throws PthError MEMBER_UNCLEAR, FORMAT_UNSUPPORTED when nothing in it is a checkpoint, and of the archive
 */
export async function enterArchive(from: Entered, archive: Archive, unpacking: Unpacking): Promise<Entered> {
  const { member, notes } = await chooseMember(archive, unpacking.limits)
  return step(from, archive, member, notes, unpacking)
}

/**
 * Where the way ends that openContainer goes too: to the member that is named, then into archives of files.
 * @throws PthError as {@link enterMember} and {@link enterArchive}
 */
export async function enterAll(
  source: ByteSource,
  member: string | undefined,
  unpacking: Unpacking,
): Promise<Entered> {
  const from = notEntered(source)
  let entered = member === undefined ? from : await enterMember(from, member, unpacking)
  for (;;) {
    const archive = await archiveOfFiles(entered.source, unpacking)
    if (archive === null) return entered
    entered = await enterArchive(entered, archive, unpacking)
  }
}

/** The archive of files that a source is, or null when it is a checkpoint itself. @throws PthError FORMAT_UNKNOWN */
async function archiveOfFiles(source: ByteSource, unpacking: Unpacking): Promise<Archive | null> {
  switch (await sniff(source)) {
    case 'zip': {
      const directory = await readZipDirectory(source, unpacking.limits)
      return holdsFiles(directory) ? zipArchive(source, directory, unpacking) : null
    }
    case 'tar': {
      const archive = await tarArchive(source, unpacking)
      return isOldTorch(archive) ? null : archive
    }
    case 'gzip':
      return gzipArchive(source, unpacking)
    default:
      return null
  }
}

/** Whether a tar is a checkpoint of PyTorch 0.1 (or what is left of one), and not an archive of files. */
export function isOldTorch({ members }: Archive): boolean {
  return members.some(({ name }) => /^(sys_info|pickle|storages|tensors)$/.test(name))
}

async function step(
  from: Entered,
  archive: Archive,
  member: ArchiveMember,
  notes: readonly Note[],
  unpacking: Unpacking,
): Promise<Entered> {
  if (member.refused === TWICE) throw refusedTwice(archive, member)
  if (member.refused !== null)
    throw new PthError('MEMBER_MISSING', {
      path: archive.source.name,
      member: member.name,
      reason: `cannot open a member that is ${member.refused}:`,
    })
  const through = [...from.through, archive.source]
  checkLimit(unpacking.limits, 'nesting', 'files inside files', through.length)
  return {
    source: await member.open(),
    through,
    notes: [...from.notes, ...notes],
    check: async () => {
      await from.check()
      await member.check?.()
    },
  }
}

/** @throws PthError FORMAT_UNSUPPORTED for a file without members */
async function openArchive(source: ByteSource, member: string, unpacking: Unpacking): Promise<Archive> {
  const kind = await sniff(source)
  switch (kind) {
    case 'zip':
      return zipArchive(source, await readZipDirectory(source, unpacking.limits), unpacking)
    case 'marked-zip': {
      const archive = unmarkedSource(source)
      return zipArchive(archive, await readZipDirectory(archive, unpacking.limits), unpacking)
    }
    case 'tar':
      return tarArchive(source, unpacking)
    case 'gzip':
      return gzipArchive(source, unpacking)
    default:
      throw new PthError('FORMAT_UNSUPPORTED', {
        path: source.name,
        found: 'not a zip, tar or gzip archive',
        hint: `it has no member ${JSON.stringify(member)}`,
      })
  }
}

function missing({ source, members }: Archive, name: string): PthError {
  const names = members.map((member) => member.name)
  const listed = names.slice(0, LISTED).map((text) => JSON.stringify(text))
  const more = names.length > LISTED ? `, … ${names.length - LISTED} more` : ''
  const contents = names.length === 0 ? 'it contains no files' : `it contains ${listed.join(', ')}${more}`
  const near = didYouMean(name, names)
  return new PthError('MEMBER_MISSING', {
    path: source.name,
    member: name,
    reason: 'has no member',
    hint: near === undefined ? contents : `${near} ${contents}`,
  })
}
