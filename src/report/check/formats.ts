/** The formats of a run of check, each a function from the results to text. */
import type { RuleResult } from '../../operations/check/report.ts'
import { renderFindings } from '../findings/formats.ts'
import { junitDocument } from '../findings/junit.ts'
import type { JunitCase } from '../findings/junit.ts'
import { jsonDocument } from '../json.ts'
import { plainPaint } from '../paint.ts'
import type { ReportFormat } from '../report-format.ts'
import { checkFindings } from './findings.ts'
import { checkDocument } from './json.ts'
import { checkWord, countsText, fileWidth, renderCheckEnd, renderCheckHead, renderResults } from './text.ts'
import type { CheckFacts } from './text.ts'

/** Everything that a report of a run may show. */
export interface CheckRun {
  readonly results: readonly RuleResult[]
  readonly facts: CheckFacts
  readonly exitCode: number
  /** Version of pth. */
  readonly version: string
  readonly columns: number
  readonly quiet: boolean
}

/** The run in one format, without colour. */
export function renderCheckAs(format: ReportFormat, run: CheckRun): string {
  const { results, facts, exitCode, version } = run
  switch (format) {
    case 'text':
      return checkText(run)
    case 'json':
      return jsonDocument(checkDocument(results, facts, exitCode))
    case 'junit':
      return junit(run)
    default:
      return renderFindings(format, checkFindings(results, facts.config, version), {
        verdict: `${checkWord(results, exitCode)}: ${facts.config}`,
        summary: [countsText(results, facts)],
      })
  }
}

function checkText({ results, facts, exitCode, columns, quiet }: CheckRun): string {
  const layout = { columns, quiet, fileWidth: fileWidth(results.map(({ file }) => file)) }
  return [
    renderCheckHead(facts),
    renderResults(results, layout, plainPaint),
    renderCheckEnd(results, facts, exitCode, plainPaint, columns),
  ].join('')
}

/** One suite per file, one case per rule. */
function junit({ results }: CheckRun): string {
  const files = new Map<string, JunitCase[]>()
  for (const result of results) {
    const cases = files.get(result.file) ?? []
    files.set(result.file, cases)
    cases.push(caseOf(result))
  }
  return junitDocument(
    'pth check',
    [...files].map(([title, cases]) => ({ title, cases })),
  )
}

function caseOf({ file, rule, status, judged, detail, findings }: RuleResult): JunitCase {
  const head = { classname: `pth check ${file}`, name: rule }
  const lines = findings.map(({ rule: id, message }) => `${id} ${file}: ${message}`)
  const type = findings[0]?.rule ?? rule
  switch (status) {
    case 'PASS':
      return { ...head, outcome: 'passed', lines: [detail] }
    case 'SKIP':
      return { ...head, outcome: 'skipped', message: detail, lines: [] }
    case 'WARN':
      return { ...head, outcome: 'passed', lines }
    case 'FAIL':
      return { ...head, outcome: judged ? 'failure' : 'error', type, message: detail, lines }
  }
}
