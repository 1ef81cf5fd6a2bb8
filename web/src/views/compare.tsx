/** The opened file against another checkpoint or a model schema: what `pth diff` finds. */
import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { groupByPattern } from 'pth-cli'
import type { DiffDocument } from '../documents.ts'
import type { CompareWanted, Engine, Input } from '../engine.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { shapeText } from '../table/tensor-table.ts'
import { useWork } from '../use-work.ts'
import { Hints } from './hints.tsx'
import { Card, Lines, Name, Some } from './parts.tsx'
import { Pickers } from './start.tsx'
import { Failed, InlineLoading } from './states.tsx'
import { diffWords } from './verdicts.ts'
import { ValueDifferences } from './value-differences.tsx'

const FIRST: CompareWanted = { strict: true, checkDtype: false, values: false }

export function Compare({
  engine,
  other,
  onOther,
}: {
  readonly engine: Engine
  readonly other: Input | null
  readonly onOther: (input: Input | null) => void
}): JSX.Element {
  const [wanted, setWanted] = useState(FIRST)
  if (engine.can.open && other === null)
    return (
      <div class="stack start">
        <div>
          <h2>Compare with another file</h2>
          <p class="lead">
            A second checkpoint, or a model schema (<code>pth schema</code>): does the model accept the open
            file, and why not?
          </p>
        </div>
        <div class="drop">
          <p>Drop the file that is expected here</p>
          <Pickers onInput={onOther} what="the other file" />
        </div>
      </div>
    )
  return (
    <div class="stack">
      <h2 class="hidden-visually">Compare</h2>
      {engine.can.open && (
        <div class="toolbar">
          <Choice wanted={wanted} onWanted={setWanted} />
          <button type="button" class="quiet" onClick={() => onOther(null)}>
            Compare with another
          </button>
        </div>
      )}
      <Compared engine={engine} other={other} wanted={wanted} />
    </div>
  )
}

function Choice({
  wanted,
  onWanted,
}: {
  readonly wanted: CompareWanted
  readonly onWanted: (wanted: CompareWanted) => void
}): JSX.Element {
  const box = (name: keyof CompareWanted, words: string): JSX.Element => (
    <label class="check">
      <input
        type="checkbox"
        checked={wanted[name]}
        onChange={({ currentTarget }) => onWanted({ ...wanted, [name]: currentTarget.checked })}
      />
      {words}
    </label>
  )
  return (
    <div class="choices">
      {box('strict', 'strict: missing and unexpected keys fail')}
      {box('checkDtype', 'another type fails too')}
      {box('values', 'compare the values')}
    </div>
  )
}

function Compared({
  engine,
  other,
  wanted,
}: {
  readonly engine: Engine
  readonly other: Input | null
  readonly wanted: CompareWanted
}): JSX.Element {
  const work = useWork((onProgress) => engine.compare(other, wanted, onProgress), [engine, other, wanted])
  if (work.kind === 'waiting') return <InlineLoading progress={work.progress} what="Comparing" />
  if (work.kind === 'failed') return <Failed failure={work.failure} title="They could not be compared" />
  return work.value === null ? <p class="empty">Nothing to compare with.</p> : <Outcome diff={work.value} />
}

function Outcome({ diff }: { readonly diff: DiffDocument }): JSX.Element {
  const [kind, word, words] = diffWords(diff)
  const { summary } = diff
  const counts = [
    ['expected', summary.expected],
    ['ok', summary.matched],
    ['missing', summary.missing],
    ['unexpected', summary.unexpected],
    ['other shape', summary.shape],
    ['not copied', summary.not_copied],
    ['other type', summary.dtype],
  ] as const
  return (
    <>
      <div class={`banner ${kind}`} data-verdict={diff.verdict}>
        <strong>{word}</strong>
        <p>
          <Name text={diff.file} longest={80} /> against <Name text={diff.expected} longest={80} />
          {diff.class_name !== null && <> ({shownName(diff.class_name, 60)})</>}: {words}.
        </p>
        {diff.crash !== null && (
          <p>
            {diff.crash.type}: <bdi>{shownName(diff.crash.message, 500)}</bdi>
          </p>
        )}
      </div>
      <dl class="figures small-figures">
        {counts
          .filter(([term, count]) => count > 0 || term === 'expected' || term === 'ok')
          .map(([term, count]) => (
            <div>
              <dt>{term}</dt>
              <dd data-value={term}>{formatCount(count)}</dd>
            </div>
          ))}
      </dl>
      <Hints diff={diff} />
      <Keys diff={diff} />
      {diff.values !== null && <ValueDifferences values={diff.values} />}
      <LeftOut diff={diff} />
      <details class="card">
        <summary>In PyTorch's own words</summary>
        <pre>
          <Lines text={diff.torch} />
        </pre>
      </details>
    </>
  )
}

interface Row {
  readonly name: string
  readonly text: string
}

function facts(dtype: string | null, shape: readonly (number | string | null)[] | null): string {
  return [dtype ?? '', shape === null ? '' : shapeText(shape)].join(' ').trim()
}

function Keys({ diff }: { readonly diff: DiffDocument }): JSX.Element {
  const sections: readonly (readonly [string, string, readonly Row[]])[] = [
    [
      'Missing: expected, and not in the file',
      'bad',
      diff.missing_keys.map(({ name, dtype, shape }) => ({ name, text: facts(dtype, shape) })),
    ],
    [
      'Unexpected: in the file, and not in the model',
      'warn',
      diff.unexpected_keys.map(({ name, dtype, shape }) => ({
        name,
        text: shape === null ? 'not a tensor' : facts(dtype, shape),
      })),
    ],
    ['Other shape, or not copied', 'bad', diff.errors.flatMap(errorRows)],
    [
      'Other type: PyTorch casts it',
      diff.check_dtype ? 'bad' : '',
      diff.dtypes.map(({ name, expected, found }) => ({
        name,
        text: `expected ${expected}, found ${found}`,
      })),
    ],
  ]
  return (
    <>
      {sections
        .filter(([, , rows]) => rows.length > 0)
        .map(([title, kind, rows]) => (
          <Groups title={title} kind={kind} rows={rows} />
        ))}
    </>
  )
}

function errorRows(error: DiffDocument['errors'][number]): Row[] {
  switch (error.kind) {
    case 'shape':
      return [
        { name: error.name, text: `expected ${shapeText(error.expected)}, found ${shapeText(error.found)}` },
      ]
    case 'ragged':
      return [
        {
          name: error.name,
          text: `expected ${shapeText(error.expected)}, found a jagged nested tensor`,
        },
      ]
    case 'not_a_tensor':
      return [{ name: error.name, text: `not a tensor but ${error.type_name}` }]
    case 'copy':
      return [{ name: error.name, text: `copy_ fails: ${error.reason}` }]
    case 'running_stats':
      return error.names.map((name) => ({ name, text: `${error.class_name} does not track running stats` }))
  }
}

function Groups({
  title,
  kind,
  rows,
}: {
  readonly title: string
  readonly kind: string
  readonly rows: readonly Row[]
}): JSX.Element {
  const groups = useMemo(() => groupByPattern(rows, ({ text }) => text), [rows])
  return (
    <section class="card">
      <h3>
        {title} <span class={`chip ${kind}`}>{formatNumber(rows.length, 'key')}</span>
      </h3>
      <div>
        <Some items={groups} most={14}>
          {(shown) => (
            <div class="scroll">
              <table class="plain keys">
                <tbody>
                  {shown.map(({ pattern, items }) => (
                    <tr>
                      <td>
                        <Name text={pattern} longest={120} />
                      </td>
                      <td class="number soft">{items.length > 1 ? `×${formatCount(items.length)}` : ''}</td>
                      <td class="mono">{shownName(items[0]?.text ?? '', 200)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Some>
      </div>
    </section>
  )
}

function LeftOut({ diff }: { readonly diff: DiffDocument }): JSX.Element | null {
  const lines = [
    ...diff.left_out.map(
      ({ rule, names }) => `${formatNumber(names.length, 'key')} left out by ${shownName(rule, 100)}`,
    ),
    ...(diff.filled.length > 0
      ? [`${formatNumber(diff.filled.length, 'counter')} num_batches_tracked absent: PyTorch sets 0`]
      : []),
    ...diff.own_loading.map(
      ({ modules }) =>
        `${formatNumber(modules.length, 'module')} with loading code of their own, which may change this`,
    ),
  ]
  if (lines.length === 0) return null
  return (
    <Card title="Also">
      <ul class="list tight">
        {lines.slice(0, 50).map((line) => (
          <li>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </Card>
  )
}
