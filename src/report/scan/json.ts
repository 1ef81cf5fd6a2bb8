/** Scan runs as one JSON document: every file in order, the failures beside them. */
import { envelope } from '../envelope.ts'
import type { ScanReport } from '../../operations/scan/report.ts'
import type { Failure } from '../failure.ts'
import type { ScannedFiles } from './findings.ts'

/** What `pth scan --json` prints. */
export interface ScanDocument {
  readonly kind: 'pth.scan'
  readonly version: 1
  readonly summary: {
    readonly files: number
    readonly clean: number
    readonly unknown: number
    readonly unknown_call: number
    readonly dangerous: number
    readonly unreadable: number
    readonly failed: number
    readonly no_checkpoints: number
  }
  readonly files: readonly ScanReport[]
  /** Files that could not be scanned at all. */
  readonly failures: readonly Failure[]
  /** Files of folders and globs that are not checkpoints. */
  readonly no_checkpoints: readonly string[]
  readonly exit_code: number
}

/** The document of `pth scan --json`. */
export function scanDocument({ reports, failures, others }: ScannedFiles, exitCode: number): ScanDocument {
  const count = (verdict: string): number => reports.filter((report) => report.verdict === verdict).length
  const data = {
    summary: {
      files: reports.length + failures.length,
      clean: count('clean'),
      unknown: count('unknown'),
      unknown_call: count('unknown_call'),
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
