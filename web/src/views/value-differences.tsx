/** How the values of two checkpoints differ: what `pth diff --values` finds. */
import type { JSX } from 'preact'
import type { DiffDocument } from '../documents.ts'
import { formatCount, shownName } from '../format.ts'
import { Card, Name, Some } from './parts.tsx'

type Values = NonNullable<DiffDocument['values']>

const VERDICTS = {
  bit_equal: ['good', 'bit-equal'],
  close: ['good', 'close'],
  cast_only: ['good', 'cast only'],
  changed: ['bad', 'changed'],
  unreadable: ['bad', 'unreadable'],
} as const

export function ValueDifferences({ values }: { readonly values: Values }): JSX.Element {
  const { summary, tensors, layers } = values
  const differing = tensors
    .filter(({ verdict }) => verdict !== 'bit_equal')
    .toSorted((a, b) => distance(b) - distance(a))
  const moved = layers
    .filter(({ changed }) => changed > 0)
    .toSorted((a, b) => numberOf(b.relative_norm) - numberOf(a.relative_norm))
  return (
    <Card title="Values">
      <p>
        {formatCount(summary.compared)} compared: {formatCount(summary.bit_equal)} bit-equal,{' '}
        {formatCount(summary.close)} close, {formatCount(summary.cast_only)} cast only,{' '}
        <b>{formatCount(summary.changed)} changed</b>, {formatCount(summary.unreadable)} unreadable
      </p>
      {moved.length > 0 && <Layers layers={moved} />}
      {differing.length > 0 && (
        <Some items={differing} most={14}>
          {(shown) => (
            <div class="scroll">
              <table class="plain">
                <thead>
                  <tr>
                    <th>Tensor</th>
                    <th>Verdict</th>
                    <th class="number">Different</th>
                    <th class="number">Largest</th>
                    <th class="number">Mean</th>
                    <th class="number">Cosine</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <tr>
                      <td>
                        <Name text={one.name} longest={100} />
                        {one.reason !== null && <div class="soft">{shownName(one.reason, 200)}</div>}
                      </td>
                      <td>
                        <span class={`chip ${VERDICTS[one.verdict][0]}`}>{VERDICTS[one.verdict][1]}</span>
                      </td>
                      <td class="number">{one.different === null ? '' : formatCount(one.different)}</td>
                      <td class="number mono">{shortNumber(one.max_abs)}</td>
                      <td class="number mono">{shortNumber(one.mean_abs)}</td>
                      <td class="number mono">{shortNumber(one.cosine)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Some>
      )}
    </Card>
  )
}

/** How far each layer moved, as bars. */
function Layers({ layers }: { readonly layers: Values['layers'] }): JSX.Element {
  const most = layers.reduce((high, { relative_norm: norm }) => Math.max(high, finite(norm)), 0)
  return (
    <>
      <p class="soft">How far each layer moved, as a part of its own length:</p>
      <Some items={layers} most={8}>
        {(shown) => (
          <table class="plain moved">
            <tbody>
              {shown.map(({ layer, relative_norm: norm }) => (
                <tr>
                  <td>
                    <Name text={layer} longest={60} />
                  </td>
                  <td class="moved-bar" aria-hidden="true">
                    <span style={{ width: `${most === 0 ? 0 : (100 * finite(norm)) / most}%` }} />
                  </td>
                  <td class="number mono">{shortNumber(norm)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Some>
    </>
  )
}

function distance({ max_abs: most }: Values['tensors'][number]): number {
  return numberOf(most)
}

/** What is not a number is the largest difference of all. */
function numberOf(value: number | string | null): number {
  return typeof value === 'number' ? value : value === null ? -1 : Infinity
}

function finite(value: number | string | null): number {
  return typeof value === 'number' ? value : 0
}

function shortNumber(value: number | string | null): string {
  if (typeof value !== 'number') return value ?? ''
  return String(Number(value.toPrecision(4)))
}
