/** Two files as wholes: every tensor by its path, where neither file is one state_dict. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { stateDictAt } from '../checkpoint/find/state-dict.ts'
import { actualStateDict } from './actual.ts'
import type { ActualStateDict } from './actual.ts'

/**
 * Both states when both files are seen from their roots (`root` is `$`, or nothing inside was chosen) and are more than
 * one dictionary of tensors; else null, and the checkpoint is what `load_state_dict` would be handed.
 */
export function wholeFiles(
  checkpoint: Checkpoint,
  expected: Checkpoint,
  root: string | undefined,
): {
  readonly state: ActualStateDict
  readonly expected: ActualStateDict
  readonly model: Checkpoint
} | null {
  if (checkpoint.stateDict.path !== '$' || checkpoint.stateDict.kind !== 'flattened') return null
  const { graph, candidates, interpreter } = expected
  const stateDict = root === '$' ? stateDictAt('$', graph, candidates, interpreter) : expected.stateDict
  if (stateDict.path !== '$' || stateDict.kind !== 'flattened') return null
  const model = { ...expected, stateDict }
  return { state: actualStateDict(checkpoint), expected: actualStateDict(model), model }
}
