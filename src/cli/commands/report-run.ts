/** What `pth report` does: looks at the inputs as inspect, scan and diff do, and writes one HTML file. */
import { basename } from 'node:path'
import { PthError } from '../../errors.ts'
import { checkPageTarget, writeReport } from '../../node/report-file.ts'
import { envelope } from '../../report/envelope.ts'
import { escapeText } from '../../report/escape.ts'
import { formatBytes } from '../../report/format.ts'
import { boundedDocuments, leftOutText } from '../../report/html/bounded.ts'
import { renderHtml } from '../../report/html/page.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandContext } from '../command.ts'
import { documentsOf } from './report-documents.ts'
import type { DocumentFlags } from './report-documents.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { readEmbeddedPage } from '../web-page.ts'

/** The options as commander hands them over. */
export interface ReportPageFlags extends DocumentFlags, FormatFlags {
  readonly output: string
  readonly force?: true
}

/**
 * Write the report. What is found in the files is no failure of it. A file that cannot be opened is one, and is in the
 * report too: an earlier one in its place would be taken for this run's.
 * @throws PthError USAGE, OUTPUT_EXISTS, OUTPUT_IS_INPUT, REPORT_UNWRITABLE, and why a file could not be opened
 */
export async function report(
  path: string,
  other: string | undefined,
  flags: ReportPageFlags,
  context: CommandContext,
): Promise<void> {
  const shown = formatOf(flags, DATA_FORMATS)
  const { values, strict, expectedRoot, expectedWeights, expectedJoin } = flags
  if (
    other === undefined &&
    [values, strict, expectedRoot, expectedWeights, expectedJoin].some((flag) => flag !== undefined)
  )
    throw new PthError('USAGE', {
      reason:
        '--strict, --values and those that begin with --expected- compare with another file: ' +
        'pth report FILE OTHER -o report.html',
    })
  const inputs = other === undefined ? [path] : [path, other]
  const target = await checkPageTarget(flags.output, inputs, flags.force === true)
  const page = await readEmbeddedPage()
  const { documents, text, error } = await documentsOf(path, other, flags, context)
  const { kept, leftOut } = boundedDocuments(documents)
  const html = await renderHtml({
    ...page,
    title: escapeText(`${inputs.map((input) => basename(input)).join(' vs ')} · pth report`),
    documents: kept,
    text,
  })
  await writeReport(target, html)
  if (error !== null) throw error
  const bytes = new TextEncoder().encode(html).length
  const { stdout } = context.io
  if (shown === 'json') {
    const data = { file: path, other: other ?? null, output: flags.output, bytes, left_out: leftOut }
    await stdout.write(jsonDocument(envelope('pth.report', data, 0)))
    return
  }
  const lines = [`${escapeText(flags.output)}   ${formatBytes(bytes)}`, ...leftOutText(leftOut)]
  await stdout.write(`${lines.join('\n')}\n`)
}
