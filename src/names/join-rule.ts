/** How tensors of tensor-parallel ranks are joined: what `--join` says of the names that a pattern matches. */
import { PthError } from '../errors.ts'
import { compileGlob } from './glob.ts'

/** What one tensor is made of, of those that the ranks have under its name. */
export type JoinHow =
  /** Every rank has the whole of it: the bytes must be equal. */
  | { readonly kind: 'same' }
  /**
   * They follow each other along a dimension, in the order of the ranks. With `blocks` over 1 each of them is cut into
   * as many equal blocks, and the first blocks of all ranks come before the second ones.
   */
  | { readonly kind: 'along'; readonly dim: number; readonly blocks: number }

/** One rule. The first whose pattern matches a name decides. */
export interface JoinRule {
  /** As it was written, such as `layers.*.wq.weight=0`. */
  readonly text: string
  readonly how: JoinHow
  matches(name: string): boolean
}

const FORM = 'PATTERN=DIM, PATTERN=DIM:BLOCKS or PATTERN=same'
/** Blocks of one tensor; fused layers have 2 (gate and up) or 3 (query, key and value). */
const MOST_BLOCKS = 64

/** Parse one rule; the last `=` divides. @throws PthError USAGE */
export function parseJoin(text: string): JoinRule {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new PthError('USAGE', { reason: `a join is ${FORM}, not ${JSON.stringify(text)}` })
  return { text, how: parseHow(text, text.slice(at + 1)), matches: compileGlob(text.slice(0, at)) }
}

function parseHow(text: string, how: string): JoinHow {
  if (how === 'same') return { kind: 'same' }
  if (how === '?')
    throw new PthError('USAGE', {
      reason:
        `the join ${JSON.stringify(text)} still has its question mark: put the dimension along which the tensor was ` +
        'split in its place (0, 1, or 0:2 for gate and up in one tensor), or same for one that every rank has whole',
    })
  const [, dim, blocks = '1'] = /^(\d{1,2})(?::(\d{1,2}))?$/.exec(how) ?? []
  const count = Number(blocks)
  if (dim === undefined || count < 1 || count > MOST_BLOCKS)
    throw new PthError('USAGE', { reason: `a join is ${FORM}, not ${JSON.stringify(text)}` })
  return { kind: 'along', dim: Number(dim), blocks: count }
}
