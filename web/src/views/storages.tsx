/** Storages of a file: how many, how much of them is used, and who shares one. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatCount } from '../format.ts'
import { Bytes, Card, Facts, Name, Some } from './parts.tsx'

export function Storages({ summary: { storages } }: OfSummary): JSX.Element {
  return (
    <Card title="Storages">
      <Facts
        rows={[
          ['storages', formatCount(storages.count)],
          ['held', <Bytes count={storages.held_bytes} />],
          [
            storages.exact ? 'used' : 'used at most',
            <>
              <Bytes count={storages.used_bytes} />, unused <Bytes count={storages.unused_bytes} />
            </>,
          ],
          storages.missing > 0 ? ['without bytes', formatCount(storages.missing)] : null,
          storages.shared.length === 0
            ? ['shared', 'none']
            : [
                'shared',
                <Some items={storages.shared} most={4}>
                  {(shown) => (
                    <ul class="list tight">
                      {shown.map(({ kind, tensors }) => (
                        <li>
                          {tensors.slice(0, 4).map((name, at) => (
                            <>
                              {at === 0 ? '' : kind === 'alias' ? ' = ' : ' ~ '}
                              <Name text={name} longest={60} />
                            </>
                          ))}
                          {tensors.length > 4 ? ` and ${formatCount(tensors.length - 4)} more` : ''}{' '}
                          <span class="chip">{kind === 'alias' ? 'the same elements' : 'overlap'}</span>
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
