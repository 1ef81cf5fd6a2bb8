/** The header `Range` of a request (RFC 9110, section 14): one range of bytes, or none. */

/** What is asked for: bytes `[offset, offset + length)`, the whole, or what cannot be answered. */
export type AskedRange =
  | { readonly kind: 'part'; readonly offset: number; readonly length: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'refused' }

const ONE_RANGE = /^bytes=\s*(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))\s*$/i

/**
 * Read the header against a file of `byteLength` bytes. Another unit is ignored, as the standard says; several ranges
 * are refused, since an answer in parts would serve nobody here.
 */
export function askedRange(header: string | undefined, byteLength: number): AskedRange {
  if (header === undefined || !/^bytes\s*=/i.test(header)) return { kind: 'whole' }
  const [matched, first, last, suffix] = ONE_RANGE.exec(header) ?? []
  if (matched === undefined) return { kind: 'refused' }
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), byteLength)
    return length === 0 ? { kind: 'refused' } : { kind: 'part', offset: byteLength - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? byteLength : Math.min(Number(last) + 1, byteLength)
  if (offset >= byteLength || end <= offset) return { kind: 'refused' }
  return { kind: 'part', offset, length: end - offset }
}
