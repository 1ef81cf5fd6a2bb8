/** Judgements and results of check as findings: each operation's own, and those that only check has. */
import type { Finding, Judgement, RuleResult } from '../../operations/check/report.ts'
import { checkRuleId, RULES } from '../../ids.ts'
import { diffFindings } from '../diff/findings.ts'
import type { FindingReport, ReportFinding } from '../findings/finding.ts'
import { scanFindings } from '../scan/findings.ts'
import { shellWord } from '../shell.ts'
import { verifyFindings } from '../verify/findings.ts'

/** The findings of one judgement. `file` is the checkpoint as it is printed. */
export function judgementFindings(judgement: Judgement, file: string): readonly Finding[] {
  if (judgement.state !== 'judged') return []
  const own = judgement.findings.map(({ rule, subject, detail }): Finding => ({
    rule: checkRuleId(rule),
    severity: 'error',
    message: detail,
    file,
    line: null,
    name: subject,
  }))
  return [...own, ...evidenceFindings(judgement.evidence, file).map(flat)]
}

function evidenceFindings(
  evidence: Extract<Judgement, { state: 'judged' }>['evidence'],
  file: string,
): readonly ReportFinding[] {
  switch (evidence.kind) {
    case 'verify':
      return verifyFindings({ reports: [evidence.report], failures: [], archives: [], paths: [file] }, '')
        .findings
    case 'scan': {
      const { reports, strict } = evidence
      return scanFindings({ reports, failures: [], others: [], strict, paths: [file] }, '').findings
    }
    case 'schema': {
      const { diff, suggestions, expected } = evidence
      const findings = diffFindings(diff, { actual: file, expected }, suggestions)
      const [hint] = suggestions
      if (hint === undefined || hint.kind === 'none') return findings
      const line = hint.flags.length === 0 ? '' : `: ${hint.flags.map(shellWord).join(' ')}`
      // One line of the report has the mend too.
      const first = findings.find(({ severity }) => severity === 'error')
      return findings.map((finding) =>
        finding === first
          ? { ...finding, message: `${finding.message}; hint: ${hint.message}${line}` }
          : finding,
      )
    }
    case 'own':
      return []
  }
}

function flat({ rule, severity, message, location }: ReportFinding): Finding {
  return { rule, severity, message, ...location }
}

/** Every result of a run as one report. */
export function checkFindings(
  results: readonly RuleResult[],
  config: string,
  version: string,
): FindingReport {
  return {
    command: 'check',
    version,
    title: config,
    rules: RULES,
    findings: results.flatMap(({ findings }) =>
      findings.map(({ rule, severity, message, file, line, name }) => ({
        rule,
        severity,
        message,
        location: { file, line, name },
      })),
    ),
  }
}
