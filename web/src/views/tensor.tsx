/** One tensor: what it is, where its bytes are, who shares them, and what its values look like. */
import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { TensorReport } from 'pth-cli'
import type { Go } from '../app.tsx'
import type { Measured, Opened } from '../documents.ts'
import type { Engine } from '../engine.ts'
import { formatBytes, formatCount, formatNumber, shownName } from '../format.ts'
import { shapeText } from '../table/tensor-table.ts'
import { useWork } from '../use-work.ts'
import { HeatMap } from './heat-map.tsx'
import { Histogram } from './histogram.tsx'
import { Bytes, Card, CopyButton, Dtype, Facts, Name, Some } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'

interface Of {
  readonly opened: Opened
  readonly engine: Engine
  readonly go: Go
}

export function Tensor({ opened, engine, name, go }: Of & { readonly name: string }): JSX.Element {
  const row = useMemo(() => opened.table.names.indexOf(name), [opened.table, name])
  const heading = (
    <div class="tensor-head">
      <button type="button" class="quiet" onClick={() => go({ tensor: null })}>
        ← Back
      </button>
      <h2>
        <Name text={name} />
      </h2>
      <CopyButton text={name} what="the name" />
    </div>
  )
  if (row < 0)
    return (
      <div class="stack">
        {heading}
        <p class="empty">This file has no tensor of that name.</p>
      </div>
    )
  return (
    <div class="stack">
      {heading}
      <Loaded key={row} opened={opened} engine={engine} row={row} go={go} />
      <Steps opened={opened} row={row} go={go} />
    </div>
  )
}

function Loaded({ opened, engine, row, go }: Of & { readonly row: number }): JSX.Element {
  const work = useWork(() => engine.tensor(row), [engine, opened, row])
  if (work.kind === 'waiting') return <InlineLoading progress={null} what="Reading" />
  if (work.kind === 'failed') return <Failed failure={work.failure} title="This tensor cannot be shown" />
  const tensor = work.value
  return (
    <>
      {tensor.problem !== null && (
        <div class="banner bad">
          <strong>Its bytes cannot be given</strong>
          <p>
            <bdi>{shownName(tensor.problem, 600)}</bdi>
          </p>
        </div>
      )}
      <div class="columns">
        <What tensor={tensor} />
        <Where tensor={tensor} />
        <Sharing tensor={tensor} opened={opened} go={go} />
        <Parts tensor={tensor} />
      </div>
      {tensor.problem === null && <Values tensor={tensor} opened={opened} engine={engine} row={row} />}
    </>
  )
}

interface OfTensor {
  readonly tensor: TensorReport
}

function What({ tensor }: OfTensor): JSX.Element {
  return (
    <Card title="Tensor">
      <Facts
        rows={[
          ['type', <Dtype name={tensor.dtype} />],
          [
            'shape',
            <span class="mono" data-value="shape">
              {shapeText(tensor.shape)}
            </span>,
          ],
          tensor.stride === null ? null : ['stride', <span class="mono">{shapeText(tensor.stride)}</span>],
          tensor.contiguous === null ? null : ['contiguous', tensor.contiguous ? 'yes' : 'no'],
          ['elements', tensor.numel === null ? '?' : formatCount(tensor.numel)],
          [
            'bytes',
            tensor.bytes === null ? '?' : `${formatCount(tensor.bytes)} (${formatBytes(tensor.bytes)})`,
          ],
          ['role', tensor.role ?? (tensor.parameter ? 'parameter' : 'not said by the file')],
          ['requires grad', tensor.requires_grad ? 'yes' : 'no'],
          tensor.kind === 'strided' ? null : ['kind', tensor.kind],
          tensor.conj ? ['lazy', 'conjugated'] : null,
          tensor.neg ? ['lazy', 'negated'] : null,
          ...tensor.facts.map(
            ({ name, value }) => [shownName(name, 40), shownName(String(value), 120)] as const,
          ),
        ]}
      />
    </Card>
  )
}

function Where({ tensor }: OfTensor): JSX.Element {
  return (
    <Card title="Where it is">
      <Facts
        rows={[
          ['path', <Name text={tensor.path} longest={120} />],
          tensor.storage_key === null ? null : ['storage', <Name text={tensor.storage_key} longest={80} />],
          tensor.storage_offset === null
            ? null
            : ['begins at', `element ${formatCount(tensor.storage_offset)} of the storage`],
          tensor.member === null ? null : ['record', <Name text={tensor.member} longest={120} />],
          tensor.file_offset === null ? null : ['in the file', `at byte ${formatCount(tensor.file_offset)}`],
        ]}
      />
    </Card>
  )
}

function Sharing({
  tensor,
  opened,
  go,
}: OfTensor & { readonly opened: Opened; readonly go: Go }): JSX.Element {
  const groups = opened.summary.storages.shared.filter(({ tensors }) => tensors.includes(tensor.name))
  return (
    <Card title="Shares its memory">
      {groups.length === 0 ? (
        <p class="soft">with no other tensor of the state_dict</p>
      ) : (
        groups.map(({ kind, tensors }) => (
          <>
            <p>
              {kind === 'alias' ? 'These names are the same elements:' : 'These have elements in common:'}
            </p>
            <Some items={tensors.filter((other) => other !== tensor.name)}>
              {(shown) => (
                <ul class="list tight">
                  {shown.map((other) => (
                    <li>
                      <button type="button" class="quiet plain-name" onClick={() => go({ tensor: other })}>
                        <Name text={other} longest={100} />
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </Some>
          </>
        ))
      )}
    </Card>
  )
}

function Parts({ tensor: { parts } }: OfTensor): JSX.Element | null {
  if (parts.length === 0) return null
  return (
    <Card title="Parts">
      <table class="plain">
        <tbody>
          {parts.slice(0, 50).map((part) => (
            <tr>
              <td>
                <Name text={part.name} longest={80} />
              </td>
              <td>
                <Dtype name={part.dtype} />
              </td>
              <td class="mono">{shapeText(part.shape)}</td>
              <td class="number">{part.bytes === null ? '?' : <Bytes count={part.bytes} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** Bytes of a tensor that is measured without being asked: a second of work. */
const MEASURED_AT_ONCE = 64 << 20

function Values({
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

/** To the tensors before and after, in the order of the file. */
function Steps({
  opened: { table },
  row,
  go,
}: {
  readonly opened: Opened
  readonly row: number
  readonly go: Go
}): JSX.Element {
  const before = table.names[row - 1]
  const after = table.names[row + 1]
  return (
    <nav class="steps" aria-label="Neighbours in the file">
      {before === undefined ? (
        <span />
      ) : (
        <button type="button" onClick={() => go({ tensor: before })}>
          ← <Name text={before} longest={48} />
        </button>
      )}
      <span class="soft">
        {formatCount(row + 1)} of {formatNumber(table.names.length, 'tensor')}
      </span>
      {after === undefined ? (
        <span />
      ) : (
        <button type="button" onClick={() => go({ tensor: after })}>
          <Name text={after} longest={48} /> →
        </button>
      )}
    </nav>
  )
}
