/**
 * A `.distcp` file of `torch.distributed.checkpoint` (DCP) under scan: what torch.save wrote for each item, one archive
 * after another, without bytes in between. `.metadata` says which bytes are an item; without it the archives are found.
 * @see torch/distributed/checkpoint/filesystem.py `_write_item`
 */
import { isPthError } from '../../errors.ts'
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit, overLimit } from '../../limits.ts'
import { findEndRecord } from '../../zip/end-record.ts'
import type { EndRecord } from '../../zip/end-record.ts'
import { beginsAsZip } from '../../zip/signatures.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { shortName } from './dcp-folder.ts'
import type { DcpItem } from './dcp-folder.ts'
import { untransformed } from './dcp-transforms.ts'
import { scanZip } from './zip.ts'

/** Bytes `[offset, offset + length)` of the file: one archive, or what lies in no archive. */
interface Part {
  readonly offset: number
  readonly length: number
  readonly archive: boolean
}

/**
 * Whether a file has the name of what a rank of DCP writes, or of a copy of it that was not finished: DCP loads that
 * one only where `.metadata` names it. Elsewhere several archives in one are an attack.
 */
export function isDistcp(name: string): boolean {
  return name.endsWith('.distcp') || name.endsWith('.distcp.tmp')
}

/**
 * Find the archives of a file and scan each as a file of its own, then the bytes in none of them. False when the file
 * contains no archive.
 * @param file its path in the archives around it; empty for a file of its own
 * @param why why its items are not known
 * @throws PthError of a zip directory, LIMIT_EXCEEDED, SOURCE_UNREADABLE
 */
export async function walkDistcp(
  context: ScanContext,
  source: ByteSource,
  file: string,
  depth: number,
  inside: ScanInside,
  why: string,
): Promise<boolean> {
  const parts = await partsOf(context, source)
  const prefix = file === '' ? '' : `${file} > `
  if (!parts.some(({ archive }) => archive)) return false
  for (const { offset, length, archive } of parts) {
    const member = `${prefix}${archive ? 'item' : 'bytes'} at ${offset}`
    const content = sliceSource(source, offset, length)
    if (archive) await scanZip(context, content, `${member} > `, depth + 1, inside)
    else {
      find(context, 'ZIP_GAP', 'warning', member, offset, `${length} bytes are in no archive of the file`)
      await inside(context, content, member, depth + 1)
    }
  }
  const told =
    'every archive was scanned as a file of its own. .metadata says which bytes are loaded, as an archive inside ' +
    `the bytes of a tensor may be: ${why}. Byte items are loaded with weights_only=False`
  find(context, 'DCP_PARTS', 'warning', file === '' ? null : file, null, told)
  return true
}

/**
 * Scan every item that `.metadata` names as a file of its own, and with `gaps` the bytes that it does not name.
 * @throws PthError LIMIT_EXCEEDED, SOURCE_UNREADABLE
 */
export async function scanItems(
  context: ScanContext,
  source: ByteSource,
  items: readonly DcpItem[],
  inside: ScanInside,
  gaps: boolean,
): Promise<void> {
  let end = 0
  let before: DcpItem | undefined
  for (const item of sorted(items)) {
    if (before !== undefined && isSame(before, item)) continue
    const member = `item at ${item.offset}${item.name === '' ? '' : ` (${shortName(item.name)})`}`
    if (!isInside(context, source, item, member)) continue
    if (gaps && item.offset > end) await scanUnnamed(context, source, end, item.offset, inside)
    const length = Math.min(item.length, source.byteLength - item.offset)
    if (item.offset < end && !mayOverlap(context, item, length, before, member)) return
    if (length > 0) await scanItem(context, sliceSource(source, item.offset, length), item, member, inside)
    end = Math.max(end, item.offset + length)
    before = item
  }
  if (gaps && end < source.byteLength) await scanUnnamed(context, source, end, source.byteLength, inside)
}

/** By their place, the longer ones first. */
function sorted(items: readonly DcpItem[]): DcpItem[] {
  return items.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
}

/** Whether two are one: several ranks may name it. */
export function isSame(a: DcpItem, b: DcpItem): boolean {
  return a.offset === b.offset && a.length === b.length && a.transforms.join('\0') === b.transforms.join('\0')
}

/** Whether any of an item can be read. What leads out of the file is a finding: what is there of it is scanned. */
function isInside(context: ScanContext, source: ByteSource, item: DcpItem, member: string): boolean {
  const { offset, length } = item
  if (offset >= 0 && length >= 0 && offset + length <= source.byteLength) return true
  const told = `${length} bytes at ${offset} are not inside a file of ${source.byteLength} bytes`
  find(context, 'DCP_ITEM', 'error', member, null, told)
  return offset >= 0 && length > 0 && offset < source.byteLength
}

/**
 * Note that an item shares bytes with one before it. False when the bytes that are scanned more than once are over
 * their budget.
 */
function mayOverlap(
  context: ScanContext,
  item: DcpItem,
  length: number,
  before: DcpItem | undefined,
  member: string,
): boolean {
  const other = before === undefined || before.name === '' ? 'another item' : shortName(before.name)
  const told = `begins inside the bytes of ${other}: whoever loads it reads what is meant to be something else`
  find(context, 'DCP_ITEM', 'error', member, item.offset, told)
  const { limits, nested } = context
  nested.bytes += length
  nested.files += 1
  const over =
    nested.bytes > limits.nestedBytes
      ? overLimit(limits, 'nestedBytes', 'items that share bytes', nested.bytes)
      : nested.files > limits.pickles
        ? overLimit(limits, 'pickles', 'items that share bytes', nested.files)
        : null
  if (over !== null) find(context, 'NESTED_LIMIT', 'error', member, item.offset, over.message)
  return over === null
}

/** One item is what torch.load gets: an archive, or an older form. What cannot be read may hold anything. */
export async function scanItem(
  context: ScanContext,
  packed: ByteSource,
  item: DcpItem,
  member: string,
  inside: ScanInside,
): Promise<void> {
  try {
    const content = await untransformed(context, packed, item.transforms, member)
    const head = await content.read(0, Math.min(4, content.byteLength))
    if (beginsAsZip(head)) await scanZip(context, content, `${member} > `, 1, inside)
    else await inside(context, content, member, 1)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    find(context, 'MEMBER_UNREADABLE', 'error', member, item.offset, error.message)
  }
}

/** Bytes that no item names: no loader reads them, and a changed `.metadata` makes it read them. */
async function scanUnnamed(
  context: ScanContext,
  source: ByteSource,
  start: number,
  end: number,
  inside: ScanInside,
): Promise<void> {
  const member = `bytes at ${start}`
  find(context, 'DCP_UNNAMED', 'warning', member, start, `${end - start} bytes are in no item of .metadata`)
  const content = sliceSource(source, start, end - start)
  for (const { offset, length, archive } of await partsOf(context, content)) {
    const part = sliceSource(content, offset, length)
    if (!archive) {
      await inside(context, part, `bytes at ${start + offset}`, 1)
      continue
    }
    await scanItem(
      context,
      part,
      { name: '', offset: start + offset, length, transforms: [], former: false },
      `archive at ${start + offset}`,
      inside,
    )
  }
}

/** The parts of the file in order, found from its end: each archive says where it begins. */
async function partsOf(context: ScanContext, source: ByteSource): Promise<Part[]> {
  const parts: Part[] = []
  let end = source.byteLength
  while (end > 0) {
    checkLimit(context.limits, 'entries', 'archives and gaps in one file', parts.length + 1)
    const record = await endOf(sliceSource(source, 0, end))
    if (record === undefined) {
      parts.push({ offset: 0, length: end, archive: false })
      break
    }
    const stop = end - record.trailing
    if (record.trailing > 0) parts.push({ offset: stop, length: record.trailing, archive: false })
    parts.push({ offset: record.shift, length: stop - record.shift, archive: true })
    end = record.shift
  }
  return parts.toReversed()
}

/** The last end record; undefined when there is no archive. */
async function endOf(source: ByteSource): Promise<EndRecord | undefined> {
  try {
    return await findEndRecord(source)
  } catch (error) {
    if (isPthError(error, 'ZIP_INVALID', 'SOURCE_TRUNCATED')) return undefined
    throw error
  }
}
