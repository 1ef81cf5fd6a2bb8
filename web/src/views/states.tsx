/** What stands where there is nothing to show: work that goes on, and failures in words. */
import type { JSX } from 'preact'
import type { Failure, Progress } from '../engine.ts'
import { shownName } from '../format.ts'

export function Loading({ progress }: { readonly progress: Progress | null }): JSX.Element {
  return (
    <p role="status" class="loading">
      {progress === null ? 'Reading…' : `${progress.stage}…`}
      {progress !== null && progress.total > 0 && <progress value={progress.done} max={progress.total} />}
    </p>
  )
}

export function Failed({ failure }: { readonly failure: Failure }): JSX.Element {
  return (
    <section class="failed" role="alert">
      <h2>
        It could not be read <code>{failure.code}</code>
      </h2>
      <p>{shownName(failure.message, 2000)}</p>
      {failure.hint !== null && <p class="hint">{failure.hint}</p>}
    </section>
  )
}
