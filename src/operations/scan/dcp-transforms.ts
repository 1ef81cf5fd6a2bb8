/** Items that DCP packed: what a loader unpacks before it gives the bytes to torch.load. */
import { unpacked } from '../../container/members/unpack.ts'
import { PthError } from '../../errors.ts'
import { allocate, memorySource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { zstdChunks } from '../../io/zstd/frame.ts'
import { checkLimit, overLimit } from '../../limits.ts'
import type { ScanContext } from './context.ts'

/** The part before the slash is the name in the registry, the part behind it the version. */
const ZSTD = /^stream\.zstd\/1(\.|$)/
/**
 * How far an item may grow in proportion. What grows further counts as nested bytes: states of optimizers that are zero
 * throughout, and bombs.
 */
const GROWTH = 16
/** Bytes of an item that stay in memory while it is scanned; larger ones are kept where the caller unpacks to. */
const MEMORY_BYTES = 1 << 26

/**
 * The bytes of an item after all its transforms.
 * @throws PthError FORMAT_UNSUPPORTED for a transform that is not known, CONTAINER_INVALID, LIMIT_EXCEEDED
 * @see torch/distributed/checkpoint/_extension.py `StreamTransformExtension`
 */
export async function untransformed(
  context: ScanContext,
  packed: ByteSource,
  transforms: readonly string[],
  member: string,
): Promise<ByteSource> {
  checkLimit(context.limits, 'nesting', `transforms of ${member}`, transforms.length)
  let content = packed
  for (const transform of transforms) {
    if (!ZSTD.test(transform))
      throw new PthError('FORMAT_UNSUPPORTED', {
        path: member,
        found: `packed by ${JSON.stringify(transform.slice(0, 100))}`,
        hint: 'save the checkpoint without this extension',
      })
    content = await unpackItem(context, content, member)
  }
  return content
}

async function unpackItem(context: ScanContext, packed: ByteSource, member: string): Promise<ByteSource> {
  const chunks = counted(context, packed, member)
  const kept: Uint8Array[] = []
  let length = 0
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    kept.push(next.value)
    length += next.value.length
    if (length > MEMORY_BYTES) return unpacked(context.unpacking, after(kept, chunks), member)
  }
  const bytes = allocate(member, length)
  let at = 0
  for (const chunk of kept) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return memorySource(bytes, member)
}

async function* after(kept: Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* kept.splice(0)
  yield* rest
}

/** What `packed` unpacks to, counted against the budget of files in files. */
async function* counted(
  { limits, nested }: ScanContext,
  packed: ByteSource,
  member: string,
): AsyncGenerator<Uint8Array> {
  let free = GROWTH * packed.byteLength
  for await (const chunk of zstdChunks(packed)) {
    nested.bytes += Math.max(0, chunk.length - free)
    free = Math.max(0, free - chunk.length)
    if (nested.bytes > limits.nestedBytes)
      throw overLimit(limits, 'nestedBytes', `unpacked bytes of ${member}`, nested.bytes)
    yield chunk
  }
}
