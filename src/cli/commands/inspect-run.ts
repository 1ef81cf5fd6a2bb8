/** What `pth inspect` does: opens each input, measures what the flags ask for, and prints the report. */
import type { WeightsKind } from '../../checkpoint/checkpoint.ts'
import type { JoinRule } from '../../names/join-rule.ts'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { isPthError, PthError } from '../../errors.ts'
import { inputPaths } from '../../node/input-paths.ts'
import type { ReadCount } from '../../io/counting.ts'
import type { InputOptions } from '../../node/open-path.ts'
import { transferFromHere } from '../../node/remote/access.ts'
import { isAddress } from '../../remote/address.ts'
import type { Transfer } from '../../report/inspect/cost.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import type { InspectReport, StatsReport } from '../../operations/inspect/inspect-report.ts'
import type { FitReport } from '../../operations/inspect/fit/fit-report.ts'
import type { HistogramReport } from '../../operations/inspect/histogram-report.ts'
import { inspectCheckpoint, selectEntries, tensorOffsets } from '../../operations/inspect/inspect.ts'
import type { InspectOptions } from '../../operations/inspect/inspect.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import type { Failure } from '../../report/failure.ts'
import { renderCsv } from '../../report/inspect/csv.ts'
import { inspectDocument, inspectFilesDocument } from '../../report/inspect/json.ts'
import type { InspectedFile } from '../../report/inspect/json.ts'
import { renderInspect } from '../../report/inspect/text.ts'
import { jsonDocument, jsonLines, jsonPieces } from '../../report/json.ts'
import { INSPECT_FORMATS } from '../../report/report-format.ts'
import type { InspectFormat } from '../../report/report-format.ts'
import { withCrew } from '../with-crew.ts'
import type { CommandContext } from '../command.ts'
import { failureText } from '../error-text.ts'
import { inputOptions } from '../input.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import type { FitFlags } from './fit-run.ts'
import { newProgress } from '../progress.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

/** The options as commander hands them over. */
export interface InspectFlags extends LimitFlags, FormatFlags, FitFlags {
  readonly root?: string
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
  readonly filter?: readonly string[]
  readonly sort?: 'name' | 'size' | 'offset'
  readonly by?: 'pattern' | 'dtype' | 'prefix'
  readonly full?: true
  readonly tree?: true
  readonly depth?: number
  readonly all?: true
  readonly map?: true
  readonly where?: true
  readonly exact?: true
  readonly stats?: true
  readonly histogram?: readonly string[]
  readonly bins?: number
  readonly salvage?: true
  readonly color?: string
}

/** Inspect what the words of the command line stand for. @throws PthError USAGE, and those of opening */
export async function inspectPaths(
  paths: readonly string[],
  given: InspectFlags,
  context: CommandContext,
): Promise<void> {
  const flags: Wanted = { ...given, shown: formatOf(given, INSPECT_FORMATS) }
  const options: InputOptions = {
    // The place of a tensor is written before its bytes: that is also read.
    ...inputOptions(
      context.io,
      flags,
      flags.stats === true ||
        flags.histogram !== undefined ||
        flags.where === true ||
        flags.sort === 'offset',
    ),
    ...(flags.salvage === true && { salvage: true }),
  }
  checkHistogram(flags)
  const fit = await fitting(flags)
  const inputs = await inputPaths(paths, limitsOf(flags))
  const [only, ...others] = inputs
  if (only === undefined || others.length > 0)
    return inspectSeveral(inputs, options, { ...flags, fitting: fit }, context)
  const moved = transferOf(only)
  return withCheckpoint(only, options, (checkpoint, count) =>
    inspect(only, checkpoint, { ...flags, fitting: fit }, context, { read: count, moved }, writeReport),
  )
}

/** The flags with the format that they ask for. */
interface Wanted extends InspectFlags {
  readonly shown: InspectFormat
  /** Counts what an input needs in memory, with `--fit`. */
  readonly fitting?: Fitting | undefined
}

type Fitting = (input: string, checkpoint: Checkpoint) => Promise<FitReport>

/** What one input cost until now. */
interface Cost {
  /** Bytes read and reads made. */
  readonly read: ReadCount
  /** What an address moved until now; null for a path. */
  readonly moved: () => Transfer | null
}

function transferOf(input: string): Cost['moved'] {
  return isAddress(input) ? transferFromHere() : () => null
}

type Deliver = (report: InspectReport, flags: Wanted, context: CommandContext, cost: Cost) => Promise<void>

/** One input after the other; one that cannot be opened does not stop the rest, and the exit code is 2. */
async function inspectSeveral(
  inputs: readonly string[],
  options: InputOptions,
  flags: Wanted,
  context: CommandContext,
): Promise<void> {
  // Their rows do not name the file.
  if (flags.shown === 'csv' || flags.shown === 'ndjson')
    throw new PthError('USAGE', { reason: '--csv and --ndjson accept one file; --json accepts several' })
  const files: InspectedFile[] = []
  const failures: Failure[] = []
  for (const file of inputs) {
    const deliver: Deliver = async (report, ...rest) => {
      if (flags.shown === 'json') files.push({ file, report, transfer: moved() })
      else await writeReport(report, ...rest)
    }
    const moved = transferOf(file)
    try {
      await withCheckpoint(file, options, (checkpoint, count) =>
        inspect(file, checkpoint, flags, context, { read: count, moved }, deliver),
      )
    } catch (error) {
      if (!isPthError(error) || error.code === 'USAGE') throw error
      const failure = { file, code: error.code, message: error.message }
      failures.push(failure)
      if (flags.shown !== 'json') await context.io.stderr.write(failureText(failure, context.io))
    }
    if (flags.shown !== 'json' && file !== inputs.at(-1)) await context.io.stdout.write('\n')
  }
  const code = exitCodeFor({ findings: false, incomplete: failures.length > 0 })
  context.exit(code)
  if (flags.shown !== 'json') return
  await context.io.stdout.write(jsonDocument(inspectFilesDocument(files, failures, code)))
}

async function inspect(
  input: string,
  checkpoint: Checkpoint,
  flags: Wanted,
  context: CommandContext,
  cost: Cost,
  deliver: Deliver,
): Promise<void> {
  await deliver(await inspectOpened(input, checkpoint, flags, context), flags, context, cost)
}

/** The report of an opened input: what the flags ask for is measured. @throws PthError USAGE, and those of reading */
export async function inspectOpened(
  input: string,
  checkpoint: Checkpoint,
  flags: Wanted,
  context: CommandContext,
): Promise<InspectReport> {
  const filters = flags.filter ?? []
  const entries = selectEntries(checkpoint, filters)
  const histograms = await histogramsOf(checkpoint, entries, flags, context)
  const located = flags.where === true || flags.sort === 'offset'
  const options: InspectOptions = {
    filters,
    ...(flags.sort !== undefined && { sort: flags.sort }),
    ...(flags.by !== undefined && { by: flags.by }),
    ...(flags.depth !== undefined && { depth: flags.depth }),
    ...(flags.full === true && { full: true }),
    ...(flags.tree === true && { tree: true }),
    ...(flags.all === true && { allValues: true }),
    ...(flags.root !== undefined && { valuesBelow: checkpoint.stateDict.path }),
    ...(flags.map === true && { map: true }),
    ...(flags.salvage === true && { salvage: true }),
    ...(located && { offsets: await tensorOffsets(entries) }),
    ...(histograms !== undefined && { histograms }),
    ...(flags.fitting !== undefined && { fit: await flags.fitting(input, checkpoint) }),
    ...(flags.stats === true && { stats: await measured(checkpoint, entries, context) }),
  }
  return inspectCheckpoint(checkpoint, options)
}

async function writeReport(
  report: InspectReport,
  flags: Wanted,
  context: CommandContext,
  cost: Cost,
): Promise<void> {
  const transfer = cost.moved()
  const opened = { bytesRead: cost.read.bytes, reads: cost.read.reads, transfer }
  const { stdout } = context.io
  if (flags.shown === 'json') {
    for (const piece of jsonPieces(inspectDocument(report, transfer))) await stdout.write(piece)
  } else if (flags.shown === 'ndjson') {
    for (const piece of jsonLines(report.tensors)) await stdout.write(piece)
  } else if (flags.shown === 'csv') {
    await stdout.write(renderCsv(report.tensors))
  } else {
    const view = {
      columns: context.width,
      full: flags.full === true,
      exact: flags.exact === true,
      where: flags.where === true,
      depth: flags.depth ?? null,
    }
    const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
    await stdout.write(renderInspect(report, paint, view, opened))
  }
}

/** What `--fit` and its flags ask for; loaded only then. @throws PthError USAGE */
async function fitting(flags: Wanted): Promise<Fitting | undefined> {
  if (flags.fit !== true) {
    const given = [flags.fitDtype, flags.context, flags.batch, flags.cacheDtype, flags.deviceMemory]
    if (given.every((value) => value === undefined)) return undefined
    throw new PthError('USAGE', {
      reason: '--fit-dtype, --context, --batch, --cache-dtype and --device-memory need --fit',
    })
  }
  if (flags.shown === 'csv' || flags.shown === 'ndjson')
    throw new PthError('USAGE', { reason: '--csv and --ndjson have no place for --fit; --json has' })
  const { fitOf, fitOptions } = await import('./fit-run.ts')
  const options = fitOptions(flags)
  return (input, checkpoint) => fitOf(input, checkpoint, options)
}

/** Rows of tensors have no place for bins, and `--bins` alone would do nothing. */
function checkHistogram({ histogram, bins, shown }: Wanted): void {
  if (histogram === undefined && bins !== undefined)
    throw new PthError('USAGE', { reason: '--bins needs --histogram GLOB' })
  if (histogram !== undefined && (shown === 'csv' || shown === 'ndjson'))
    throw new PthError('USAGE', { reason: '--csv and --ndjson have no histograms; --json has them' })
}

async function histogramsOf(
  checkpoint: Checkpoint,
  entries: readonly TensorEntry[],
  { histogram: globs, bins }: Wanted,
  { io }: CommandContext,
): Promise<readonly HistogramReport[] | undefined> {
  if (globs === undefined) return undefined
  const { BINS, histogramEntries, MOST_BINS, tensorHistograms } =
    await import('../../operations/inspect/histogram.ts')
  if (bins !== undefined && (bins < 1 || bins > MOST_BINS))
    throw new PthError('USAGE', { reason: `--bins is between 1 and ${MOST_BINS}` })
  const wanted = histogramEntries(entries, globs)
  const progress = newProgress(io.stderr, 'reading')
  try {
    return await tensorHistograms(checkpoint, wanted, { bins: bins ?? BINS, onProgress: progress.update })
  } finally {
    await progress.finish()
  }
}

/** Bytes of a file from which threads are worth their start. */
const CREW_BYTES = 1 << 26

async function measured(
  checkpoint: Checkpoint,
  entries: readonly TensorEntry[],
  { io }: CommandContext,
): Promise<ReadonlyMap<Tensor, StatsReport>> {
  const [{ tensorStats }, { newSha256 }] = await Promise.all([
    import('../../operations/inspect/stats.ts'),
    import('../../node/hash.ts'),
  ])
  const progress = newProgress(io.stderr, 'reading')
  try {
    const wanted = { newHasher: newSha256, onProgress: progress.update }
    return await withCrew(checkpoint.byteLength, CREW_BYTES, (crew) =>
      tensorStats(checkpoint, entries, { ...wanted, ...crew }),
    )
  } finally {
    await progress.finish()
  }
}
