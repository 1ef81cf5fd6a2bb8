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

/** Bytes that may be read, of all tensors together. */
export interface ReadBudget {
  left: number
}

/** Bytes of the first read, which tells most tensors apart, and of those behind it. */
const FIRST = 4096
const NEXT = 1 << 20

/** Compare the tensors of all ranks under one name. @throws PthError of what cannot be read */
export async function equalityOf({ name, parts }: SharedName, budget: ReadBudget): Promise<Equality> {
  const [first, ...others] = parts.map(({ tensor }) => tensor)
  const bytes = first === undefined ? null : nbytesOf(first)
  const itemsize = first?.dtype?.itemsize
  if (first === undefined || bytes === null || itemsize === undefined) return 'unknown'
  if (
    others.some(
      ({ shape, dtypeName }) => shape.join() !== first.shape.join() || dtypeName !== first.dtypeName,
    )
  )
    return 'different'
  if (others.length === 0 || bytes === 0) return 'constant'
  const sources = await Promise.all([first, ...others].map((tensor) => denseSource(name, tensor)))
  let constant = true
  let value: Uint8Array | undefined
  for (let at = 0; at < bytes;) {
    const length = Math.min(at === 0 ? FIRST : NEXT, bytes - at)
    budget.left -= length * sources.length
    if (budget.left < 0) return 'unknown'
    const [one, ...rest] = await readAll(sources, at, length)
    if (one === undefined || rest.some((other) => !sameBytes(one, other))) return 'different'
    value ??= one.slice(0, itemsize)
    constant &&= repeats(one, value)
    at += length
  }
  return constant ? 'constant' : 'equal'
}

function readAll(sources: readonly ByteSource[], at: number, length: number): Promise<readonly Uint8Array[]> {
  return Promise.all(sources.map((source) => source.read(at, length)))
}

/** Reads begin at multiples of the size of an element. */
function repeats(bytes: Uint8Array, value: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] !== value[at % value.length]) return false
  return true
}
