/**
 * The folder of a distributed checkpoint (DCP): which bytes of which file each `.metadata` calls an item. The pickle is
 * read as inert values and is trusted in nothing.
 * @see torch/distributed/checkpoint/filesystem.py `read_metadata`, `read_data`
 */
import { attributesOf } from '../../checkpoint/distributed/attributes.ts'
import { placeOf } from '../../checkpoint/distributed/dcp/place.ts'
import { METADATA_CLASS } from '../../checkpoint/distributed/dcp/names.ts'
import { isPlainName } from '../../checkpoint/distributed/folder.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { parsePickle } from '../../pickle/machine.ts'
import { dictEntries, getItem, isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import type { ScanFinding } from './finding.ts'

/** One value of a distributed checkpoint: `length` bytes at `offset` of a file. */
export interface DcpItem {
  /** Its fully qualified name in the state_dict; empty when `.metadata` has none. */
  readonly name: string
  /** Bytes from the beginning of the file. May lie outside of the file. */
  readonly offset: number
  /** Bytes, before they are unpacked. */
  readonly length: number
  /** How the bytes are unpacked, first to last, such as `stream.zstd/1`. */
  readonly transforms: readonly string[]
  /** Named by the metadata of a rank alone, beside metadata of all: a later save may lie over its bytes. */
  readonly former: boolean
}

/** What the `.metadata` files of one folder say. */
export interface DcpFolder {
  /** The items by the name of their file in the folder. */
  readonly items: ReadonlyMap<string, readonly DcpItem[]>
  /** Why the items are not known, or not all of them; null when every record was read. */
  readonly unread: string | null
  /** What is wrong with the records, by the name of the metadata file. */
  readonly findings: ReadonlyMap<string, readonly ScanFinding[]>
}

/** One file of a folder under scan. */
export interface DcpPart {
  readonly items: readonly DcpItem[]
  readonly unread: string | null
  readonly findings: readonly ScanFinding[]
}

/** What the folder says about the file `name` in it; undefined for a file that has no part in it. */
export function dcpPart(folder: DcpFolder, name: string): DcpPart | undefined {
  const items = folder.items.get(name) ?? []
  const findings = folder.findings.get(name) ?? []
  if (items.length === 0 && findings.length === 0 && !name.endsWith('.distcp')) return undefined
  return { items, unread: folder.unread, findings }
}

/** Names of one kind of finding that are listed one by one. */
const LISTED = 10

/** A metadata file of a folder. */
export interface DcpMetadata {
  readonly name: string
  /** Null when it cannot be opened. */
  readonly source: ByteSource | null
}

/**
 * Read the metadata files of a folder. What cannot be read of them is told in the answer.
 * @param names the names of everything in the folder
 */
export async function readDcpFolder(
  metadata: readonly DcpMetadata[],
  names: ReadonlySet<string>,
  limits: Limits = DEFAULT_LIMITS,
): Promise<DcpFolder> {
  const items = new Map<string, DcpItem[]>()
  const findings = new Map<string, readonly ScanFinding[]>()
  const expected = [...names].some((name) => name.endsWith('.distcp'))
  let unread: string | null = null
  let whole = false
  // The metadata of all first: where it can be read, PyTorch reads no other.
  for (const { name, source } of metadata.toSorted((one, other) => one.name.length - other.name.length)) {
    const read = await readItems(source, name, limits)
    if (read.items === null) {
      unread ??= read.why
      if (expected || read.distributed) findings.set(name, [unknownItems(read)])
      continue
    }
    const former = whole
    whole ||= name === '.metadata'
    findings.set(name, judgePaths(read.items, names, former))
    for (const [path, some] of read.items) {
      const found = former ? some.map((item) => ({ ...item, former })) : some
      const known = items.get(path)
      if (known === undefined) items.set(path, found)
      else for (const item of found) known.push(item)
    }
  }
  return { items, unread, findings }
}

/** The items of one metadata file by their path, or why they cannot be known. */
type ReadItems =
  | { readonly items: Map<string, DcpItem[]> }
  | {
      readonly items: null
      readonly why: string
      /** Whether the pickle was read, and is another one than DCP writes: somebody meant it to be. */
      readonly odd: boolean
      /** Whether it names something of torch.distributed: other programs have files of this name too. */
      readonly distributed: boolean
    }

async function readItems(source: ByteSource | null, name: string, given: Limits): Promise<ReadItems> {
  if (source === null) return { items: null, why: `${name} cannot be opened`, odd: false, distributed: false }
  const limits = limitsFor(given, source.byteLength)
  let distributed = false
  const onGlobal = ({ module }: { readonly module: string }): void => {
    distributed ||= module.startsWith('torch.distributed')
  }
  try {
    checkLimit(limits, 'pickleBytes', name, source.byteLength)
    const bytes = await source.read(0, source.byteLength)
    const items = itemsOf(parsePickle(bytes, { member: name, limits, onGlobal }).value, name, limits)
    return typeof items === 'string' ? { items: null, why: items, odd: true, distributed } : { items }
  } catch (error) {
    if (!isPthError(error)) throw error
    return { items: null, why: error.message, odd: false, distributed }
  }
}

function unknownItems({ why, odd }: { readonly why: string; readonly odd: boolean }): ScanFinding {
  const detail = `${why}: which bytes of the folder are loaded is not known`
  const rule = odd ? 'DCP_ITEM' : 'MEMBER_UNREADABLE'
  return { rule, severity: 'error', member: null, offset: null, detail }
}

function itemsOf(root: PickleValue, name: string, limits: Limits): Map<string, DcpItem[]> | string {
  const metadata = attributesOf(root, METADATA_CLASS)
  if (metadata === undefined) return `${name} is not the record that DCP writes`
  const storage = getItem(metadata, 'storage_data')
  if (!isKind(storage, 'dict') || storage.attributes !== null)
    return `storage_data in ${name} is not a plain dict`
  const items = new Map<string, DcpItem[]>()
  let count = 0
  for (const [index, info] of dictEntries(storage)) {
    count += 1
    checkLimit(limits, 'entries', `items in ${name}`, count)
    const read = itemOf(index, info)
    if (read === undefined) return `an entry of storage_data in ${name} is not what DCP writes`
    const known = items.get(read.path)
    if (known === undefined) items.set(read.path, [read.item])
    else known.push(read.item)
  }
  return items
}

/** One entry; undefined when it is not path, offset and length in plain values. */
function itemOf(
  index: PickleValue,
  info: PickleValue,
): { readonly path: string; readonly item: DcpItem } | undefined {
  const place = placeOf(info)
  if (place === undefined) return undefined
  const { path, ...item } = place
  return { path, item: { name: nameOfIndex(index), ...item, former: false } }
}

/** Only a label: what a hostile index hides is not looked for here. */
function nameOfIndex(index: PickleValue): string {
  const attributes = attributesOf(index, /\.MetadataIndex$/)
  const name = attributes === undefined ? undefined : getItem(attributes, 'fqn')
  return typeof name === 'string' ? name : ''
}

/** Paths that lead out of the folder, which nothing here follows, and files that are needed and not there. */
function judgePaths(
  items: ReadonlyMap<string, readonly DcpItem[]>,
  names: ReadonlySet<string>,
  former: boolean,
): ScanFinding[] {
  const outside: string[] = []
  const missing: string[] = []
  for (const path of items.keys())
    if (!isPlainName(path)) outside.push(path)
    else if (!former && !names.has(path)) missing.push(path)
  return [
    ...listed(outside).map((path): ScanFinding => {
      const detail = `relative_path ${path}: not the name of a file in the folder; it was not opened`
      return { rule: 'DCP_PATH', severity: 'error', member: null, offset: null, detail }
    }),
    ...listed(missing).map((path): ScanFinding => {
      const detail = `items are in ${path}, which is not in the folder: they could not be scanned`
      return { rule: 'MEMBER_UNREADABLE', severity: 'error', member: null, offset: null, detail }
    }),
  ]
}

/** Text of each path in quotes; what is beyond the first few is a number. */
function listed(paths: readonly string[]): string[] {
  const shown = paths.slice(0, LISTED).map((path) => JSON.stringify(shortName(path)))
  return paths.length > LISTED ? [...shown, `of ${paths.length - LISTED} more files`] : shown
}

/** Characters of a name from a file that a message repeats. */
const NAME_LENGTH = 100

/** A name as a message repeats it: the whole may be megabytes. */
export function shortName(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH)}…` : name
}
