/** What `pth check` does: reads the configuration, judges every checkpoint, and prints one line per rule and file. */
import { checkOutcome } from '../../operations/check/report.ts'
import { renderCheckAs } from '../../report/check/formats.ts'
import { fileWidth, renderCheckEnd, renderCheckHead, renderResults } from '../../report/check/text.ts'
import type { CheckLayout } from '../../report/check/text.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import { REPORT_FORMATS } from '../../report/report-format.ts'
import { knownColumns } from '../columns.ts'
import type { CommandContext } from '../command.ts'
import { locateConfig } from '../check/locate.ts'
import { runCheck } from '../check/gate.ts'
import { onNetwork } from '../check/on-network.ts'
import { wholeNumber } from '../flag-values.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import type { RemoteFlags } from '../remote-flags.ts'
import { planReports } from '../report-flags.ts'
import type { ReportFlags } from '../report-flags.ts'
import { withReports } from '../reports.ts'
import { VERSION } from '../version.ts'

/** The options as commander hands them over. */
export interface CheckFlags extends LimitFlags, ReportFlags, RemoteFlags {
  readonly config?: string
  readonly changedSince?: string
  readonly updateLock?: true
  readonly updateBaseline?: true
  readonly explain?: string
  readonly jobs: string
  readonly quiet?: true
  readonly color?: string
}

/** @throws PthError CONFIG_UNCLEAR, CONFIG_INVALID, USAGE, REPORT_UNWRITABLE */
export async function check(
  files: readonly string[],
  flags: CheckFlags,
  context: CommandContext,
): Promise<void> {
  if (flags.explain !== undefined) {
    const { explainFile } = await import('../check/explain.ts')
    return explainFile(flags.explain, flags, context)
  }
  const plan = planReports(flags, REPORT_FORMATS)
  const jobs = wholeNumber('--jobs', flags.jobs)
  const paths = files.length > 0 ? files : [flags.config ?? 'pth.config.json']
  const inputs = [...files, ...(flags.config === undefined ? [] : [flags.config])]
  await withReports(plan, { command: 'check', paths, inputs }, context, async (protect) => {
    const { io } = context
    // One rule and file is one line: only a terminal breaks it.
    const columns = knownColumns(io.stdout, io.env) ?? Infinity
    const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
    const located = await locateConfig(flags.config)
    const quiet = flags.quiet === true
    // Text is printed as it comes: a repository may take an hour.
    const asText = plan.stdout === 'text'
    let layout: CheckLayout = { columns, quiet, fileWidth: 0 }
    const { facts, results } = await onNetwork(located, flags, context, () =>
      runCheck(
        located,
        {
          limits: limitsOf(flags),
          files,
          since: flags.changedSince,
          updateBaseline: flags.updateBaseline === true,
          updateLock: flags.updateLock === true,
          jobs,
          today: (io.now?.() ?? new Date()).toISOString().slice(0, 10),
        },
        {
          begin: async (begun, selected) => {
            await protect([located.config.path, ...selected.map(({ shown }) => shown)])
            layout = {
              ...layout,
              fileWidth: fileWidth([begun.config, ...selected.map(({ shown }) => shown)]),
            }
            if (asText) await io.stdout.write(renderCheckHead(begun))
          },
          results: async (some) => {
            if (asText) await io.stdout.write(renderResults(some, layout, paint))
          },
        },
      ),
    )
    const exitCode = exitCodeFor(checkOutcome(results))
    context.exit(exitCode)
    const run = { results, facts, exitCode, version: VERSION, columns, quiet }
    return {
      render: (format) => renderCheckAs(format, run),
      print: () =>
        io.stdout.write(
          asText ? renderCheckEnd(results, facts, exitCode, paint, columns) : renderCheckAs(plan.stdout, run),
        ),
    }
  })
}
