/** What fills the file: the parts that its bytes are of, and the largest modules. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Opened } from '../documents.ts'
import type { Engine } from '../engine.ts'
import { formatNumber } from '../format.ts'
import { useWork } from '../use-work.ts'
import { Bytes, Card, Name, Some } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'

const PARTS = {
  model: 'the model',
  averages: 'averaged weights',
  optimizer: 'optimizer state',
  other: 'something else',
} as const

/** Groups of the map that are listed. */
const GROUPS = 8

export function Shares({
  opened,
  engine,
  go,
}: {
  readonly opened: Opened
  readonly engine: Engine
  readonly go: Go
}): JSX.Element | null {
  const { shares, storages } = opened.summary
  const work = useWork(() => engine.map(), [engine, opened])
  if (shares.length === 0) return null
  const map = work.kind === 'done' ? work.value : []
  const whole = Math.max(1, storages.held_bytes)
  return (
    <Card title="What fills the file">
      <div class="bar" aria-hidden="true">
        {shares.map(({ part, bytes }) => (
          <span class={`part-${part}`} style={{ flexGrow: bytes / whole }} />
        ))}
      </div>
      <div class="legend">
        {shares.map(({ part, bytes }) => (
          <div>
            <span class={`swatch part-${part}`} />
            {PARTS[part]} · <Bytes count={bytes} /> · {((100 * bytes) / whole).toFixed(1)} %
          </div>
        ))}
      </div>
      {work.kind === 'waiting' && <InlineLoading progress={null} what="Grouping its tensors" />}
      {work.kind === 'failed' && <Failed failure={work.failure} title="Its groups cannot be listed" />}
      <Some items={map} most={GROUPS}>
        {(shown) => (
          <table class="plain">
            <tbody>
              {shown.map(({ part, group, storages: count, bytes }) => (
                <tr>
                  <td>
                    <span class={`swatch part-${part}`} />
                    <Name text={group} longest={60} />
                  </td>
                  <td class="number soft">{formatNumber(count, 'storage')}</td>
                  <td class="number">
                    <Bytes count={bytes} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Some>
      <button type="button" class="quiet flush" onClick={() => go({ view: 'map' })}>
        See the map
      </button>
    </Card>
  )
}
