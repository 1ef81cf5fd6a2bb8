/** Reads what was written with the readers that every command uses, and compares it with what was meant. */
import { openEntry } from '../../container/zip/zip-entry.ts'
import { readZipDirectory } from '../../container/zip/zip-directory.ts'
import { openCheckpoint } from '../../checkpoint/open.ts'
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { TensorEntry } from '../../checkpoint/state-dict.ts'
import { PthError } from '../../errors.ts'
import { openFile } from '../../io/file.ts'
import type { FileSource } from '../../io/file.ts'
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { contentChunks } from './content.ts'
import type { PlannedTensor } from './content.ts'
import type { OutputPart } from './parts.ts'
import type { ConvertPlan } from './plan.ts'
import { throwIfInterrupted } from './stream.ts'
import type { StreamContext } from './stream.ts'
import { npyHeader } from './write-npz.ts'

/** A tensor whose bytes in the output are not those of the input. */
export interface Difference {
  readonly name: string
  /** First byte of the tensor that differs. */
  readonly offset: number
}

/** The bytes of one written tensor. */
type Reader = (item: PlannedTensor) => AsyncIterable<Uint8Array>

/**
 * Read the directory of a written file and compare every entry with the plan.
 * @throws PthError INTERNAL: pth wrote something else than it meant
 */
export async function checkDirectory(plan: ConvertPlan, part: OutputPart, path: string): Promise<void> {
  await withReader(plan, part, path, async () => undefined)
}

/** Compare every byte of every tensor with a second reading of the inputs. */
export async function checkContents(
  plan: ConvertPlan,
  part: OutputPart,
  path: string,
  context: StreamContext,
): Promise<{ readonly compared: number; readonly differences: readonly Difference[] }> {
  const differences: Difference[] = []
  await withReader(plan, part, path, async (read) => {
    for (const item of part.tensors) {
      throwIfInterrupted(context.signal)
      const meant = contentChunks(item, { overflow: 0 }, (source) => tensorChunks(source))
      const offset = await firstDifference(meant, read(item))
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
  const source = await openFile(path)
  try {
    await use(plan.format === 'npz' ? await npzReader(source, part) : await checkpointReader(source, part))
  } finally {
    await source.close()
  }
}

async function checkpointReader(source: FileSource, part: OutputPart): Promise<Reader> {
  const { stateDict } = await openCheckpoint(source, { root: '$' })
  const byName = new Map<string, TensorEntry>(stateDict.tensors.map((entry) => [entry.name, entry]))
  if (byName.size !== part.tensors.length) throw defect(`${byName.size} tensors of ${part.tensors.length}`)
  const entryOf = (item: PlannedTensor): TensorEntry => {
    const entry = byName.get(item.name)
    if (entry === undefined) throw defect(`no tensor "${item.name}"`)
    return entry
  }
  for (const item of part.tensors) {
    const { tensor } = entryOf(item)
    const same = tensor.dtype === item.dtype && tensor.shape?.join() === item.shape.join() && tensor.problem === null
    if (!same) throw defect(`tensor "${item.name}" as ${tensor.dtypeName} [${tensor.shape?.join(', ')}]`)
  }
  return (item) => tensorChunks(entryOf(item))
}

async function npzReader(source: FileSource, part: OutputPart): Promise<Reader> {
  const { entries } = await readZipDirectory(source)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const opened = new Map<PlannedTensor, ByteSource>()
  for (const item of part.tensors) {
    const entry = byName.get(`${item.name}.npy`)
    const skip = npyHeader(item).length
    if (entry === undefined || entry.size !== skip + item.nbytes) throw defect(`no array "${item.name}"`)
    opened.set(item, sliceSource(await openEntry(source, entry), skip, item.nbytes))
  }
  return async function* (item) {
    const content = opened.get(item)
    if (content === undefined) throw defect(`no array "${item.name}"`)
    for (let at = 0; at < item.nbytes; at += CHUNK_BYTES) yield content.read(at, Math.min(CHUNK_BYTES, item.nbytes - at))
  }
}

const CHUNK_BYTES = 1 << 22

/** First byte at which two streams differ, or null. */
async function firstDifference(meant: AsyncIterable<Uint8Array>, found: AsyncIterable<Uint8Array>): Promise<number | null> {
  const other = found[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  let offset = 0
  for await (const chunk of meant) {
    for (let at = 0; at < chunk.length; ) {
      if (rest.length === 0) {
        const next = await other.next()
        if (next.done === true) return offset + at
        rest = next.value
        continue
      }
      const length = Math.min(rest.length, chunk.length - at)
      for (let byte = 0; byte < length; byte += 1) if (rest[byte] !== chunk[at + byte]) return offset + at + byte
      rest = rest.subarray(length)
      at += length
    }
    offset += chunk.length
  }
  return rest.length > 0 || (await other.next()).done !== true ? offset : null
}

function defect(what: string): PthError {
  return new PthError('INTERNAL', { reason: `the file that was written reads back with ${what}` })
}
