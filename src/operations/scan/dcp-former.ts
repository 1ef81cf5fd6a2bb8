/**
 * Items that only the metadata of a rank names, where the metadata of all is there: an earlier save without collectives
 * left it, and a later one wrote over its bytes. PyTorch reads it when it fails on the metadata of all, so that names
 * that are not harmless are told; that nothing can be read there any more is no news.
 */
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit } from '../../limits.ts'
import { find, newContext } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { isSame, scanItem } from './dcp.ts'
import { shortName } from './dcp-folder.ts'
import type { DcpItem } from './dcp-folder.ts'

/** Verdicts that are told of bytes that may be nothing any more. */
const TOLD: ReadonlySet<string> = new Set(['dangerous', 'unknown'])

/** Scan what is left of former items. `scanned` were scanned already. @throws PthError SOURCE_UNREADABLE */
export async function scanFormer(
  context: ScanContext,
  source: ByteSource,
  former: readonly DcpItem[],
  scanned: readonly DcpItem[],
  inside: ScanInside,
): Promise<void> {
  const { limits, nested } = context
  const known = new Map(scanned.map((item) => [item.offset, item]))
  for (const item of former) {
    const { offset, length } = item
    const same = known.get(offset)
    if (same !== undefined && isSame(same, item)) continue
    if (offset < 0 || length <= 0 || offset + length > source.byteLength) continue
    const member = `former item at ${offset}${item.name === '' ? '' : ` (${shortName(item.name)})`}`
    const tried = { ...newContext(limits, context.unpacking), nested }
    await scanItem(tried, sliceSource(source, offset, length), item, member, inside)
    for (const pickle of tried.pickles) nested.bytes += pickle.byte_length
    nested.files += 1
    const over =
      nested.bytes > limits.nestedBytes
        ? overLimit(limits, 'nestedBytes', 'former items', nested.bytes)
        : nested.files > limits.pickles
          ? overLimit(limits, 'pickles', 'former items', nested.files)
          : null
    if (over !== null) {
      find(context, 'NESTED_LIMIT', 'error', member, offset, over.message)
      return
    }
    if (tried.globals.some(({ verdict }) => TOLD.has(verdict))) keep(context, tried)
  }
}

function keep(context: ScanContext, tried: ScanContext): void {
  for (const pickle of tried.pickles) context.pickles.push(pickle)
  for (const global of tried.globals) context.globals.push(global)
  for (const finding of tried.findings) context.findings.push(finding)
}
