/** What the file is, where its weights are, and what fills it. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { OfSummary, Opened } from '../documents.ts'
import type { Engine } from '../engine.ts'
import { Name } from './parts.tsx'
import { Answers } from './answers.tsx'
import { Distributed } from './distributed.tsx'
import { Figures } from './figures.tsx'
import { Dtypes } from './element-types.tsx'
import { Shares } from './shares.tsx'
import { Place } from './weights-place.tsx'
import { Content } from './other-content.tsx'
import { Storages } from './storages.tsx'
import { Format, Metadata } from './file-format.tsx'
import { Notes } from './notes.tsx'

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
      <Answers summary={summary} engine={engine} go={go} />
      <Figures summary={summary} />
      <Notes summary={summary} />
      <div class="columns">
        <Dtypes summary={summary} go={go} />
        <Shares opened={opened} engine={engine} go={go} />
        <Place summary={summary} />
        <Content summary={summary} />
        <Storages summary={summary} />
        <Distributed summary={summary} />
        <Format summary={summary} files={opened.files} />
        <Metadata summary={summary} />
      </div>
    </div>
  )
}

function Title({ summary: { file, architecture } }: OfSummary): JSX.Element {
  const model = architecture === null ? null : (architecture.model ?? architecture.family)
  return (
    <div class="title">
      <h2>
        <Name text={file} />
      </h2>
      {model !== null && <span class="chip">{model}</span>}
    </div>
  )
}
