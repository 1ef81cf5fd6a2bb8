/** What a conversion did. */
import type { LostTensor } from './choose.ts'
import type { StageTime } from './stages.ts'

/** A tensor whose bytes in the output are not those of the input. */
export interface Difference {
  readonly name: string
  /** First byte of the tensor that differs. */
  readonly offset: number
}

/** The outcome of one conversion. */
export interface ConvertResult {
  /** Paths that were written, as they were asked for, the index last; empty when verifying found differences. */
  readonly files: readonly string[]
  /** Size of all files together, in bytes. */
  readonly byteLength: number
  /** Tensors compared bit for bit; 0 without `verify`. */
  readonly verified: number
  readonly differences: readonly Difference[]
  /** Tensors that are not in the output because the input does not have them whole; empty without `salvage`. */
  readonly lost: readonly LostTensor[]
  /** What writing, syncing and verifying took, in this order; a stage that did not happen is not listed. */
  readonly stages: readonly StageTime[]
}
