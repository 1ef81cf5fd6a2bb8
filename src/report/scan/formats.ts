/** The formats of a run of scan, each a function from the reports to text. */
import type { ScanVerdict } from '../../operations/scan/report.ts'
import { failureLine } from '../failure.ts'
import { renderFindings } from '../findings/formats.ts'
import type { Heading } from '../findings/formats.ts'
import { formatNumber } from '../format.ts'
import { jsonDocument } from '../json.ts'
import { plainPaint } from '../paint.ts'
import type { ReportFormat } from '../report-format.ts'
import { scanFindings } from './findings.ts'
import type { ScannedFiles } from './findings.ts'
import { scanDocument } from './json.ts'
import { renderScan, renderScanEnd, scanWord } from './text.ts'

/** Everything that a report of a run may show. */
export interface ScanRun extends ScannedFiles {
  readonly exitCode: number
  /** Version of pth. */
  readonly version: string
  /** Width that the sentences of `text` are wrapped to. */
  readonly columns: number
}

/** The run in one format, without colour. */
export function renderScanAs(format: ReportFormat, run: ScanRun): string {
  switch (format) {
    case 'text':
      return scanText(run)
    case 'json':
      return jsonDocument(scanDocument(run, run.exitCode))
    default:
      return renderFindings(format, scanFindings(run, run.version), headingOf(run))
  }
}

/** Every file, then those that could not be scanned, then the verdict. */
function scanText({ reports, failures, others, exitCode, columns }: ScanRun): string {
  const brief = reports.length + failures.length > 1
  return [
    ...reports.map((report) => renderScan(report, plainPaint, { columns, brief })),
    ...failures.map(failureLine),
    renderScanEnd(reports, { failed: failures.length, others: others.length }, exitCode, plainPaint),
  ].join('')
}

function headingOf({ reports, failures, others, exitCode, paths }: ScanRun): Heading {
  const count = (verdict: ScanVerdict): number =>
    reports.filter((report) => report.verdict === verdict).length
  const verdicts = (['dangerous', 'unknown_call', 'unreadable', 'unknown', 'clean'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict.replace('_', ' ')}`)
  return {
    verdict: `${scanWord(reports, exitCode)}: ${paths.join(' ')}`,
    summary: [
      [formatNumber(reports.length + failures.length, 'file'), ...verdicts].join(', '),
      ...(failures.length > 0 ? [`${failures.length} not scanned`] : []),
      ...(others.length > 0 ? [`${others.length} not checkpoints`] : []),
    ],
  }
}
