/** Scan runs as one JSON document: every file in order, the failures beside them. */
import { envelope } from '../envelope.ts'
import type { ScanReport } from '../../operations/scan/report.ts'

/** A file that could not be scanned at all. */
export interface ScanFailure {
  readonly file: string
  readonly code: string
  readonly message: string
}

/** The document of `pth scan --json`. `others` are files of folders and globs that are not checkpoints. */
export function scanDocument(
  reports: readonly ScanReport[],
  failures: readonly ScanFailure[],
  others: readonly string[],
  exitCode: number,
): object {
  const count = (verdict: string): number => reports.filter((report) => report.verdict === verdict).length
  const data = {
    summary: {
      files: reports.length + failures.length,
      clean: count('clean'),
      unknown: count('unknown'),
      dangerous: count('dangerous'),
      unreadable: count('unreadable'),
      failed: failures.length,
      no_checkpoints: others.length,
    },
    files: reports,
    failures,
    no_checkpoints: others,
  }
  return envelope('pth.scan', data, exitCode)
}
