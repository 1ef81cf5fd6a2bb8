/** A zip archive under verify: every header against the directory, every recorded CRC-32 against the bytes. */
import { auditZip } from '../../zip/audit.ts'
import type { ZipAnomalyRule } from '../../zip/audit.ts'
import { readZipDirectory } from '../../zip/directory.ts'
import { encryptionOf } from '../../zip/encryption.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { openEntry } from '../../zip/content.ts'
import { isPthError } from '../../errors.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { readAhead } from '../../io/read-ahead.ts'
import type { ByteSource } from '../../io/source.ts'
import type { Limits } from '../../limits.ts'
import type { VerifyCheck, VerifyFinding } from './report.ts'

const CHUNK = 1 << 20
/** What a correct archive never has; the rest is unusual and reported as that. */
const UNUSUAL: ReadonlySet<ZipAnomalyRule> = new Set([
  'ZIP_TRAILING_DATA',
  'ZIP_GAP',
  'ZIP_OUTSIDE_ROOT',
  'ZIP_NAME_UNSAFE',
  'ZIP_METHOD',
  'ZIP_ENCRYPTED',
])

/** @throws PthError of the zip directory, SOURCE_UNREADABLE */
export async function verifyArchive(
  file: ByteSource,
  crc32: Crc32,
  limits: Limits,
  onProgress: (done: number) => void,
): Promise<{ checks: VerifyCheck[]; findings: VerifyFinding[] }> {
  const source = readAhead(file)
  const directory = await readZipDirectory(source, limits)
  const findings: VerifyFinding[] = (await auditZip(source, directory)).map(
    ({ rule, member, first, second }) => ({
      rule: UNUSUAL.has(rule) ? 'STRUCTURE_UNUSUAL' : 'STRUCTURE_BROKEN',
      severity: UNUSUAL.has(rule) ? 'warning' : 'error',
      subject: member ?? 'archive',
      detail: `${rule}: ${second === null ? first : `${first}, or ${second}`}`,
    }),
  )
  let recorded = 0
  let done = 0
  for (const entry of directory.entries) {
    // PyTorch can be told to write no checksum (0); an empty record has 0 by right.
    if (entry.crc32 === 0 && entry.size > 0) continue
    // What is encrypted can only be compared by who knows the password; one finding says how much that is.
    if (encryptionOf(entry) !== null) continue
    recorded += 1
    const problem = await checkEntry(source, entry, crc32, (bytes) => onProgress((done += bytes)))
    if (problem !== undefined) findings.push(problem)
  }
  const absent = directory.entries.length - recorded
  return {
    checks: [
      { check: 'structure', checked: directory.entries.length, not_recorded: 0 },
      { check: 'crc32', checked: recorded, not_recorded: absent },
    ],
    findings,
  }
}

async function checkEntry(
  source: ByteSource,
  entry: ZipEntry,
  crc32: Crc32,
  onBytes: (bytes: number) => void,
): Promise<VerifyFinding | undefined> {
  try {
    const content = await openEntry(source, entry)
    let crc = 0
    for await (const chunk of chunksAhead(content, 0, entry.size, CHUNK)) {
      crc = crc32(chunk, crc)
      onBytes(chunk.length)
    }
    if (crc === entry.crc32) return undefined
    const detail = `CRC-32 is ${hex(crc)}, the archive records ${hex(entry.crc32)}`
    return { rule: 'CRC_WRONG', severity: 'error', subject: entry.name, detail }
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return { rule: 'ENTRY_UNREADABLE', severity: 'error', subject: entry.name, detail: error.message }
  }
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
