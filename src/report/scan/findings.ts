/** Scan reports as findings. */
import type { ScanReport } from '../../operations/scan/report.ts'
import { SCAN_RULES, scanRuleId } from '../../ids.ts'
import type { Failure } from '../failure.ts'
import type { FindingReport, ReportFinding } from '../findings/finding.ts'

/** A run of scan. */
export interface ScannedFiles {
  readonly reports: readonly ScanReport[]
  /** Files that could not be scanned at all. */
  readonly failures: readonly Failure[]
  /** Files of folders and globs that are not checkpoints. */
  readonly others: readonly string[]
  /** Whether unknown names and unusual containers fail the run. */
  readonly strict: boolean
  /** The paths as the user gave them. */
  readonly paths: readonly string[]
}

/**
 * Every file of a run as one report. What makes the exit code other than 0 is an error here: with `strict` a warning,
 * a file that could not be scanned, and a run that scanned nothing.
 */
export function scanFindings(
  { reports, failures, strict, paths }: ScannedFiles,
  version: string,
): FindingReport {
  const findings: ReportFinding[] = reports.flatMap(({ file, findings: found }) =>
    found.map(({ rule, severity, member, offset, detail }) => ({
      rule: scanRuleId(rule),
      severity: strict && severity === 'warning' ? 'error' : severity,
      message: `${detail}${member === null ? '' : ` (${member}${offset === null ? '' : ` at byte ${offset}`})`}`,
      location: { file, line: null, name: member },
    })),
  )
  for (const { file, message } of failures) {
    findings.push({
      rule: scanRuleId('MEMBER_UNREADABLE'),
      severity: 'error',
      message,
      location: { file, line: null, name: null },
    })
  }
  if (reports.length === 0 && failures.length === 0) {
    findings.push({
      rule: scanRuleId('NOTHING_SCANNED'),
      severity: 'error',
      message: 'no file was scanned: the paths contain no checkpoint',
      location: { file: paths[0] ?? '', line: null, name: null },
    })
  }
  return {
    command: 'scan',
    version,
    title: paths.join(' '),
    rules: SCAN_RULES,
    findings,
  }
}
