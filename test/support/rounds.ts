/** A source as one far away is: what is asked for at the same time comes at the same time, a round later. */
import type { ByteSource } from '../../src/io/source.ts'

/** What was read, and how often one had to wait for an answer. */
export interface Rounds {
  reads: number
  bytes: number
  rounds: number
}

/** Sources that are far away together; `counts` is of all of them. */
export function farAway(): { counts: Rounds; over: (source: ByteSource) => ByteSource } {
  const counts: Rounds = { reads: 0, bytes: 0, rounds: 0 }
  let waiting: (() => void)[] = []
  const answer = (): void => {
    counts.rounds += 1
    const all = waiting
    waiting = []
    for (const come of all) come()
  }
  const over = ({ name, byteLength, read }: ByteSource): ByteSource => ({
    name,
    byteLength,
    read: async (offset, length) => {
      counts.reads += 1
      counts.bytes += length
      // Everything that can be asked for now has been when the event loop turns.
      if (waiting.length === 0) setImmediate(answer)
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
      })
      return read(offset, length)
    },
  })
  return { counts, over }
}
