/**
 * States of a training that are entries of the state_dict itself, beside the weights: torchtitan and others save
 * `{**model, "optimizer": …, "train_state": …}`.
 */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { isOptimizerKey } from '../../checkpoint/find/candidate.ts'

/** What trainers call their counters and random states. */
const COUNTERS = /^(train(er|ing)?_states?|data_?loaders?|rng(_states?)?|random_states?)$/

/** The paths of values that are the state of an optimizer, or counters and random states: no weights are in them. */
export function trainingStates({ stateDict, candidates }: Checkpoint): ReadonlySet<string> {
  // A dictionary that is all there is, is what was meant.
  if (stateDict.tensors.length === 0) return new Set()
  const numbers = new Set(candidates.flatMap(({ path, numbersOnly }) => (numbersOnly ? [path] : [])))
  return new Set(
    stateDict.values.flatMap(({ name, path }) =>
      isOptimizerKey(name) || (COUNTERS.test(name) && numbers.has(path)) ? [path] : [],
    ),
  )
}
