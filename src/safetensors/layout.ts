/** The order, offsets and header of a safetensors file, byte for byte as the official writer makes them. */
import { PthError } from '../errors.ts'
import { overFixedLimit } from '../limits.ts'
import { HEADER_BYTES, LENGTH_BYTES } from './header.ts'
import type { SafetensorsEntry } from './header.ts'

/** A tensor to be written. */
export interface LayoutItem {
  readonly name: string
  /** safetensors spelling, such as `F32`. */
  readonly dtype: string
  /** As in the header. */
  readonly shape: readonly number[]
  readonly nbytes: number
}

/** A file laid out: nothing of a tensor was read for it. */
export interface Layout<Item extends LayoutItem> {
  /** Length field, JSON and padding. */
  readonly header: Uint8Array
  /** In the order in which they are in the file, without gaps. */
  readonly items: readonly Item[]
  /** Bytes of the whole file. */
  readonly byteLength: number
}

/**
 * Ascending; the writer sorts by it descending, so that wide types come first.
 * @see safetensors 0.8 `enum Dtype` (safetensors/src/tensor.rs): the derived order of its variants
 */
const DTYPE_ORDER = [
  'BOOL',
  'F4',
  'F6_E2M3',
  'F6_E3M2',
  'U8',
  'I8',
  'F8_E5M2',
  'F8_E4M3',
  'F8_E8M0',
  'F8_E4M3FNUZ',
  'F8_E5M2FNUZ',
  'I16',
  'U16',
  'F16',
  'BF16',
  'I32',
  'U32',
  'F32',
  'C64',
  'F64',
  'I64',
  'U64',
]
const RANK = new Map(DTYPE_ORDER.map((dtype, rank) => [dtype, rank]))

/** The header ends at a multiple of this. @see safetensors `N_LEN` */
const HEADER_ALIGNMENT = 8
/** In a pattern with the u flag, a category of its own: pairs do not match. */
const LONE_SURROGATE = /\p{Cs}/u

/**
 * Lay out a file. Metadata keeps its order; null writes no `__metadata__`. `reserve` bytes of the header stay free for
 * later edits.
 * @throws PthError NAME_INVALID for a name that the format cannot hold, LIMIT_EXCEEDED for a header past 100 MB
 */
export function layoutSafetensors<Item extends LayoutItem>(
  items: readonly Item[],
  metadata: ReadonlyMap<string, string> | null,
  reserve = 0,
): Layout<Item> {
  for (const { name } of items) checkName(name)
  const sorted = items.toSorted(
    (a, b) => (RANK.get(b.dtype) ?? 0) - (RANK.get(a.dtype) ?? 0) || compareNames(a.name, b.name),
  )
  let offset = 0
  const entries = sorted.map(({ name, dtype, shape, nbytes }) => {
    const begin = offset
    offset += nbytes
    return { name, dtype, shape, begin, end: offset }
  })
  const json = encodeHeader(entries, metadata)
  const header = headerBlock(json, headerLength(json, reserve))
  return { header, items: sorted, byteLength: header.length + offset }
}

/**
 * The JSON of a header, in the order given, without padding.
 * @throws PthError NAME_INVALID for a name or text that UTF-8 cannot hold
 */
export function encodeHeader(
  entries: readonly SafetensorsEntry[],
  metadata: ReadonlyMap<string, string> | null,
): Uint8Array {
  // Assembled as text: an object would put integer-like names first.
  const parts: string[] = []
  if (metadata !== null) {
    const pairs = [...metadata].map(([key, value]) => `${quote(key)}:${quote(value)}`)
    parts.push(`"__metadata__":{${pairs.join(',')}}`)
  }
  for (const { name, dtype, shape, begin, end } of entries)
    parts.push(
      `${quote(name)}:{"dtype":${quote(dtype)},"shape":[${shape.join(',')}],"data_offsets":[${begin},${end}]}`,
    )
  return new TextEncoder().encode(`{${parts.join(',')}}`)
}

/** Bytes of a header with its padding; `reserve` more of it, for later. @throws PthError LIMIT_EXCEEDED past 100 MB */
export function headerLength(json: Uint8Array, reserve: number): number {
  const padded = Math.ceil((json.length + reserve) / HEADER_ALIGNMENT) * HEADER_ALIGNMENT
  if (padded <= HEADER_BYTES) return padded
  throw overFixedLimit({
    what: 'safetensors header',
    limit: HEADER_BYTES,
    found: padded,
    unit: 'bytes',
    why:
      reserve > 0
        ? 'the official reader refuses more; reserve less'
        : 'the official reader refuses more; write several shards',
  })
}

/** The length field, the JSON, and blanks up to `length` bytes of header. */
export function headerBlock(json: Uint8Array, length: number): Uint8Array {
  const block = new Uint8Array(LENGTH_BYTES + length).fill(0x20)
  new DataView(block.buffer).setBigUint64(0, BigInt(length), true)
  block.set(json, LENGTH_BYTES)
  return block
}

/** Order of Rust's `str` and Python's `str`: by code point, which is the order of the UTF-8 bytes. */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left === right) continue
    // A surrogate represents a code point above every single unit.
    const leftHigh = left >= 0xd800 && left <= 0xdfff
    const rightHigh = right >= 0xd800 && right <= 0xdfff
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1
  }
  return a.length - b.length
}

/** @throws PthError NAME_INVALID for a name that the format keeps or cannot hold */
export function checkName(name: string): void {
  if (name === '__metadata__') {
    throw new PthError('NAME_INVALID', { name, reason: 'the format keeps this name for its metadata' })
  }
  if (LONE_SURROGATE.test(name)) {
    throw new PthError('NAME_INVALID', { name, reason: 'it holds a lone surrogate, which UTF-8 cannot hold' })
  }
}

/** serde_json and JSON.stringify escape alike for well-formed text. */
function quote(text: string): string {
  if (LONE_SURROGATE.test(text)) {
    throw new PthError('NAME_INVALID', {
      name: text,
      reason: 'it holds a lone surrogate, which UTF-8 cannot hold',
    })
  }
  return JSON.stringify(text)
}
