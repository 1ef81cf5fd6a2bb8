/** What a report does not have, and why. */
import type { JSX } from 'preact'
import type { EmbeddedDocuments } from '../documents.ts'
import { formatBytes, formatNumber, shownName } from '../format.ts'

export function ReportNotes({
  documents: { inspect, error, left_out: leftOut },
}: {
  readonly documents: EmbeddedDocuments
}): JSX.Element {
  return (
    <>
      {leftOut !== null && leftOut.tensors > 0 && (
        <div class="banner warn report-note" role="note">
          <strong>Not every tensor is listed</strong>
          <p>
            The {formatNumber(leftOut.tensors, 'smallest tensor')} ({formatBytes(leftOut.bytes)}) are counted
            in every sum and are not listed: a page of all of them would be too long to open. The command line
            lists them.
          </p>
        </div>
      )}
      {leftOut !== null && leftOut.histograms > 0 && (
        <div class="banner warn report-note" role="note">
          <p>
            The values of the {formatNumber(leftOut.histograms, 'smallest tensor')} are not shown in bins.
          </p>
        </div>
      )}
      {error !== null && inspect !== null && (
        <div class="banner bad report-note" role="alert">
          <strong>It could not be compared</strong> <span class="chip bad">{error.code}</span>
          <p>
            <bdi>{shownName(error.message, 2000)}</bdi>
          </p>
        </div>
      )}
    </>
  )
}
