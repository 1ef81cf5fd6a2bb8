/** A Blob as a byte source: a file that somebody chose in a browser is read in slices, never whole. */
import { PthError } from '../errors.ts'
import { plannedSource } from './planned.ts'
import { checkRange } from './source.ts'
import type { ByteSource } from './source.ts'
import { streamedSource } from './streamed.ts'

/**
 * A source over a Blob or File. `name` is what messages call it.
 * Its `read` throws PthError SOURCE_UNREADABLE when the browser refuses, as it does when the file changed.
 */
export function blobSource(blob: Blob, name = 'blob'): ByteSource {
  const source: ByteSource = {
    name,
    byteLength: blob.size,
    read: async (offset, length) => {
      checkRange(name, blob.size, offset, length)
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer())
      } catch (cause) {
        throw new PthError('SOURCE_UNREADABLE', { path: name, reason: 'the blob cannot be read' }, { cause })
      }
    },
  }
  return plannedSource(
    source,
    streamedSource(source, (offset) => blob.slice(offset).stream()),
  )
}
