/** What the folder of a distributed checkpoint is: who wrote it, from how many pieces it is put together, what is beside. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatBytes, formatCount, shownName } from '../format.ts'
import { Card, Facts, Name, Some } from './parts.tsx'

export function Distributed({ summary: { distributed } }: OfSummary): JSX.Element | null {
  if (distributed === undefined) return null
  const { framework, folder, ranks, mesh, placements, pieces, beside, unproven } = distributed
  return (
    <Card title="Written by many">
      <Facts
        rows={[
          framework === null ? null : ['framework', shownName(framework, 80)],
          ranks === null ? null : ['ranks', formatCount(ranks)],
          ['pieces', formatCount(pieces)],
          folder === '' ? null : ['weights in', <Name text={`${folder}/`} longest={80} />],
          mesh === null
            ? null
            : [
                'mesh',
                `[${mesh.shape.join(', ')}]${mesh.names === null ? '' : ` ${shownName(mesh.names.join(', '), 80)}`}`,
              ],
          placements.length === 0
            ? null
            : [
                'placements',
                <Lines
                  lines={placements.map(
                    (each) => `${each.placements} · ${formatCount(each.tensors)} tensors`,
                  )}
                />,
              ],
          beside.length === 0
            ? null
            : [
                'beside',
                <Lines
                  lines={beside.map(
                    ({ what, path, bytes }) =>
                      `${path} · ${what}${bytes === null ? '' : ` · ${formatBytes(bytes)}`}`,
                  )}
                />,
              ],
          unproven.length === 0 ? null : ['not proven', <Lines lines={unproven} />],
        ]}
      />
    </Card>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <Some items={lines} most={4}>
      {(shown) => (
        <ul class="list tight">
          {shown.map((line) => (
            <li>
              <bdi>{shownName(line, 300)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Some>
  )
}
