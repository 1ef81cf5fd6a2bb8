/** What a conversion would write. */
import type { JSX } from 'preact'
import type { PlannedFiles } from '../convert/convert-files.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { Bytes, Card, Facts, Name, Some } from './parts.tsx'

export function Plan({ planned }: { readonly planned: PlannedFiles }): JSX.Element {
  return (
    <Card title="What is written">
      <Facts
        rows={[
          ['tensors', <span data-value="tensors">{formatCount(planned.tensors)}</span>],
          ['bytes of tensors', <Bytes count={planned.nbytes} />],
          planned.excluded > 0 ? ['left out', formatNumber(planned.excluded, 'tensor')] : null,
          planned.renamed > 0 ? ['renamed', formatNumber(planned.renamed, 'tensor')] : null,
          planned.aliases > 0 ? ['further names of the same memory', formatCount(planned.aliases)] : null,
          planned.leftOut.length === 0
            ? null
            : [
                'stays in the file',
                <Some items={planned.leftOut} most={4}>
                  {(shown) => (
                    <ul class="list tight">
                      {shown.map((path) => (
                        <li>
                          <Name text={path} longest={80} />
                        </li>
                      ))}
                    </ul>
                  )}
                </Some>,
              ],
          ...planned.casts.map(
            ({ from, to, count }) => [`${from} → ${to}`, formatNumber(count, 'tensor')] as const,
          ),
        ]}
      />
      <Some items={planned.files}>
        {(shown) => (
          <table class="plain">
            <tbody>
              {shown.map(({ name, byteLength }) => (
                <tr>
                  <td>
                    <Name text={name} longest={120} />
                  </td>
                  <td class="number">{formatCount(byteLength)} B</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Some>
      <Some items={planned.notices}>
        {(shown) => (
          <ul class="list">
            {shown.map((notice) => (
              <li>
                <bdi>{shownName(notice, 600)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </Card>
  )
}
