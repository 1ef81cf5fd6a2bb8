/** Members that are packed: unpacked once, within a budget, into memory or wherever the caller keeps them. */
import type { ByteSource } from '../../io/source.ts'
import { allocate, memorySource } from '../../io/source.ts'
import { overFixedLimit, spend } from '../../limits.ts'
import type { Limits } from '../../limits.ts'

/** Makes a stream of bytes seekable, such as by a temporary file. Who makes it closes it. */
export type Unpack = (chunks: AsyncIterable<Uint8Array>, name: string) => Promise<ByteSource>

/** Bytes unpacked into memory; the library on Node unpacks into temporary files, which have no such bound. */
const MEMORY_BYTES = 2 ** 31

/** Unpacks within the budget of one input. */
export interface Unpacking {
  readonly limits: Limits
  readonly unpack: Unpack
}

/** The budget of one input; `unpack` keeps the bytes, in memory when absent. */
export function newUnpacking(limits: Limits, unpack: Unpack = unpackIntoMemory): Unpacking {
  return { limits, unpack }
}

/** Keep what a stream gives. @throws PthError LIMIT_EXCEEDED, and those of the stream */
export function unpacked(
  unpacking: Unpacking,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): Promise<ByteSource> {
  return unpacking.unpack(budgeted(unpacking, chunks, name), name)
}

async function* budgeted(
  unpacking: Unpacking,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    spend(unpacking.limits, 'unpackedBytes', `unpacked bytes of ${name}`, chunk.length)
    yield chunk
  }
}

async function unpackIntoMemory(chunks: AsyncIterable<Uint8Array>, name: string): Promise<ByteSource> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > MEMORY_BYTES)
      throw overFixedLimit({
        what: `unpacked bytes of ${name}`,
        limit: MEMORY_BYTES,
        found: length,
        unit: 'bytes',
        why: 'it is unpacked in memory here; openPath of pth-cli/node unpacks into a temporary file',
      })
    kept.push(chunk)
  }
  const bytes = allocate(name, length)
  let at = 0
  for (const chunk of kept) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return memorySource(bytes, name)
}
