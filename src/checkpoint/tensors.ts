/** Walk the tensors of a checkpoint. */
import type { Checkpoint } from './checkpoint.ts'
import type { TensorEntry } from './find/state-dict.ts'

/** Every tensor of the state_dict under its name, in file order. No bytes are read. */
export function* tensors(checkpoint: Checkpoint): Generator<TensorEntry, void, undefined> {
  yield* checkpoint.stateDict.tensors
}
