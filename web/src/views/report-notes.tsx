/** What a report does not have, and why. */
import type { JSX } from 'preact'
import type { EmbeddedDocuments } from '../documents.ts'
import { formatBytes, formatNumber, shownName } from '../format.ts'
import { Name } from './parts.tsx'

export function ReportNotes({
  documents: { made, inspect, error, left_out: leftOut },
}: {
  readonly documents: EmbeddedDocuments
}): JSX.Element {
  return (
    <>
      {inspect === null && (
        <h2 class="report-note">
          <Name text={made.file} />
        </h2>
      )}
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

/** For who was sent the report and does not know what made it. */
export function ReportFoot({
  documents: {
    made: { version },
  },
}: {
  readonly documents: EmbeddedDocuments
}): JSX.Element {
  return (
    <footer class="report-foot soft">
      Made by <code>pth report</code> of pth {version} (<code>npx pth-cli</code>), which reads checkpoints and
      runs nothing in them. The report has names, numbers and settings of the file, not its weights, and asks
      for nothing on the network.
    </footer>
  )
}
