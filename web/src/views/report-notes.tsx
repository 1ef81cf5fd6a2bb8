/** What a report does not have, and why. */
import type { JSX } from 'preact'
import type { EmbeddedDocuments } from '../documents.ts'
import { formatBytes, formatNumber, shownName } from '../format.ts'

/** `lines` are the report as text: all there is of a file that could not be opened. */
export function ReportNotes({
  documents: { inspect, error, left_out: leftOut },
  lines,
}: {
  readonly documents: EmbeddedDocuments
  readonly lines: string
}): JSX.Element {
  return (
    <>
      {leftOut !== null && leftOut.tensors > 0 && (
        <p class="report-note" role="note">
          The {formatNumber(leftOut.tensors, 'smallest tensor')} ({formatBytes(leftOut.bytes)}) are counted in
          every sum and are not listed: a page of all of them would be too long to open. The command line
          lists them.
        </p>
      )}
      {leftOut !== null && leftOut.histograms > 0 && (
        <p class="report-note" role="note">
          The values of the {formatNumber(leftOut.histograms, 'smallest tensor')} are not shown in bins.
        </p>
      )}
      {error !== null && inspect !== null && (
        <p class="report-note" role="alert">
          It could not be compared. <code>{error.code}</code> {shownName(error.message, 2000)}
        </p>
      )}
      {inspect === null && <pre class="report-lines">{lines}</pre>}
    </>
  )
}
