/** What a file contains beside its weights. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { Card, Name, Some } from './parts.tsx'

export function Content({ summary: { also_in: rest, objects, values } }: OfSummary): JSX.Element | null {
  if (rest.length + objects.length + values.items.length === 0) return null
  return (
    <Card title="What else it contains">
      <Some items={rest}>{(shown) => <Values items={shown} />}</Some>
      {values.items.length > 0 && (
        <>
          <p class="soft">
            {values.scope === 'state_dict' ? 'values of the state_dict' : 'values'} that are not tensors
          </p>
          <Some items={values.items} most={6}>
            {(shown) => <Values items={shown} />}
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

/** A value at a place of the file: its text, or how much is in it. */
interface Value {
  readonly path: string
  readonly type: string
  readonly text: string | null
  readonly items: number | null
  readonly tensors?: number
}

function Values({ items }: { readonly items: readonly Value[] }): JSX.Element {
  return (
    <table class="plain">
      <tbody>
        {items.map((value) => (
          <tr>
            <td>
              <Name text={value.path} longest={60} />
            </td>
            <td class="soft">{shownName(value.type, 60)}</td>
            <td>{value.text === null ? amountOf(value) : shownName(value.text, 80)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function amountOf({ items, tensors = 0 }: Value): string {
  const words = [
    items === null ? '' : formatNumber(items, 'item'),
    tensors > 0 ? formatNumber(tensors, 'tensor') : '',
  ]
  return words.filter((word) => word !== '').join(', ')
}
