/** Tensors that no rule joins: what is known of them, and the sentence of the error. */
import { grouped } from '../digits.ts'

/** Names that differ in numbers alone, such as those of layers, with one shape on each rank. */
export interface JoinGroup {
  /** A glob for their names and for no other of those without a rule. */
  readonly pattern: string
  readonly tensors: number
  /** As torch calls it. */
  readonly dtype: string
  /** Of each rank, in their order. */
  readonly shapes: readonly (readonly number[])[]
  /** `constant`: equal, and one value throughout, as a part may be as well as a whole. `unknown`: not compared. */
  readonly ranks: 'equal' | 'constant' | 'different' | 'unknown'
  /** Ranks in a row that have the same bytes, where not all have, such as heads of keys that they share. */
  readonly run?: number
  /** What the whole would be, for each dimension that the shapes permit. */
  readonly wholes: readonly { readonly how: string; readonly shape: readonly number[] }[]
  /** What may follow `pattern=`, to be checked; a question mark where nothing tells it: `same`, `?`, `?/2`. */
  readonly proposal: string
}

/** Details of the error that lists them: `tensors` in all, and the first of `total` groups. */
export interface JoinNeeded {
  readonly path: string
  readonly found: string
  readonly tensors: number
  readonly groups: readonly JoinGroup[]
  readonly total: number
}

/** Groups that the sentence has; the details list more. */
const SHOWN = 6

/** The error in a sentence, each group with the rule that is proposed for it. */
export function joinNeededText({ path, found, tensors, groups, total }: JoinNeeded): string {
  const shown = groups.slice(0, SHOWN).map(({ pattern, proposal }) => `${pattern}=${proposal}`)
  const more = total > shown.length ? ` and ${grouped(total - shown.length)} more groups` : ''
  return (
    `${path} is ${found}, and no file says how ${grouped(tensors)} of their tensors were split; ` +
    `say it for each with --join PATTERN=DIM or PATTERN=same: ${shown.join(', ')}${more}`
  )
}
