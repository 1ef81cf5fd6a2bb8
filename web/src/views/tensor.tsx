/** One tensor: what it is, where its bytes are, who shares them, and what its values look like. */
import { useMemo } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Opened } from '../documents.ts'
import type { Engine } from '../engine.ts'
import { formatCount, formatNumber, shownName } from '../format.ts'
import { useWork } from '../use-work.ts'
import { CopyButton, Name } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'
import { Parts, Sharing, What, Where } from './tensor-facts.tsx'
import { Values } from './tensor-values.tsx'

interface Of {
  readonly opened: Opened
  readonly engine: Engine
  readonly go: Go
}

export function Tensor({ opened, engine, name, go }: Of & { readonly name: string }): JSX.Element {
  const row = useMemo(() => opened.table.names.indexOf(name), [opened.table, name])
  const heading = (
    <div class="tensor-head">
      <button type="button" class="quiet flush" onClick={() => go({ tensor: null })}>
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
