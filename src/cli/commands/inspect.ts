/** `pth inspect`: what is in a checkpoint. */
import { Option } from 'commander'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'
import type { StatsReport } from '../../operations/inspect/inspect-report.ts'
import type { InspectOptions } from '../../operations/inspect/inspect.ts'
import type { CommandContext, CommandDeclaration } from '../command.ts'
import { inputOptions } from '../input.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import type { InputOptions } from '../../node/open-path.ts'

/** The options as commander hands them over. */
interface InspectFlags extends LimitFlags {
  readonly root?: string
  readonly filter?: readonly string[]
  readonly sort?: 'name' | 'size' | 'offset'
  readonly by?: 'pattern' | 'dtype' | 'prefix'
  readonly full?: true
  readonly tree?: true
  readonly depth?: number
  readonly all?: true
  readonly where?: true
  readonly exact?: true
  readonly stats?: true
  readonly salvage?: true
  readonly json?: true
  readonly csv?: true
  readonly ndjson?: true
  readonly color?: string
}

export const inspectCommand: CommandDeclaration = {
  name: 'inspect',
  declare: (command, context) => {
    addLimits(command, MEASURE_LIMITS)
      .description('show what is in a checkpoint')
      .argument('<file>', 'checkpoint to open')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict ($ for the whole file)')
      .option('--filter <glob>', 'only tensors that fit; * crosses dots and slashes; repeatable', append)
      .option('--full', 'every tensor on its own row, nothing shortened')
      .option('--tree', 'modules as a tree with subtotals')
      .option('--depth <n>', 'levels of --tree, or components of --by prefix', wholeNumber)
      .addOption(new Option('--by <what>', 'join rows by').choices(['pattern', 'dtype', 'prefix']))
      .addOption(new Option('--sort <order>', 'order of the rows').choices(['name', 'size', 'offset']))
      .option('--where', 'record, file offset and stride of each tensor')
      .option('--stats', 'read every tensor: min, max, mean, std, zeros, NaN, Inf, sha256')
      .option('--all', 'list the values that are no tensors, too')
      .option('--exact', 'sizes in bytes')
      .option('--salvage', 'open a file that is cut off, and say which tensors are complete')
      .addOption(new Option('--json', 'one JSON document').conflicts(['csv', 'ndjson']))
      .addOption(new Option('--csv', 'one row for each tensor').conflicts(['json', 'ndjson']))
      .addOption(new Option('--ndjson', 'one JSON line for each tensor').conflicts(['json', 'csv']))
      .action(async (path: string, flags: InspectFlags) => {
        const options: InputOptions = {
          // Where a tensor stands is written before its bytes: that is read too.
          ...inputOptions(
            context.io,
            flags,
            flags.stats === true || flags.where === true || flags.sort === 'offset',
          ),
          ...(flags.salvage === true && { salvage: true }),
        }
        await withCheckpoint(path, options, (checkpoint, count) => inspect(checkpoint, flags, context, count))
      })
  },
}

async function inspect(
  checkpoint: Checkpoint,
  flags: InspectFlags,
  context: CommandContext,
  count: { readonly bytes: number; readonly reads: number },
): Promise<void> {
  const { inspectCheckpoint, selectEntries, tensorOffsets } =
    await import('../../operations/inspect/inspect.ts')
  const filters = flags.filter ?? []
  const entries = selectEntries(checkpoint, filters)
  const opened = { bytesRead: count.bytes, reads: count.reads }
  const located = flags.where === true || flags.sort === 'offset'
  const options: InspectOptions = {
    filters,
    ...(flags.sort !== undefined && { sort: flags.sort }),
    ...(flags.by !== undefined && { by: flags.by }),
    ...(flags.depth !== undefined && { depth: flags.depth }),
    ...(flags.full === true && { full: true }),
    ...(flags.tree === true && { tree: true }),
    ...(flags.all === true && { allValues: true }),
    ...(flags.salvage === true && { salvage: true }),
    ...(located && { offsets: await tensorOffsets(entries) }),
    ...(flags.stats === true && { stats: await measured(checkpoint, entries, context) }),
  }
  const report = inspectCheckpoint(checkpoint, options)
  const { stdout } = context.io
  if (flags.json === true) {
    const { jsonDocument } = await import('../../report/json.ts')
    await stdout.write(jsonDocument(report))
  } else if (flags.ndjson === true) {
    const { jsonLine } = await import('../../report/json.ts')
    await stdout.write(report.tensors.map((tensor) => jsonLine(tensor)).join(''))
  } else if (flags.csv === true) {
    const { renderCsv } = await import('../../report/inspect/csv.ts')
    await stdout.write(renderCsv(report.tensors))
  } else {
    const { renderInspect } = await import('../../report/inspect/text.ts')
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

async function measured(
  checkpoint: Checkpoint,
  entries: readonly TensorEntry[],
  { io }: CommandContext,
): Promise<ReadonlyMap<Tensor, StatsReport>> {
  const [{ tensorStats }, { newSha256 }, { newProgress }] = await Promise.all([
    import('../../operations/inspect/stats.ts'),
    import('../../node/hash.ts'),
    import('../progress.ts'),
  ])
  const progress = newProgress(io.stderr, 'reading')
  try {
    return await tensorStats(checkpoint, entries, { newHasher: newSha256, onProgress: progress.update })
  } finally {
    await progress.finish()
  }
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new PthError('USAGE', {
    reason: `--depth must be a whole number from 1, not ${JSON.stringify(text)}`,
  })
}
