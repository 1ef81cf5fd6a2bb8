/** A checkpoint compared with what is expected, and the likely cause of the differences. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { ActualStateDict } from './actual.ts'
import { diagnose } from './diagnose.ts'
import type { Suggestion } from './diagnose.ts'
import { diffStateDict } from './diff.ts'
import type { DiffOptions, StateDictDiff } from './diff.ts'
import { tensorsOnly } from './model-of.ts'
import { otherRoots } from './roots.ts'
import type { ExpectedModel } from '../schema/model.ts'
import { sidesOf } from './sides.ts'
import type { ExpectedSide } from './sides.ts'

/** What is compared. */
export interface Sides {
  readonly checkpoint: Checkpoint
  readonly expected: ExpectedSide
  /** Where the state_dicts are, as the user said. */
  readonly roots: { readonly root?: string; readonly expectedRoot?: string }
  /** Suggestions replace the flags of a renaming, so none is made where there is one. */
  readonly renamed: boolean
}

/** The sides as they were compared, and what was found. */
export interface Compared {
  readonly state: ActualStateDict
  readonly expected: ExpectedSide
  readonly diff: StateDictDiff
  readonly suggestions: readonly Suggestion[]
}

/**
 * Names, shapes and dtypes; values are not read.
 * @throws PthError RENAME_COLLISION when a rewrite gives one name to two entries
 */
export function compareSides(
  { checkpoint, expected: side, roots, renamed }: Sides,
  options: DiffOptions,
): Compared {
  const { state, expected } = sidesOf(checkpoint, side, roots)
  const diff = diffStateDict(state, expected.model, options)
  const { missing_keys: missing, unexpected_keys: unexpected, errors, crash } = diff
  const clean = missing.length + unexpected.length + errors.length === 0 && crash === null
  if ((clean && !isDoubtful(state, expected.model, diff)) || renamed)
    return { state, expected, diff, suggestions: [] }
  const { model, plain } = tensorsOnly(expected.model, state)
  const others = roots.root === undefined || roots.root === '$' ? otherRoots(checkpoint) : []
  return { state, expected, diff, suggestions: diagnose(plain, model, others, options) }
}

/**
 * Whether a clean diff is worth a second look: integers of 8 bits or fp8 may be codes, a cast may lose something, and a
 * model with tied names keeps one of two tensors.
 */
function isDoubtful(state: ActualStateDict, model: ExpectedModel, { dtypes }: StateDictDiff): boolean {
  if (dtypes.length > 0 || [...model.tensors.values()].some(({ tied }) => tied !== null)) return true
  return [...state.entries.values()].some(
    (entry) => entry.kind === 'tensor' && /^(?:u?int8|float8)/.test(entry.dtype ?? ''),
  )
}
