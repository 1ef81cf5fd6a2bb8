/** How tensors of tensor-parallel ranks are joined: what `--join` says of the names that a pattern matches. */
import { PthError } from '../errors.ts'
import { compileGlob } from './glob.ts'

/** One block of what a rank has. */
export interface JoinBlock {
  /** Its share: a rank's part is divided among its blocks in the proportion of their sizes. */
  readonly size: number
  /** Ranks in a row that have the same of it, such as heads of keys that they share. */
  readonly copies: number
}

/** What one tensor is made of, of those that the ranks have under its name. */
export type JoinHow =
  /** Every rank has the whole of it: the bytes must be equal. */
  | { readonly kind: 'same' }
  /**
   * They follow each other along a dimension, in the order of the ranks. With several blocks each of them is cut, and
   * the first blocks of all ranks come before the second ones.
   */
  | { readonly kind: 'along'; readonly dim: number; readonly blocks: readonly JoinBlock[] }

/** One rule. The first whose pattern matches a name decides. */
export interface JoinRule {
  /** As it was written, such as `layers.*.wq.weight=0`. */
  readonly text: string
  readonly how: JoinHow
  matches(name: string): boolean
}

const FORM = 'PATTERN=DIM, PATTERN=DIM:BLOCKS, PATTERN=DIM:SIZE+SIZE or PATTERN=same'
/** Blocks of one tensor; fused layers have 2 (gate and up), 3 (query, key and value), and up to 5 (Mamba). */
const MOST_BLOCKS = 64
/** `0`, `0/2`, `0:3`, `0:3/2`, `0:4+1/2+1/2`. Numbers have so few digits that their sums are exact. */
const ALONG = /^(\d{1,2})(?::(\d{1,9}(?:\/\d{1,6})?(?:\+\d{1,9}(?:\/\d{1,6})?)*))?(?:\/(\d{1,6}))?$/

/** Parse one rule; the last `=` divides. @throws PthError USAGE */
export function parseJoin(text: string): JoinRule {
  const at = text.lastIndexOf('=')
  if (at < 1) throw notARule(text)
  return { text, how: parseHow(text, text.slice(at + 1)), matches: compileGlob(text.slice(0, at)) }
}

function parseHow(text: string, how: string): JoinHow {
  if (how === 'same') return { kind: 'same' }
  if (how.startsWith('?'))
    throw new PthError('USAGE', {
      reason:
        `the join ${JSON.stringify(text)} still has its question mark: put the dimension of the split in its place ` +
        '(0, 1, or 0:2 for gate and up in one tensor), or same for one that every rank has whole',
    })
  const [, dim, blocks = '1', copies] = ALONG.exec(how) ?? []
  if (dim === undefined || (copies !== undefined && blocks.includes('/'))) throw notARule(text)
  const parsed = blocksOf(blocks, Number(copies ?? 1))
  const fair = parsed.every((block) => block.size > 0 && block.copies > 0)
  if (parsed.length < 1 || parsed.length > MOST_BLOCKS || !fair) throw notARule(text)
  return { kind: 'along', dim: Number(dim), blocks: parsed }
}

/** One number counts equal blocks; several are the sizes of as many. */
function blocksOf(text: string, copies: number): readonly JoinBlock[] {
  const items = text.split('+').map((item) => item.split('/').map(Number))
  const [[first = 0, own] = []] = items
  if (items.length > 1) return items.map(([size = 0, each = copies]) => ({ size, copies: each }))
  const block = { size: 1, copies: own ?? copies }
  return Array.from({ length: Math.min(first, MOST_BLOCKS + 1) }, () => block)
}

function notARule(text: string): PthError {
  return new PthError('USAGE', { reason: `a join is ${FORM}, not ${JSON.stringify(text)}` })
}

/** How it joins, for people: `in 2 blocks`, `in blocks of 4+1/2+1/2`; empty for a single block of each rank. */
export function blocksText(blocks: readonly JoinBlock[]): string {
  const [first] = blocks
  const alike = blocks.every(({ size, copies }) => size === first?.size && copies === first.copies)
  if (!alike)
    return ` in blocks of ${blocks.map(({ size, copies }) => `${size}${copies === 1 ? '' : `/${copies}`}`).join('+')}`
  const several = blocks.length === 1 ? '' : ` in ${blocks.length} blocks`
  return `${several}${(first?.copies ?? 1) === 1 ? '' : `, the same on each ${first?.copies ?? 1} ranks`}`
}
