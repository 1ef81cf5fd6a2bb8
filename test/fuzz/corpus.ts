/** The inputs that mutation starts from: the seeds, and each input that reached something new. */
import type { Random } from './random.ts'

export interface Corpus {
  readonly size: number
  /** Bytes of all inputs. */
  readonly byteLength: number
  /** Take an input in, and the branches it reached. */
  add(input: Uint8Array, branches: readonly number[]): void
  /** One to start from: a seed, any, one of the newest, or one of those that reach what few inputs reach; of two alike the smaller. */
  pick(random: Random): Uint8Array
}

interface Entry {
  readonly input: Uint8Array
  /** Branches that few inputs had reached when it came. */
  readonly rare: readonly number[]
}

/** How many of the newest are preferred. */
const NEWEST = 32
/** Rare branches that are remembered of an input. */
const RARE = 4
/** Inputs that are compared to choose one. */
const COMPARED = 4

/** `hits` tells how many runs reached a branch; `seeds` are the inputs that come first. */
export function newCorpus(seeds: number, hits: (branch: number) => number): Corpus {
  const entries: Entry[] = []
  let byteLength = 0

  function rarity({ rare }: Entry): number {
    return rare.reduce((least, branch) => Math.min(least, hits(branch)), Infinity)
  }

  function rarest(random: Random): Entry {
    let best = random.pick(entries)
    let least = rarity(best)
    for (let round = 1; round < COMPARED; round += 1) {
      const entry = random.pick(entries)
      const found = rarity(entry)
      if (found > least || (found === least && entry.input.length >= best.input.length)) continue
      best = entry
      least = found
    }
    return best
  }

  return {
    get size() {
      return entries.length
    },
    get byteLength() {
      return byteLength
    },
    add: (input, branches) => {
      byteLength += input.length
      entries.push({ input, rare: branches.toSorted((a, b) => hits(a) - hits(b)).slice(0, RARE) })
    },
    pick: (random) => {
      const way = random.below(8)
      if (way < 2) return random.pick(way === 0 ? entries.slice(0, seeds) : entries).input
      return (way === 2 ? random.pick(entries.slice(-NEWEST)) : rarest(random)).input
    },
  }
}
