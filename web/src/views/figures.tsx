/** What is known of a file at a glance: parameters, tensors, bytes. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatBytes, formatCount, formatNumber, formatShort } from '../format.ts'

export function Figures({ summary: { totals, bytes, storages } }: OfSummary): JSX.Element {
  return (
    <dl class="figures">
      <div>
        <dt>Parameters{totals.by_name ? ' (by name)' : ''}</dt>
        <dd>
          {formatShort(totals.parameters)}
          <small data-value="parameters">{formatCount(totals.parameters)}</small>
        </dd>
      </div>
      <div>
        <dt>Tensors</dt>
        <dd>
          {formatCount(totals.tensors)}
          <small>
            {totals.unreadable > 0
              ? `${formatCount(totals.unreadable)} cannot be read`
              : `${formatNumber(totals.buffers, 'buffer element')}`}
          </small>
        </dd>
      </div>
      <div>
        <dt>Bytes of tensors</dt>
        <dd>
          {formatBytes(totals.bytes)}
          <small data-value="tensor-bytes">{formatCount(totals.bytes)} B</small>
        </dd>
      </div>
      <div>
        <dt>File</dt>
        <dd>
          {formatBytes(bytes)}
          <small>{formatBytes(storages.held_bytes)} of it storages</small>
        </dd>
      </div>
    </dl>
  )
}
