/** Work of the engine that a view waits for. */
import { useEffect, useState } from 'preact/hooks'
import { Failure } from './engine.ts'
import type { OnProgress, Progress } from './engine.ts'

/** How far it is. */
export type Work<Value> =
  | { readonly kind: 'waiting'; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done'; readonly value: Value }

/** Begins the work when one of `inputs` changes; the answer to what is no longer asked for is dropped. */
export function useWork<Value>(
  begin: (onProgress: OnProgress) => Promise<Value>,
  inputs: readonly unknown[],
): Work<Value> {
  const [work, setWork] = useState<Work<Value>>({ kind: 'waiting', progress: null })
  useEffect(() => {
    let wanted = true
    setWork({ kind: 'waiting', progress: null })
    begin((progress) => {
      if (wanted) setWork({ kind: 'waiting', progress })
    }).then(
      (value) => {
        if (wanted) setWork({ kind: 'done', value })
      },
      (error: unknown) => {
        if (wanted) setWork({ kind: 'failed', failure: failureOf(error) })
      },
    )
    return () => {
      wanted = false
    }
  }, inputs)
  return work
}

/** Any error as a failure in words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  return new Failure('INTERNAL', error instanceof Error ? error.message : String(error))
}
