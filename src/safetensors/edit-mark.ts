/**
 * What a safetensors file has in place of the first brace of its header while the header is rewritten. No reader takes
 * such a file for a model, so nobody can see half of two headers; the journal beside the file has both. It is one byte:
 * no disk writes half of it.
 */
import { HEADER_BYTES, LENGTH_BYTES } from './header.ts'

/** `#` */
export const EDIT_MARK = 0x23

/** Whether the first bytes of a file of `byteLength` bytes are those of one that is being edited. */
export function hasEditMark(head: Uint8Array, byteLength: number): boolean {
  if (head[LENGTH_BYTES] !== EDIT_MARK) return false
  const length = new DataView(head.buffer, head.byteOffset, LENGTH_BYTES).getBigUint64(0, true)
  // After the brace of an object there is a quote, a blank, or the end of it.
  const next = String.fromCharCode(head[LENGTH_BYTES + 1] ?? 0)
  return length <= BigInt(Math.min(HEADER_BYTES, byteLength - LENGTH_BYTES)) && '"} \t\r\n'.includes(next)
}
