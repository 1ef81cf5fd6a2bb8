/** A stream made seekable: kept in memory while it is small, in a temporary file when it is not. */
import { openTemporary } from './file.ts'
import type { FileSource, TemporaryFile } from './file.ts'
import { allocate, memorySource } from '../io/source.ts'

/** Bytes kept in memory; most checkpoints that are piped are larger or much smaller. */
const MEMORY_BYTES = 1 << 26

/**
 * Read a stream to its end. `close` gives the memory or the file back.
 * @throws PthError SOURCE_UNREADABLE when the temporary file cannot be written
 */
export async function spool(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  memoryBytes = MEMORY_BYTES,
): Promise<FileSource> {
  let chunks: Uint8Array[] = []
  let length = 0
  let file: TemporaryFile | undefined
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (file === undefined && length <= memoryBytes) {
        chunks.push(chunk)
        continue
      }
      if (file === undefined) {
        file = await openTemporary(name)
        for (const earlier of chunks) await file.write(earlier)
        chunks = []
      }
      await file.write(chunk)
    }
    if (file !== undefined) return file.source()
  } catch (error) {
    await file?.close()
    throw error
  }
  const bytes = allocate('stdin', length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return { ...memorySource(bytes, name), close: async () => undefined }
}
