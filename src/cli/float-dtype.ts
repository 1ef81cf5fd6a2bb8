/** Types of floats as people write them on a command line. */
import { isCastTarget } from '../dtype/castable.ts'
import { dtypeByName, dtypeBySafetensors } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { PthError } from '../errors.ts'

const SHORT_DTYPES = new Map([
  ['f8_e4m3fn', 'float8_e4m3fn'],
  ['fp16', 'float16'],
  ['fp32', 'float32'],
])

/** A type that floats can be cast to: `bf16`, `fp16`, `float32`, `F8_E4M3`. @throws PthError USAGE */
export function parseFloatDtype(text: string, flag: string): DType {
  const lower = text.toLowerCase().replace(/^torch\./, '')
  const found = dtypeByName(SHORT_DTYPES.get(lower) ?? lower) ?? dtypeBySafetensors(lower.toUpperCase())
  if (found !== undefined && isCastTarget(found)) return found
  throw new PthError('USAGE', {
    reason: `${flag} ${text}: floats can be cast to f16, bf16, f32, f64, f8_e4m3, f8_e5m2, f8_e4m3fnuz and f8_e5m2fnuz`,
  })
}
