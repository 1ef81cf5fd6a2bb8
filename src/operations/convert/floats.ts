/** Bytes of floats as numbers, and numbers as bytes of floats, rounded once. */
import { dtype as dtypeOf } from '../../dtype/dtype.ts'
import type { DType } from '../../dtype/dtype.ts'
import { castChunk } from './cast.ts'

interface Elements {
  readonly bytes: Uint8Array
  readonly dtype: DType
}

/** A tensor that others are computed from, and its bytes: row-major, little-endian. */
export interface Part extends Elements {
  readonly name: string
  readonly shape: readonly number[]
}

/** Elements as float64: exact. New memory. */
export function float64Values({ bytes, dtype }: Elements): Float64Array {
  const wide =
    dtype.name === 'float64'
      ? bytes
      : castChunk(bytes, dtype, dtypeOf('float64'), { overflow: 0, underflow: 0 })
  return new Float64Array(wide.slice().buffer)
}

/** Elements as float32; exact but for float64. New memory. */
export function float32Values({ bytes, dtype }: Elements): Float32Array {
  const narrow =
    dtype.name === 'float32'
      ? bytes
      : castChunk(bytes, dtype, dtypeOf('float32'), { overflow: 0, underflow: 0 })
  return new Float32Array(narrow.slice().buffer)
}

/** float64 numbers as bytes of a float type, each rounded once to nearest with ties to even. */
export function roundedBytes(values: Float64Array, dtype: DType): Uint8Array {
  if (dtype.name === 'float64') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const floats = Float32Array.from(values)
  if (dtype.name !== 'float32') roundToOdd(values, floats)
  const bytes = new Uint8Array(floats.buffer)
  return dtype.name === 'float32'
    ? bytes
    : castChunk(bytes, dtypeOf('float32'), dtype, { overflow: 0, underflow: 0 })
}

/** What float32 drops is kept as its last bit, so that the next rounding is the only one. */
function roundToOdd(values: Float64Array, floats: Float32Array): void {
  const bits = new Uint32Array(floats.buffer)
  for (const [at, value] of values.entries()) {
    const float = floats[at] ?? 0
    if (float === value || Number.isNaN(value)) continue
    if (Math.abs(float) > Math.abs(value)) bits[at] = (bits[at] ?? 0) - 1
    bits[at] = (bits[at] ?? 0) | 1
  }
}
