/** Scan reports as findings for SARIF and GitHub annotations. */
import type { ScanReport } from '../../operations/scan/report.ts'
import { SCAN_RULES, scanRuleId } from '../../ids.ts'
import type { FindingReport, ReportFinding } from '../findings/finding.ts'
import type { ScanFailure } from './json.ts'

/** Every file of a run as one report; a file that could not be scanned is a finding too. */
export function scanFindings(
  reports: readonly ScanReport[],
  failures: readonly ScanFailure[],
  version: string,
): FindingReport {
  const findings: ReportFinding[] = reports.flatMap(({ file, findings: found }) =>
    found.map(({ rule, severity, member, offset, detail }) => ({
      rule: scanRuleId(rule),
      severity,
      message: `${detail}${member === null ? '' : ` (${member}${offset === null ? '' : ` at byte ${offset}`})`}`,
      location: { file, line: null, name: member },
    })),
  )
  for (const { file, message } of failures) {
    findings.push({
      rule: 'PTH-G206',
      severity: 'error',
      message,
      location: { file, line: null, name: null },
    })
  }
  return {
    command: 'scan',
    version,
    title: `pth scan: ${reports.length + failures.length} files`,
    rules: SCAN_RULES,
    findings,
  }
}
