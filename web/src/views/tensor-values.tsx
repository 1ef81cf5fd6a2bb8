/** What the values of a tensor look like: statistics, histogram, heat map. */
import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Measured, OfTensor, Opened } from '../documents.ts'
import type { Engine } from '../engine.ts'
import { formatBytes, formatCount, shownName } from '../format.ts'
import { useWork } from '../use-work.ts'
import { HeatMap } from './heat-map.tsx'
import { Histogram } from './histogram.tsx'
import { Card, Facts } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'

/** Bytes of a tensor that is measured without being asked: a second of work. */
const MEASURED_AT_ONCE = 64 << 20

export function Values({
  tensor,
  opened,
  engine,
  row,
}: OfTensor & {
  readonly opened: Opened
  readonly engine: Engine
  readonly row: number
}): JSX.Element | null {
  const [asked, setAsked] = useState(false)
  const bytes = tensor.bytes ?? 0
  const remote = opened.summary.transfer !== undefined
  const small = bytes <= (remote ? MEASURED_AT_ONCE / 64 : MEASURED_AT_ONCE)
  if (!engine.can.measure)
    return <p class="soft">The report was made without statistics: pth report --stats adds them.</p>
  if (!small && !asked && engine.can.open)
    return (
      <Card title="Values">
        <p>
          <button type="button" onClick={() => setAsked(true)}>
            Measure it
          </button>{' '}
          <span class="soft">
            reads {formatBytes(bytes)}
            {remote ? ' over the network' : ''}
          </span>
        </p>
      </Card>
    )
  return (
    <>
      <Numbers engine={engine} opened={opened} row={row} tensor={tensor} />
      {engine.can.planes && <HeatMap engine={engine} row={row} tensor={tensor} />}
    </>
  )
}

function Numbers({
  engine,
  opened,
  row,
  tensor,
}: OfTensor & { readonly opened: Opened; readonly engine: Engine; readonly row: number }): JSX.Element {
  const work = useWork((onProgress) => engine.measure(row, onProgress), [engine, opened, row])
  if (work.kind === 'waiting') return <InlineLoading progress={work.progress} what="Reading its values" />
  if (work.kind === 'failed') return <Failed failure={work.failure} title="Its values cannot be read" />
  return <Statistics measured={work.value} tensor={tensor} />
}

function Statistics({
  measured: { stats, histogram },
  tensor,
}: OfTensor & { readonly measured: Measured }): JSX.Element {
  return (
    <div class="columns pair">
      {histogram !== null && <Histogram histogram={histogram} />}
      {stats !== null && (
        <Card title="Statistics">
          <p class="flags">
            <Flag count={stats.nan} word="NaN" kind="bad" />
            <Flag count={stats.inf} word="infinite" kind="bad" />
            <Flag
              count={stats.zeros}
              word={
                stats.zeros !== null && stats.zeros > 0 && stats.zeros === tensor.numel
                  ? 'zero: all of it'
                  : 'zero'
              }
              kind={stats.zeros !== null && stats.zeros > 0 && stats.zeros === tensor.numel ? 'warn' : ''}
            />
          </p>
          <Facts
            rows={(
              [
                ['min', stats.min],
                ['max', stats.max],
                ['mean', stats.mean],
                ['mean (imaginary)', stats.mean_imag],
                ['std', stats.std],
              ] as const
            ).map(([term, value]) =>
              value === null
                ? null
                : ([
                    term,
                    <span class="mono" data-value={term}>
                      {String(value)}
                    </span>,
                  ] as const),
            )}
          />
          {stats.sha256 !== null && (
            <p class="digest">
              <span class="soft">sha256 of its bytes</span> <code data-value="sha256">{stats.sha256}</code>
            </p>
          )}
          {stats.problem !== null && <p class="soft">{shownName(stats.problem, 300)}</p>}
        </Card>
      )}
    </div>
  )
}

function Flag({
  count,
  word,
  kind,
}: {
  readonly count: number | null
  readonly word: string
  readonly kind: string
}): JSX.Element | null {
  if (count === null) return null
  return (
    <span class={`chip ${count > 0 ? kind : 'good'}`}>
      {count === 0 ? `no ${word}` : `${formatCount(count)} ${word}`}
    </span>
  )
}
