/** What a file contains beside its weights. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { Card, Name, Some } from './parts.tsx'

export function Content({ summary: { also_in: rest, objects, values } }: OfSummary): JSX.Element | null {
  if (rest.length + objects.length + values.items.length === 0) return null
  return (
    <Card title="What else it contains">
      <Some items={rest}>
        {(shown) => (
          <table class="plain">
            <tbody>
              {shown.map(({ path, type, text, items, tensors }) => (
                <tr>
                  <td>
                    <Name text={path} longest={60} />
                  </td>
                  <td class="soft">{shownName(type, 60)}</td>
                  <td>
                    {text !== null
                      ? shownName(text, 80)
                      : [
                          items === null ? '' : formatNumber(items, 'item'),
                          tensors > 0 ? formatNumber(tensors, 'tensor') : '',
                        ]
                          .filter((word) => word !== '')
                          .join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Some>
      {values.items.length > 0 && (
        <>
          <p class="soft">
            {values.scope === 'state_dict' ? 'values of the state_dict' : 'values'} that are not tensors
          </p>
          <Some items={values.items} most={6}>
            {(shown) => (
              <table class="plain">
                <tbody>
                  {shown.map(({ path, type, text, items }) => (
                    <tr>
                      <td>
                        <Name text={path} longest={60} />
                      </td>
                      <td class="soft">{shownName(type, 60)}</td>
                      <td>
                        {text !== null
                          ? shownName(text, 80)
                          : items === null
                            ? ''
                            : formatNumber(items, 'item')}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Some>
        </>
      )}
      {objects.length > 0 && (
        <p class="soft">
          objects kept as plain records:{' '}
          {objects
            .slice(0, 8)
            .map(({ class_name: name, count }) => `${shownName(name, 60)} ×${formatCount(count)}`)
            .join(', ')}
          {objects.length > 8 ? ` and ${formatNumber(objects.length - 8, 'more class', 'more classes')}` : ''}
        </p>
      )}
    </Card>
  )
}
