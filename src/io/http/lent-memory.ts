/** Memory for what is read ahead, used again: new memory for each piece keeps the collector of garbage busy. */
import type { Bytes } from '../bytes.ts'

/** Bytes of memory that is used again. A shorter piece has memory of its own, just as long as it is. */
const ROOM_BYTES = 5 << 20
const SHORT_BYTES = 3 << 20
/** What waits to be used again. A piece is given back just before the next one is asked for. */
const MOST_SPARE = 4

/** Memory that waits. */
export type Spare = Bytes[]

/** Memory of one piece, held by whoever asked for it and by those who read it. */
export interface Memory {
  /** The bytes, when they are there. */
  readonly filled: Promise<Uint8Array>
  hold(): void
  /** Who held it reads it no more. When nobody does, and nothing writes to it, it is used again. */
  release(): void
}

/**
 * Take memory for `length` bytes, at most {@link ROOM_BYTES} of them or memory of its own, and begin to fill it. It is
 * held once, and by `fill` until that ends; memory that could not be filled is not used again.
 */
export function borrowed(spare: Spare, length: number, fill: (bytes: Bytes) => Promise<void>): Memory {
  const kept = length > SHORT_BYTES && length <= ROOM_BYTES
  const room = kept ? (spare.pop() ?? new Uint8Array(ROOM_BYTES)) : new Uint8Array(length)
  const bytes = room.subarray(0, length)
  let holders = 1
  let good = false

  function giveBack(): void {
    if (holders === 0 && good && kept && spare.length < MOST_SPARE) spare.push(room)
  }

  const filled = fill(bytes).then(() => {
    good = true
    giveBack()
    return bytes
  })
  return {
    filled,
    hold: () => {
      holders += 1
    },
    release: () => {
      holders -= 1
      giveBack()
    },
  }
}
