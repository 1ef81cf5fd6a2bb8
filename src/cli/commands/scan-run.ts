/** What `pth scan` does: judges one file after the other, and prints what was found. */
import { isPthError } from '../../errors.ts'
import { newDcpParts, withDcpMetadata } from '../../node/dcp-folders.ts'
import type { DcpParts } from '../../node/dcp-folders.ts'
import type { Limits } from '../../limits.ts'
import { findFiles } from '../../node/find-files.ts'
import type { FoundFiles } from '../../node/find-files.ts'
import { openAddressed } from '../../node/open-addressed.ts'
import { foldUnpacked } from '../../node/unpacked-folders.ts'
import { hasNothingToLoad, isScannedName, isTextByChance } from '../../operations/scan/nothing-to-load.ts'
import { NO_POLICY, parsePolicy, withAllowed } from '../../operations/scan/policy.ts'
import type { ScanPolicy } from '../../operations/scan/policy.ts'
import { scanOutcome } from '../../operations/scan/report.ts'
import type { ScanReport } from '../../operations/scan/report.ts'
import { scanFile } from '../../operations/scan/scan.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import type { Failure } from '../../report/failure.ts'
import { REPORT_FORMATS } from '../../report/report-format.ts'
import type { ScannedFiles } from '../../report/scan/findings.ts'
import { renderScanAs } from '../../report/scan/formats.ts'
import { renderScan, renderScanEnd } from '../../report/scan/text.ts'
import type { CommandContext, ExitCode } from '../command.ts'
import { failureText } from '../error-text.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { planReports } from '../report-flags.ts'
import type { ReportFlags } from '../report-flags.ts'
import { withReports } from '../reports.ts'
import { readSmallFile } from '../small-file.ts'
import { VERSION } from '../version.ts'

/** The options as commander hands them over. */
export interface ScanFlags extends LimitFlags, ReportFlags {
  readonly allow?: readonly string[]
  readonly policy?: string
  readonly strict?: true
  readonly color?: string
}

/** Bytes of a policy file. */
const POLICY_BYTES = 1 << 20

/** Scan what the paths stand for, and print or write the reports. @throws PthError USAGE, REPORT_UNWRITABLE */
export async function scan(
  paths: readonly string[],
  flags: ScanFlags,
  context: CommandContext,
): Promise<void> {
  const plan = planReports(flags, REPORT_FORMATS)
  const inputs = flags.policy === undefined ? paths : [...paths, flags.policy]
  await withReports(plan, { command: 'scan', paths, inputs }, context, async (protect) => {
    const { io, width: columns } = context
    const policy = await readPolicy(flags)
    const limits = limitsOf(flags)
    const { all, wanted } = await filesToScan(paths, limits)
    const { files } = wanted
    await protect(all.filter((file) => isScannedName(file)))
    const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
    // Text is printed as it comes: a folder may take an hour.
    const asText = plan.stdout === 'text'
    const found = await scanAll(wanted, policy, limits, {
      report: async (report) => {
        if (asText) await io.stdout.write(renderScan(report, paint, { columns, brief: files.length > 1 }))
      },
      failure: async (failure) => {
        if (asText) await io.stderr.write(failureText(failure, io))
      },
    })
    const exitCode = exitCodeOf(found)
    context.exit(exitCode)
    const run = { ...found, exitCode, version: VERSION, columns }
    const { reports, failures, others } = found
    const counts = { failed: failures.length, others: others.length }
    return {
      render: (format) => renderScanAs(format, run),
      print: () =>
        io.stdout.write(
          asText ? renderScanEnd(reports, counts, exitCode, paint) : renderScanAs(plan.stdout, run),
        ),
    }
  })
}

/** What the paths of the command line stand for. */
interface Wanted extends FoundFiles {
  readonly paths: readonly string[]
  readonly dcp: DcpParts
}

/** The files to scan; `all` are those that they are made of. @throws PthError SOURCE_UNREADABLE, LIMIT_EXCEEDED */
async function filesToScan(
  paths: readonly string[],
  limits: Limits,
): Promise<{ readonly all: readonly string[]; readonly wanted: Wanted }> {
  const { files: all, unreadable } = await findFiles(paths, limits)
  const files = await withDcpMetadata(foldUnpacked(all, new Set(paths)))
  return { all, wanted: { paths, files, unreadable, dcp: newDcpParts(limits) } }
}

/** `pth scan PATH` without a policy, and how it ends. @throws PthError SOURCE_UNREADABLE, LIMIT_EXCEEDED */
export async function scanOne(
  path: string,
  limits: Limits,
): Promise<{ readonly scanned: ScannedFiles; readonly exitCode: ExitCode }> {
  const { wanted } = await filesToScan([path], limits)
  const silent = { report: async () => undefined, failure: async () => undefined }
  const scanned = await scanAll(wanted, NO_POLICY, limits, silent)
  return { scanned, exitCode: exitCodeOf(scanned) }
}

/** Told of each file when it is done. */
interface ScanListener {
  report(report: ScanReport): Promise<void>
  failure(failure: Failure): Promise<void>
}

async function scanAll(
  { paths, files, unreadable, dcp }: Wanted,
  policy: ScanPolicy,
  limits: Limits,
  listener: ScanListener,
): Promise<ScannedFiles> {
  const reports: ScanReport[] = []
  const failures: Failure[] = []
  const others: string[] = []
  const named = new Set(paths)
  for (const { code, message, details } of unreadable) {
    failures.push({ file: details.path, code, message })
    await listener.failure({ file: details.path, code, message })
  }
  for (const file of files) {
    const { result, nothing } = await scanPath(file, policy, limits, dcp)
    if (nothing && !named.has(file)) others.push(file)
    else if ('verdict' in result) {
      reports.push(result)
      await listener.report(result)
    } else {
      failures.push(result)
      await listener.failure(result)
    }
  }
  return { reports, failures, others, strict: policy.strict, paths }
}

function exitCodeOf({ reports, failures, strict }: ScannedFiles): ExitCode {
  const outcome = scanOutcome(reports, strict)
  const incomplete = outcome.incomplete || failures.length > 0 || reports.length === 0
  return exitCodeFor({ ...outcome, incomplete })
}

interface Scanned {
  readonly result: ScanReport | Failure
  /** Whether nothing in the file can be loaded, and its name says so. */
  readonly nothing: boolean
}

/** Scan one file; a failure of it is reported and does not end the run. */
async function scanPath(path: string, policy: ScanPolicy, limits: Limits, dcp: DcpParts): Promise<Scanned> {
  try {
    const { source, folder, entering, close } = await openAddressed(path, limits)
    try {
      const part = folder || entering.member !== undefined ? undefined : await dcp(path)
      const options = { policy, limits, folder, ...entering }
      const result = await scanFile(source, part === undefined ? options : { ...options, dcp: part })
      return { result, nothing: await isTextByChance(source, result) }
    } finally {
      await close()
    }
  } catch (error) {
    if (!isPthError(error)) throw error
    return {
      result: { file: path, code: error.code, message: error.message },
      nothing: hasNothingToLoad(error) && !isScannedName(path, error),
    }
  }
}

async function readPolicy(flags: ScanFlags): Promise<ScanPolicy> {
  const base =
    flags.policy === undefined
      ? NO_POLICY
      : parsePolicy(await readSmallFile(flags.policy, POLICY_BYTES), flags.policy)
  const policy = withAllowed(base, flags.allow ?? [])
  return flags.strict === true ? { ...policy, strict: true } : policy
}
