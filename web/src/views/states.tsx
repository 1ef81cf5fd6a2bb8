/** What stands where there is nothing to show: work that goes on, and failures in words. */
import type { JSX } from 'preact'
import type { Failure, Progress } from '../engine.ts'
import { formatBytes, shownName } from '../format.ts'
import { CopyLine } from './parts.tsx'

/** The page while a file is opened. */
export function Loading({ progress }: { readonly progress: Progress | null }): JSX.Element {
  return (
    <div role="status" class="loading">
      <p>Reading the structure of the file…</p>
      <Bar progress={progress} />
    </div>
  )
}

/** A part of a view while it is made. */
export function InlineLoading({
  progress,
  what,
}: {
  readonly progress: Progress | null
  readonly what: string
}): JSX.Element {
  return (
    <div role="status" class="inline-loading">
      <span>{what}…</span>
      <Bar progress={progress} />
      {progress !== null && progress.total > 0 && (
        <span>
          {formatBytes(progress.done)} of {formatBytes(progress.total)}
        </span>
      )}
    </div>
  )
}

function Bar({ progress }: { readonly progress: Progress | null }): JSX.Element {
  const known = progress !== null && progress.total > 0
  return known ? (
    <progress aria-label="done" value={progress.done} max={progress.total} />
  ) : (
    <progress aria-label="working" />
  )
}

/** Longest message that is shown: it may quote the file. */
const LONGEST = 2000

/** A failure, in the words of the command line. */
export function Failed({
  failure,
  title,
}: {
  readonly failure: Failure
  readonly title: string
}): JSX.Element {
  return (
    <section class="failed banner bad" role="alert">
      <strong>{title}</strong> <span class="chip bad">{failure.code}</span>
      <p>
        <bdi>{shownName(failure.message, LONGEST)}</bdi>
      </p>
      {failure.hint !== null && <p>{failure.hint}</p>}
      {failure.commands.map((line) => (
        <CopyLine text={line} what="the command" />
      ))}
    </section>
  )
}
