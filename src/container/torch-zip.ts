/** The zip archive of `torch.save` (1.4 to today): its root, its small records, its pickle, its storages. */
import { PthError } from '../errors.ts'
import { crc32 } from '../io/crc32.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit, overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { parsePickle } from '../pickle/machine.ts'
import { entryRecord } from './range-record.ts'
import type { Container, ContainerFacts, Note, PickleRecord, StorageRecord, WrongCrc } from './record.ts'
import { findEntry } from '../zip/directory.ts'
import type { ZipDirectory } from '../zip/directory.ts'
import type { ZipEntry } from '../zip/entry.ts'
import { openEntry } from '../zip/content.ts'
import { endingIn, notBeginningWith } from '../zip/entry-table.ts'
import { entriesByName, lowerAscii } from '../zip/name-index.ts'
import { newEntryOrder, prefetchEntries } from '../zip/plan.ts'

/** Bytes of a small text record; `byteorder` is 6, `.data/serialization_id` 40. */
const SMALL_RECORD = 64
/** @see caffe2/serialize/versions.h kMinSupportedFileFormatVersion, kMaxSupportedFileFormatVersion */
const VERSIONS = { first: 1, last: 10 }

/** What every archive of PyTorch's writer has: a root folder and small records beside the data. */
export interface TorchArchive {
  /** Folder of all records with its slash; empty when they are at the top. */
  readonly root: string
  /** The entry of a record name without the root. @throws PthError ZIP_AMBIGUOUS */
  find(name: string): ZipEntry | undefined
  /** The storage record of that name, or undefined. @throws PthError ZIP_AMBIGUOUS */
  storage(name: string): StorageRecord | undefined
  readonly facts: Omit<ContainerFacts, 'kind' | 'title'>
  readonly notes: Note[]
}

/**
 * Open the archive of `torch.save` whose directory was read.
 * @throws PthError ENTRY_MISSING, ZIP_AMBIGUOUS, ZIP_INVALID, CONTAINER_INVALID, PICKLE_*, LIMIT_EXCEEDED
 */
export async function openTorchZip(
  source: ByteSource,
  directory: ZipDirectory,
  limits: Limits,
): Promise<Container> {
  const notes: Note[] = []
  const { find, storage, facts } = await readArchive(source, directory, findRoot(directory, notes), notes)
  return {
    facts: { kind: 'torch-zip', title: 'PyTorch archive (zip, torch.save)', ...facts },
    pickles: [await readPickle(source, requireEntry(find, facts.root, 'data.pkl'), 'data', limits, notes)],
    notes,
    findStorage: (key) => storage(`data/${key}`),
  }
}

/** Read the small records of an archive below `root` (with its slash). */
export async function readArchive(
  source: ByteSource,
  directory: ZipDirectory,
  root: string,
  notes: Note[],
): Promise<TorchArchive> {
  const find = (name: string): ZipEntry | undefined => findEntry(directory, root + name)
  await prefetchRecords(source, directory, root)
  const version = await readVersion(source, find, notes)
  const byteOrder = await readByteOrder(source, find)
  const alignment = await readAlignment(source, find, notes)
  noteLayout(directory, root, notes)
  const facts = {
    root: root === '' ? '' : root.slice(0, -1),
    byteOrder,
    version,
    entryCount: directory.entries.length,
    alignment,
  }
  const order = newEntryOrder(source, directory.entries)
  const storage = (name: string): StorageRecord | undefined => {
    const entry = find(name)
    return entry === undefined ? undefined : entryRecord(source, entry, order)
  }
  return { root, find, storage, facts, notes }
}

/** Ask for the small records and the pickles together. */
async function prefetchRecords(source: ByteSource, directory: ZipDirectory, root: string): Promise<void> {
  const entries = (names: readonly string[]): readonly (ZipEntry | undefined)[] =>
    names.map((name) => directory.find(root + name)[0])
  await prefetchEntries(source, [
    { entries: entries(['.data/version', 'version', 'byteorder', '.storage_alignment']), most: SMALL_RECORD },
    { entries: entries(['data.pkl', 'constants.pkl']), most: Infinity },
  ])
}

/** The entry of a record that the format cannot do without. @throws PthError ENTRY_MISSING */
export function requireEntry(find: TorchArchive['find'], root: string | null, name: string): ZipEntry {
  const entry = find(name)
  if (entry !== undefined) return entry
  const path = root === null || root === '' ? name : `${root}/${name}`
  throw new PthError('ENTRY_MISSING', { entry: path, needed_by: 'every archive of this kind' })
}

/** Read a pickle record whole and run it. One without its recorded checksum is noted: PyTorch does not look. */
export async function readPickle(
  source: ByteSource,
  entry: ZipEntry,
  role: PickleRecord['role'],
  limits: Limits,
  notes: Note[],
  storagePrefix = '',
): Promise<PickleRecord> {
  checkLimit(limits, 'pickleBytes', entry.name, entry.size)
  const content = await openEntry(source, entry)
  const bytes = await content.read(0, entry.size)
  const wrongCrc = wrongCrcOf(entry, bytes)
  if (wrongCrc !== undefined)
    notes.push({
      code: 'PICKLE_CRC_WRONG',
      message:
        `${entry.name} does not match its recorded CRC-32: the file was damaged or edited, and names, shapes and ` +
        'values may be wrong; torch.load does not look',
    })
  const pickle = parsePickle(bytes, { member: entry.name, limits })
  const record = entryRecord(source, entry)
  return {
    member: entry.name,
    role,
    byteLength: entry.size,
    pickle,
    storagePrefix,
    record,
    ...(wrongCrc !== undefined && { wrongCrc }),
  }
}

/** A checksum of 0 may mean that none was recorded. */
function wrongCrcOf({ crc32: recorded }: ZipEntry, bytes: Uint8Array): WrongCrc | undefined {
  const found = recorded === 0 ? 0 : crc32(bytes, 0)
  return found === recorded ? undefined : { recorded, found }
}

/**
 * The folder (with its slash) that contains `data.pkl`. PyTorch takes the first entry's folder; a file
 * zipped again by hand may have others before it, so the one `data.pkl` of the archive decides then.
 */
export function findRoot(directory: ZipDirectory, notes: Note[]): string {
  const first = directory.entries[0]?.name ?? ''
  const slash = first.indexOf('/')
  const torchRoot = slash < 0 ? undefined : first.slice(0, slash + 1)
  const roots = [...entriesByName(endingIn(directory.entries, 'data.pkl')).values()]
    .map(([entry]) => entry?.name ?? '')
    .filter((name) => /(^|\/)data\.pkl$/i.test(name) && !name.startsWith('__MACOSX/'))
    .map((name) => name.slice(0, -'data.pkl'.length))
    .sort((a, b) => a.length - b.length)
  const [root, ...others] = roots
  if (root === undefined) {
    throw new PthError('ENTRY_MISSING', { entry: 'data.pkl', needed_by: 'every torch.save archive' })
  }
  const rival = others.find((other) => !lowerAscii(other).startsWith(lowerAscii(root)))
  if (rival !== undefined) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: 'root',
      first: `${root}data.pkl`,
      second: `${rival}data.pkl`,
    })
  }
  if (torchRoot === undefined || lowerAscii(torchRoot) !== lowerAscii(root)) {
    notes.push({
      code: 'ZIP_ROOT_UNUSUAL',
      message: `data.pkl is in "${root}", the first entry is "${first}": torch.load refuses such an archive`,
    })
  }
  return root
}

async function readVersion(
  source: ByteSource,
  find: (name: string) => ZipEntry | undefined,
  notes: Note[],
): Promise<string | null> {
  // With both, PyTorch uses the one in .data.
  const text = await readSmall(source, find('.data/version') ?? find('version'))
  if (text === null) {
    notes.push({
      code: 'VERSION_MISSING',
      message: 'the archive has no version record: torch.load refuses it',
    })
    return null
  }
  // C++ stoull: leading space, then digits; what follows is ignored.
  const digits = /^\s*\+?(\d{1,9})/.exec(text)?.[1]
  const version = digits === undefined ? Number.NaN : Number(digits)
  if (version >= VERSIONS.first && version <= VERSIONS.last) return text.trim()
  throw new PthError('CONTAINER_INVALID', {
    what: 'record version',
    expected: `a number from ${VERSIONS.first} to ${VERSIONS.last}`,
    found: JSON.stringify(text),
    hint: 'torch.load also refuses it',
  })
}

/** The recorded alignment in bytes; PyTorch 2 parses it as a decimal and stops at anything else, 1.13 ignores it. */
async function readAlignment(
  source: ByteSource,
  find: (name: string) => ZipEntry | undefined,
  notes: Note[],
): Promise<number | null> {
  const text = await readSmall(source, find('.storage_alignment'))
  if (text === null) return null
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text)
  notes.push({
    code: 'ALIGNMENT_INVALID',
    message: `record .storage_alignment is not a number: torch.load of PyTorch 2 refuses it`,
  })
  return null
}

async function readByteOrder(
  source: ByteSource,
  find: (name: string) => ZipEntry | undefined,
): Promise<'little' | 'big'> {
  const text = await readSmall(source, find('byteorder'))
  if (text === null || text === 'little') return 'little'
  if (text === 'big') return 'big'
  throw new PthError('CONTAINER_INVALID', {
    what: 'record byteorder',
    expected: 'little or big',
    found: JSON.stringify(text),
  })
}

/** The text of a small record; null when there is none. @throws PthError LIMIT_EXCEEDED */
async function readSmall(source: ByteSource, entry: ZipEntry | undefined): Promise<string | null> {
  if (entry === undefined) return null
  if (entry.size > SMALL_RECORD) {
    throw overFixedLimit({
      what: entry.name,
      limit: SMALL_RECORD,
      found: entry.size,
      unit: 'bytes',
      why: 'PyTorch writes at most 40',
    })
  }
  const content = await openEntry(source, entry)
  return new TextDecoder().decode(await content.read(0, entry.size))
}

function noteLayout(directory: ZipDirectory, root: string, notes: Note[]): void {
  const { trailing, decoys } = directory.end
  const leading = directory.entries.reduce(
    (least, { headerOffset }) => Math.min(least, headerOffset),
    Infinity,
  )
  if (leading > 0 && Number.isFinite(leading)) {
    notes.push({
      code: 'ZIP_LEADING_DATA',
      message: `${leading} bytes precede the first entry: torch.load refuses it`,
    })
  }
  if (decoys > 0) {
    notes.push({
      code: 'ZIP_END_DECOY',
      message: 'the last end record signature of the file is not that of the archive: torch.load refuses it',
    })
  }
  // PyTorch lists every record and takes none from outside the root, in just this spelling.
  const strangers = notBeginningWith(directory.entries, root)
  const [stranger] = strangers
  if (stranger !== undefined) {
    notes.push({
      code: 'ZIP_ENTRY_OUTSIDE_ROOT',
      message: `${strangers.length} entries are not in "${root}", such as "${stranger.name}": torch.load refuses it`,
    })
  }
  if (trailing > 0) notes.push({ code: 'ZIP_TRAILING_DATA', message: `${trailing} bytes follow the archive` })
}
