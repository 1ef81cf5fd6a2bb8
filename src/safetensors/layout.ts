/** The order, offsets and header of a safetensors file, byte for byte as the official writer makes them. */
import { PthError } from '../errors.ts'
import { overFixedLimit } from '../limits.ts'
import { HEADER_BYTES } from './header.ts'

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
 * Lay out a file. Metadata keeps its order; null writes no `__metadata__`.
 * @throws PthError NAME_INVALID for a name that the format cannot hold, LIMIT_EXCEEDED for a header past 100 MB
 */
export function layoutSafetensors<Item extends LayoutItem>(
  items: readonly Item[],
  metadata: ReadonlyMap<string, string> | null,
): Layout<Item> {
  for (const { name } of items) checkName(name)
  const sorted = items.toSorted(
    (a, b) => (RANK.get(b.dtype) ?? 0) - (RANK.get(a.dtype) ?? 0) || compareNames(a.name, b.name),
  )
  // Assembled as text: an object would put integer-like names first.
  const parts: string[] = []
  if (metadata !== null) {
    const pairs = [...metadata].map(([key, value]) => `${quote(key)}:${quote(value)}`)
    parts.push(`"__metadata__":{${pairs.join(',')}}`)
  }
  let offset = 0
  for (const { name, dtype, shape, nbytes } of sorted) {
    const end = offset + nbytes
    parts.push(
      `${quote(name)}:{"dtype":${quote(dtype)},"shape":[${shape.join(',')}],"data_offsets":[${offset},${end}]}`,
    )
    offset = end
  }
  const json = new TextEncoder().encode(`{${parts.join(',')}}`)
  const padded = Math.ceil(json.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT
  if (padded > HEADER_BYTES) {
    throw overFixedLimit({
      what: 'safetensors header',
      limit: HEADER_BYTES,
      found: padded,
      unit: 'bytes',
      why: 'the official reader refuses more; write several shards',
    })
  }
  const header = new Uint8Array(8 + padded).fill(0x20)
  new DataView(header.buffer).setBigUint64(0, BigInt(padded), true)
  header.set(json, 8)
  return { header, items: sorted, byteLength: header.length + offset }
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

function checkName(name: string): void {
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
