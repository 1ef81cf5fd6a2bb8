/** The work of `pth convert`: open, plan, write, report. */
import { runPreset } from './convert-preset.ts'
import { convertForSchema } from './convert-schema.ts'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { PthError } from '../../errors.ts'
import type { OpenedMark } from '../../io/counting.ts'
import { nodeCrc32 } from '../../node/crc32.ts'
import type { ConvertOptions } from '../../operations/convert/options.ts'
import { planConvert } from '../../operations/convert/plan.ts'
import type { ConvertPlan } from '../../operations/convert/plan.ts'
import { parseRenameFile } from '../../names/rename.ts'
import type { RenameRule } from '../../names/rename.ts'
import { prepareOutput, runConvert } from '../../node/write-converted.ts'
import type { RunOptions } from '../../node/write-converted.ts'
import { parseFileSize } from '../size.ts'
import { damagedIn } from '../../operations/convert/salvage.ts'
import { newStreamContext, throwIfInterrupted } from '../../operations/convert/stream.ts'
import type { StreamContext } from '../../operations/convert/stream.ts'
import { convertExitCode, convertReport } from '../../report/convert/json.ts'
import type { ConvertRun } from '../../report/convert/json.ts'
import { isAddress } from '../../remote/address.ts'
import { renderConvert, sharedLines } from '../../report/convert/text.ts'
import type { Failure } from '../../report/failure.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandContext, ExitCode } from '../command.ts'
import { inputOptions } from '../input.ts'
import { withCrew } from '../with-crew.ts'
import { withLora } from './merge-lora.ts'
import { newConvertDocuments } from './convert-documents.ts'
import { convertOptions } from './convert-flags.ts'
import type { ConvertFlags, MoreOptions } from './convert-flags.ts'
import { planJobs } from './convert-jobs.ts'
import { readRope } from './rope-flags.ts'
import type { Job } from './convert-jobs.ts'
import { failureText } from '../error-text.ts'
import type { InputOptions } from '../../node/open-path.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { newProgress, newStagedProgress } from '../progress.ts'
import { formatOf } from '../report-flags.ts'
import { readSmallFile } from '../small-file.ts'
import { refuseOutputFormat, refuseSwappedOutput } from '../guide/swapped.ts'
import { withValue } from '../guide/line.ts'

/** Bytes of a file of renames. Largest known: 400,000 names. */
const RENAME_FILE_BYTES = 1 << 27

/** Run every job; one input's failure does not stop the others, and the exit code is the worst. */
export async function convert(
  files: readonly string[],
  given: ConvertFlags,
  context: CommandContext,
): Promise<ExitCode> {
  refuseOutputFormat(given.format, context.words)
  const flags = { ...given, json: formatOf(given, DATA_FORMATS) === 'json' }
  const rules = flags.renameFile === undefined ? [] : await readRenames(flags.renameFile)
  await refuseSwappedOutput(files, flags.output, context.words)
  const jobs = await planJobs(files, flags)
  const documents = flags.json === true ? newConvertDocuments(context) : null
  const failures: Failure[] = []
  let worst: ExitCode = 0
  for (const job of jobs) {
    // Between two files nothing else looks at it.
    throwIfInterrupted(context.io.interruptSignal?.())
    try {
      const code = await runJob(job, flags, rules, documents?.context ?? context)
      if (code > worst) worst = code
    } catch (error) {
      if (!(error instanceof PthError) || error.code === 'INTERRUPTED') throw error
      // A run of one job that printed nothing ends with the error itself.
      if (jobs.length === 1 && (documents === null || documents.isEmpty())) throw error
      worst = 2
      const failure = { file: job.inputs[0] ?? '', code: error.code, message: error.message }
      failures.push(failure)
      await context.io.stderr.write(failureText(failure, context.io))
    }
  }
  if (documents !== null) await context.io.stdout.write(documents.text(failures, worst, jobs.length > 1))
  return worst
}

async function readRenames(path: string): Promise<RenameRule[]> {
  return parseRenameFile(await readSmallFile(path, RENAME_FILE_BYTES), path)
}

async function runJob(
  job: Job,
  flags: ConvertFlags,
  rules: readonly RenameRule[],
  context: CommandContext,
): Promise<ExitCode> {
  const { preset } = flags
  if (preset !== undefined) {
    return runPreset(job, { ...flags, preset }, context, (part, chosen) =>
      runJob(part, chosen, rules, context),
    )
  }
  const rope = await readRope(job.inputs, flags)
  const marks = new Map<string, OpenedMark>()
  const opening = { ...inputOptions(context.io, flags, true), marks }
  return withLora(flags.mergeLora, opening, (mergeLora, more) =>
    runOpened({ ...job, more, marks }, flags, { rules, rope, mergeLora }, context),
  )
}

/** A job whose files are open. */
interface OpenJob extends Job {
  /** What the files are known by; more may be opened while the output is written. */
  readonly marks: Map<string, OpenedMark>
}

/** `more` are files that are open in addition to the inputs. */
async function runOpened(
  job: OpenJob & { readonly more: readonly string[] },
  flags: ConvertFlags,
  { rules, ...more }: MoreOptions & { readonly rules: readonly RenameRule[] },
  context: CommandContext,
): Promise<ExitCode> {
  const { schema } = flags
  if (schema !== undefined) {
    if (flags.salvage === true)
      throw new PthError('USAGE', {
        reason: '--salvage and --schema exclude each other: a model needs every tensor',
      })
    const { output, format, marks } = job
    return convertForSchema(
      {
        input: job.inputs.join(', '),
        output,
        format,
        rules,
        more,
        open: (used, use) =>
          withCheckpoints(job.inputs, { ...inputOptions(context.io, used, true), marks }, use),
        write: (plan, files) => write(plan, { ...job, inputs: [...files, ...job.more] }, flags, context),
      },
      { ...flags, schema },
      context,
    )
  }
  if (flags.applyHints === true) throw new PthError('USAGE', { reason: '--apply-hints needs --schema' })
  const options = convertOptions(flags, job.format, rules, more)
  const salvage = flags.salvage === true
  const opening = { ...inputOptions(context.io, flags, true), salvage, marks: job.marks }
  return withCheckpoints(job.inputs, opening, async (checkpoints, files) => {
    const damaged = flags.salvage === true ? await findDamage(checkpoints, flags, context) : options.damaged
    const plan = planConvert(checkpoints, { ...options, damaged })
    return write(plan, { ...job, inputs: [...files, ...job.more] }, flags, context)
  })
}

/** Every checksum is compared before anything is planned. */
async function findDamage(
  checkpoints: readonly Checkpoint[],
  flags: ConvertFlags,
  { io }: CommandContext,
): Promise<ConvertOptions['damaged']> {
  const progress = newProgress(io.stderr, 'checking')
  const total = checkpoints.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const signal = io.interruptSignal?.()
  let done = 0
  try {
    return await damagedIn(checkpoints, {
      crc32: nodeCrc32,
      ignoreCrc: flags.ignoreCrc === true,
      progress: (bytes) => {
        throwIfInterrupted(signal)
        done += bytes
        progress.update(done, total)
      },
    })
  } finally {
    await progress.finish()
  }
}

/** Every input stays open until the output is written: storages are read from it. `files` are all that were opened. */
async function withCheckpoints<Result>(
  paths: readonly string[],
  options: InputOptions,
  use: (checkpoints: readonly Checkpoint[], files: readonly string[]) => Promise<Result>,
  opened: readonly Checkpoint[] = [],
  files: readonly string[] = [],
): Promise<Result> {
  const [path, ...rest] = paths
  if (path === undefined) return use(opened, files)
  return withCheckpoint(path, options, (checkpoint, count) =>
    withCheckpoints(rest, options, use, [...opened, checkpoint], [...files, path, ...(count.opened ?? [])]),
  )
}

/** Bytes of a conversion from which threads may be worth their start. */
const CREW_BYTES = 1 << 26

async function write(
  plan: ConvertPlan,
  job: OpenJob,
  flags: ConvertFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { io, paint, width } = context
  const started = performance.now()
  const progress = newStagedProgress(io.stderr)
  const signal = io.interruptSignal?.()
  const stream: StreamContext = {
    ...newStreamContext(nodeCrc32, flags.ignoreCrc === true),
    ...(signal !== undefined && { signal }),
    stage: ({ stage, done, total }) => progress.update(stage, done, total),
  }
  if (flags.json !== true && flags.dryRun !== true) {
    for (const text of sharedLines(plan, width)) await io.stderr.write(`${text}\n`)
  }
  try {
    const done = await (flags.part !== undefined || isAddress(job.output) ? writeShared : writeAll)(
      plan,
      job,
      flags,
      context,
      stream,
    )
    await progress.finish()
    const seconds = (performance.now() - started) / 1000
    const peakBytes = io.peakMemory?.() ?? 0
    const run: ConvertRun = { ...done, output: job.output, context: stream, seconds, peakBytes }
    const text =
      flags.json === true
        ? jsonDocument(convertReport(plan, run))
        : renderConvert(plan, run, paint(flags), width)
    await io.stdout.write(text)
    return convertExitCode(plan, run.result)
  } finally {
    await progress.finish()
  }
}

/** What was written, for the report. */
type Written = Pick<ConvertRun, 'files' | 'result' | 'part'>

async function writeAll(
  plan: ConvertPlan,
  job: OpenJob,
  flags: ConvertFlags,
  { words }: CommandContext,
  stream: StreamContext,
): Promise<Written> {
  const options: RunOptions = {
    output: job.output,
    inputs: job.inputs,
    force: flags.force === true,
    shardBytes: shardBytesOf(flags, words),
    verify: flags.verify === true,
  }
  const parts = await prepareOutput(plan, options)
  const files = parts.parts.map(({ path, byteLength }) => ({ path, byteLength }))
  if (flags.dryRun === true) return { files, result: null }
  const result = await withCrew(plan.nbytes, CREW_BYTES, (crew) =>
    runConvert(plan, parts, options, { ...stream, ...crew }),
  )
  return { files, result }
}

/** One part, or everything into a bucket. */
async function writeShared(
  plan: ConvertPlan,
  job: OpenJob,
  flags: ConvertFlags,
  { io, words }: CommandContext,
  stream: StreamContext,
): Promise<Written> {
  const { convertShare, convertToBucket, parsePart } = await import('./convert-part.ts')
  const run = {
    output: job.output,
    inputs: job.inputs,
    force: flags.force === true,
    verify: flags.verify === true,
    dryRun: flags.dryRun === true,
    shardBytes: shardBytesOf(flags, words),
    marks: job.marks,
    words,
  }
  type Work = Parameters<typeof convertShare>[2]
  const work: Work = (write) => withCrew(plan.nbytes, CREW_BYTES, (crew) => write({ ...stream, ...crew }))
  return flags.part === undefined
    ? convertToBucket(plan, run, work)
    : convertShare(plan, { ...run, share: parsePart(flags.part, io.env) }, work)
}

/** Largest shard; null for one file. */
function shardBytesOf({ shardSize }: ConvertFlags, words: readonly string[]): number | null {
  if (shardSize === undefined) return null
  return parseFileSize(shardSize, '--shard-size', (size) => withValue(words, '--shard-size', size))
}
