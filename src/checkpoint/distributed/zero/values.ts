/** Values of the pickles of DeepSpeed, as far as they are what it writes. */
import { dictEntries, getItem, isKind, qualifiedName } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import { numelOf } from '../../tensor.ts'
import { parseDimensions } from '../../storage.ts'

/** A name and a shape. */
export interface NamedShape {
  readonly name: string
  readonly shape: readonly number[]
  /** Elements. */
  readonly numel: number
}

/** The items of a list or tuple; undefined for all else. */
export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  return isKind(value, 'list') || isKind(value, 'tuple') ? value.items : undefined
}

/** A dict under a key; undefined for all else. */
export function dictAt(dict: PickleDict, key: string): PickleDict | undefined {
  const value = getItem(dict, key)
  return isKind(value, 'dict') ? value : undefined
}

/** A text under a key; null for all else. */
export function textAt(dict: PickleDict, key: string): string | null {
  const value = getItem(dict, key)
  return typeof value === 'string' ? value : null
}

/** An integer that is no negative number; undefined for all else. */
export function countOf(value: PickleValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** Several such integers; undefined where one is something else. */
export function countsOf(value: PickleValue | undefined): readonly number[] | undefined {
  const counts = itemsOf(value)?.map(countOf)
  return counts?.every((count) => count !== undefined) === true ? counts : undefined
}

/** Several texts; undefined where one is something else. */
export function textsIn(value: PickleValue | undefined): readonly string[] | undefined {
  const items = itemsOf(value) ?? (isKind(value, 'set') ? value.items : undefined)
  return items?.every((item) => typeof item === 'string') === true ? items : undefined
}

const STAGES: ReadonlyMap<PickleValue, number> = new Map<PickleValue, number>([
  ['disabled', 0],
  ['optimizer_states', 1],
  ['gradients', 2],
  ['weights', 3],
])

/**
 * The stage: a number, or an enum, which some versions of Python write as a call with its number and others as
 * `getattr` with its name. @see deepspeed/runtime/zero/config.py `ZeroStageEnum`
 */
export function stageOf(value: PickleValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return undefined
  const name = qualifiedName(value.callee)
  if (name.endsWith('.ZeroStageEnum')) return countOf(value.args[0])
  return name === 'builtins.getattr' ? STAGES.get(value.args[1] ?? null) : undefined
}

/** Names and shapes in their order; undefined for what is no dict of them, or of shapes too large for any number. */
export function shapesOf(value: PickleValue | undefined): readonly NamedShape[] | undefined {
  if (!isKind(value, 'dict')) return undefined
  const shapes: NamedShape[] = []
  for (const [name, size] of dictEntries(value)) {
    const shape = parseDimensions(size)
    if (typeof name !== 'string' || shape === undefined) return undefined
    const numel = numelOf(shape)
    if (!Number.isSafeInteger(numel)) return undefined
    shapes.push({ name, shape, numel })
  }
  return shapes
}

/** How deep the settings of an optimizer are nested; known: 3. */
const DEPTH = 8
/** Characters of settings that are compared. */
const TEXT = 20_000

/** Numbers, texts and containers of them as one text: equal values have equal texts. What is something else is `?`. */
export function plainText(value: PickleValue | undefined, depth = 0): string {
  if (value === undefined || depth > DEPTH) return '?'
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value)
  if (typeof value === 'string') return JSON.stringify(value.slice(0, TEXT))
  if (value.kind === 'float') return `${value.value}f`
  const parts: string[] = []
  let length = 0
  const add = (part: string): boolean => {
    parts.push(part)
    length += part.length
    return length < TEXT
  }
  if (value.kind === 'dict') {
    for (const [key, item] of dictEntries(value))
      if (!add(`${plainText(key, depth + 1)}:${plainText(item, depth + 1)}`)) break
    return `{${parts.join()}}`
  }
  for (const item of itemsOf(value) ?? ['?']) if (!add(plainText(item, depth + 1))) break
  return `[${parts.join()}]`
}
