/** Byte ranges as HTTP writes them: both ends are included (RFC 9110, 14.1.2 and 14.4). */
import type { ByteRange } from '../source.ts'

/** The value of `Range` for a range of at least one byte; HTTP has no form for an empty one. */
export function rangeHeader({ offset, length }: ByteRange): string {
  return `bytes=${offset}-${offset + length - 1}`
}

/** What `Content-Range` says: the part that follows (absent in a refusal), and the size of the file where known. */
export interface ContentRange {
  readonly part: ByteRange | null
  readonly total: number | null
}

/** `bytes 0-9/100`, `bytes 0-9/*` or `bytes *\/100`; null for anything else. */
export function parseContentRange(text: string): ContentRange | null {
  const match = /^bytes (?:(\d{1,16})-(\d{1,16})|\*)\/(?:(\d{1,16})|\*)$/i.exec(text.trim())
  if (match === null) return null
  const [, first, last, size] = match
  const total = size === undefined ? null : Number(size)
  if (first === undefined || last === undefined) return { part: null, total }
  const part = { offset: Number(first), length: Number(last) - Number(first) + 1 }
  const end = part.offset + part.length
  if (part.length < 1 || !Number.isSafeInteger(end) || (total !== null && end > total)) return null
  return { part, total }
}
