/** The inputs that mutation starts from: the seeds, and each input that reached something new. */
import type { Random } from './random.ts'

export interface Corpus {
  readonly size: number
  /** Bytes of all inputs. */
  readonly byteLength: number
  /** Take an input in, and the branches it reached. */
  add(input: Uint8Array, branches: readonly number[]): void
  /** One to start from: small ones, new ones and those that reach what others do not come first. */
  pick(random: Random): Uint8Array
}

interface Entry {
  readonly input: Uint8Array
  /** Branches of which it is the smallest input. */
  owned: number
}

/** How many of the newest are preferred. */
const NEWEST = 32

export function newCorpus(): Corpus {
  const entries: Entry[] = []
  const owners = new Map<number, Entry>()
  let byteLength = 0

  function add(input: Uint8Array, branches: readonly number[]): void {
    const entry: Entry = { input, owned: 0 }
    entries.push(entry)
    byteLength += input.length
    for (const branch of branches) {
      const owner = owners.get(branch)
      if (owner !== undefined && owner.input.length <= input.length) continue
      if (owner !== undefined) owner.owned -= 1
      entry.owned += 1
      owners.set(branch, entry)
    }
  }

  function pick(random: Random): Uint8Array {
    if (random.below(4) === 0) return random.pick(entries.slice(-NEWEST)).input
    const first = random.pick(entries)
    const second = random.pick(entries)
    if (first.owned > 0 !== second.owned > 0) return first.owned > 0 ? first.input : second.input
    return first.input.length <= second.input.length ? first.input : second.input
  }

  return {
    get size() {
      return entries.length
    },
    get byteLength() {
      return byteLength
    },
    add,
    pick,
  }
}
