/** One target under guidance: what it starts from, what it reached, and which inputs stay. */
import { newCorpus } from './corpus.ts'
import type { Corpus } from './corpus.ts'
import { newCoverage } from './coverage.ts'
import type { Coverage } from './coverage.ts'
import { inputOf } from './input.ts'
import { SEED_BYTES } from './seeds.ts'
import type { Target } from './targets.ts'

export interface Campaign {
  readonly target: Target
  readonly coverage: Coverage
  readonly corpus: Corpus
}

/** Bytes of one corpus. */
const CORPUS_BYTES = 1 << 25

export function newCampaign(target: Target): Campaign {
  const coverage = newCoverage()
  return { target, coverage, corpus: newCorpus(target.seeds.length, coverage.hits) }
}

/** The input of a number: the same as long as the corpus is the same. */
export function nextInput({ target, corpus }: Campaign, number: number): Uint8Array {
  return inputOf(target, number, corpus.pick)
}

/** An input that was run stays in the corpus, whatever it reached. */
export function take({ coverage, corpus }: Campaign, input: Uint8Array): void {
  coverage.end()
  corpus.add(input, coverage.reached())
}

/** An input that was run stays when it reached something new: a branch, or, if it is as small as a seed, another count of one. */
export function takeNew({ coverage, corpus }: Campaign, input: Uint8Array): boolean {
  const found = coverage.end()
  if (found === null || (found === 'count' && input.length > SEED_BYTES) || corpus.byteLength > CORPUS_BYTES)
    return false
  corpus.add(input, coverage.reached())
  return true
}
