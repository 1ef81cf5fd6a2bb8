/** What one run of an input reached: each branch with how often, in steps, as the features that tell inputs apart. */
import { COUNTERS, MOST_BRANCHES } from './instrument.ts'

/** Features seen so far. */
export interface Coverage {
  /** Branches that any run reached. */
  readonly branches: number
  /** Forget what was counted before: the next run begins. */
  begin(): void
  /** Take the counts of the run that ended: whether it reached a branch that no run had reached, or only an old one another number of times. */
  end(): 'branch' | 'count' | null
  /** The branches of the run that ended. */
  reached(): number[]
  /** Runs that reached a branch. */
  hits(branch: number): number
}

/** Steps of a count: 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, more; one bit each. A count is modulo 256. */
const STEP = Uint8Array.from({ length: 256 }, (_, count) => {
  if (count <= 3) return count === 0 ? 0 : 1 << (count - 1)
  return count < 8 ? 8 : count < 16 ? 16 : count < 32 ? 32 : count < 128 ? 64 : 128
})

/** The counters that instrumented modules of this thread count in. Without such modules they stay at zero. */
function counters(): Uint8Array {
  const own = globalThis as { [COUNTERS]?: Uint8Array }
  return (own[COUNTERS] ??= new Uint8Array(MOST_BRANCHES))
}

export function newCoverage(): Coverage {
  const counts = counters()
  const words = new Uint32Array(counts.buffer)
  const seen = new Uint8Array(MOST_BRANCHES)
  const hits = new Float64Array(MOST_BRANCHES)
  let branches = 0

  function end(): 'branch' | 'count' | null {
    let found: 'branch' | 'count' | null = null
    for (let word = 0; word < words.length; word += 1) {
      if (words[word] === 0) continue
      for (let at = word * 4; at < word * 4 + 4; at += 1) {
        const step = STEP[counts[at] ?? 0] ?? 0
        if (step === 0) continue
        hits[at] = (hits[at] ?? 0) + 1
        const before = seen[at] ?? 0
        if ((step & ~before) === 0) continue
        seen[at] = before | step
        if (before === 0) branches += 1
        if (before === 0) found = 'branch'
        else found ??= 'count'
      }
    }
    return found
  }

  function reached(): number[] {
    const found: number[] = []
    for (let at = 0; at < counts.length; at += 1) if (counts[at] !== 0) found.push(at)
    return found
  }

  return {
    get branches() {
      return branches
    },
    begin: () => void counts.fill(0),
    end,
    reached,
    hits: (branch) => hits[branch] ?? 0,
  }
}
