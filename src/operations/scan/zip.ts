/** A zip archive under scan: its anomalies, and every pickle in it. */
import { openEntryAsTorch } from '../../zip/content.ts'
import { auditZip } from '../../zip/audit.ts'
import type { ZipAnomaly, ZipAnomalyRule } from '../../zip/audit.ts'
import { readUncheckedDirectory } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { lowerAscii } from '../../zip/name-index.ts'
import { isPthError } from '../../errors.ts'
import { crc32 } from '../../io/crc32.ts'
import { batches } from '../../io/planned.ts'
import { memorySource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit } from '../../limits.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { isEncrypted } from './encrypted.ts'
import { exportedRecords } from './export-payloads.ts'
import { isExportedGraph, scanExportedGraph } from './export-program.ts'
import { arrayDataOffset, scanArray } from './arrays.ts'
import { beginsAsJson, scanJson } from './json-member.ts'
import { isArchive, looksLoadable, memberRole } from './members.ts'
import { isExportArchive, scanProgram } from './native.ts'
import { isPackage, isPackageSource, nameExternModules, scanPackageSource } from './package.ts'
import { isBytecode, scanBytecode } from './script/bytecode.ts'
import { scanScripts } from './script/script.ts'
import { storageNames } from './storages.ts'
import { scanUnsigned } from './unsigned.ts'
import { entryRange } from '../../zip/local-header.ts'
import { beginsAsZip } from '../../zip/signatures.ts'
import type { MemberRole } from './members.ts'
import { scanStream } from './stream.ts'

/** Two readings of one archive are an attack or damage; the rest is only unusual. */
const SEVERITY: Readonly<Record<ZipAnomalyRule, 'error' | 'warning' | 'note'>> = {
  ZIP_DUPLICATE_NAME: 'error',
  ZIP_LOCAL_NAME: 'error',
  ZIP_LOCAL_METHOD: 'error',
  ZIP_LOCAL_SIZE: 'error',
  ZIP_LOCAL_HEADER: 'error',
  ZIP_LOCAL_FLAGS: 'error',
  ZIP_FLAGS: 'error',
  ZIP_ENCRYPTED: 'error',
  ZIP_UNICODE_PATH: 'error',
  ZIP_OVERLAP: 'error',
  ZIP_SEVERAL_ENDS: 'error',
  ZIP_LEADING_DATA: 'error',
  ZIP_HIDDEN_ENTRY: 'error',
  ZIP_LOCAL_CRC: 'warning',
  ZIP_METHOD: 'warning',
  ZIP_GAP: 'warning',
  ZIP_OUTSIDE_ROOT: 'warning',
  ZIP_NAME_UNSAFE: 'warning',
  ZIP_TRAILING_DATA: 'note',
}

/** Bytes of an entry that are read to decide what it is. */
const HEAD = 1024

/** @throws PthError of the zip directory, SOURCE_UNREADABLE */
export async function scanZip(
  around: ScanContext,
  source: ByteSource,
  prefix: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  // Storages are those of this archive: an entry may be called as one of an archive inside another.
  const context: ScanContext = { ...around, storages: new Map() }
  const directory = await readUncheckedDirectory(source, context.limits)
  for (const anomaly of await auditZip(source, directory)) addAnomaly(context, anomaly, prefix)
  const archive: Archive = {
    source,
    prefix,
    depth,
    inside,
    inPackage: isPackage(directory),
    exported: isExportArchive(directory),
  }
  const { pickled, plain } = await exportedRecords(context, source, directory, prefix)
  const roles = directory.entries.map((entry) => ({
    entry,
    role: pickled.has(lowerAscii(entry.name)) ? 'file' : memberRole(entry),
  }))
  await scanScripts(context, source, directory.entries, prefix)
  // The pickles first: they tell which of the other entries are the bytes of tensors.
  const loaded = roles.flatMap(({ entry, role }) =>
    role === 'pickle' || role === 'file' ? [{ entry, role }] : [],
  )
  await scanMembers(context, archive, loaded, context.limits.pickleBytes)
  if (archive.inPackage) await nameExternModules(context, source, directory, prefix)
  const storages = storageNames(context, prefix)
  const others = roles.flatMap(({ entry, role }) => {
    const name = lowerAscii(entry.name)
    return role === 'other' && !storages.has(name) && !plain.has(name) ? [{ entry, role }] : []
  })
  await scanMembers(context, archive, others, HEAD)
}

/** An archive under scan. */
interface Archive {
  readonly source: ByteSource
  readonly prefix: string
  readonly depth: number
  readonly inside: ScanInside
  readonly inPackage: boolean
  /** torch.export.load opens it. */
  readonly exported: boolean
}

type LookedAt = Exclude<MemberRole, 'empty'>

/** Scan members of which at most `most` bytes each are read in any case. */
async function scanMembers(
  context: ScanContext,
  archive: Archive,
  members: readonly { readonly entry: ZipEntry; readonly role: LookedAt }[],
  most: number,
): Promise<void> {
  for await (const some of batches(archive.source, members, ({ entry }) => entryRange(entry, most)))
    for (const { entry, role } of some) await scanMember(context, archive, entry, role)
}

async function scanMember(
  context: ScanContext,
  archive: Archive,
  entry: ZipEntry,
  role: LookedAt,
): Promise<void> {
  const { source, prefix, inPackage } = archive
  const member = prefix + entry.name
  const graph = isExportedGraph(entry)
  if (await isEncrypted(context, source, entry, member, archive.depth, archive.inside)) return
  try {
    if (graph) await scanExportedGraph(context, source, entry, member)
    if (inPackage && isPackageSource(entry)) await scanPackageSource(context, source, entry, prefix)
    if (isBytecode(entry.name)) await scanBytecode(context, source, entry, member)
    await scanEntry(context, archive, entry, role, member)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    // What torch cannot read either is not a danger, but nothing is claimed about it. Of a file that became shorter
    // nobody can say what is there.
    const lost = isPthError(error, 'SOURCE_TRUNCATED')
    const severity = role === 'pickle' || role === 'file' || graph || lost ? 'error' : 'note'
    find(context, 'MEMBER_UNREADABLE', severity, member, null, error.message)
  }
}

async function scanEntry(
  context: ScanContext,
  { source, depth, inside, exported }: Archive,
  entry: ZipEntry,
  role: LookedAt,
  member: string,
): Promise<void> {
  const content = await openEntryAsTorch(source, entry)
  const head = await content.read(0, Math.min(HEAD, entry.size))
  if (isAppleDouble(head) && role !== 'file') return
  if (role === 'other') {
    scanProgram(context, head, entry.name, member, exported)
    const offset = arrayDataOffset(head)
    if (offset !== undefined) return scanArray(context, content, offset, member, depth, inside)
    if (beginsAsJson(head)) return scanJson(context, content, member, depth, inside)
    if (!looksLoadable(head)) {
      if (await scanUnsigned(context, content, member, depth, inside)) addMisnamed(context, member)
      return
    }
  }
  if (entry.size > context.limits.pickleBytes) {
    // A stored archive is read where it is: no part of it has to be in memory.
    if (entry.method === 0 && beginsAsZip(head)) {
      if (role === 'other') addMisnamed(context, member)
      return inside(context, content, member, depth + 1)
    }
    const { message } = overLimit(
      context.limits,
      'pickleBytes',
      isArchive(head) ? 'a packed archive' : 'a pickle',
      entry.size,
    )
    find(context, 'MEMBER_UNREADABLE', 'error', member, null, message)
    return
  }
  const bytes = await content.read(0, entry.size)
  if (entry.crc32 !== 0 && crc32(bytes, 0) !== entry.crc32) {
    const told = 'the CRC-32 in the archive is not that of the data; torch.load does not look'
    find(context, 'CRC_WRONG', 'warning', member, null, told)
  }
  const whole = memorySource(bytes, member)
  const archive = isArchive(head)
  if (role === 'pickle') {
    if (!archive) return scanStream(context, whole, member, depth, inside)
    // `PK` names a persistent id, so it is a pickle too, for a loader that has such ids.
    await scanUnsigned(context, whole, member, depth, inside)
    return inside(context, bytes, member, depth + 1)
  }
  // The bytes of a tensor that no pickle names may begin like a pickle by chance.
  if (role === 'other' && !archive) {
    if (await scanUnsigned(context, whole, member, depth + 1, inside)) addMisnamed(context, member)
    return
  }
  if (role !== 'file') addMisnamed(context, member)
  await inside(context, bytes, member, depth + 1)
}

function addMisnamed(context: ScanContext, member: string): void {
  const told = 'contains a pickle or an archive under an unusual name'
  find(context, 'PICKLE_MISNAMED', 'note', member, null, told)
}

/** The attributes that macOS puts beside each file it zips (`._data.pkl`); pickle ends at its first byte. */
function isAppleDouble([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0 && second === 5 && third === 0x16 && fourth === 7
}

function addAnomaly(context: ScanContext, anomaly: ZipAnomaly, prefix: string): void {
  const { rule, member, offset, first, second } = anomaly
  const detail = second === null ? first : `${first}, or ${second}: two programs see two files`
  find(
    context,
    rule,
    SEVERITY[rule],
    member === null ? (prefix === '' ? null : prefix) : prefix + member,
    offset,
    detail,
  )
}
