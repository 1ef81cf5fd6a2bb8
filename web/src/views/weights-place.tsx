/** Where the weights are, and where else they could be. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { Card, Facts, Name, Some } from './parts.tsx'

export function Place({ summary: { state_dict: place, candidates, totals } }: OfSummary): JSX.Element {
  const others = candidates.filter(({ chosen }) => !chosen)
  return (
    <Card title="Where the weights are">
      <Facts
        rows={[
          ['path', <Name text={place.path} />],
          [
            'kind',
            place.class_name === null ? place.kind : `${place.kind}, ${shownName(place.class_name, 80)}`,
          ],
          ['parameters', `${formatCount(totals.parameters)}${totals.by_name ? ', by names and types' : ''}`],
          ['buffers', formatNumber(totals.buffers, 'element')],
          totals.tied > 0 ? ['tied', `${formatNumber(totals.tied, 'element')} under further names`] : null,
          place.outside > 0
            ? ['elsewhere', `${formatNumber(place.outside, 'tensor')} in other parts of the file`]
            : null,
          others.length === 0
            ? null
            : [
                'also possible',
                <Some items={others} most={4}>
                  {(shown) => (
                    <ul class="list tight">
                      {shown.map(({ path, tensors, optimizer }) => (
                        <li>
                          <Name text={path} longest={80} /> · {formatNumber(tensors, 'tensor')}
                          {optimizer ? ' of an optimizer' : ''}
                        </li>
                      ))}
                    </ul>
                  )}
                </Some>,
              ],
        ]}
      />
    </Card>
  )
}
