/** The container of a file, and its metadata. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatBytes, formatCount, formatNumber, shownName } from '../format.ts'
import { Card, Facts, Name, Some } from './parts.tsx'

export function Format({
  summary: { format, bytes, transfer },
  files,
}: OfSummary & { readonly files: readonly string[] }): JSX.Element {
  return (
    <Card title="File">
      <Facts
        rows={[
          ['format', format.title],
          ['size', `${formatCount(bytes)} B`],
          files.length > 1 ? ['files', formatCount(files.length)] : null,
          format.root === null ? null : ['root', <Name text={format.root} longest={60} />],
          ['byte order', format.byte_order],
          format.entries === null ? null : ['entries', formatCount(format.entries)],
          format.alignment === null ? null : ['alignment', `${formatCount(format.alignment)} B`],
          ...format.pickles.slice(0, 3).map(
            ({ member, protocol, bytes: size }) =>
              [
                'pickle',
                <>
                  <Name text={member} longest={60} />, protocol {protocol}, {formatBytes(size)}
                </>,
              ] as const,
          ),
          transfer === undefined
            ? null
            : ['fetched', `${formatBytes(transfer.bytes)} in ${formatNumber(transfer.requests, 'request')}`],
        ]}
      />
    </Card>
  )
}

/** Of safetensors, whose values are texts, and of GGUF, whose values have types. */
export function Metadata({ summary: { metadata, properties = [] } }: OfSummary): JSX.Element | null {
  const items = [
    ...(metadata ?? []),
    ...properties.map(({ key, type, value, count }) => ({
      key,
      value: count === null ? String(value) : `${formatCount(count)} × ${type.replace(/^array of /, '')}`,
    })),
  ]
  if (items.length === 0) return null
  return (
    <Card title="Metadata">
      <Some items={items}>
        {(shown) => (
          <Facts rows={shown.map(({ key, value }) => [shownName(key, 60), shownName(value, 300)] as const)} />
        )}
      </Some>
    </Card>
  )
}
