/** Findings as a Code Quality report of GitLab. @see https://docs.gitlab.com/ci/testing/code_quality/ */
import { jsonDocument } from '../json.ts'
import type { FindingReport, ReportFinding, Severity } from './finding.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' }

/** One issue for each finding. GitLab shows relative paths only, and takes issues of one fingerprint for one. */
export function renderGitlab(report: FindingReport): string {
  const names = new Map(report.rules.map(({ id, name }) => [id, name]))
  const seen = new Map<string, number>()
  return jsonDocument(
    report.findings.map((finding) => {
      const key = keyOf(finding)
      const count = (seen.get(key) ?? 0) + 1
      seen.set(key, count)
      return issueOf(finding, names.get(finding.rule) ?? finding.rule, count === 1 ? key : `${key} ${count}`)
    }),
  )
}

function issueOf({ rule, severity, message, location }: ReportFinding, name: string, key: string): object {
  return {
    description: message,
    check_name: `${rule} ${name}`,
    fingerprint: fingerprintOf(key),
    severity: SEVERITIES[severity],
    location: { path: location.file.replace(/^(\.\/)+/, ''), lines: { begin: location.line ?? 1 } },
  }
}

/** The same finding has one key in every run: numbers in its sentence may change. */
function keyOf({ rule, location, message }: ReportFinding): string {
  return JSON.stringify([rule, location.file, location.name ?? message])
}

const OFFSET = 0x6c62272e07bb014262b821756295c58dn
const PRIME = 0x0000000001000000000000000000013bn
const MASK = (1n << 128n) - 1n

/** FNV-1a of 128 bits: a name for a finding, not a secret. @see RFC 9923 */
function fingerprintOf(text: string): string {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK
  return hash.toString(16).padStart(32, '0')
}
