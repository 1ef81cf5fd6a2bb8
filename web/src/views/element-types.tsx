/** Tensors, elements and bytes of each element type. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { OfSummary } from '../documents.ts'
import { dtypeClass } from '../dtype-colour.ts'
import { formatCount } from '../format.ts'
import { Bytes, Card, Dtype, Some } from './parts.tsx'

export function Dtypes({ summary: { totals }, go }: OfSummary & { readonly go: Go }): JSX.Element | null {
  if (totals.by_dtype.length === 0) return null
  const whole = Math.max(1, totals.bytes)
  return (
    <Card title="Element types">
      <div class="bar" aria-hidden="true">
        {totals.by_dtype.map(({ dtype, bytes }) => (
          <span class={dtypeClass(dtype)} style={{ flexGrow: Math.max(bytes / whole, 0.002) }} />
        ))}
      </div>
      <Some items={totals.by_dtype}>
        {(shown) => (
          <div class="scroll legend">
            <table class="plain">
              <thead>
                <tr>
                  <th>Type</th>
                  <th class="number">Tensors</th>
                  <th class="number">Elements</th>
                  <th class="number">Bytes</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ dtype, tensors, elements, bytes }) => (
                  <tr>
                    <td>
                      <button
                        type="button"
                        class="quiet plain-name"
                        onClick={() => go({ view: 'tensors', dtype })}
                      >
                        <Dtype name={dtype} />
                      </button>
                    </td>
                    <td class="number">{formatCount(tensors)}</td>
                    <td class="number">{formatCount(elements)}</td>
                    <td class="number">
                      <Bytes count={bytes} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Some>
    </Card>
  )
}
