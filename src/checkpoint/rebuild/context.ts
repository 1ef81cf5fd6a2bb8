/** What a rebuild function is given, and what it gives. */
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import type { Storage } from '../storage.ts'
import type { Tensor } from '../tensor.ts'

/** What the rebuild functions need to know of the checkpoint. */
export interface RebuildContext {
  /**
   * The storage that a value represents (a persistent id, or a storage inside the pickle), or undefined when
   * it is none.
   */
  storageOf(value: PickleValue | undefined): Storage | undefined
  /** Make known a storage whose bytes a tensor brings with it. */
  addStorage(storage: Storage): void
  /** The tensor that a value represents, or undefined when it is none. */
  tensorOf(value: PickleValue | undefined): Tensor | undefined
}

/** Reads the arguments of one rebuild function; undefined when they do not match it. */
export type Rebuilder = (object: PickleObject, context: RebuildContext) => Tensor | undefined

/** The storages and tensors of one container. */
export interface Interpreter extends RebuildContext {
  /** Every storage, in the order in which the pickles name them. */
  readonly storages: ReadonlyMap<string, Storage>
}
