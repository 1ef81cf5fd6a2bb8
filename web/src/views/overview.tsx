/** What the file is, where its weights are, and what fills it. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Opened } from '../documents.ts'
import { formatBytes, formatNumber, shownName } from '../format.ts'

export function Overview({ opened }: { readonly opened: Opened; readonly go: Go }): JSX.Element {
  const { summary } = opened
  return (
    <section>
      <h2>
        <bdi>{shownName(summary.file)}</bdi>
      </h2>
      <p>
        {summary.format.title}, {formatBytes(summary.bytes)}, {formatNumber(summary.totals.tensors, 'tensor')}
      </p>
    </section>
  )
}
