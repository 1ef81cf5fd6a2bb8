/** One fuzz input, made again from its number alone: how the input of a hang is kept after its worker is gone. */
import { mutate } from './mutate.ts'
import { newRandom } from './random.ts'
import type { Target } from './targets.ts'

/** Bytes of one input. */
const MOST = 1 << 16

/** The same target and number give the same bytes. */
export function inputOf({ seeds, words }: Target, number: number): Uint8Array {
  const random = newRandom(number)
  return mutate(random.pick(seeds), random.pick(seeds), words, random, MOST)
}
