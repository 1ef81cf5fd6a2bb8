/** The reports of a run: their files are checked before any work, written after it, and never left as they were. */
import { isPthError, PthError } from '../errors.ts'
import type { ReportTarget } from '../node/report-file.ts'
import type { DiffFormat } from '../report/report-format.ts'
import type { CommandContext } from './command.ts'
import type { ReportPlan } from './report-flags.ts'
import { VERSION } from './version.ts'

/** A finished run: its reports, and what is left to print. */
export interface Finished<Format> {
  /** One report for a file: without colour. */
  render(format: Format): string
  /** Print what stdout gets. */
  print(): Promise<void>
}

/** Refuse to replace any of these files, which the work has found. @throws PthError OUTPUT_IS_INPUT */
export type Protect = (inputs: readonly string[]) => Promise<void>

/** What the reports are about. */
export interface ReportedRun {
  readonly command: string
  /** The inputs as the user gave them. */
  readonly paths: readonly string[]
  /** Every file that is read, as far as it is known before the work: no report may replace one. */
  readonly inputs: readonly string[]
}

/**
 * Run a command that has reports. A run that fails leaves its error in every report file: an earlier report there
 * would be taken for this run's.
 * @throws PthError REPORT_UNWRITABLE, OUTPUT_IS_INPUT, USAGE for two reports in one file, and what `work` throws
 */
export async function withReports<Format extends DiffFormat>(
  plan: ReportPlan<Format>,
  run: ReportedRun,
  { io }: CommandContext,
  work: (protect: Protect) => Promise<Finished<Format>>,
): Promise<void> {
  if (plan.files.length === 0) return (await work(async () => undefined)).print()
  const { checkReportTarget, writeReport } = await import('../node/report-file.ts')
  const summary = io.env['GITHUB_STEP_SUMMARY']
  const files: { readonly format: Format; readonly file: ReportTarget }[] = []
  const taken = new Set<string>()
  for (const { format, path } of plan.files) {
    const file = await checkReportTarget(path, run.inputs, summary)
    if (taken.has(file.target) && !file.append)
      throw new PthError('USAGE', { reason: `two reports would be written to ${path}; give each a file` })
    taken.add(file.target)
    files.push({ format, file })
  }
  const protect: Protect = async (inputs) => {
    for (const { path } of plan.files) await checkReportTarget(path, inputs, summary)
  }
  const finished = await work(protect).catch(async (error: unknown) => {
    if (isPthError(error, 'OUTPUT_IS_INPUT')) throw error
    const { renderFailedRun } = await import('../report/failed-run.ts')
    const known = isPthError(error) ? error : internal(error)
    const failed = { command: run.command, version: VERSION, files: run.paths, error: known }
    // The first error is what the run ends with, whether it can be recorded or not.
    for (const { format, file } of files)
      await writeReport(file, renderFailedRun(format, failed)).catch(() => undefined)
    throw error
  })
  let failure: unknown
  for (const { format, file } of files)
    await writeReport(file, finished.render(format)).catch((error: unknown) => {
      failure ??= error
    })
  // A document on stdout is the only one there: the error, then.
  if (failure === undefined || plan.stdout !== 'json') await finished.print()
  if (failure !== undefined) throw failure
}

/** An error that nothing has a code for: a defect of pth. */
export function internal(error: unknown): PthError<'INTERNAL'> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new PthError('INTERNAL', { reason }, { cause: error })
}
