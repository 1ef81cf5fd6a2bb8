/** Trying again after a failure that may pass by itself. */
import type { Passing } from './connection.ts'
import type { HttpSession } from './target.ts'

/** The longest pause of our own, in seconds. */
const LONGEST_BACKOFF = 30

/**
 * Run `attempt` in turn until it gives a value, waiting longer each time, or as long as the server asks.
 * @throws the error of the last failure
 */
export async function again<Value>(
  session: HttpSession,
  attempt: () => Promise<{ readonly value: Value } | Passing>,
): Promise<Value> {
  for (let failures = 0; ; failures += 1) {
    const result = await session.turn(attempt)
    if ('value' in result) return result.value
    // Many that failed together must not come back together.
    const backoff = Math.min(LONGEST_BACKOFF, 0.5 * 2 ** failures) * (0.5 + Math.random() / 2)
    const seconds = result.seconds ?? backoff
    if (failures >= session.retries || seconds > session.longestPause) throw result.error
    await session.pause(seconds)
  }
}
