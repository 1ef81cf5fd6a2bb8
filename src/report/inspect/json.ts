/** Inspect reports as JSON documents: one of one file, and one of a run over several. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import type { Transfer } from './cost.ts'
import { envelope } from '../envelope.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Failure } from '../failure.ts'

/** One of several files, by the path that was asked for. */
export interface InspectedFile {
  readonly file: string
  readonly report: InspectReport
  readonly transfer: Transfer | null
}

/** What `pth inspect --json` prints of one file. */
export interface InspectDocument extends InspectReport {
  readonly kind: 'pth.inspect'
  readonly version: 1
  readonly exit_code: 0
  /** What an address moved; absent for a file. */
  readonly transfer?: Transfer
}

/** The document of `pth inspect --json` of one file. */
export function inspectDocument(report: InspectReport, transfer: Transfer | null = null): InspectDocument {
  return envelope('pth.inspect', transfer === null ? report : { ...report, transfer }, 0)
}

/** The document of a run over several files: the document of each in order, the failures beside them. */
export function inspectFilesDocument(
  files: readonly InspectedFile[],
  failures: readonly Failure[],
  exitCode: ExitCode,
): object {
  const documents = files.map(({ file, report, transfer }) => ({
    file,
    report: inspectDocument(report, transfer),
  }))
  return envelope('pth.inspect-files', { files: documents, failures }, exitCode)
}
