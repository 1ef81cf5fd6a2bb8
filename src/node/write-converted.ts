/** Carries a plan out on files: everything is checked first, every file appears whole, or none does. */
import { PthError } from '../errors.ts'
import { basename } from 'node:path'
import { checkSpace, checkTarget, createOutput, isLink, removeFile } from './output.ts'
import type { OutputFile } from './output.ts'
import { bufferedSink, sinkMemory } from '../io/buffered-sink.ts'
import { layoutParts } from '../operations/convert/parts.ts'
import type { IndexPart, OutputPart } from '../operations/convert/parts.ts'
import type { ConvertPlan } from '../operations/convert/plan.ts'
import type { StreamContext } from '../operations/convert/stream.ts'
import type { ConvertResult } from '../operations/convert/result.ts'
import { checkContents, checkDirectory } from './check-converted.ts'
import { oldFiles, planReplacement, settleReplacement } from './replace-set.ts'
import type { Replacement, SetPlaces } from './replace-set.ts'
import { newStageClock } from './stage-clock.ts'
import type { StageClock } from './stage-clock.ts'
import type { Difference } from '../operations/convert/result.ts'

/** Where a conversion is written, and how. */
export interface RunOptions {
  /** Path of the output; shards are beside it. */
  readonly output: string
  /** Paths of the inputs: none of them is written over. */
  readonly inputs: readonly string[]
  readonly force: boolean
  /** Largest shard in bytes; null writes one file. */
  readonly shardBytes: number | null
  /** Read everything back and compare. */
  readonly verify: boolean
}

/** A file to be written, and where its path leads when links are followed. */
export interface Placed {
  readonly path: string
  readonly target: string
}

/** Outputs that were found writable. */
export interface PreparedOutput {
  readonly parts: readonly (OutputPart & Placed)[]
  /** Over several shards; written when all of them are complete. */
  readonly index: (Placed & IndexPart) | null
}

/**
 * Check that the output can be written, and lay it out.
 * @throws PthError OUTPUT_EXISTS, OUTPUT_IS_INPUT, OUTPUT_UNWRITABLE, OUTPUT_NO_SPACE and those of `layoutParts`
 */
export async function prepareOutput(plan: ConvertPlan, options: RunOptions): Promise<PreparedOutput> {
  const { parts, index } = layoutParts(plan, options.output, options.shardBytes)
  const checked: (OutputPart & Placed)[] = []
  for (const part of parts)
    checked.push({ ...part, target: await checkTarget(part.path, options.inputs, options) })
  const place =
    index === null ? null : { ...index, target: await checkTarget(index.path, options.inputs, options) }
  if (place !== null) {
    const places = await placesOf(checked, place)
    if (options.force) await planReplacement(options.output, places, options.inputs)
    else await refuseOld(options.output, places)
  }
  const total = checked.reduce((sum, { byteLength }) => sum + byteLength, place?.text.length ?? 0)
  await checkSpace(checked[0]?.target ?? options.output, total)
  return { parts: checked, index: place }
}

/** One run: what its steps share. */
interface Run {
  readonly plan: ConvertPlan
  readonly parts: PreparedOutput['parts']
  readonly options: RunOptions
  readonly context: StreamContext
  readonly clock: StageClock
}

/**
 * Write, check, and only then give the files their names.
 * @throws PthError as writing and reading do; nothing is left behind then
 */
export async function runConvert(
  plan: ConvertPlan,
  { parts, index }: PreparedOutput,
  options: RunOptions,
  context: StreamContext,
): Promise<ConvertResult> {
  const clock = newStageClock((at) => context.stage?.(at), context.now)
  const run = { plan, parts, options, context, clock }
  const { lost } = plan.facts
  const files: OutputFile[] = []
  const committed: string[] = []
  let checked: Checked
  let replacement: Replacement | null
  try {
    await writeParts(run, files)
    checked = await verifyParts(run, files)
    if (checked.differences.length > 0) {
      for (const file of files) await file.abort()
      return { files: [], byteLength: 0, ...checked, lost, stages: clock.times() }
    }
    replacement = index === null ? null : await writeIndex(run, index, files)
    for (const [at, file] of files.entries()) {
      const name = replacement?.staged[at]
      await file.commit(name)
      committed.push(name ?? file.target)
    }
  } catch (error) {
    for (const file of files) await file.abort()
    for (const path of committed) await removeFile(path).catch(() => undefined)
    throw error
  }
  const written = (index === null ? parts : [...parts, index]).map(({ path }) => path)
  if (index !== null && replacement !== null) {
    const shards = await settleReplacement(replacement, await placesOf(parts, index), index)
    if (shards === replacement.staged) written.splice(0, shards.length, ...shards)
  }
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, index?.text.length ?? 0)
  return { files: written, byteLength, ...checked, lost, stages: clock.times() }
}

/** Write every part into a file of its own, and make it durable. Each file is in `files` from its beginning on. */
async function writeParts(run: Run, files: OutputFile[]): Promise<void> {
  const { plan, parts, options, context, clock } = run
  const memory = sinkMemory()
  const fileBytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
  for (const part of parts) {
    const file = await createOutput(part.target, options)
    files.push(file)
    const out = bufferedSink(file, memory)
    await clock.during('writing', plan.nbytes, async (add) => {
      const progress = (bytes: number): void => {
        context.progress?.(bytes)
        add(bytes)
      }
      await part.write(out, { ...context, progress })
      await out.flush()
    })
    if (out.position !== part.byteLength) {
      throw new PthError('INTERNAL', {
        reason: `${part.path} has ${out.position} bytes, not ${part.byteLength}`,
      })
    }
    await clock.during('syncing', fileBytes, async (add) => {
      await file.sync()
      add(part.byteLength)
    })
    await checkDirectory(plan, part, file.temporary)
  }
}

/** What reading everything back has shown. */
type Checked = Pick<ConvertResult, 'verified' | 'differences'>

/** Compare what was written with the input, if the run wants it. */
async function verifyParts(
  { plan, parts, options, context, clock }: Run,
  files: readonly OutputFile[],
): Promise<Checked> {
  const differences: Difference[] = []
  let verified = 0
  for (const [at, part] of options.verify ? parts.entries() : []) {
    const path = files[at]?.temporary ?? ''
    const found = await clock.during('verifying', plan.nbytes, (add) =>
      checkContents(plan, part, path, context, add),
    )
    for (const difference of found.differences) differences.push(difference)
    verified += found.compared
  }
  return { verified, differences }
}

/** Write the index behind the parts, and say what of an older set it replaces. */
async function writeIndex(
  { parts, options }: Run,
  index: NonNullable<PreparedOutput['index']>,
  files: OutputFile[],
): Promise<Replacement | null> {
  const places = await placesOf(parts, index)
  // Another run may have left something here since the first look.
  if (!options.force) await refuseOld(options.output, places)
  const replacement = options.force ? await planReplacement(options.output, places, options.inputs) : null
  const text =
    replacement === null ? index.text : index.textFor(replacement.staged.map((path) => basename(path)))
  const file = await createOutput(index.target, options)
  files.push(file)
  await file.write(new TextEncoder().encode(text))
  await file.sync()
  return replacement
}

/** What another run left under this name would be taken for a part of the model, or for the model. */
async function refuseOld(output: string, places: SetPlaces): Promise<void> {
  const [first] = await oldFiles(output, places)
  if (first !== undefined) throw new PthError('OUTPUT_EXISTS', { path: first })
}

async function placesOf(parts: readonly Placed[], index: Placed): Promise<SetPlaces> {
  const shards = parts.map(({ target }) => target)
  for (const { path } of [...parts, index])
    if (await isLink(path)) return { shards, index: index.target, linked: path }
  return { shards, index: index.target, linked: null }
}
