/** What the worker is told at its start, and what it tells. */

/** One target so far. */
export interface Progress {
  readonly name: string
  readonly executions: number
  /** Branches that the seeds reach, and those that any input reached. */
  readonly seeded: number
  readonly branches: number
  /** Inputs of the corpus, and their bytes. */
  readonly corpus: number
  readonly corpusBytes: number
  /** Milliseconds on the clock of the slowest input. */
  readonly slowest: number
}

export interface Start {
  readonly fixtures: string
  /** Number before that of the first input. */
  readonly number: number
  /** Executions after which it ends, at the end of a round. */
  readonly runs: number
  /** Whether inputs that reach something new are kept and mutated. */
  readonly guided: boolean
  /** Inputs that an earlier worker kept, by target. */
  readonly kept: ReadonlyMap<string, readonly Uint8Array[]>
  readonly shared: SharedArrayBuffer
}

export type Message =
  | { readonly kind: 'round'; readonly progress: readonly Progress[]; readonly branches: number }
  | { readonly kind: 'kept'; readonly target: string; readonly input: Uint8Array }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failure'
      readonly target: string
      readonly number: number
      readonly text: string
      readonly input: Uint8Array
    }
