/** What `pth join` does: compares every shard with its record, and writes the index over them. */
import { joinShards } from '../../node/sharing/join.ts'
import { storeOf } from '../../node/sharing/store-of.ts'
import type { ShardRecord } from '../../operations/convert/sharing/shard-record.ts'
import { throwIfInterrupted } from '../../operations/convert/stream.ts'
import { joinReport, renderJoin } from '../../report/convert/join.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandContext, ExitCode } from '../command.ts'
import { lineOf } from '../guide/line.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { newProgress } from '../progress.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

export interface JoinFlags extends FormatFlags, LimitFlags {
  readonly dryRun?: true
  readonly color?: string
}

/** @throws PthError PARTS_MISSING, PART_CONFLICT, OUTPUT_EXISTS, and those of reading and writing */
export async function join(output: string, flags: JoinFlags, context: CommandContext): Promise<ExitCode> {
  const { io, width } = context
  const format = formatOf(flags, DATA_FORMATS)
  const started = performance.now()
  const progress = newProgress(io.stderr, 'proving')
  const signal = io.interruptSignal?.()
  const joined = await joinShards(await storeOf(output), output, {
    dryRun: flags.dryRun === true,
    lineOf: lineOfShare,
    progress: (done, total) => {
      throwIfInterrupted(signal)
      progress.update(done, total)
    },
  }).finally(progress.finish)
  const run = { output, dryRun: flags.dryRun === true, seconds: (performance.now() - started) / 1000 }
  await io.stdout.write(
    format === 'json'
      ? jsonDocument(joinReport(joined, run))
      : renderJoin(joined, run, context.paint(flags), width),
  )
  return 0
}

function lineOfShare({ words, shares }: ShardRecord, share: number): string {
  return lineOf(['convert', ...words, '--part', `${share}/${shares}`])
}
