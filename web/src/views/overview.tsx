/** What the file is, where its weights are, and what fills it. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Opened, Summary } from '../documents.ts'
import { dtypeClass } from '../dtype-colour.ts'
import type { Engine } from '../engine.ts'
import { formatBytes, formatCount, formatNumber, formatShort, shownName } from '../format.ts'
import { useWork } from '../use-work.ts'
import { Bytes, Card, Dtype, Facts, Name, Some } from './parts.tsx'

export function Overview({
  opened,
  engine,
  go,
}: {
  readonly opened: Opened
  readonly engine: Engine
  readonly go: Go
}): JSX.Element {
  const { summary } = opened
  return (
    <div class="stack">
      <Title summary={summary} />
      <Figures summary={summary} />
      <div class="columns">
        <Dtypes summary={summary} go={go} />
        <Shares opened={opened} engine={engine} go={go} />
        <Place summary={summary} />
        <Content summary={summary} />
        <Storages summary={summary} />
        <Format summary={summary} files={opened.files} />
        <Metadata summary={summary} />
      </div>
      <Notes summary={summary} />
    </div>
  )
}

interface Of {
  readonly summary: Summary
}

function Title({ summary: { file, architecture, origin } }: Of): JSX.Element {
  const model = architecture === null ? null : (architecture.model ?? architecture.family)
  return (
    <div>
      <div class="title">
        <h2>
          <Name text={file} />
        </h2>
        {model !== null && <span class="chip">{model}</span>}
        {origin.writers.map(({ name, version }) => (
          <span class="chip">
            {shownName(name, 60)} {shownName(version ?? '', 40)}
          </span>
        ))}
        {origin.wrappers.map(({ name }) => (
          <span class="chip">{shownName(name, 60)}</span>
        ))}
      </div>
      {architecture !== null && (
        <p class="soft">
          {architecture.family}, by its names and shapes: {shownName(architecture.how.join('; '), 300)}
        </p>
      )}
    </div>
  )
}

function Figures({ summary: { totals, bytes, storages } }: Of): JSX.Element {
  return (
    <dl class="figures">
      <div>
        <dt>Parameters{totals.by_name ? ' (by name)' : ''}</dt>
        <dd>
          {formatShort(totals.parameters)}
          <small data-value="parameters">{formatCount(totals.parameters)}</small>
        </dd>
      </div>
      <div>
        <dt>Tensors</dt>
        <dd>
          {formatCount(totals.tensors)}
          <small>
            {totals.unreadable > 0
              ? `${formatCount(totals.unreadable)} cannot be read`
              : `${formatNumber(totals.buffers, 'buffer element')}`}
          </small>
        </dd>
      </div>
      <div>
        <dt>Bytes of tensors</dt>
        <dd>
          {formatBytes(totals.bytes)}
          <small data-value="tensor-bytes">{formatCount(totals.bytes)} B</small>
        </dd>
      </div>
      <div>
        <dt>File</dt>
        <dd>
          {formatBytes(bytes)}
          <small>{formatBytes(storages.held_bytes)} of it storages</small>
        </dd>
      </div>
    </dl>
  )
}

function Dtypes({ summary: { totals }, go }: Of & { readonly go: Go }): JSX.Element {
  const whole = Math.max(1, totals.bytes)
  return (
    <Card title="Element types">
      <div class="bar" aria-hidden="true">
        {totals.by_dtype.map(({ dtype, bytes }) => (
          <span class={dtypeClass(dtype)} style={{ flexGrow: Math.max(bytes / whole, 0.002) }} />
        ))}
      </div>
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
            {totals.by_dtype.map(({ dtype, tensors, elements, bytes }) => (
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
    </Card>
  )
}

const PARTS = {
  model: 'the model',
  averages: 'averaged weights',
  optimizer: 'optimizer state',
  other: 'something else',
} as const

/** Groups of the map that are listed. */
const GROUPS = 8

function Shares({
  opened,
  engine,
  go,
}: {
  readonly opened: Opened
  readonly engine: Engine
  readonly go: Go
}): JSX.Element {
  const { shares, storages } = opened.summary
  const work = useWork(() => engine.map(), [engine, opened])
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
      <button type="button" class="quiet" onClick={() => go({ view: 'map' })}>
        See the map
      </button>
    </Card>
  )
}

function Place({ summary: { state_dict: place, candidates, totals } }: Of): JSX.Element {
  const others = candidates.filter(({ chosen }) => !chosen)
  return (
    <Card title="Where the weights are">
      <Facts
        rows={[
          ['path', <Name text={place.path} />],
          [
            'kind',
            place.class_name === null ? place.kind : `${place.kind}, ${shownName(place.class_name, 80)}`,
          ],
          ['parameters', `${formatCount(totals.parameters)}${totals.by_name ? ', by names and types' : ''}`],
          ['buffers', formatNumber(totals.buffers, 'element')],
          totals.tied > 0 ? ['tied', `${formatNumber(totals.tied, 'element')} under further names`] : null,
          place.outside > 0
            ? ['elsewhere', `${formatNumber(place.outside, 'tensor')} in other parts of the file`]
            : null,
          others.length === 0
            ? null
            : [
                'also possible',
                <Some items={others} most={4}>
                  {(shown) => (
                    <ul class="list tight">
                      {shown.map(({ path, tensors, optimizer }) => (
                        <li>
                          <Name text={path} longest={80} /> · {formatNumber(tensors, 'tensor')}
                          {optimizer ? ' of an optimizer' : ''}
                        </li>
                      ))}
                    </ul>
                  )}
                </Some>,
              ],
        ]}
      />
    </Card>
  )
}

function Content({ summary: { also_in: rest, objects, values } }: Of): JSX.Element | null {
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

function Storages({ summary: { storages } }: Of): JSX.Element {
  return (
    <Card title="Storages">
      <Facts
        rows={[
          ['storages', formatCount(storages.count)],
          ['held', <Bytes count={storages.held_bytes} />],
          [
            storages.exact ? 'used' : 'used at most',
            <>
              <Bytes count={storages.used_bytes} />, unused <Bytes count={storages.unused_bytes} />
            </>,
          ],
          storages.missing > 0 ? ['without bytes', formatCount(storages.missing)] : null,
          storages.shared.length === 0
            ? ['shared', 'none']
            : [
                'shared',
                <Some items={storages.shared} most={4}>
                  {(shown) => (
                    <ul class="list tight">
                      {shown.map(({ kind, tensors }) => (
                        <li>
                          {tensors.slice(0, 4).map((name, at) => (
                            <>
                              {at === 0 ? '' : kind === 'alias' ? ' = ' : ' ~ '}
                              <Name text={name} longest={60} />
                            </>
                          ))}
                          {tensors.length > 4 ? ` and ${formatCount(tensors.length - 4)} more` : ''}{' '}
                          <span class="chip">{kind === 'alias' ? 'the same elements' : 'overlap'}</span>
                        </li>
                      ))}
                    </ul>
                  )}
                </Some>,
              ],
        ]}
      />
    </Card>
  )
}

function Format({
  summary: { format, bytes, transfer },
  files,
}: Of & { readonly files: readonly string[] }): JSX.Element {
  return (
    <Card title="File">
      <Facts
        rows={[
          ['format', format.title],
          ['size', `${formatCount(bytes)} B`],
          files.length > 1 ? ['files', formatCount(files.length)] : null,
          format.root === null ? null : ['root', <Name text={format.root} longest={60} />],
          ['byte order', format.byte_order],
          format.entries === null ? null : ['entries', formatCount(format.entries)],
          format.alignment === null ? null : ['alignment', `${formatCount(format.alignment)} B`],
          ...format.pickles.slice(0, 3).map(
            ({ member, protocol, bytes: size }) =>
              [
                'pickle',
                <>
                  <Name text={member} longest={60} />, protocol {protocol}, {formatBytes(size)}
                </>,
              ] as const,
          ),
          transfer === undefined
            ? null
            : ['fetched', `${formatBytes(transfer.bytes)} in ${formatNumber(transfer.requests, 'request')}`],
        ]}
      />
    </Card>
  )
}

function Metadata({ summary: { metadata } }: Of): JSX.Element | null {
  if (metadata === null || metadata.length === 0) return null
  return (
    <Card title="Metadata">
      <Some items={metadata}>
        {(shown) => (
          <Facts rows={shown.map(({ key, value }) => [shownName(key, 60), shownName(value, 300)] as const)} />
        )}
      </Some>
    </Card>
  )
}

function Notes({ summary: { notes } }: Of): JSX.Element {
  return (
    <Card title="Notes">
      {notes.length === 0 ? (
        <p class="soft">none</p>
      ) : (
        <Some items={notes}>
          {(shown) => (
            <ul class="list">
              {shown.map(({ code, message }) => (
                <li>
                  <span class="chip warn">{code}</span> <bdi>{shownName(message, 600)}</bdi>
                </li>
              ))}
            </ul>
          )}
        </Some>
      )}
    </Card>
  )
}
