/** One target under guidance: what it starts from, what it reached, and which inputs stay. */
import { newCorpus } from './corpus.ts'
import type { Corpus } from './corpus.ts'
import { newCoverage } from './coverage.ts'
import type { Coverage } from './coverage.ts'
import { inputOf } from './input.ts'
import type { Target } from './targets.ts'

export interface Campaign {
  readonly target: Target
  readonly coverage: Coverage
  readonly corpus: Corpus
}

/** Inputs that reach an old branch another number of times stay when they are as small as seeds. */
const COUNT_BYTES = 8_000
/** Bytes of one corpus. */
const CORPUS_BYTES = 1 << 25

export function newCampaign(target: Target): Campaign {
  return { target, coverage: newCoverage(), corpus: newCorpus() }
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

/** An input that was run stays when it reached something new. */
export function takeNew({ coverage, corpus }: Campaign, input: Uint8Array): boolean {
  const found = coverage.end()
  if (found === null || (found === 'count' && input.length > COUNT_BYTES) || corpus.byteLength > CORPUS_BYTES) return false
  corpus.add(input, coverage.reached())
  return true
}
