/** Memory that the worker and its watcher share: what runs now, so that it is known when the worker must be ended. */
import { MOST_BYTES } from './input.ts'

/** Places of the numbers. `beat` changes with each input, `length` is that of the input in bytes. */
export const SLOT = { beat: 0, target: 1, number: 2, length: 3 } as const

/** Both sides hold one. */
export interface Shared {
  readonly buffer: SharedArrayBuffer
  readonly state: Int32Array
  /** The input that runs now. */
  readonly input: Uint8Array
}

const STATE_BYTES = 64

export function newShared(buffer = new SharedArrayBuffer(STATE_BYTES + MOST_BYTES)): Shared {
  return {
    buffer,
    state: new Int32Array(buffer, 0, STATE_BYTES / 4),
    input: new Uint8Array(buffer, STATE_BYTES),
  }
}
