/** Which parts of two files `pth diff` compares. */
import { modelOf } from '../diff/model-of.ts'
import { wholeFiles } from '../diff/whole-files.ts'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { actualStateDict, isNoMapping } from '../diff/actual.ts'
import type { ActualStateDict } from '../diff/actual.ts'
import type { ExpectedSide } from './expected.ts'

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
