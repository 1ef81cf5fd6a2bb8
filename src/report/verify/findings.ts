/** Verify reports as findings. */
import type { VerifyReport } from '../../operations/verify/report.ts'
import { SCAN_RULES, VERIFY_RULES, verifyRuleId } from '../../ids.ts'
import type { Failure } from '../failure.ts'
import type { FindingReport, ReportFinding } from '../findings/finding.ts'

/** A run of verify. */
export interface VerifiedFiles {
  readonly reports: readonly VerifyReport[]
  /** Files that could not be verified at all. */
  readonly failures: readonly Failure[]
  /** Archives in folders, into which nothing looked. */
  readonly archives: readonly string[]
  /** The paths as the user gave them. */
  readonly paths: readonly string[]
}

/** Every file of a run as one report; a file that could not be verified is an error too. */
export function verifyFindings({ reports, failures, paths }: VerifiedFiles, version: string): FindingReport {
  const findings = reports.flatMap((report) => findingsOf(report, report.file, ''))
  for (const { file, code, message } of failures) {
    findings.push({
      rule: verifyRuleId('NOT_VERIFIED'),
      severity: 'error',
      message: `${code}: ${message}`,
      location: { file, line: null, name: null },
    })
  }
  const crc = SCAN_RULES.filter(({ id }) => id === verifyRuleId('CRC_WRONG'))
  return {
    command: 'verify',
    version,
    title: paths.join(' '),
    rules: [...VERIFY_RULES, ...crc],
    findings,
  }
}

/** The name of a shard is what the index calls it: a path beside that of the index. */
function findingsOf({ findings, shards }: VerifyReport, file: string, folder: string): ReportFinding[] {
  const place = folder + file
  const inside = place.slice(0, Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1)
  return [
    ...findings.map(({ rule, severity, subject, detail }): ReportFinding => ({
      rule: verifyRuleId(rule),
      severity,
      message: subject === file ? detail : `${subject}: ${detail}`,
      location: { file: place, line: null, name: subject === file ? null : subject },
    })),
    ...shards.flatMap((shard) => findingsOf(shard, shard.file, inside)),
  ]
}
