/** Scan runs as one JSON document: every file in order, the failures beside them. */
import { envelope } from '../envelope.ts'
import type { ScannedFiles } from './findings.ts'

/** The document of `pth scan --json`. */
export function scanDocument({ reports, failures, others }: ScannedFiles, exitCode: number): object {
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
