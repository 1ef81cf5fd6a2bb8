/** Carries a conversion out in the worker: plan, layout, and every file whole with its SHA-256, or none. */
import {
  bufferedSink,
  convertReport,
  crc32,
  layoutParts,
  newStreamContext,
  planConvert,
  PthError,
} from 'pth-cli'
import type { Checkpoint, ConvertPlan, OutputParts, StreamContext } from 'pth-cli'
import type { OnProgress } from '../engine.ts'
import { fileOutputs, folderOutputs } from './handle-outputs.ts'
import { hashCourier } from './couriers.ts'
import type { Outputs, Place } from './outputs.ts'
import { privateOutputs } from './private-outputs.ts'
import { optionsOf } from './wanted.ts'
import type { ConvertWanted } from './wanted.ts'

/** A file that was written. */
export interface WrittenFile {
  readonly name: string
  readonly byteLength: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

/** What came of a conversion. */
export interface ConvertedFiles {
  readonly files: readonly WrittenFile[]
  /** To be saved by the browser; none where the files are where they were wanted. */
  readonly downloads: readonly File[]
  readonly seconds: number
  /** As `pth convert --json` prints it. */
  readonly document: ConvertDocument
}

export type ConvertDocument = ReturnType<typeof convertReport>

/** Memory of a sink; the files come one after another and share it. */
const MEMORY_BYTES = 3 << 22

/** What a conversion would write. */
export interface PlannedFiles {
  readonly files: readonly { readonly name: string; readonly byteLength: number }[]
  readonly tensors: number
  /** Bytes of tensors. */
  readonly nbytes: number
  readonly excluded: number
  readonly renamed: number
  readonly aliases: number
  readonly casts: readonly { readonly from: string; readonly to: string; readonly count: number }[]
  readonly notices: readonly string[]
  /** Where plain values are, and tensors elsewhere, that are not written. */
  readonly leftOut: readonly string[]
}

/** Plan and lay out; nothing is written. @throws PthError as `planConvert` */
export function planFiles(checkpoint: Checkpoint, wanted: ConvertWanted): PlannedFiles {
  const plan = planConvert([checkpoint], optionsOf(wanted))
  const layout = layoutParts(plan, wanted.name, wanted.shardBytes)
  const { facts } = plan
  const parts = layout.parts.map(({ path, byteLength }) => ({ name: path, byteLength }))
  const { index } = layout
  return {
    files:
      index === null
        ? parts
        : [...parts, { name: index.path, byteLength: new TextEncoder().encode(index.text).length }],
    tensors: plan.tensors.length,
    nbytes: plan.nbytes,
    excluded: facts.excluded.length,
    renamed: facts.renamed,
    aliases: plan.aliases.size,
    casts: facts.casts,
    notices: facts.notices,
    leftOut: facts.leftOut.map(({ path }) => path),
  }
}

/**
 * Write what is wanted. When anything fails, or `signal` is aborted, nothing is left behind.
 * @throws PthError as `planConvert`, INTERRUPTED, OUTPUT_EXISTS, OUTPUT_UNWRITABLE, OUTPUT_NO_SPACE, STORAGE_CORRUPT
 * and those of reading
 */
export async function convertFiles(
  checkpoint: Checkpoint,
  wanted: ConvertWanted,
  place: Place,
  { onProgress, signal }: { readonly onProgress: OnProgress; readonly signal: AbortSignal },
): Promise<ConvertedFiles> {
  const started = performance.now()
  const plan = planConvert([checkpoint], optionsOf(wanted))
  const layout = layoutParts(plan, wanted.name, wanted.shardBytes)
  let done = 0
  const context: StreamContext = {
    ...newStreamContext(crc32, false),
    signal,
    progress: (bytes) => {
      done += bytes
      onProgress({ stage: 'writing', done, total: plan.nbytes })
    },
  }
  const outputs = await outputsAt(place, wanted, layout)
  try {
    const files = await writeAll(layout, outputs, context)
    onProgress({ stage: 'saving', done: 0, total: 0 })
    const downloads = await outputs.commit()
    if (downloads.length > 0) kept.push(outputs)
    const seconds = (performance.now() - started) / 1000
    const document = documentOf(plan, layout, wanted, context, files, seconds)
    return { files, downloads, seconds, document }
  } catch (error) {
    await outputs.abort()
    throw error
  }
}

/** Outputs whose files wait to be downloaded. */
const kept: Outputs[] = []

/** Remove what was kept to be downloaded: it was saved, or is not wanted. */
export async function discardFiles(): Promise<void> {
  for (const outputs of kept.splice(0)) await outputs.abort()
}

function outputsAt(
  place: Place,
  wanted: ConvertWanted,
  { parts, index }: OutputParts,
): Promise<Outputs> | Outputs {
  const names = [...parts, ...(index === null ? [] : [index])].map(({ path }) => path)
  const [name = '', ...others] = names
  if (place.kind === 'folder') return folderOutputs(place.handle, wanted.name, names)
  if (place.kind === 'private')
    return privateOutputs(
      name,
      parts.reduce((sum, { byteLength }) => sum + byteLength, index?.text.length ?? 0),
    )
  if (others.length > 0)
    throw new PthError('USAGE', { reason: `${names.length} files need a folder to be written to` })
  return fileOutputs(place.handle)
}

async function writeAll(
  { parts, index }: OutputParts,
  outputs: Outputs,
  context: StreamContext,
): Promise<readonly WrittenFile[]> {
  const memory = new Uint8Array(MEMORY_BYTES)
  const hasher = hashCourier()
  const files: WrittenFile[] = []
  const write = async (
    name: string,
    byteLength: number,
    fill: (out: ReturnType<typeof bufferedSink>) => Promise<void>,
  ): Promise<void> => {
    const file = await outputs.file(name)
    await hasher.ask('begin')
    const sink = {
      write: async (bytes: Uint8Array): Promise<void> => {
        // The bytes are copied before anything is waited for, where there is room.
        await Promise.all([hasher.send(bytes), file.write(bytes)])
      },
    }
    const out = bufferedSink(sink, memory)
    await fill(out).catch(async (error: unknown) => {
      // What is under way must not reach the file of the next conversion.
      await out.flush().catch(() => undefined)
      throw error
    })
    await out.flush()
    if (out.position !== byteLength)
      throw new PthError('INTERNAL', { reason: `${name} has ${out.position} bytes, not ${byteLength}` })
    await file.end()
    files.push({ name, byteLength, sha256: await hasher.ask('end') })
  }
  for (const part of parts) await write(part.path, part.byteLength, (out) => part.write(out, context))
  if (index !== null) {
    const text = new TextEncoder().encode(index.text)
    await write(index.path, text.length, (out) => out.write(text))
  }
  if (context.signal?.aborted === true)
    throw new PthError('INTERRUPTED', { signal: String(context.signal.reason) })
  return files
}

function documentOf(
  plan: ConvertPlan,
  { parts }: OutputParts,
  { name }: ConvertWanted,
  context: StreamContext,
  written: readonly WrittenFile[],
  seconds: number,
): ConvertDocument {
  const result = {
    files: written.map((file) => file.name),
    byteLength: written.reduce((sum, file) => sum + file.byteLength, 0),
    verified: 0,
    differences: [],
    lost: plan.facts.lost,
    stages: [],
  }
  const files = parts.map(({ path, byteLength }) => ({ path, byteLength }))
  return convertReport(plan, { output: name, files, result, context, seconds, peakBytes: 0 })
}
