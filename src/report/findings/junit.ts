/** Findings as JUnit XML: one test case for each rule, so that a dashboard shows what was checked and what failed. */
import type { FindingReport, ReportFinding, Rule } from './finding.ts'

/** Lines of one failure; the rest is counted. CI dashboards cut long texts without saying so. */
const LINES = 200

export function renderJunit(report: FindingReport): string {
  const suite = `pth ${report.command}`
  const cases = report.rules.map((rule) => testCase(rule, report, suite))
  const failures = cases.filter(({ failed }) => failed).length
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(suite)}" ${counts}>`,
    `  <testsuite name="${attribute(report.title)}" ${counts} skipped="0" time="0">`,
    ...cases.map(({ xml }) => xml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function testCase(rule: Rule, report: FindingReport, suite: string): { xml: string; failed: boolean } {
  const findings = report.findings.filter((finding) => finding.rule === rule.id)
  const errors = findings.filter(({ severity }) => severity === 'error')
  const open = `    <testcase classname="${attribute(suite)}" name="${attribute(`${rule.id} ${rule.name}`)}" time="0"`
  if (errors.length > 0) {
    const head = `${errors.length === 1 ? '1 finding' : `${errors.length} findings`}: ${rule.summary}`
    const failure = `      <failure type="${rule.id}" message="${attribute(head)}">${text(linesOf(errors))}</failure>`
    return { xml: `${open}>\n${failure}\n    </testcase>`, failed: true }
  }
  if (findings.length === 0) return { xml: `${open}/>`, failed: false }
  return {
    xml: `${open}>\n      <system-out>${text(linesOf(findings))}</system-out>\n    </testcase>`,
    failed: false,
  }
}

function linesOf(findings: readonly ReportFinding[]): string {
  const lines = findings
    .slice(0, LINES)
    .map(({ message, location: { file, line } }) => `${file}${line === null ? '' : `:${line}`}: ${message}`)
  if (findings.length > LINES) lines.push(`… ${findings.length - LINES} more: see pth --json`)
  return lines.join('\n')
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}

/** XML 1.0 has no way to write most control characters, not even as references. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu
/**
 * What it can write and a terminal or an eye would take for something else: written as references, which are
 * the same text.
 */
const HIDDEN =
  /[\t\r\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

function text(value: string): string {
  return value
    .replace(UNWRITABLE, (character) => `\\u${codeOf(character).padStart(4, '0')}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(HIDDEN, (character) => `&#x${codeOf(character)};`)
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16)
}
