/** Findings as JUnit XML: one test case for each rule, so that a dashboard shows what was checked and what failed. */
import type { FindingReport, ReportFinding, Rule } from './finding.ts'

/** Lines of one failure; the rest is counted. CI dashboards cut long texts without saying so. */
const LINES = 200

/** One test case. Lines are unescaped. */
export type JunitCase = {
  readonly classname: string
  readonly name: string
  readonly lines: readonly string[]
} & (
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'skipped'; readonly message: string }
  /** `error` is a case that could not be judged. */
  | { readonly outcome: 'failure' | 'error'; readonly type: string; readonly message: string }
)

/** Cases under one heading. */
export interface JunitSuite {
  readonly title: string
  readonly cases: readonly JunitCase[]
}

/** The document of some suites. */
export function junitDocument(name: string, suites: readonly JunitSuite[]): string {
  const { tests, failures, errors } = countsOf(suites.flatMap(({ cases }) => cases))
  const totals = `tests="${tests}" failures="${failures}" errors="${errors}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(name)}" ${totals}>`,
    ...suites.flatMap(({ title, cases }) => {
      const counts = countsOf(cases)
      const own = `tests="${counts.tests}" failures="${counts.failures}" errors="${counts.errors}"`
      return [
        `  <testsuite name="${attribute(title)}" ${own} skipped="${counts.skipped}" time="0">`,
        ...cases.map(caseXml),
        '  </testsuite>',
      ]
    }),
    '</testsuites>',
    '',
  ].join('\n')
}

function countsOf(cases: readonly JunitCase[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const count = (wanted: JunitCase['outcome']): number =>
    cases.filter(({ outcome }) => outcome === wanted).length
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  }
}

function caseXml(one: JunitCase): string {
  const open = `    <testcase classname="${attribute(one.classname)}" name="${attribute(one.name)}" time="0"`
  const inside = insideXml(one)
  return inside === '' ? `${open}/>` : `${open}>\n      ${inside}\n    </testcase>`
}

function insideXml(one: JunitCase): string {
  const lines = text(shortened(one.lines))
  switch (one.outcome) {
    case 'passed':
      return lines === '' ? '' : `<system-out>${lines}</system-out>`
    case 'skipped':
      return `<skipped message="${attribute(one.message)}"/>`
    default:
      return (
        `<${one.outcome} type="${attribute(one.type)}" message="${attribute(one.message)}">` +
        `${lines}</${one.outcome}>`
      )
  }
}

/** One suite: a case for each rule. */
export function renderJunit(report: FindingReport): string {
  const suite = `pth ${report.command}`
  return junitDocument(suite, [
    { title: report.title, cases: report.rules.map((rule) => testCase(rule, report, suite)) },
  ])
}

function testCase(rule: Rule, report: FindingReport, suite: string): JunitCase {
  const findings = report.findings.filter((finding) => finding.rule === rule.id)
  const errors = findings.filter(({ severity }) => severity === 'error')
  const head = { classname: suite, name: `${rule.id} ${rule.name}` }
  if (errors.length === 0) return { ...head, outcome: 'passed', lines: linesOf(findings) }
  const count = errors.length === 1 ? '1 finding' : `${errors.length} findings`
  return {
    ...head,
    outcome: 'failure',
    type: rule.id,
    message: `${count}: ${rule.summary}`,
    lines: linesOf(errors),
  }
}

function linesOf(findings: readonly ReportFinding[]): string[] {
  return findings.map(
    ({ message, location: { file, line } }) => `${file}${line === null ? '' : `:${line}`}: ${message}`,
  )
}

function shortened(lines: readonly string[]): string {
  const more = lines.length > LINES ? [`… ${lines.length - LINES} more: see pth --json`] : []
  return [...lines.slice(0, LINES), ...more].join('\n')
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
