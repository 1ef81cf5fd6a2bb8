/** The formats of a run of verify, each a function from the reports to text. */
import { failureLine } from '../failure.ts'
import { renderFindings } from '../findings/formats.ts'
import type { Heading } from '../findings/formats.ts'
import { jsonDocument } from '../json.ts'
import { plainPaint } from '../paint.ts'
import type { ReportFormat } from '../report-format.ts'
import { verifyFindings } from './findings.ts'
import type { VerifiedFiles } from './findings.ts'
import { verifyDocument } from './json.ts'
import { countsOf, runWord } from './outcome.ts'
import { notEntered, renderVerify, renderVerifyEnd } from './text.ts'

/** Everything that a report of a run may show. */
export interface VerifyRun extends VerifiedFiles {
  readonly exitCode: number
  /** Version of pth. */
  readonly version: string
  /** Width that the sentences of `text` are wrapped to. */
  readonly columns: number
}

/** The run in one format, without colour. */
export function renderVerifyAs(format: ReportFormat, run: VerifyRun): string {
  switch (format) {
    case 'text':
      return verifyText(run)
    case 'json':
      return jsonDocument(verifyDocument(run, run.exitCode))
    default:
      return renderFindings(format, verifyFindings(run, run.version), headingOf(run))
  }
}

/** Every file, then those that could not be verified, then the verdict. */
function verifyText(run: VerifyRun): string {
  const { reports, failures, exitCode, columns } = run
  return [
    ...reports.map((report) => renderVerify(report, plainPaint, columns)),
    ...failures.map(failureLine),
    renderVerifyEnd(run, exitCode, plainPaint, columns),
  ].join('')
}

function headingOf(run: VerifyRun): Heading {
  const [files = '', broken = '', ...others] = countsOf(run)
  return {
    verdict: `${runWord(run, run.exitCode)}: ${run.paths.join(' ')}`,
    summary: [
      `${files}, ${broken}`,
      ...others,
      ...notEntered(run.archives),
      'not checked: where the file comes from, what its names would run (pth scan)',
    ],
  }
}
