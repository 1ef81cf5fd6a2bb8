/** A zip archive under verify: every header against the directory, every recorded CRC-32 against the bytes. */
import { auditZip } from '../../zip/audit.ts'
import type { ZipAnomalyRule } from '../../zip/audit.ts'
import { readZipDirectory } from '../../zip/directory.ts'
import { encryptionOf } from '../../zip/encryption.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { openEntry } from '../../zip/content.ts'
import { entryRange } from '../../zip/local-header.ts'
import { isOfNetwork, isPthError } from '../../errors.ts'
import { ahead, piecesOf } from '../../checkpoint/read/crew.ts'
import type { Crew } from '../../checkpoint/read/crew.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import { joinCrc32 } from '../../io/crc32.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { batches } from '../../io/planned.ts'
import type { ByteRange, ByteSource } from '../../io/source.ts'
import type { Limits } from '../../limits.ts'
import type { VerifyCheck, VerifyFinding } from './report.ts'

const CHUNK = 1 << 20
/** Bytes of an entry that is given to another thread. */
const LEAST_BYTES = 1 << 20
/** Entries that other threads are given before the first is waited for. */
const AHEAD = 16
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
  source: ByteSource,
  crc32: Crc32,
  limits: Limits,
  onProgress: (done: number) => void,
  crew: Crew | null = null,
): Promise<{ checks: VerifyCheck[]; findings: VerifyFinding[] }> {
  const directory = await readZipDirectory(source, limits)
  // PyTorch can be told to write no checksum (0); an empty record has 0 by right.
  // What is encrypted can only be compared by who knows the password; one finding says how much that is.
  const checked = directory.entries.filter(
    (entry) => !(entry.crc32 === 0 && entry.size > 0) && encryptionOf(entry) === null,
  )
  // The headers come with the contents.
  source.expect?.(checked.map((entry) => entryRange(entry, entry.compressedSize)))
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
  for await (const [entry, crc] of summed(source, checked, crew)) {
    recorded += 1
    const told = (bytes: number): void => onProgress((done += bytes))
    if (crc !== null) told(entry.size)
    const problem = crc === null ? await checkEntry(source, entry, crc32, told) : compareCrc(entry, crc)
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

/**
 * The CRC-32 of a large stored entry by other threads; null for all others, and for one that they cannot read: it is
 * then checked in its turn, where a failure is reported.
 */
async function sumApart(source: ByteSource, entry: ZipEntry, crew: Crew | null): Promise<number | null> {
  if (crew === null || entry.size < LEAST_BYTES || entry.method !== 0) return null
  const content = await openEntry(source, entry).catch(() => null)
  if (content === null || content.byteLength !== entry.size) return null
  const stretch = content.stretch?.(0, entry.size)
  if (stretch === undefined) return null
  const pieces = piecesOf(stretch)
  const sums = await Promise.all(pieces.map((at) => crew.run('crc32', { at })))
  let crc = 0
  for (const [index, sum] of sums.entries()) {
    if (sum === null) return null
    crc = joinCrc32(crc, sum, pieces[index]?.length ?? 0)
  }
  return crc
}

/** Each entry with what {@link sumApart} says of it; small ones and headers are asked for together. */
async function* summed(
  source: ByteSource,
  entries: readonly ZipEntry[],
  crew: Crew | null,
): AsyncGenerator<readonly [ZipEntry, number | null]> {
  if (source.expect !== undefined)
    return yield* ahead(entries, AHEAD, (entry) => sumApart(source, entry, crew))
  for await (const some of batches(source, entries, rangeOf))
    yield* ahead(some, AHEAD, (entry) => sumApart(source, entry, crew))
}

/** Small entries whole, of the others the header. */
function rangeOf(entry: ZipEntry): ByteRange {
  return entryRange(entry, entry.compressedSize > CHUNK ? 0 : entry.compressedSize)
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
    return compareCrc(entry, crc)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE') || isOfNetwork(error)) throw error
    return { rule: 'ENTRY_UNREADABLE', severity: 'error', subject: entry.name, detail: error.message }
  }
}

function compareCrc(entry: ZipEntry, crc: number): VerifyFinding | undefined {
  if (crc === entry.crc32) return undefined
  const detail = `CRC-32 is ${hex(crc)}, the archive records ${hex(entry.crc32)}`
  return { rule: 'CRC_WRONG', severity: 'error', subject: entry.name, detail }
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
