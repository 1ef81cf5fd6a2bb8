/**
 * What a safetensors file has in place of the beginning of its header while the header is rewritten. No reader takes
 * such a file for a model, so nobody can see half of two headers; the journal beside the file has both.
 */
import { LENGTH_BYTES } from './header.ts'

/** As long as one write that disks do whole: it is at a multiple of its own length. */
export const EDIT_MARK = new TextEncoder().encode('#pthedit')

/** Whether the first bytes of a file are those of one that is being edited. */
export function hasEditMark(head: Uint8Array): boolean {
  return (
    head.length >= LENGTH_BYTES + EDIT_MARK.length &&
    EDIT_MARK.every((byte, at) => head[LENGTH_BYTES + at] === byte)
  )
}
