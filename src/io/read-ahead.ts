/** Small reads close to one another from one larger read: the headers of an archive of many small entries. */
import { checkRange, readInto } from './source.ts'
import type { ByteSource } from './source.ts'

/** Bytes between two reads that are close to one another. */
const NEAR = 1 << 12
/** Bytes that are read ahead: at first, and once reads went on for long. */
const FIRST = 1 << 12
const MOST = 1 << 18

/**
 * The same source, read ahead while small reads follow one another closely, and more the longer they do. A read far
 * from the one before costs what it costs without.
 */
export function readAhead(source: ByteSource): ByteSource {
  const { name, byteLength } = source
  let chunk: Uint8Array = new Uint8Array(0)
  let start = 0
  let ahead = FIRST
  let last = -Infinity

  async function read(offset: number, length: number): Promise<Uint8Array> {
    checkRange(name, byteLength, offset, length)
    if (length >= MOST) return source.read(offset, length)
    const near = offset >= last && offset - last <= NEAR
    last = offset + length
    if (offset >= start && offset + length <= start + chunk.length)
      return chunk.subarray(offset - start, offset - start + length)
    ahead = near ? Math.min(2 * ahead, MOST) : FIRST
    if (!near) return source.read(offset, length)
    const bytes = await source.read(offset, Math.min(Math.max(ahead, length), byteLength - offset))
    chunk = bytes
    start = offset
    return bytes.subarray(0, length)
  }

  return {
    name,
    byteLength,
    read,
    readInto: (offset, target) => readInto(source, offset, target),
    stretch: (offset, length) => source.stretch?.(offset, length),
  }
}
