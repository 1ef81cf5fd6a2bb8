/** numpy's `.npz`: a zip of `.npy` files, each an array with a small header. */
import { dtypeByNumpy } from '../dtype/dtype.ts'
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { sliceSource } from '../io/source.ts'
import { overFixedLimit } from '../limits.ts'
import type { ArrayRecord, Container, StorageRecord } from './record.ts'
import { entryRecord, recordAs } from './range-record.ts'
import { findEntry } from '../zip/directory.ts'
import type { ZipDirectory } from '../zip/directory.ts'
import type { ZipEntry } from '../zip/entry.ts'
import { openEntry } from '../zip/content.ts'

/** Bytes of one `.npy` header; numpy refuses more than 10,000 by default. */
const HEADER_BYTES = 65_536

/**
 * Open an `.npz`: the headers are read, no array is.
 * @throws PthError CONTAINER_INVALID, ZIP_AMBIGUOUS, ZIP_INVALID
 * @see numpy/lib/format.py
 */
export async function openNpz(source: ByteSource, directory: ZipDirectory): Promise<Container> {
  const arrays: ArrayRecord[] = []
  for (const { name } of directory.entries) {
    const entry = findEntry(directory, name)
    if (entry !== undefined) arrays.push(await readNpy(source, entry))
  }
  return {
    facts: {
      kind: 'npz',
      title: 'NumPy archive (.npz)',
      root: '',
      byteOrder: 'little',
      version: null,
      entryCount: arrays.length,
      alignment: null,
    },
    pickles: [],
    notes: [],
    arrays,
    findStorage: (key) => arrays.find(({ storageKey }) => storageKey === key)?.record ?? undefined,
  }
}

async function readNpy(source: ByteSource, entry: ZipEntry): Promise<ArrayRecord> {
  const content = await openEntry(source, entry)
  const start = await content.read(0, Math.min(12, entry.size))
  const view = new DataView(start.buffer, start.byteOffset, start.length)
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
  if (start.length < 12 || !magic.every((byte, at) => start[at] === byte)) {
    throw new PthError('CONTAINER_INVALID', {
      what: entry.name,
      offset: 0,
      expected: 'a .npy header',
      found: 'something else',
    })
  }
  const wide = view.getUint8(6) >= 2
  const headerStart = wide ? 12 : 10
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true)
  if (length > HEADER_BYTES) {
    throw overFixedLimit({
      what: `header of ${entry.name}`,
      limit: HEADER_BYTES,
      found: length,
      unit: 'bytes',
      why: 'numpy writes fewer than 10,000',
    })
  }
  const text = new TextDecoder().decode(await content.read(headerStart, length))
  const header = parseNpyHeader(text)
  if (header === undefined) {
    throw new PthError('CONTAINER_INVALID', {
      what: `header of ${entry.name}`,
      offset: headerStart,
      expected: 'descr, fortran_order and shape',
      found: text.trim().slice(0, 80),
    })
  }
  const { descr, fortran, shape } = header
  const known = descr === undefined ? null : (dtypeByNumpy(descr.slice(1)) ?? null)
  return {
    name: entry.name.slice(0, -'.npy'.length),
    role: 'weights',
    type: 'numpy.ndarray',
    dtype: known,
    dtypeName: known?.name ?? descr ?? 'structured',
    shape,
    stride: fortran ? columnMajor(shape) : null,
    storageOffset: 0,
    requiresGrad: false,
    parameter: false,
    storageKey: entry.name,
    record: tail(source, entry, headerStart + length),
    bigEndian: descr?.startsWith('>') === true,
    problem: descr?.slice(1) === 'O' ? 'it contains Python objects (a pickle inside the .npy)' : null,
  }
}

/** What follows the header. */
function tail(source: ByteSource, entry: ZipEntry, offset: number): StorageRecord {
  const whole = entryRecord(source, entry)
  const byteLength = entry.size - offset
  return recordAs(whole, {
    byteLength,
    crc32: null,
    open: async () => sliceSource(await whole.open(), offset, byteLength),
    locate: async () => {
      const at = await whole.locate()
      return at === null ? null : at + offset
    },
  })
}

function columnMajor(shape: readonly number[]): number[] {
  const stride: number[] = []
  let step = 1
  for (const size of shape) {
    stride.push(step)
    step *= size
  }
  return stride
}

/** The parts of a `.npy` header; `descr` is undefined for structured types. Undefined when it is not one. */
export function parseNpyHeader(
  text: string,
):
  | { readonly descr: string | undefined; readonly fortran: boolean; readonly shape: readonly number[] }
  | undefined {
  const descr = /'descr': '([<>|=][a-zA-Z]\d{0,9}(?:\[\w{1,8}\])?)'/.exec(text)?.[1]
  const order = /'fortran_order': (True|False)/.exec(text)?.[1]
  const dims = /'shape': \(([\d, L]*)\)/.exec(text)?.[1]
  if (order === undefined || dims === undefined || !text.includes("'descr':")) return undefined
  const shape = dims
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => Number.parseInt(part, 10))
  if (!shape.every((size) => Number.isSafeInteger(size))) return undefined
  return { descr, fortran: order === 'True', shape }
}
