/** One fuzz input, made again from its number: what it starts from is picked, then changed. */
import { mutate } from './mutate.ts'
import { newRandom } from './random.ts'
import type { Random } from './random.ts'
import type { Target } from './targets.ts'

/** Bytes of one input. */
export const MOST_BYTES = 1 << 16

/** The same target and number give the same bytes, as long as `pick` picks from the same inputs. Blind mutation picks from the seeds. */
export function inputOf(
  target: Target,
  number: number,
  pick: (random: Random) => Uint8Array = (random) => random.pick(target.seeds),
): Uint8Array {
  const random = newRandom(number)
  return mutate(pick(random), pick(random), target.words, random, MOST_BYTES)
}
