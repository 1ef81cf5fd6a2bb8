/** Do the ranks have the same bytes of a tensor? Read only as far as it takes to know. */
import { sameBytes } from '../../../io/same-bytes.ts'
import type { ByteSource } from '../../../io/source.ts'
import { denseSource } from '../dense-source.ts'
import { nbytesOf } from '../../tensor.ts'
import type { SharedName } from './ranks.ts'

/**
 * `equal`: the same on all ranks, with values that tell it from others; `constant`: the same, and one value throughout,
 * which a split tensor may have as well; `different`; `unknown` where the budget did not reach.
 */
export type Equality = 'equal' | 'constant' | 'different' | 'unknown'

/** What the ranks have of one tensor. */
export interface Compared {
  readonly equality: Equality
  /** Ranks in a row that have the same, where not all have: 2 for heads of keys that each two ranks share; else 1. */
  readonly run: number
}

/** Bytes that may be read, of all tensors together. */
export interface ReadBudget {
  left: number
}

/** Bytes of the first read, which tells most tensors apart, and of those behind it. */
const FIRST = 4096
const NEXT = 1 << 20

/** Compare the tensors of all ranks under one name. @throws PthError of what cannot be read */
export async function comparedRanks({ name, parts }: SharedName, budget: ReadBudget): Promise<Compared> {
  const tensors = parts.map(({ tensor }) => tensor)
  const [first] = tensors
  const bytes = first === undefined ? null : nbytesOf(first)
  const itemsize = first?.dtype?.itemsize
  if (first === undefined || bytes === null || itemsize === undefined) return of('unknown')
  const alike = tensors.every(
    ({ shape, dtypeName }) => shape.join() === first.shape.join() && dtypeName === first.dtypeName,
  )
  if (!alike) return of('different')
  if (tensors.length === 1 || bytes === 0) return of('constant')
  const sources = await Promise.all(tensors.map((tensor) => denseSource(name, tensor)))
  // Whether each rank has had the same as the one before it so far.
  const same = sources.map(() => true)
  let constant = true
  let value: Uint8Array | undefined
  for (let at = 0; at < bytes;) {
    const length = Math.min(at === 0 ? FIRST : NEXT, bytes - at)
    budget.left -= length * sources.length
    if (budget.left < 0) return of(same.includes(false) ? 'different' : 'unknown')
    const read = await readAll(sources, at, length)
    for (const [rank, one] of read.entries())
      if (rank > 0) same[rank] &&= sameBytes(one, read[rank - 1] as Uint8Array)
    const run = runOf(same)
    if (run === 1) return of('different')
    value ??= read[0]?.slice(0, itemsize)
    constant &&= value !== undefined && read.every((one) => repeats(one, value as Uint8Array))
    at += length
  }
  const run = runOf(same)
  return run === sources.length ? of(constant ? 'constant' : 'equal') : of('different', run)
}

function of(equality: Equality, run = 1): Compared {
  return { equality, run }
}

/** The length of the runs of ranks that have the same, where all runs have one length; else 1. */
function runOf(same: readonly boolean[]): number {
  const end = same.indexOf(false)
  const run = end < 0 ? same.length : end
  const even = same.length % run === 0 && same.every((each, rank) => each === (rank % run > 0 || rank === 0))
  return even ? run : 1
}

function readAll(sources: readonly ByteSource[], at: number, length: number): Promise<readonly Uint8Array[]> {
  return Promise.all(sources.map((source) => source.read(at, length)))
}

/** Reads begin at multiples of the size of an element. */
function repeats(bytes: Uint8Array, value: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] !== value[at % value.length]) return false
  return true
}
