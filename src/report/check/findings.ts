/** Judgements and results of check as findings: each operation's own, and those that only check has. */
import type { StateDictDiff } from '../../diff/diff.ts'
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
      const findings = withLoose(diff, diffFindings(diff, { actual: file, expected }, suggestions))
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

/** What `strict: false` lets pass is not hidden behind a PASS: a gate says how much of the model the file has. */
function withLoose(
  { strict, missing_keys: missing, unexpected_keys: unexpected }: StateDictDiff,
  findings: readonly ReportFinding[],
): readonly ReportFinding[] {
  if (strict) return findings
  const counts = `strict is false, keys pass: ${missing.length} missing and ${unexpected.length} unexpected`
  const first = findings.find(({ rule }) => KEYS.has(rule))
  return findings.map((finding) => {
    if (!KEYS.has(finding.rule)) return finding
    const message = finding === first ? `${counts}: ${finding.message}` : finding.message
    return { ...finding, severity: 'warning', message }
  })
}

/** The findings of missing and unexpected keys. */
const KEYS: ReadonlySet<string> = new Set(['PTH-D001', 'PTH-D002'])

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
