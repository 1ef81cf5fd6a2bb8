/** Calls that ask for memory or time out of all proportion to the file. */
import { dictEntries, isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { modernPath } from './resolve.ts'

/** Elements that a call may make out of nothing. Largest known: 0; numpy makes empty arrays and fills them. */
const MOST = 1 << 26
/** An exponent that is written out: digits of any script, underscores too, as Python reads them. Largest known: 3. */
const EXPONENT = /e[+-]?[0_]*(?:\p{Nd}_?){5,}/iu
const MOST_EXPONENT = 10_000

const STORAGE = /^torch(\.cuda|\.storage)?\.(sparse\.)?(_?[A-Z]\w*)?(Storage|Tensor)$/
const ARRAYS = /^numpy\.(ndarray|(core|_core)\.multiarray\.(_reconstruct|ndarray|empty|zeros))$/

/** What a call of `full` allocates beyond all measure, in words; undefined when it does not. */
export function allocation(
  full: string,
  positional: readonly PickleValue[],
  kwargs: PickleValue,
): string | undefined {
  const named = isKind(kwargs, 'dict') ? [...dictEntries(kwargs)].map(([, value]) => value) : []
  const args = [...positional, ...named]
  const [first = null] = args
  const long = full === 'builtins.range' ? undefined : args.map(rangeLength).find((length) => length > MOST)
  if (long !== undefined) return `${full} iterates a range of ${long} numbers`
  if (/^builtins\.(bytes|bytearray)$/.test(full) && count(first) > MOST)
    return `${full} makes ${count(first)} bytes`
  if (/^builtins\.(bytes|bytearray)$/.test(full) && isMade(first))
    return `${full} makes as many bytes as another call says`
  if (/^(fractions\.Fraction|builtins\.int)$/.test(full) && args.some(hasExponent))
    return `${full} writes out a number with a huge exponent`
  if (!STORAGE.test(full) && !ARRAYS.test(full)) return undefined
  // A shape is given as a tuple, or as the arguments themselves.
  const shapes = [args, ...args.map(shapeOf).filter((shape) => shape !== undefined)]
  const size = shapes.map(product).find((elements) => elements > MOST)
  return size === undefined ? undefined : `${full} makes ${size} elements`
}

/** The numbers of a shape: a tuple, a list, or a torch.Size of one. */
function shapeOf(value: PickleValue): readonly PickleValue[] | undefined {
  const isSize = isKind(value, 'object') && isKind(value.callee, 'global')
  if (isSize && modernPath(value.callee) === 'torch.Size') return sequenceItems(value.args[0])
  return sequenceItems(value)
}

/** A number or a text that another call makes: nobody can say how large it is. */
function isMade(value: PickleValue): boolean {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return false
  return /^(builtins\.int|numpy\.(_core|core)\.multiarray\.scalar|decimal\.Decimal|numpy\.\w+)$/.test(
    modernPath(value.callee),
  )
}

function rangeLength(value: PickleValue): number {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return 0
  if (modernPath(value.callee) !== 'builtins.range') return 0
  const numbers = value.args.map(count)
  const [start = 0, end = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers
  return step === 0 ? 0 : Math.max(0, Math.floor((end - start) / step))
}

/** The product of integers; 0 when there are none, or other values among them. */
function product(values: readonly PickleValue[]): number {
  if (values.length === 0 || !values.every((value) => typeof value === 'number' || typeof value === 'bigint'))
    return 0
  return values.reduce<number>((size, value) => size * count(value), 1)
}

function count(value: PickleValue): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0
}

function hasExponent(value: PickleValue): boolean {
  if (typeof value === 'string') return EXPONENT.test(value)
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return false
  return modernPath(value.callee) === 'decimal.Decimal' && value.args.some(isHuge)
}

/** The first argument of Decimal: a text, or `(sign, digits, exponent)`. */
function isHuge(value: PickleValue): boolean {
  const exponent = isKind(value, 'tuple') || isKind(value, 'list') ? value.items[2] : undefined
  return exponent === undefined ? hasExponent(value) : Math.abs(count(exponent)) >= MOST_EXPONENT
}
