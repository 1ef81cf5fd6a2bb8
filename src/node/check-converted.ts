/** Reads what was written with the readers that every command uses, and compares it with what was meant. */
import { openSafetensors } from '../container/safetensors.ts'
import { openEntry } from '../zip/content.ts'
import { readZipDirectory } from '../zip/directory.ts'
import { openCheckpoint } from '../checkpoint/open.ts'
import { pathText } from '../checkpoint/path.ts'
import { tensorChunks } from '../checkpoint/read/read.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import type { DType } from '../dtype/dtype.ts'
import { PthError } from '../errors.ts'
import { openPlace } from './place.ts'
import type { ByteSource } from '../io/source.ts'
import type { Difference } from '../operations/convert/result.ts'
import { contentChunks } from '../operations/convert/content.ts'
import type { PlannedTensor } from '../operations/convert/content.ts'
import type { OutputFormat } from '../operations/convert/options.ts'
import type { OutputPart } from '../operations/convert/parts.ts'
import type { ConvertPlan } from '../operations/convert/plan.ts'
import { throwIfInterrupted } from '../operations/convert/stream.ts'
import type { StreamContext } from '../operations/convert/stream.ts'
import { npyHeader } from '../operations/convert/write-npz.ts'

/** The bytes of one written tensor. */
type Reader = (item: PlannedTensor) => AsyncIterable<Uint8Array>

/**
 * Read the directory of a written file and compare every entry with the plan.
 * @throws PthError INTERNAL: pth wrote something else than it meant
 */
export async function checkDirectory(plan: ConvertPlan, part: OutputPart, path: string): Promise<void> {
  await withReader(plan, part, path, async () => undefined)
}

/**
 * Compare every byte of every tensor with what the inputs give when they are asked again; of small tensors
 * that may be what was read before. `told` hears of the bytes that were compared: all of the part in the end.
 */
export async function checkContents(
  plan: ConvertPlan,
  part: OutputPart,
  path: string,
  context: StreamContext,
  told: (bytes: number) => void = () => undefined,
): Promise<{ readonly compared: number; readonly differences: readonly Difference[] }> {
  const differences: Difference[] = []
  await withReader(plan, part, path, async (read) => {
    for (const item of part.tensors) {
      throwIfInterrupted(context.signal)
      const meant = contentChunks(item, { overflow: 0, underflow: 0 }, (source) => tensorChunks(source))
      let seen = 0
      const offset = await firstDifference(meant, read(item), (bytes) => {
        throwIfInterrupted(context.signal)
        seen += bytes
        told(bytes)
      })
      // After a difference the rest is not looked at.
      if (seen < item.nbytes) told(item.nbytes - seen)
      if (offset !== null) differences.push({ name: item.name, offset })
    }
  })
  return { compared: part.tensors.length, differences }
}

async function withReader(
  plan: ConvertPlan,
  part: OutputPart,
  path: string,
  use: (read: Reader) => Promise<void>,
): Promise<void> {
  const source = await openPlace(path)
  try {
    await use(await READERS[plan.format](source, part, plan))
  } finally {
    await source.close()
  }
}

/** Each checks the whole directory of the file before it gives a reader. */
const READERS: Readonly<
  Record<OutputFormat, (source: ByteSource, part: OutputPart, plan: ConvertPlan) => Promise<Reader>>
> = {
  safetensors: async (source, part) => {
    const { arrays = [] } = await openSafetensors(source)
    const byName = new Map(arrays.map((array) => [array.name, array]))
    if (arrays.length !== part.tensors.length)
      throw defect(`${arrays.length} tensors of ${part.tensors.length}`)
    for (const item of part.tensors) checkEntry(item, byName.get(item.name))
    return async function* (item) {
      const bytes = await byName.get(item.name)?.record?.open()
      if (bytes !== undefined) yield* chunksOf(bytes, 0, item.nbytes)
    }
  },
  pth: async (source, part, { wrap }) => {
    const root = pathText(wrap.path.map((key) => ({ kind: 'key' as const, key })))
    const { stateDict } = await openCheckpoint(source, { root })
    const byName = new Map<string, TensorEntry>(stateDict.tensors.map((entry) => [entry.name, entry]))
    if (byName.size !== part.tensors.length) throw defect(`${byName.size} tensors of ${part.tensors.length}`)
    for (const item of part.tensors) checkEntry(item, byName.get(item.name)?.tensor)
    return async function* (item) {
      const entry = byName.get(item.name)
      if (entry !== undefined) yield* tensorChunks(entry)
    }
  },
  npz: async (source, part) => {
    const { entries } = await readZipDirectory(source)
    const byName = new Map(entries.map((entry) => [entry.name, entry]))
    for (const item of part.tensors) {
      const size = byName.get(`${item.name}.npy`)?.size
      if (size !== npyHeader(item).length + item.nbytes)
        throw defect(`an array "${item.name}" of ${size ?? 'no'} bytes`)
    }
    return async function* (item) {
      const entry = byName.get(`${item.name}.npy`)
      if (entry !== undefined)
        yield* chunksOf(await openEntry(source, entry), npyHeader(item).length, item.nbytes)
    }
  },
}

/** What a reader says of a tensor. */
interface ReadBack {
  readonly dtype: DType | null
  readonly dtypeName: string
  readonly shape: readonly number[] | null
  readonly problem: string | null
}

function checkEntry(item: PlannedTensor, found: ReadBack | undefined): void {
  if (found === undefined) throw defect(`no tensor "${item.name}"`)
  const same =
    found.dtype === item.dtype && found.shape?.join() === item.shape.join() && found.problem === null
  if (!same) throw defect(`tensor "${item.name}" as ${found.dtypeName} [${found.shape?.join(', ')}]`)
}

const CHUNK_BYTES = 1 << 22

async function* chunksOf(source: ByteSource, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += CHUNK_BYTES)
    yield source.read(start + at, Math.min(CHUNK_BYTES, length - at))
}

/** First byte at which two streams differ, or null. */
async function firstDifference(
  meant: AsyncIterable<Uint8Array>,
  found: AsyncIterable<Uint8Array>,
  told: (bytes: number) => void,
): Promise<number | null> {
  const other = found[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  let offset = 0
  for await (const chunk of meant) {
    for (let at = 0; at < chunk.length;) {
      if (rest.length === 0) {
        const next = await other.next()
        if (next.done === true) return offset + at
        rest = next.value
        continue
      }
      const length = Math.min(rest.length, chunk.length - at)
      for (let byte = 0; byte < length; byte += 1)
        if (rest[byte] !== chunk[at + byte]) return offset + at + byte
      rest = rest.subarray(length)
      at += length
    }
    offset += chunk.length
    told(chunk.length)
  }
  return rest.length > 0 || (await other.next()).done !== true ? offset : null
}

function defect(what: string): PthError {
  return new PthError('INTERNAL', { reason: `the file that was written reads back with ${what}` })
}
