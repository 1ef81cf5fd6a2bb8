/** Which element types a cast of floats reads and writes. */
import type { DType } from './dtype.ts'

const CASTABLE = new Set([
  'float64',
  'float32',
  'float16',
  'bfloat16',
  'float8_e4m3fn',
  'float8_e5m2',
  'float8_e4m3fnuz',
  'float8_e5m2fnuz',
])

/** Whether floats can be cast to it. */
export function isCastTarget(dtype: DType): boolean {
  return CASTABLE.has(dtype.name)
}

/** Whether it is cast at all: integers, booleans, complex and packed types never are. */
export function isCastSource(dtype: DType): boolean {
  return CASTABLE.has(dtype.name) || dtype.name === 'float8_e8m0fnu'
}
