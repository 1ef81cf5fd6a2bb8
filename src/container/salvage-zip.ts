/** A torch.save archive without its directory: records followed from the beginning, each proven by its own header. */
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { parsePickle } from '../pickle/machine.ts'
import type { Pickle } from '../pickle/machine.ts'
import { isDescribed, localHeaderAt, localName, recordedSizes } from '../zip/local-header.ts'
import { descriptorAt, findDescriptor } from '../zip/descriptor.ts'
import type { LocalHeader } from '../zip/local-header.ts'
import { lowerAscii } from '../zip/name-index.ts'
import { entryRecord, rangeRecord } from './range-record.ts'
import type { Container, Note, StorageRecord } from './record.ts'
import { parseStorageReference } from './storage-reference.ts'
import { newWindow, pickleAt } from './window.ts'

/** A record that a local header begins. */
interface Found {
  readonly header: LocalHeader
  /** Bytes of its (packed) data that are in the file. */
  readonly held: number
  /** Whether all its data is there; null when its size cannot be known. */
  readonly whole: boolean | null
  /** Inflated size; equal to `held` for a stored record. */
  readonly size: number
  /** CRC-32 of the inflated data; null when the remaining part does not record it. */
  readonly crc32: number | null
}

/** The object graph, read. */
interface Graph {
  readonly member: string
  readonly pickle: Pickle
  readonly byteLength: number
}

const SMALL_RECORD = 64

/**
 * Follow the records of an archive that is cut off. PyTorch writes the object graph first and no size
 * into any local header: the graph is read to its STOP, and it gives the size of each storage. A storage
 * counts only where a local header names it, and where its descriptor, if still there, agrees.
 * @throws PthError PICKLE_TRUNCATED when the graph itself is cut, ENTRY_MISSING, ZIP_AMBIGUOUS,
 * FORMAT_UNSUPPORTED, LIMIT_EXCEEDED
 * @see APPNOTE.TXT 4.3.7 (local header), 4.3.9 (data descriptor)
 */
export async function salvageZip(source: ByteSource, limits: Limits): Promise<Container> {
  const window = newWindow(source)
  const found = new Map<string, Found>()
  let root: string | undefined
  let graph: Graph | undefined
  let sizes: ReadonlyMap<string, number> = new Map()
  let at = 0
  for (;;) {
    const header = await localHeaderAt(source, at)
    if (header === undefined) break
    const described = isDescribed(header)
    const recorded = recordedSizes(header)
    if (!described && recorded === undefined) break
    checkLimit(limits, 'entries', 'zip entries', found.size + 1)
    const name = lowerAscii(localName(header))
    refuse(source, header, found.has(name))
    const isGraph = graph === undefined && /^([^/]*\/)?data\.pkl$/.test(name)
    let known = (described ? undefined : recorded?.packed) ?? sizes.get(name)
    if (isGraph && header.method === 0) {
      const pickle = await pickleAt(window, header.dataOffset, localName(header), limits)
      known = pickle.end - header.dataOffset
      graph = { member: localName(header), pickle, byteLength: known }
    }
    const record = await measure(source, header, known)
    found.set(name, record)
    if (isGraph && header.method !== 0) graph = await packedGraph(source, record, limits)
    if (isGraph && graph !== undefined) {
      root = localName(header).slice(0, -'data.pkl'.length)
      sizes = storageSizes(graph.pickle, lowerAscii(root))
    }
    if (record.whole !== true) break
    const end = header.dataOffset + record.held
    at = end + (described ? ((await descriptorAt(source, end, record.held, record.size))?.length ?? 0) : 0)
  }
  if (graph === undefined || root === undefined) {
    throw new PthError('ENTRY_MISSING', {
      entry: 'data.pkl',
      needed_by: 'every torch.save archive',
      hint: 'the remaining part of the file does not contain it',
    })
  }
  const notes: Note[] = []
  const folder = lowerAscii(root)
  const order = await byteOrderOf(source, found.get(`${folder}byteorder`), notes)
  noteCut(source, found, notes)
  const record = recordOf(source, found.get(lowerAscii(graph.member)))
  return {
    facts: {
      kind: 'torch-zip',
      title: 'PyTorch archive (zip, torch.save), cut off',
      root: root.slice(0, -1),
      byteOrder: order,
      version: null,
      entryCount: null,
      alignment: null,
    },
    pickles: [{ ...graph, role: 'data', ...(record !== undefined && { record }) }],
    notes,
    findStorage: (key) => recordOf(source, found.get(lowerAscii(`${root}data/${key}`))),
  }
}

/** The graph of an archive that was zipped again: it must be whole, its packed bytes do not show their end. */
async function packedGraph(source: ByteSource, found: Found, limits: Limits): Promise<Graph | undefined> {
  const record = found.whole === true ? recordOf(source, found) : undefined
  if (record === undefined) return undefined
  const { member, byteLength } = record
  checkLimit(limits, 'pickleBytes', member, byteLength)
  const bytes = await (await record.open()).read(0, byteLength)
  return { member, byteLength, pickle: parsePickle(bytes, { member, limits }) }
}

function refuse(source: ByteSource, header: LocalHeader, doubled: boolean): void {
  if (doubled) {
    throw new PthError('ZIP_AMBIGUOUS', {
      what: `record ${localName(header)}`,
      first: 'an earlier local header',
      second: `the one at ${header.offset}`,
    })
  }
  if (/(^|\/)(constants\.pkl|code\/)/.test(localName(header))) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: source.name,
      found: 'a TorchScript archive that is cut off',
      hint: 'only archives of torch.save can be salvaged; get the whole file',
    })
  }
}

/** Bytes of each storage by its lower-cased record name; the first mention of a key counts. */
function storageSizes(pickle: Pickle, root: string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const persistent of pickle.persistents) {
    const reference = parseStorageReference(persistent)
    if (reference === undefined || reference.dtype === null) continue
    const name = lowerAscii(`${root}data/${reference.key}`)
    if (!sizes.has(name)) sizes.set(name, reference.numel * reference.dtype.itemsize)
  }
  return sizes
}

/** How much of a record is there. `known` is its packed size where the header or the graph gives it. */
async function measure(source: ByteSource, header: LocalHeader, known: number | undefined): Promise<Found> {
  const left = source.byteLength - header.dataOffset
  if (!isDescribed(header)) {
    const size = known ?? 0
    const inflated = recordedSizes(header)?.inflated ?? size
    return { header, held: Math.min(size, left), whole: size <= left, size: inflated, crc32: header.crc32 }
  }
  if (known !== undefined && header.method === 0) {
    if (known > left) return { header, held: left, whole: false, size: known, crc32: null }
    const there = await descriptorAt(source, header.dataOffset + known, known, known)
    if (there !== undefined) return { header, held: known, whole: true, size: known, crc32: there.crc32 }
  }
  // Packed, or of another size than the graph says: the descriptor itself says how long it is.
  const descriptor = await findDescriptor(source, header)
  if (descriptor === undefined) return { header, held: 0, whole: null, size: 0, crc32: null }
  const { packed, size, crc32 } = descriptor
  return { header, held: packed, whole: true, size, crc32 }
}

function recordOf(source: ByteSource, found: Found | undefined): StorageRecord | undefined {
  if (found === undefined || found.whole === null) return undefined
  const { header, held, whole, size, crc32 } = found
  if (!whole)
    return header.method === 0 ? rangeRecord(source, localName(header), header.dataOffset, held) : undefined
  return entryRecord(source, {
    name: localName(header),
    method: header.method,
    flags: header.flags,
    // 0 is none: an archive may be written without checksums.
    crc32: crc32 ?? 0,
    compressedSize: held,
    size,
    headerOffset: header.offset,
    rawName: header.rawName,
  })
}

async function byteOrderOf(
  source: ByteSource,
  found: Found | undefined,
  notes: Note[],
): Promise<'little' | 'big'> {
  const record = found?.whole === true ? recordOf(source, found) : undefined
  if (record === undefined || record.byteLength > SMALL_RECORD) {
    notes.push({
      code: 'BYTE_ORDER_ASSUMED',
      message:
        'the remaining part has no byteorder record: pth assumes little-endian, as in files of PyTorch before 2.1',
    })
    return 'little'
  }
  const content = await record.open()
  const text = new TextDecoder().decode(await content.read(0, content.byteLength))
  if (text === 'little' || text === 'big') return text
  throw new PthError('CONTAINER_INVALID', {
    what: 'record byteorder',
    expected: 'little or big',
    found: JSON.stringify(text),
  })
}

function noteCut(source: ByteSource, found: ReadonlyMap<string, Found>, notes: Note[]): void {
  const records = [...found.values()]
  const whole = records.filter((record) => record.whole === true).length
  const last = records.at(-1)
  const tail = last === undefined || last.whole === true ? '' : `; ${localName(last.header)} is cut off`
  notes.push({
    code: 'ARCHIVE_CUT_OFF',
    message:
      `the file ends after ${source.byteLength} bytes, before its directory: ${whole} ` +
      `records are complete${tail}; torch.load refuses it`,
  })
}
