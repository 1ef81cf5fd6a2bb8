/** The opened file written in another form: what `pth convert` writes, byte for byte. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { canChoose, choosePlace, download } from '../convert/choose-place.ts'
import type { ConvertedFiles, PlannedFiles } from '../convert/convert-files.ts'
import { commandFor, firstFields, nameFor, wantedOf } from '../convert/form.ts'
import type { Fields } from '../convert/form.ts'
import { CASTS } from '../convert/wanted.ts'
import type { ConvertWanted } from '../convert/wanted.ts'
import type { Opened } from '../documents.ts'
import type { Engine, Failure, Progress } from '../engine.ts'
import { formatBytes, formatCount, formatNumber, shownName } from '../format.ts'
import { failureOf, useWork } from '../use-work.ts'
import { Bytes, Card, CopyButton, CopyLine, Facts, Name, Some } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'

/** How far a conversion is. */
type Run =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: Progress | null; readonly stop: AbortController }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done'; readonly converted: ConvertedFiles }

export function Convert({
  opened,
  engine,
}: {
  readonly opened: Opened
  readonly engine: Engine
}): JSX.Element {
  const [fields, setFields] = useState(() => firstFields(opened.summary.file))
  const [run, setRun] = useState<Run>({ kind: 'none' })
  useEndWithView(run)
  const wanted = wantedOf(fields)

  const begin = async (of: ConvertWanted, several: boolean): Promise<void> => {
    try {
      const place = await choosePlace(of.name, several)
      if (place === null) return
      const stop = new AbortController()
      setRun({ kind: 'running', progress: null, stop })
      const converted = await engine.convert(
        of,
        place,
        (progress) => setRun({ kind: 'running', progress, stop }),
        stop.signal,
      )
      setRun({ kind: 'done', converted })
      for (const file of converted.downloads) download(file)
    } catch (error) {
      setRun({ kind: 'failed', failure: failureOf(error) })
    }
  }

  return (
    <div class="stack">
      <h2>Convert</h2>
      <Form
        fields={fields}
        busy={run.kind === 'running'}
        onChange={(change) => {
          setFields((now) => ({ ...now, ...change(now) }))
          setRun((now) => (now.kind === 'running' ? now : { kind: 'none' }))
        }}
        file={opened.summary.file}
      />
      {'wrong' in wanted ? (
        <p class="banner bad" role="alert">
          {wanted.wrong}
        </p>
      ) : (
        <Planned engine={engine} wanted={wanted} file={opened.summary.file} run={run} onBegin={begin} />
      )}
      {run.kind === 'failed' && <Failed failure={run.failure} title="Nothing was written" />}
      {run.kind === 'done' && <Done converted={run.converted} engine={engine} />}
    </div>
  )
}

/** A conversion whose view is left is stopped. */
function useEndWithView(run: Run): void {
  const current = useRef(run)
  current.current = run
  useEffect(
    () => () => {
      if (current.current.kind === 'running') current.current.stop.abort('cancel')
    },
    [],
  )
}

interface FormOf {
  readonly fields: Fields
  readonly file: string
  readonly busy: boolean
  /** Told what changes in the fields as they are by then. */
  readonly onChange: (change: (now: Fields) => Partial<Fields>) => void
}

function Form({ fields, file, busy, onChange }: FormOf): JSX.Element {
  const set = (change: Partial<Fields>): void => onChange(() => change)
  const line = (
    name: 'name' | 'stripPrefix' | 'addPrefix' | 'shardSize',
    label: string,
    hint = '',
  ): JSX.Element => (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        name={name}
        value={fields[name]}
        placeholder={hint}
        spellcheck={false}
        onInput={({ currentTarget }) => set({ [name]: currentTarget.value })}
      />
    </label>
  )
  const globs = (name: 'include' | 'exclude', label: string): JSX.Element => (
    <label class="field">
      <span>{label}</span>
      <textarea
        name={name}
        rows={2}
        value={fields[name]}
        placeholder="layer1.*"
        spellcheck={false}
        onInput={({ currentTarget }) => set({ [name]: currentTarget.value })}
      />
    </label>
  )
  return (
    <form class="card" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="fields" disabled={busy}>
        <label class="field">
          <span>Format</span>
          <select
            name="format"
            value={fields.format}
            onChange={({ currentTarget }) => {
              const format = currentTarget.value as Fields['format']
              // A name that was typed stays.
              onChange((now) => ({
                format,
                ...(now.name === nameFor(file, now.format) && { name: nameFor(file, format) }),
              }))
            }}
          >
            <option value="safetensors">safetensors</option>
            <option value="pth">torch.save (.pth)</option>
            <option value="npz">NumPy (.npz)</option>
          </select>
        </label>
        {line('name', 'Name')}
        <label class="field">
          <span>Floats as</span>
          <select
            name="dtype"
            value={fields.dtype}
            onChange={({ currentTarget }) => set({ dtype: currentTarget.value })}
          >
            <option value="">as they are</option>
            {CASTS.map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
        {fields.format === 'safetensors' && line('shardSize', 'Largest shard', 'one file')}
        {line('stripPrefix', 'Prefix to take off', 'module.')}
        {line('addPrefix', 'Prefix to add')}
        {globs('include', 'Only these names, one glob a line')}
        {globs('exclude', 'Without these names')}
      </fieldset>
    </form>
  )
}

interface PlannedOf {
  readonly engine: Engine
  readonly wanted: ConvertWanted
  readonly file: string
  readonly run: Run
  readonly onBegin: (wanted: ConvertWanted, several: boolean) => Promise<void>
}

function Planned({ engine, wanted, file, run, onBegin }: PlannedOf): JSX.Element {
  const work = useWork(() => engine.planConvert(wanted), [engine, JSON.stringify(wanted)])
  if (work.kind === 'waiting') return <InlineLoading progress={null} what="Planning" />
  if (work.kind === 'failed') return <Failed failure={work.failure} title="This cannot be written" />
  const several = work.value.files.length > 1
  return (
    <>
      <Plan planned={work.value} />
      <div class="toolbar">
        {run.kind === 'running' ? (
          <>
            <InlineLoading
              progress={run.progress}
              what={run.progress?.stage === 'saving' ? 'Saving' : 'Writing'}
            />
            <button type="button" onClick={() => run.stop.abort('cancel')}>
              Cancel
            </button>
          </>
        ) : (
          <button type="button" class="primary" onClick={() => void onBegin(wanted, several)}>
            {canChoose(several)
              ? several
                ? 'Choose a folder and write'
                : 'Choose a file and write'
              : 'Convert and download'}
          </button>
        )}
      </div>
      <CopyLine text={commandFor(file, wanted)} what="the command for the same conversion" />
    </>
  )
}

function Plan({ planned }: { readonly planned: PlannedFiles }): JSX.Element {
  return (
    <Card title="What is written">
      <Facts
        rows={[
          ['tensors', <span data-value="tensors">{formatCount(planned.tensors)}</span>],
          ['bytes of tensors', <Bytes count={planned.nbytes} />],
          planned.excluded > 0 ? ['left out', formatNumber(planned.excluded, 'tensor')] : null,
          planned.renamed > 0 ? ['renamed', formatNumber(planned.renamed, 'tensor')] : null,
          planned.aliases > 0 ? ['further names of the same memory', formatCount(planned.aliases)] : null,
          planned.leftOut.length === 0
            ? null
            : [
                'stays in the file',
                <Some items={planned.leftOut} most={4}>
                  {(shown) => (
                    <ul class="list tight">
                      {shown.map((path) => (
                        <li>
                          <Name text={path} longest={80} />
                        </li>
                      ))}
                    </ul>
                  )}
                </Some>,
              ],
          ...planned.casts.map(
            ({ from, to, count }) => [`${from} → ${to}`, formatNumber(count, 'tensor')] as const,
          ),
        ]}
      />
      <Some items={planned.files}>
        {(shown) => (
          <table class="plain">
            <tbody>
              {shown.map(({ name, byteLength }) => (
                <tr>
                  <td>
                    <Name text={name} longest={120} />
                  </td>
                  <td class="number">{formatCount(byteLength)} B</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Some>
      <Some items={planned.notices}>
        {(shown) => (
          <ul class="list">
            {shown.map((notice) => (
              <li>
                <bdi>{shownName(notice, 600)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </Card>
  )
}

function Done({
  converted: { files, downloads, seconds },
  engine,
}: {
  readonly converted: ConvertedFiles
  readonly engine: Engine
}): JSX.Element {
  const [kept, setKept] = useState(downloads.length > 0)
  const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return (
    <section class="card" role="status" data-converted={files.length}>
      <h3>
        Written: {formatBytes(total)} in {seconds.toFixed(1)} s
      </h3>
      <div>
        <Some items={files}>
          {(shown) => (
            <dl class="facts">
              {shown.map(({ name, byteLength, sha256 }) => (
                <>
                  <dt>
                    <Name text={name} longest={80} />
                    <div class="soft">{formatCount(byteLength)} B</div>
                  </dt>
                  <dd>
                    SHA-256 <code data-sha256={name}>{sha256}</code>{' '}
                    <CopyButton text={sha256} what={`the SHA-256 of ${shownName(name, 80)}`} />
                  </dd>
                </>
              ))}
            </dl>
          )}
        </Some>
        {kept && (
          <p>
            The browser saves a copy. This page keeps its own until it is closed.{' '}
            {downloads.map((file) => (
              <button type="button" class="quiet" onClick={() => download(file)}>
                Save {shownName(file.name, 60)} again
              </button>
            ))}
            <button
              type="button"
              class="quiet"
              onClick={() => void engine.discard().then(() => setKept(false))}
            >
              It is saved: remove the page's copy
            </button>
          </p>
        )}
      </div>
    </section>
  )
}
