/** One input of a conversion, as its plan names it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'

/** What was opened, and what was chosen of it. */
export interface PlanInput {
  readonly name: string
  /** Where its state_dict is. */
  readonly root: string
  /** Bytes. */
  readonly byteLength: number
  /** What else decided its values: which weights of DeepSpeed, and the rules that joined ranks. */
  readonly chosen: readonly string[]
}

/** The input that a checkpoint is. */
export function planInput({ name, stateDict, byteLength, parts }: Checkpoint): PlanInput {
  const chosen = [...(parts?.weights === undefined ? [] : [parts.weights]), ...(parts?.joined ?? [])]
  return { name, root: stateDict.path, byteLength, chosen }
}
