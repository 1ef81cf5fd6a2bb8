/** Which parts of two files `pth diff` compares. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { ExpectedModel } from '../schema/model.ts'
import { actualStateDict, isNoMapping } from './actual.ts'
import type { ActualStateDict } from './actual.ts'
import { modelOf } from './model-of.ts'
import { wholeFiles } from './whole-files.ts'

/** What the checkpoint is compared with. */
export interface ExpectedSide {
  readonly model: ExpectedModel
  /** The entries with their values, when it is a checkpoint; null for a schema. */
  readonly state: ActualStateDict | null
  /** The opened file, when it is a checkpoint; null for a schema. */
  readonly checkpoint: Checkpoint | null
}

/** What is compared: the file as `load_state_dict` would be handed it, or two files as wholes. */
export function sidesOf(
  checkpoint: Checkpoint,
  expected: ExpectedSide,
  { root, expectedRoot }: { readonly root?: string; readonly expectedRoot?: string },
): { state: ActualStateDict; expected: ExpectedSide } {
  const whole =
    expected.checkpoint === null || (expectedRoot ?? '$') !== '$'
      ? null
      : wholeFiles(checkpoint, expected.checkpoint, root)
  if (whole !== null) {
    const model = modelOf(whole.model, whole.expected)
    return { state: whole.state, expected: { model, state: whole.expected, checkpoint: whole.model } }
  }
  const literal = root === '$' || (root === undefined && isNoMapping(checkpoint))
  return { state: actualStateDict(checkpoint, { literal }), expected }
}
