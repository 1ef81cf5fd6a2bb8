/** Where the weights are, and where else they could be. */
import type { JSX } from 'preact'
import { isOptimizerAlone } from 'pth-cli'
import type { OfSummary } from '../documents.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { Card, Facts, Name, Some } from './parts.tsx'

export function Place({ summary }: OfSummary): JSX.Element {
  const { state_dict: place, candidates, totals } = summary
  const optimizer = isOptimizerAlone(summary)
  const others = candidates.filter((one) => !one.chosen && !one.optimizer)
  const states = candidates.filter((one) => !one.chosen && one.optimizer).length
  return (
    <Card title={optimizer ? 'Where the tensors are' : 'Where the weights are'}>
      <Facts
        rows={[
          ['path', <Name text={place.path} />],
          [
            'kind',
            place.class_name === null ? place.kind : `${place.kind}, ${shownName(place.class_name, 80)}`,
          ],
          optimizer
            ? null
            : [
                'parameters',
                `${formatCount(totals.parameters)}${totals.by_name ? ', by names and types' : ''}`,
              ],
          optimizer ? null : ['buffers', formatNumber(totals.buffers, 'element')],
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
                      {shown.map(({ path, tensors }) => (
                        <li>
                          <Name text={path} longest={80} /> · {formatNumber(tensors, 'tensor')}
                        </li>
                      ))}
                    </ul>
                  )}
                </Some>,
              ],
          // One for each parameter: what Adam keeps is nothing that anybody loads into a model.
          states === 0
            ? null
            : ['beside', formatNumber(states, 'state of an optimizer', 'states of an optimizer')],
        ]}
      />
    </Card>
  )
}
