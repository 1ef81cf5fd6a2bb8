/** What makes a zip archive mean different things to different readers: reported, entry by entry, without choosing. */
import { sameBytes } from '../io/same-bytes.ts'
import { isPthError } from '../errors.ts'
import type { ZipAnomalyRule } from '../ids.ts'
import { batches } from '../io/planned.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { checkDirectory } from './directory.ts'
import type { ZipDirectory } from './directory.ts'
import type { ZipEntry } from './entry.ts'
import { encryptedRecords, encryptionOf } from './encryption.ts'
import { REFUSED_FLAGS } from './entry.ts'
import { entryRange, readLocalHeader } from './local-header.ts'
import type { LocalHeader } from './local-header.ts'
import { entriesByName, lowerAscii } from './name-index.ts'
import { beginsAsZip, DATA_DESCRIPTOR } from './signatures.ts'

export type { ZipAnomalyRule } from '../ids.ts'

/** One anomaly. `first` and `second` are the two readings, or the fact and null. */
export interface ZipAnomaly {
  readonly rule: ZipAnomalyRule
  /** Name of the entry; null for the archive itself. */
  readonly member: string | null
  /** Bytes from the beginning of the file. */
  readonly offset: number
  readonly first: string
  readonly second: string | null
}

/** The longest descriptor. */
const DESCRIPTOR_BYTES = 24
/** Gaps that are looked into for hidden headers: bytes at the front of each. */
const GAP_READ = 1 << 16

/** @throws PthError SOURCE_UNREADABLE, SOURCE_TRUNCATED */
export async function auditZip(source: ByteSource, directory: ZipDirectory): Promise<ZipAnomaly[]> {
  const anomalies: ZipAnomaly[] = [...endAnomalies(directory)]
  try {
    await checkDirectory(source, directory)
  } catch (error) {
    if (!isPthError(error, 'ZIP_INVALID', 'ZIP_AMBIGUOUS')) throw error
    const ambiguous = isPthError(error, 'ZIP_AMBIGUOUS')
    anomalies.push(
      of(ambiguous ? 'ZIP_SEVERAL_ENDS' : 'ZIP_OVERLAP', null, directory.end.directoryOffset, error.message),
    )
  }
  for (const anomaly of nameAnomalies(directory)) anomalies.push(anomaly)
  const encrypted = encryptedRecords(directory.entries)
  if (encrypted !== null)
    anomalies.push(of('ZIP_ENCRYPTED', null, directory.end.directoryOffset, encrypted.words))
  const ends: (readonly [start: number, end: number])[] = []
  for await (const some of batches(source, directory.entries, headerRange)) {
    for (const entry of some) {
      const header = await localHeader(source, entry)
      if (header === undefined) {
        const told = 'there is no local header where the directory says'
        anomalies.push(of('ZIP_LOCAL_HEADER', entry.name, entry.headerOffset, told))
        continue
      }
      for (const anomaly of headerAnomalies(entry, header)) anomalies.push(anomaly)
      ends.push([entry.headerOffset, await descriptorEnd(source, entry, header)])
    }
  }
  return [...anomalies, ...(await gapAnomalies(source, directory, ends))]
}

/** The local header of an entry, and the descriptor of the entry before it. */
function headerRange(entry: ZipEntry): ByteRange {
  const { offset, length } = entryRange(entry)
  return { offset: offset - DESCRIPTOR_BYTES, length: length + DESCRIPTOR_BYTES }
}

function of(
  rule: ZipAnomalyRule,
  member: string | null,
  offset: number,
  first: string,
  second: string | null = null,
): ZipAnomaly {
  return { rule, member, offset, first, second }
}

function* endAnomalies({ end }: ZipDirectory): Generator<ZipAnomaly> {
  if (end.shift > 0)
    yield of(
      'ZIP_LEADING_DATA',
      null,
      0,
      `the directory is ${end.shift} bytes later than it says: so many precede the archive or were put into it`,
    )
  if (end.trailing > 0)
    yield of('ZIP_TRAILING_DATA', null, end.offset, `${end.trailing} bytes follow the archive`)
}

function* nameAnomalies({ entries }: ZipDirectory): Generator<ZipAnomaly> {
  for (const same of entriesByName(entries).values()) {
    const [first, second] = same
    if (first === undefined || second === undefined) continue
    yield of(
      'ZIP_DUPLICATE_NAME',
      second.name,
      second.headerOffset,
      `${first.name} at ${first.headerOffset}`,
      `${second.name} at ${second.headerOffset}`,
    )
  }
  const slash = entries[0]?.name.indexOf('/') ?? -1
  const root = slash < 0 ? '' : lowerAscii(entries[0]?.name.slice(0, slash + 1) ?? '')
  for (const { name, headerOffset } of entries) {
    if (!lowerAscii(name).startsWith(root))
      yield of('ZIP_OUTSIDE_ROOT', name, headerOffset, `the folder of the first entry is ${root}`)
    if (/(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\0/.test(name))
      yield of('ZIP_NAME_UNSAFE', name, headerOffset, 'the name leads out of any folder')
  }
}

async function localHeader(source: ByteSource, entry: ZipEntry): Promise<LocalHeader | undefined> {
  try {
    return await readLocalHeader(source, entry)
  } catch (error) {
    if (isPthError(error, 'ZIP_INVALID', 'SOURCE_TRUNCATED') && entry.headerOffset + 30 > source.byteLength)
      return undefined
    if (isPthError(error, 'ZIP_INVALID')) return undefined
    throw error
  }
}

function* headerAnomalies(entry: ZipEntry, local: LocalHeader): Generator<ZipAnomaly> {
  const at = entry.headerOffset
  if (!sameBytes(entry.rawName, local.rawName)) {
    yield of(
      'ZIP_LOCAL_NAME',
      entry.name,
      at,
      entry.name,
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(local.rawName),
    )
  }
  if (entry.method !== local.method)
    yield of('ZIP_LOCAL_METHOD', entry.name, at, `method ${entry.method}`, `method ${local.method}`)
  const encrypted = encryptionOf(entry) !== null
  if (entry.method !== 0 && entry.method !== 8 && !encrypted)
    yield of('ZIP_METHOD', entry.name, at, `method ${entry.method}`)
  if ((entry.flags & REFUSED_FLAGS) !== 0 && !encrypted)
    yield of('ZIP_FLAGS', entry.name, at, `flags 0x${entry.flags.toString(16)}`)
  else if ((local.flags & REFUSED_FLAGS) !== (entry.flags & REFUSED_FLAGS)) {
    yield of(
      'ZIP_LOCAL_FLAGS',
      entry.name,
      at,
      `flags 0x${entry.flags.toString(16)}`,
      `flags 0x${local.flags.toString(16)}`,
    )
  }
  // With a data descriptor (bit 3) or a ZIP64 field the sizes are elsewhere.
  const streamed = ((local.flags | entry.flags) & 8) !== 0
  const wide = local.size === 0xffff_ffff || local.compressedSize === 0xffff_ffff
  if (!streamed && !wide && (local.size !== entry.size || local.compressedSize !== entry.compressedSize)) {
    yield of(
      'ZIP_LOCAL_SIZE',
      entry.name,
      at,
      `${entry.compressedSize} bytes`,
      `${local.compressedSize} bytes`,
    )
  }
  if (!streamed && local.crc32 !== entry.crc32) {
    yield of('ZIP_LOCAL_CRC', entry.name, at, hex(entry.crc32), hex(local.crc32))
  }
  const other = unicodePath(local.extra)
  if (other !== undefined && other !== entry.name)
    yield of('ZIP_UNICODE_PATH', entry.name, at, entry.name, other)
}

/** The name in an Info-ZIP Unicode Path field (0x7075), which some readers prefer. */
function unicodePath(extra: Uint8Array): string | undefined {
  for (let at = 0; at + 4 <= extra.length;) {
    const id = (extra[at] ?? 0) | ((extra[at + 1] ?? 0) << 8)
    const size = (extra[at + 2] ?? 0) | ((extra[at + 3] ?? 0) << 8)
    if (id === 0x7075 && size > 5)
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(extra.subarray(at + 9, at + 4 + size))
    at += 4 + size
  }
  return undefined
}

/** End of an entry with its data descriptor: 12 to 24 bytes that PyTorch writes after each record. */
async function descriptorEnd(source: ByteSource, entry: ZipEntry, local: LocalHeader): Promise<number> {
  const end = local.dataOffset + entry.compressedSize
  if (((local.flags | entry.flags) & 8) === 0) return end
  const length = Math.min(24, source.byteLength - end)
  if (length < 12) return end
  const bytes = await source.read(end, length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signed = view.getUint32(0, true) === DATA_DESCRIPTOR ? 4 : 0
  const wide =
    length >= signed + 20 &&
    view.getBigUint64(signed + 4, true) === BigInt(entry.compressedSize) &&
    view.getBigUint64(signed + 12, true) === BigInt(entry.size)
  return end + signed + (wide ? 20 : 12)
}

/** Bytes before the central directory that belong to no entry. */
async function gapAnomalies(
  source: ByteSource,
  { end }: ZipDirectory,
  ranges: readonly (readonly [start: number, end: number])[],
): Promise<ZipAnomaly[]> {
  const anomalies: ZipAnomaly[] = []
  let at = end.shift
  for (const [start, stop] of [
    ...ranges.toSorted((a, b) => a[0] - b[0]),
    [end.directoryOffset, end.directoryOffset] as const,
  ]) {
    if (start > at) {
      const hidden = await holdsHeader(source, at, start - at)
      anomalies.push(
        of(hidden ? 'ZIP_HIDDEN_ENTRY' : 'ZIP_GAP', null, at, `${start - at} bytes belong to no entry`),
      )
    }
    at = Math.max(at, stop)
  }
  return anomalies
}

async function holdsHeader(source: ByteSource, offset: number, length: number): Promise<boolean> {
  const bytes = await source.read(offset, Math.min(length, GAP_READ, source.byteLength - offset))
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    if (beginsAsZip(bytes, at)) return true
  }
  return false
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
