/**
 * A `.distcp` file of `torch.distributed.checkpoint` (DCP) under scan: what torch.save wrote for each item, one archive
 * after another, without bytes in between.
 * @see torch/distributed/checkpoint/filesystem.py `_write_item`
 */
import { isPthError } from '../../errors.ts'
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit } from '../../limits.ts'
import { findEndRecord } from '../../zip/end-record.ts'
import type { EndRecord } from '../../zip/end-record.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'
import type { ScanInside } from './stream.ts'
import { scanZip } from './zip.ts'

/** Bytes `[offset, offset + length)` of the file: one archive, or what lies in no archive. */
interface Part {
  readonly offset: number
  readonly length: number
  readonly archive: boolean
}

/** Whether a file has the name of what a rank of DCP writes. Elsewhere several archives in one are an attack. */
export function isDistcp({ name }: ByteSource): boolean {
  return name.endsWith('.distcp')
}

/**
 * Scan every archive as a file of its own, then the bytes in none of them. False when the file contains no archive.
 * @throws PthError of a zip directory, LIMIT_EXCEEDED, SOURCE_UNREADABLE
 */
export async function scanDistcp(
  context: ScanContext,
  source: ByteSource,
  inside: ScanInside,
): Promise<boolean> {
  const parts = await partsOf(context, source)
  if (!parts.some(({ archive }) => archive)) return false
  for (const { offset, length, archive } of parts) {
    const member = `${archive ? 'item' : 'bytes'} at ${offset}`
    const content = sliceSource(source, offset, length)
    if (archive) await scanZip(context, content, `${member} > `, 1, inside)
    else {
      find(context, 'ZIP_GAP', 'warning', member, offset, `${length} bytes are in no archive of the file`)
      await inside(context, content, member, 1)
    }
  }
  const told =
    'every archive was scanned as a file of its own. .metadata says which bytes are loaded, as an archive inside ' +
    'the bytes of a tensor may be: it was not read. Byte items are loaded with weights_only=False'
  find(context, 'DCP_PARTS', 'warning', null, null, told)
  return true
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
