/** A zip archive under scan: its anomalies, and every pickle in it. */
import { openEntryAsTorch } from '../../zip/content.ts'
import { auditZip } from '../../zip/audit.ts'
import type { ZipAnomaly, ZipAnomalyRule } from '../../zip/audit.ts'
import { lowerAscii, readUncheckedDirectory } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { isPthError } from '../../errors.ts'
import { crc32 } from '../../io/crc32.ts'
import { memorySource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit } from '../../limits.ts'
import { isCode, isPackage, scanCode } from './code.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'
import { pickledRecords } from './export-payloads.ts'
import { isExportedGraph, scanExportedGraph } from './export-program.ts'
import { ARRAY_HEADER, arrayDataOffset, holdsObjects, looksLoadable, memberRole } from './members.ts'
import type { MemberRole } from './members.ts'
import { scanStream } from './stream.ts'
import type { ScanInside } from './stream.ts'

/** Two readings of one archive are an attack or damage; the rest is only unusual. */
const SEVERITY: Readonly<Record<ZipAnomalyRule, 'error' | 'warning' | 'note'>> = {
  ZIP_DUPLICATE_NAME: 'error',
  ZIP_LOCAL_NAME: 'error',
  ZIP_LOCAL_METHOD: 'error',
  ZIP_LOCAL_SIZE: 'error',
  ZIP_LOCAL_HEADER: 'error',
  ZIP_LOCAL_FLAGS: 'error',
  ZIP_FLAGS: 'error',
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
  context: ScanContext,
  source: ByteSource,
  prefix: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  const directory = await readUncheckedDirectory(source, context.limits)
  for (const anomaly of await auditZip(source, directory)) addAnomaly(context, anomaly, prefix)
  const inPackage = isPackage(directory)
  const pickled = await pickledRecords(context, source, directory, prefix)
  for (const entry of directory.entries) {
    const role: MemberRole = pickled.has(lowerAscii(entry.name)) ? 'file' : memberRole(entry)
    const code = isCode(entry)
    const graph = isExportedGraph(entry)
    if (role === 'bytes' && !code && !graph) continue
    const member = prefix + entry.name
    try {
      if (graph) await scanExportedGraph(context, source, entry, member)
      if (code) await scanCode(context, source, entry, member, inPackage)
      if (role !== 'bytes') await scanEntry(context, source, entry, role, member, depth, inside)
    } catch (error) {
      if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
      // What torch cannot read either is not a danger, but nothing is claimed about it.
      if (role === 'pickle' || role === 'file' || graph)
        find(context, 'MEMBER_UNREADABLE', 'error', member, null, error.message)
      else find(context, 'MEMBER_UNREADABLE', 'note', member, null, error.message)
    }
  }
}

async function scanEntry(
  context: ScanContext,
  source: ByteSource,
  entry: ZipEntry,
  role: Exclude<MemberRole, 'bytes'>,
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  const content = await openEntryAsTorch(source, entry)
  const head = await content.read(0, Math.min(HEAD, entry.size))
  if (isAppleDouble(head) && role !== 'file') return
  const offset = role === 'array' ? arrayDataOffset(head) : undefined
  if (offset !== undefined) {
    if (offset > entry.size) return
    if (offset > ARRAY_HEADER) {
      find(
        context,
        'MEMBER_UNREADABLE',
        'error',
        member,
        null,
        `a header of ${offset} bytes is over the limit of ${ARRAY_HEADER}`,
      )
    } else if (holdsObjects(await content.read(0, offset)))
      await scanStream(context, content, member, depth, inside, offset)
    return
  }
  if (role !== 'pickle' && role !== 'file' && !looksLoadable(head)) return
  if (entry.size > context.limits.pickleBytes) {
    find(
      context,
      'MEMBER_UNREADABLE',
      'error',
      member,
      null,
      overLimit(context.limits, 'pickleBytes', 'a pickle', entry.size).message,
    )
    return
  }
  const bytes = await content.read(0, entry.size)
  if (entry.crc32 !== 0 && crc32(bytes, 0) !== entry.crc32) {
    find(
      context,
      'CRC_WRONG',
      'warning',
      member,
      null,
      'the CRC-32 in the archive is not that of the data; torch.load does not look',
    )
  }
  if (role === 'pickle') return scanStream(context, memorySource(bytes, member), member, depth, inside)
  if (role !== 'file')
    find(
      context,
      'PICKLE_MISNAMED',
      'note',
      member,
      null,
      'contains a pickle or an archive under an unusual name',
    )
  await inside(context, bytes, member, depth + 1)
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
