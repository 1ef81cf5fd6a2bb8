/** The values of a tensor in bins: bars, their range, and a table for those who cannot see them. */
import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { HistogramReport } from 'pth-cli'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { Card } from './parts.tsx'

const WIDTH = 600
const HEIGHT = 200

export function Histogram({ histogram }: { readonly histogram: HistogramReport }): JSX.Element {
  const { counts, edges, problem } = histogram
  const [logarithmic, setLogarithmic] = useState(false)
  if (problem !== null || counts.length === 0)
    return (
      <Card title="Histogram">
        <p class="soft">{problem === null ? 'no finite value' : shownName(problem, 300)}</p>
      </Card>
    )
  const scale = (count: number): number => (logarithmic ? Math.log1p(count) : count)
  const most = counts.reduce((high, count) => Math.max(high, scale(count)), 0)
  const step = WIDTH / counts.length
  const [low = 0] = edges
  const high = edges.at(-1) ?? 0
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * WIDTH : null
  return (
    <Card title="Histogram">
      <figure class="histogram">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${formatNumber(counts.length, 'bin')} from ${low} to ${high}`}
        >
          {counts.map((count, at) => {
            const height = most === 0 ? 0 : (scale(count) / most) * (HEIGHT - 4)
            const shown = count > 0 ? Math.max(height, 1.5) : 0
            return (
              <rect x={at * step + 0.5} y={HEIGHT - shown} width={Math.max(step - 1, 0.5)} height={shown}>
                <title>{`${edges[at]} to ${edges[at + 1]}: ${formatCount(count)}`}</title>
              </rect>
            )
          })}
          {zero !== null && <line x1={zero} x2={zero} y1={0} y2={HEIGHT} />}
        </svg>
        <figcaption>
          <span class="mono">{shortNumber(low)}</span>
          <span class="soft">highest bar {formatCount(Math.max(...counts))}</span>
          <span class="mono">{shortNumber(high)}</span>
        </figcaption>
      </figure>
      <label class="check">
        <input
          type="checkbox"
          checked={logarithmic}
          onChange={({ currentTarget }) => setLogarithmic(currentTarget.checked)}
        />
        logarithmic height
      </label>
      <details>
        <summary>The bins as a table</summary>
        <table class="plain">
          <thead>
            <tr>
              <th class="number">from</th>
              <th class="number">to</th>
              <th class="number">values</th>
            </tr>
          </thead>
          <tbody>
            {counts.map((count, at) => (
              <tr>
                <td class="number mono">{edges[at]}</td>
                <td class="number mono">{edges[at + 1]}</td>
                <td class="number">{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}

/** A number under an axis: six digits; the table has all of them. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)))
}
