/** Typed values beside the tensors (the metadata of GGUF) as the report has them: JSON, and of bounded length. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { GgufScalar, GgufValue } from '../../gguf/properties.ts'

/** A value as JSON has it: integers past 2^53 as their digits, numbers that are not finite as their names. */
export type PropertyValue = string | number | boolean | readonly PropertyValue[]

/** One key of the metadata. */
export interface PropertyReport {
  readonly key: string
  /** Such as `uint32`, `string` or `array of string`. */
  readonly type: string
  /** A plain value, or the first elements of an array. */
  readonly value: PropertyValue
  /** Elements of an array; null for a plain value. */
  readonly count: number | null
  /** Whether `value` is only the beginning. */
  readonly cut: boolean
}

/** Characters of a listed text. Chat templates have 20,000. */
const TEXT = 2_000

/** The metadata in file order; undefined where the format has none with types. */
export function propertiesOf({ container }: Checkpoint): readonly PropertyReport[] | undefined {
  return container.properties?.map(({ key, type, value, count, cut }) => ({
    key,
    type,
    value: jsonOf(value),
    count,
    cut: cut || isLong(value),
  }))
}

function jsonOf(value: GgufValue): PropertyValue {
  return isList(value) ? value.map(jsonOf) : plainOf(value)
}

function plainOf(value: GgufScalar): string | number | boolean {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') return value.length > TEXT ? value.slice(0, TEXT) : value
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

function isLong(value: GgufValue): boolean {
  return isList(value) ? value.some(isLong) : typeof value === 'string' && value.length > TEXT
}

function isList(value: GgufValue): value is readonly GgufValue[] {
  return Array.isArray(value)
}
