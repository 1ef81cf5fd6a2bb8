/** Open a checkpoint that is not a file: bytes in memory, or a Blob. */
import { blobSource } from '../io/blob.ts'
import { memorySource } from '../io/source.ts'
import type { Checkpoint, OpenOptions } from './checkpoint.ts'
import { openCheckpoint } from './open.ts'

/** How bytes or a Blob are opened. */
export interface OpenNamedOptions extends OpenOptions {
  /** What messages and reports call it; the name of a File, else `memory` or `blob`. */
  readonly name?: string
}

/**
 * Open a checkpoint in memory. The bytes are not copied: do not change them while it is in use.
 * @throws as `openCheckpoint`
 */
export function openBytes(bytes: Uint8Array, options: OpenNamedOptions = {}): Promise<Checkpoint> {
  return openCheckpoint(memorySource(bytes, options.name), options)
}

/**
 * Open a checkpoint in a Blob or File. Only the parts that are needed are read.
 * @throws as `openCheckpoint`; SOURCE_UNREADABLE when the browser refuses a read
 */
export function openBlob(blob: Blob, options: OpenNamedOptions = {}): Promise<Checkpoint> {
  const own = 'name' in blob && typeof blob.name === 'string' ? blob.name : undefined
  return openCheckpoint(blobSource(blob, options.name ?? own), options)
}
