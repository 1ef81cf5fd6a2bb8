/** One file of a distributed checkpoint (DCP) under scan: by its items where they are known, otherwise as it is. */
import { sniff } from '../../container/sniff.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { isDistcp, scanItems, walkDistcp } from './dcp.ts'
import { scanFormer } from './dcp-former.ts'
import type { DcpPart } from './dcp-folder.ts'

/** How a file is scanned that is no part of a distributed checkpoint, and what is inside of one. */
interface Ways {
  /** Gives the format of the file. @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED for what is none */
  readonly whole: () => Promise<string>
  readonly inside: ScanInside
}

/**
 * Scan a file; `part` is what the folder says of it. Gives the format of the file.
 * @throws PthError as {@link Ways.whole}, LIMIT_EXCEEDED, SOURCE_UNREADABLE
 */
export async function scanPart(
  context: ScanContext,
  source: ByteSource,
  part: DcpPart | undefined,
  { whole, inside }: Ways,
): Promise<string> {
  const items = part?.items.filter(({ former }) => !former) ?? []
  const known = part === undefined ? part : { ...part, items }
  const format = await formatOf(context, source, known, { whole, inside })
  const former = part?.items.filter((item) => item.former) ?? []
  if (former.length > 0) await scanFormer(context, source, former, items, inside)
  for (const finding of part?.findings ?? []) context.findings.push(finding)
  return format
}

async function formatOf(
  context: ScanContext,
  source: ByteSource,
  part: DcpPart | undefined,
  { whole, inside }: Ways,
): Promise<string> {
  const items = part?.items ?? []
  if (!isDistcp(source.name)) {
    if (items.length === 0) return whole()
    // Two loaders read such a file: that of its own format, and DCP, which looks at no name.
    const format = await known(whole)
    await scanItems(context, source, items, inside, false)
    return format ?? 'distcp'
  }
  if (part === undefined || part.unread !== null) {
    if (items.length > 0) await scanItems(context, source, items, inside, false)
    const why = part?.unread ?? 'it was not read'
    return (await walkDistcp(context, source, '', 0, inside, why)) ? 'distcp' : whole()
  }
  if (items.length === 0) return scanLeftOver(context, source, inside)
  if (await isSafetensors(source)) {
    const format = await whole()
    await scanItems(context, source, notAtStart(context, source, items), inside, false)
    return format
  }
  await scanItems(context, source, items, inside, true)
  return 'distcp'
}

/** A rank without items leaves an empty file. An earlier save into the same folder leaves full ones. */
async function scanLeftOver(context: ScanContext, source: ByteSource, inside: ScanInside): Promise<string> {
  if (source.byteLength > 0) await scanItems(context, source, [], inside, true)
  return 'distcp'
}

/** Undefined for what is no checkpoint by itself. */
async function known(whole: () => Promise<string>): Promise<string | undefined> {
  try {
    return await whole()
  } catch (error) {
    if (isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED')) return undefined
    throw error
  }
}

async function isSafetensors(source: ByteSource): Promise<boolean> {
  try {
    return (await sniff(source)) === 'safetensors'
  } catch (error) {
    if (isPthError(error) && !isPthError(error, 'SOURCE_UNREADABLE')) return false
    throw error
  }
}

/**
 * The items of a safetensors file that are not where DCP says that all are: at its beginning.
 * @see torch/distributed/checkpoint/filesystem.py `SerializationFormat.SAFETENSORS`
 */
function notAtStart(context: ScanContext, source: ByteSource, items: DcpPart['items']): DcpPart['items'] {
  const others = items.filter(({ offset }) => offset !== 0)
  const [first] = others
  if (first !== undefined) {
    const told = `${others.length} items are inside the bytes of a safetensors file of ${source.byteLength} bytes`
    find(context, 'DCP_ITEM', 'error', null, first.offset, told)
  }
  return others
}
