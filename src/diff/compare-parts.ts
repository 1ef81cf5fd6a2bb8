/** Composite tensors (sparse, quantized, nested, …) compared part by part: equal only when every part is. */
import { listParts } from '../checkpoint/read/parts.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import type { TensorPart } from '../checkpoint/tensor.ts'
import { compareValues } from './compare-values.ts'
import type { Tolerance, ValueComparison } from './value-comparison.ts'

/** What the parts came to together, and which of them are not close. */
export interface PartsComparison {
  readonly whole: ValueComparison
  readonly differing: readonly string[]
}

/**
 * Compare the parts of two composite tensors of one kind, by name; undefined when either has none, or the kinds differ.
 * Two ways to write the same values (an uncoalesced sparse tensor, another scale) are a difference.
 * @throws PthError of reading
 */
export async function compareParts(
  a: TensorEntry,
  b: TensorEntry,
  tolerance: Tolerance,
): Promise<PartsComparison | undefined> {
  if (!('parts' in a.tensor) || a.tensor.kind !== b.tensor.kind) return undefined
  const [left, right] = [await leavesOf(a), await leavesOf(b)]
  const others = new Map(right.map((part) => [part.name, part]))
  const found: ValueComparison[] = []
  const differing: string[] = []
  for (const part of left) {
    const other = others.get(part.name)
    others.delete(part.name)
    const result = other === undefined ? undefined : await comparePart(a.name, part, other, tolerance)
    if (result === undefined || !result.close) differing.push(part.name)
    if (result !== undefined) found.push(result)
  }
  for (const name of others.keys()) differing.push(name)
  return { whole: together(found, differing.length === 0), differing }
}

/** The parts that have bytes of their own. */
async function leavesOf(entry: TensorEntry): Promise<readonly TensorPart[]> {
  return (await listParts(entry)).filter(({ tensor }) => !('parts' in tensor))
}

/** Undefined for parts that cannot be alike: of another shape or element type. */
async function comparePart(
  name: string,
  a: TensorPart,
  b: TensorPart,
  tolerance: Tolerance,
): Promise<ValueComparison | undefined> {
  if (a.tensor.dtype !== b.tensor.dtype || a.tensor.shape?.join() !== b.tensor.shape?.join()) return undefined
  return compareValues(
    { name: `${name}.${a.name}`, tensor: a.tensor },
    { name: `${name}.${b.name}`, tensor: b.tensor },
    tolerance,
  )
}

function together(parts: readonly ValueComparison[], alike: boolean): ValueComparison {
  const most = (of: (part: ValueComparison) => number): number =>
    parts.reduce((most, part) => Math.max(most, of(part)), 0)
  const total = (of: (part: ValueComparison) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0)
  return {
    bitEqual: alike && parts.every(({ bitEqual }) => bitEqual),
    close: alike && parts.every(({ close }) => close),
    castOnly: false,
    different: total(({ different }) => different),
    maxAbs: most(({ maxAbs }) => maxAbs),
    // Parts count different things: a mean over indices and values would mean nothing.
    meanAbs: Number.NaN,
    maxRel: most(({ maxRel }) => maxRel),
    cosine: null,
    distance: null,
    norm: null,
    nonFinite: total(({ nonFinite }) => nonFinite),
    nan: [total(({ nan }) => nan[0]), total(({ nan }) => nan[1])],
    mayBeReordered: parts.every(({ mayBeReordered }) => mayBeReordered),
  }
}
