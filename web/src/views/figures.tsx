/** What is known of a file at a glance: parameters, tensors, bytes. */
import type { JSX } from 'preact'
import { isOptimizerAlone } from 'pth-cli'
import type { OfSummary } from '../documents.ts'
import { formatBytes, formatCount, formatNumber, formatShort } from '../format.ts'

export function Figures({ summary }: OfSummary): JSX.Element {
  const { totals, bytes, storages } = summary
  // The state of an optimizer has as many elements as a model, and no parameter of one.
  const optimizer = isOptimizerAlone(summary)
  const counted = optimizer ? totals.parameters + totals.buffers : totals.parameters
  return (
    <dl class="figures">
      <div>
        <dt>{optimizer ? 'Elements' : `Parameters${totals.by_name ? ' (by name)' : ''}`}</dt>
        <dd>
          {formatShort(counted)}
          <small data-value={optimizer ? 'elements' : 'parameters'}>{formatCount(counted)}</small>
        </dd>
      </div>
      <div>
        <dt>Tensors</dt>
        <dd>
          {formatCount(totals.tensors)}
          <small>
            {totals.unreadable > 0
              ? `${formatCount(totals.unreadable)} cannot be read`
              : optimizer
                ? 'of an optimizer, not of a model'
                : formatNumber(totals.buffers, 'buffer element')}
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
