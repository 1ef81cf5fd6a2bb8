/** The opened file written in another form: what `pth convert` writes, byte for byte. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { canChoose, choosePlace, download } from '../convert/choose-place.ts'
import type { ConvertedFiles } from '../convert/convert-files.ts'
import { commandFor, firstFields, wantedOf } from '../convert/form.ts'
import type { ConvertWanted } from '../convert/wanted.ts'
import type { Opened } from '../documents.ts'
import type { Engine, Failure, Progress } from '../engine.ts'
import { failureOf, useWork } from '../use-work.ts'
import { CopyLine } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'
import { Form } from './convert-form.tsx'
import { Plan } from './convert-plan.tsx'
import { Done } from './convert-done.tsx'

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
