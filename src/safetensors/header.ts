/** The header of a safetensors file: parsed and held to the official rules before any tensor is believed. */
import { SALVAGE } from '../salvage.ts'
import { PthError } from '../errors.ts'
import type { PthErrorDetails } from '../errors.ts'
import { checkLimit, overFixedLimit, overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { isJsonObject, jsonInteger, jsonItems, parseJsonBytes } from '../json/parse.ts'
import type { Json, JsonLimit, JsonObject } from '../json/parse.ts'
import { scanHeader } from './header-scan.ts'

/** One tensor of a header. Offsets are bytes from the beginning of the data, half-open. */
export interface SafetensorsEntry {
  readonly name: string
  /** As the header spells it, such as `F32`. */
  readonly dtype: string
  /** Elements; an F4 shape counts single 4-bit values. */
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

export interface SafetensorsHeader {
  /** In the order of the header. */
  readonly tensors: readonly SafetensorsEntry[]
  /** `__metadata__`; null when there is none. */
  readonly metadata: ReadonlyMap<string, string> | null
}

/** Bytes of the length word before the header. */
export const LENGTH_BYTES = 8
/** Largest header, in bytes. @see safetensors `MAX_HEADER_SIZE`; the largest known real one has 20 MB */
export const HEADER_BYTES = 100_000_000

/** Bits of one element. @see safetensors `Dtype::bitsize` */
export const DTYPE_BITS: ReadonlyMap<string, number> = new Map([
  ['BOOL', 8],
  ['F4', 4],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
  ['U8', 8],
  ['I8', 8],
  ['F8_E5M2', 8],
  ['F8_E4M3', 8],
  ['F8_E8M0', 8],
  ['F8_E4M3FNUZ', 8],
  ['F8_E5M2FNUZ', 8],
  ['I16', 16],
  ['U16', 16],
  ['F16', 16],
  ['BF16', 16],
  ['I32', 32],
  ['U32', 32],
  ['F32', 32],
  ['C64', 64],
  ['F64', 64],
  ['I64', 64],
  ['U64', 64],
])

const METADATA = '__metadata__'
const MAX_U64 = 2n ** 64n - 1n

/**
 * The length of the header that the first 8 bytes give.
 * @throws PthError SAFETENSORS_INVALID when the file cannot hold it, LIMIT_EXCEEDED over 100 MB
 */
export function parseHeaderLength(word: Uint8Array, fileBytes: number, path: string): number {
  if (word.length < LENGTH_BYTES)
    throw broken(path, 'HEADER_TOO_SMALL', `the file has ${fileBytes} bytes, 8 are needed`)
  const length = new DataView(word.buffer, word.byteOffset, LENGTH_BYTES).getBigUint64(0, true)
  if (length > BigInt(HEADER_BYTES)) {
    throw overFixedLimit({
      what: `safetensors header of ${path}`,
      limit: HEADER_BYTES,
      found: Number(length),
      unit: 'bytes',
      why: 'the official reader refuses more, too',
    })
  }
  if (length > BigInt(fileBytes - LENGTH_BYTES)) {
    throw broken(
      path,
      'HEADER_TOO_LONG',
      `the header has ${length} bytes, the file ${fileBytes - LENGTH_BYTES} after the length: it ` +
        'is cut off inside the header, ' +
        'and no tensor can be found without it; download or copy it again',
    )
  }
  return Number(length)
}

/** How a header is read. */
export interface HeaderOptions {
  /** Accept data that ends early: the caller marks the tensors that reach past it. */
  readonly salvage?: boolean
  /** Refuse more tensors than `places`; any number when absent. */
  readonly limits?: Limits
}

/** Values of the JSON of one tensor of four dimensions, and some more. */
const VALUES = 12
/** No string of JSON has these bytes inside: its quotes are escaped. */
const FIELD = new TextEncoder().encode('"data_offsets"')

/**
 * Refuse a header of too many tensors before a value of it is made: each writes this field. What is spelled in another
 * way is bounded by the values.
 * @throws PthError LIMIT_EXCEEDED
 */
function tensorLimit(bytes: Uint8Array, limits: Limits): JsonLimit {
  let count = 0
  for (let at = indexOfField(bytes, 0); at >= 0; at = indexOfField(bytes, at + FIELD.length)) count += 1
  checkLimit(limits, 'places', 'tensors of the header', count)
  const most = VALUES * limits.places
  return {
    most,
    over: () => overLimit(limits, 'places', 'tensors and sizes of the header', limits.places + 1),
  }
}

function indexOfField(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x5f, from); at >= 0; at = bytes.indexOf(0x5f, at + 1)) {
    // The underscore is the sixth byte of the field.
    const start = at - 5
    if (start >= from && FIELD.every((byte, index) => bytes[start + index] === byte)) return start
  }
  return -1
}

/**
 * Parse and check a header. `dataBytes` is what follows it in the file.
 * Stricter than the official reader in three things, each refused by name: repeated keys, dimensions
 * past 2^53, and nesting past 128 in fields that nobody reads.
 * @throws PthError SAFETENSORS_INVALID, JSON_INVALID, LIMIT_EXCEEDED
 * @see safetensors `SafeTensors::read_metadata` and `Metadata::validate`
 */
export function parseSafetensorsHeader(
  bytes: Uint8Array,
  dataBytes: number,
  path: string,
  { salvage = false, limits }: HeaderOptions = {},
): SafetensorsHeader {
  const limit = limits && tensorLimit(bytes, limits)
  const scanned = scanHeader(bytes, (dtype) => DTYPE_BITS.get(dtype), limit?.most ?? Infinity)
  if (scanned !== undefined) {
    checkLayout(scanned.tensors, dataBytes, path, salvage)
    return scanned
  }
  return parseAnyHeader(bytes, dataBytes, path, { salvage, limit })
}

/** A header of any spelling that JSON allows, by the reader of JSON. @throws as {@link parseSafetensorsHeader} */
export function parseAnyHeader(
  bytes: Uint8Array,
  dataBytes: number,
  path: string,
  { salvage, limit }: { readonly salvage: boolean; readonly limit?: JsonLimit | undefined },
): SafetensorsHeader {
  const json = parseJsonBytes(bytes, `safetensors header of ${path}`, limit)
  if (!isJsonObject(json)) throw broken(path, 'NOT_AN_OBJECT', 'the header is not a JSON object')
  const tensors: SafetensorsEntry[] = []
  const names = new Set<string>()
  let metadata: ReadonlyMap<string, string> | null = null
  for (const [name, value] of json.entries) {
    if (names.has(name))
      throw broken(path, 'DUPLICATE_KEY', `the key ${JSON.stringify(name)} occurs twice in the header`)
    names.add(name)
    if (name === METADATA) metadata = parseMetadata(value, path)
    else tensors.push(parseEntry(name, value, path))
  }
  checkLayout(tensors, dataBytes, path, salvage)
  return { tensors, metadata }
}

function parseMetadata(value: Json, path: string): ReadonlyMap<string, string> | null {
  if (value === null) return null
  if (!isJsonObject(value)) throw broken(path, 'METADATA_INVALID', '__metadata__ is not an object')
  const metadata = new Map<string, string>()
  for (const [key, text] of value.entries) {
    if (typeof text !== 'string')
      throw broken(path, 'METADATA_INVALID', `__metadata__ ${JSON.stringify(key)} is not a string`)
    if (metadata.has(key))
      throw broken(path, 'DUPLICATE_KEY', `__metadata__ has the key ${JSON.stringify(key)} twice`)
    metadata.set(key, text)
  }
  return metadata
}

const FIELDS = ['dtype', 'shape', 'data_offsets'] as const

/** `{"dtype", "shape", "data_offsets"}` in any order, unknown fields ignored; or the three as an array. */
function parseEntry(name: string, value: Json, path: string): SafetensorsEntry {
  const items = jsonItems(value)
  const fields = items ?? (isJsonObject(value) ? namedFields(name, value, path) : [])
  const [dtype, shape, offsets] = fields
  const dimensions = jsonItems(shape)?.map(jsonInteger)
  const range = jsonItems(offsets)?.map(jsonInteger)
  const [begin, end] = range ?? []
  const bad = (what: string): PthError =>
    broken(path, 'ENTRY_INVALID', `tensor ${JSON.stringify(name)}: ${what}`)
  if (fields.length !== FIELDS.length) throw bad('it is not {dtype, shape, data_offsets}')
  if (typeof dtype !== 'string' || !DTYPE_BITS.has(dtype)) throw bad('its dtype is none of the format')
  if (dimensions === undefined || !dimensions.every(isSize)) throw bad('its shape is not a list of sizes')
  if (range?.length !== 2 || !isSize(begin) || !isSize(end)) throw bad('its data_offsets are not two sizes')
  const bytes = byteSize(dimensions, BigInt(DTYPE_BITS.get(dtype) ?? 8))
  if (bytes === undefined)
    throw broken(path, 'SIZE_OVERFLOW', `tensor ${JSON.stringify(name)}: its shape overflows`)
  if (bytes === 'misaligned') {
    throw broken(
      path,
      'MISALIGNED',
      `tensor ${JSON.stringify(name)}: its ${dtype} values do not fill whole bytes`,
    )
  }
  if (end < begin)
    throw broken(path, 'OFFSETS_INVALID', `tensor ${JSON.stringify(name)}: it ends before it begins`)
  if (end - begin !== bytes) {
    throw broken(
      path,
      'SIZE_MISMATCH',
      `tensor ${JSON.stringify(name)}: its shape takes ${bytes} bytes, its offsets ${end - begin}`,
    )
  }
  if (![...dimensions, begin, end].every((size) => size <= BigInt(Number.MAX_SAFE_INTEGER))) {
    throw broken(path, 'SIZE_OVERFLOW', `tensor ${JSON.stringify(name)}: a size past 2^53`)
  }
  return { name, dtype, shape: dimensions.map(Number), begin: Number(begin), end: Number(end) }
}

function namedFields(name: string, value: JsonObject, path: string): readonly Json[] {
  return FIELDS.flatMap((field) => {
    const found = value.entries.filter(([key]) => key === field)
    if (found.length > 1)
      throw broken(path, 'DUPLICATE_KEY', `tensor ${JSON.stringify(name)}: ${field} occurs twice`)
    return found.map(([, item]) => item)
  })
}

function isSize(value: bigint | undefined): value is bigint {
  return value !== undefined && value >= 0n && value <= MAX_U64
}

/** Checked from left to right in 64 bits, as the official reader does: a late zero does not forgive an overflow. */
function byteSize(shape: readonly bigint[], bits: bigint): bigint | 'misaligned' | undefined {
  let product = 1n
  for (const size of shape) {
    product *= size
    if (product > MAX_U64) return undefined
  }
  product *= bits
  if (product > MAX_U64) return undefined
  return product % 8n === 0n ? product / 8n : 'misaligned'
}

/** Tensors follow one another from 0 to the end of the file without gap or overlap. */
function checkLayout(
  tensors: readonly SafetensorsEntry[],
  dataBytes: number,
  path: string,
  salvage: boolean,
): void {
  const inOrder = tensors.every(({ begin }, index) => index === 0 || begin >= (tensors[index - 1]?.end ?? 0))
  const sorted = inOrder ? tensors : tensors.toSorted((a, b) => a.begin - b.begin || a.end - b.end)
  let at = 0
  for (const { name, begin, end } of sorted) {
    if (begin !== at) {
      const reason =
        begin < at ? 'it overlaps the tensor before it' : `${begin - at} bytes before it belong to no tensor`
      throw broken(path, 'OFFSETS_INVALID', `tensor ${JSON.stringify(name)}: ${reason}`)
    }
    at = end
  }
  if (at === dataBytes || (salvage && at > dataBytes)) return
  const reason =
    at > dataBytes
      ? `the tensors need ${at} bytes, the file has ${dataBytes}: it is cut off (an interrupted download or copy?); ` +
        SALVAGE
      : `${dataBytes - at} bytes at the end belong to no tensor`
  throw broken(path, 'NOT_COVERED', reason)
}

function broken(
  path: string,
  rule: PthErrorDetails['SAFETENSORS_INVALID']['rule'],
  detail: string,
): PthError {
  return new PthError('SAFETENSORS_INVALID', { path, rule, detail })
}
