/** Verify runs as one JSON document: every file in order, the failures beside them. */
import { allFindings } from '../../operations/verify/report.ts'
import { envelope } from '../envelope.ts'
import type { VerifiedFiles } from './findings.ts'

/** The document of `pth verify --json`. */
export function verifyDocument({ reports, failures, archives }: VerifiedFiles, exitCode: number): object {
  const data = {
    summary: {
      files: reports.length + failures.length,
      findings: reports.reduce((sum, report) => sum + allFindings(report).length, 0),
      failed: failures.length,
    },
    files: reports,
    failures,
    archives_not_entered: archives,
  }
  return envelope('pth.verify', data, exitCode)
}
