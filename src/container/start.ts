/** What every opening of a container reads first, asked for before it is opened: for shards, side by side. */
import { prefetch } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { LENGTH_BYTES } from '../safetensors/header.ts'
import { tailRange } from '../zip/plan.ts'
import { beginsAsZip } from '../zip/signatures.ts'
import { START_BYTES } from './sniff.ts'

/**
 * Ask for the beginning, of a zip archive for its end too, and of safetensors for the whole header. What cannot be read
 * fails when the container is opened.
 */
export async function prefetchStart(source: ByteSource): Promise<void> {
  if (source.prefetch === undefined) return
  await prefetch(source, [{ offset: 0, length: START_BYTES }])
  if (source.byteLength <= START_BYTES) return
  const word = await source.read(0, LENGTH_BYTES).catch(() => undefined)
  if (word === undefined) return
  if (beginsAsZip(word)) return prefetch(source, [tailRange(source)])
  const length = Number(new DataView(word.buffer, word.byteOffset, LENGTH_BYTES).getBigUint64(0, true))
  if (length > START_BYTES) await prefetch(source, [{ offset: LENGTH_BYTES, length }])
}
