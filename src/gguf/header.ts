/** The header of a GGUF file: version, metadata, and where every tensor is. @see ggml/docs/gguf.md */
import { PthError } from '../errors.ts'
import { checkLimit, overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import type { ByteSource } from '../io/source.ts'
import { broken, checkRoom, NeedsMore, newGgufCursor, take, takeName, takeSize, takeU32 } from './cursor.ts'
import type { GgufCursor } from './cursor.ts'
import { checkPlaces } from './places.ts'
import { takeProperties } from './properties.ts'
import type { GgufProperty } from './properties.ts'
import type { GgufTensor } from './tensor.ts'
import { ggmlType, unknownTypeName } from './types.ts'

/** What is in the header. */
export interface GgufHeader {
  readonly version: number
  readonly littleEndian: boolean
  /** Where tensors begin: at multiples of this, in bytes. */
  readonly alignment: number
  readonly properties: readonly GgufProperty[]
  /** In file order. */
  readonly tensors: readonly GgufTensor[]
  /** Where the data begins, in bytes. */
  readonly dataStart: number
}

/** Bytes that are read first; tokenizers make headers of up to 20 MB. */
const FIRST_BYTES = 1 << 17
/** @see ggml.h `GGML_MAX_DIMS` */
const DIMENSIONS = 4
const DEFAULT_ALIGNMENT = 32
const ALIGNMENT = 'general.alignment'

/**
 * Read and check the header; no tensor is read.
 * @throws PthError CONTAINER_INVALID, FORMAT_UNSUPPORTED for other versions, LIMIT_EXCEEDED
 */
export async function readGgufHeader(source: ByteSource, limits: Limits): Promise<GgufHeader> {
  const most = Math.min(source.byteLength, limits.directoryBytes)
  for (let length = Math.min(most, FIRST_BYTES); ;) {
    const bytes = await source.read(0, length)
    try {
      return parseGgufHeader(bytes, source.byteLength, source.name, limits)
    } catch (error) {
      if (!(error instanceof NeedsMore)) throw error
      if (error.needed > most)
        throw overLimit(limits, 'directoryBytes', `header of ${source.name}`, error.needed)
      length = Math.min(most, Math.max(2 * length, error.needed))
    }
  }
}

/**
 * Parse a header from the beginning of a file of `fileBytes` bytes.
 * @throws NeedsMore, and as {@link readGgufHeader}
 */
function parseGgufHeader(bytes: Uint8Array, fileBytes: number, path: string, limits: Limits): GgufHeader {
  const cursor = newGgufCursor(bytes, fileBytes, path)
  take(cursor, 4, 'signature')
  const version = takeVersion(cursor)
  const tensorCount = takeSize(cursor, 'number of tensors')
  const keyCount = takeSize(cursor, 'number of metadata keys')
  const properties = takeProperties(cursor, keyCount, limits)
  const described = takeTensors(cursor, tensorCount, limits)
  const alignment = alignmentOf(cursor, properties)
  const dataStart = Math.ceil(cursor.at / alignment) * alignment
  const tensors = described.map((tensor) => ({ ...tensor, offset: dataStart + tensor.offset }))
  checkPlaces(cursor, tensors, dataStart, alignment)
  return { version, littleEndian: cursor.littleEndian, alignment, properties, tensors, dataStart }
}

/** A version whose low half is empty was written in the other byte order. @see gguf_reader.py `GGUFReader.__init__` */
function takeVersion(cursor: GgufCursor): number {
  let version = takeU32(cursor, 'version')
  if (version % 65_536 === 0 && version !== 0) {
    cursor.littleEndian = false
    version = cursor.view.getUint32(4, false)
  }
  if (version === 2 || version === 3) return version
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: cursor.path,
    found: `a GGUF model of version ${version}`,
    hint: 'pth reads versions 2 and 3; quantize or convert it again with llama.cpp of today',
  })
}

function takeTensors(cursor: GgufCursor, count: number, limits: Limits): GgufTensor[] {
  // A name of no letters, the number of dimensions, a type and an offset.
  checkRoom(cursor, count, 24, 'number of tensors')
  checkLimit(limits, 'places', 'tensors of the header', count)
  const names = new Set<string>()
  const tensors: GgufTensor[] = []
  let characters = 0
  for (let index = 0; index < count; index += 1) {
    const { at } = cursor
    const name = takeName(cursor, 'name of a tensor')
    if (names.has(name)) throw broken({ ...cursor, at }, 'tensors', 'every name once', `"${name}" twice`)
    names.add(name)
    characters += name.length
    checkLimit(limits, 'nameLength', 'names of tensors', characters)
    tensors.push(takeTensor(cursor, name))
  }
  return tensors
}

/** Its offset counts from the beginning of the data. */
function takeTensor(cursor: GgufCursor, name: string): GgufTensor {
  const what = `tensor "${name}"`
  const dimensions = takeU32(cursor, `dimensions of ${what}`)
  if (dimensions > DIMENSIONS)
    throw broken(cursor, `dimensions of ${what}`, `at most ${DIMENSIONS}, as ggml has`, String(dimensions))
  const extents: number[] = []
  for (let dim = 0; dim < dimensions; dim += 1) extents.push(takeSize(cursor, `shape of ${what}`))
  const { at } = cursor
  const id = takeU32(cursor, `type of ${what}`)
  const type = ggmlType(id) ?? null
  const offset = takeSize(cursor, `offset of ${what}`)
  // A zero does not forgive an overflow of the other sizes.
  const product = extents.reduce((sum, size) => sum * Math.max(1, size), 1)
  const numel = extents.includes(0) ? 0 : product
  const [first = 1] = extents
  const { blockElements = 1, blockBytes = 0 } = type ?? {}
  if (first % blockElements !== 0)
    throw broken(
      { ...cursor, at },
      `first dimension of ${what}`,
      `a multiple of ${blockElements}, the block of ${type?.name}`,
      String(first),
    )
  const nbytes = type === null ? null : (numel / blockElements) * blockBytes
  if (product > Number.MAX_SAFE_INTEGER || (nbytes ?? 0) > Number.MAX_SAFE_INTEGER)
    throw broken(
      { ...cursor, at },
      `shape of ${what}`,
      'fewer than 2^53 bytes',
      `[${extents.toReversed().join(', ')}]`,
    )
  return {
    name,
    type,
    typeName: type?.name ?? unknownTypeName(id),
    shape: extents.toReversed(),
    offset,
    nbytes,
  }
}

function alignmentOf(cursor: GgufCursor, properties: readonly GgufProperty[]): number {
  const found = properties.find(({ key }) => key === ALIGNMENT)
  if (found === undefined) return DEFAULT_ALIGNMENT
  const { type, value } = found
  if (type === 'uint32' && typeof value === 'number' && value > 0 && Number.isInteger(Math.log2(value)))
    return value
  throw broken(cursor, ALIGNMENT, 'a power of two as uint32', `${type} ${String(value)}`)
}
