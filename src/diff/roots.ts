/** The other places of a file where the weights could be, for the diagnosis of wrong nesting. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { stateDictOf } from '../checkpoint/find/state-dict.ts'
import { actualStateDict } from './actual.ts'
import type { OtherRoot } from './diagnose.ts'

/** Places that are tried. A file of several models has a handful. */
const PLACES = 12

/** Every candidate but the chosen one, by the path that `--root` takes. */
export function otherRoots(checkpoint: Checkpoint): OtherRoot[] {
  return checkpoint.candidates
    .filter((candidate) => candidate.path !== checkpoint.stateDict.path && !candidate.optimizer)
    .slice(0, PLACES)
    .map((candidate) => ({
      path: candidate.path,
      state: actualStateDict({ ...checkpoint, stateDict: stateDictOf(candidate, checkpoint.interpreter) }),
    }))
}
