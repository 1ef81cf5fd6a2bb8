/** What a loader of torch would answer, before it is dressed as a verdict. */

/** An answer with the place of the pickle that decides it. */
export interface WoAnswer {
  readonly answer: 'accepts' | 'refuses' | 'undetermined'
  readonly reason: string | null
  readonly member?: string
  readonly offset?: number
  readonly unsafe?: readonly string[] | null
}

/** A refusal that no pickle is the reason for. */
export function refusal(reason: string): WoAnswer {
  return { answer: 'refuses', reason }
}
