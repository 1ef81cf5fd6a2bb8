/** A pruned weight bit for bit as `torch.nn.utils.prune.remove` leaves it: `mask.to(orig.dtype) * orig`. */
import type { DType } from '../../dtype/dtype.ts'
import { dtype as dtypeOf } from '../../dtype/dtype.ts'
import { castChunk } from './cast.ts'
import { float32Values, float64Values, roundedBytes } from './floats.ts'
import type { Part } from './floats.ts'

/** Narrow types are multiplied in float32 and rounded back, as on the CPU. */
export function prunedValues(orig: Part, mask: Part, dtype: DType): Uint8Array {
  const factors = float64Values({ bytes: maskBytes(mask, dtype), dtype })
  if (dtype.name === 'float64') {
    const values = float64Values({ bytes: orig.bytes, dtype })
    const out = new Uint8Array(values.map((value, at) => value * (factors[at] ?? 0)).buffer)
    keepNans64(out, orig.bytes)
    return out
  }
  const values = float32Values({ bytes: orig.bytes, dtype })
  const products = values.map((value, at) => value * (factors[at] ?? 0))
  const bits = new Uint32Array(products.buffer)
  const before = new Uint32Array(values.buffer)
  // A number that is not one keeps its payload and becomes quiet; infinity times zero is the processor's own NaN.
  for (const [at, product] of products.entries()) {
    if (!Number.isNaN(product)) continue
    bits[at] = Number.isNaN(values[at]) ? (before[at] ?? 0) | 0x40_0000 : 0xffc0_0000
  }
  const bytes = new Uint8Array(products.buffer)
  return dtype.name === 'float32'
    ? bytes
    : castChunk(bytes, dtypeOf('float32'), dtype, { overflow: 0, underflow: 0 })
}

/** The mask in the type of the weight; masks are floats, booleans or integers of one byte. */
function maskBytes(mask: Part, dtype: DType): Uint8Array {
  if (mask.dtype === dtype) return mask.bytes
  if (mask.dtype.category === 'float')
    return castChunk(mask.bytes, mask.dtype, dtype, { overflow: 0, underflow: 0 })
  const numbers = mask.dtype.name === 'int8' ? new Int8Array(mask.bytes.slice().buffer) : mask.bytes
  return roundedBytes(Float64Array.from(numbers), dtype)
}

function keepNans64(out: Uint8Array, orig: Uint8Array): void {
  const results = new BigUint64Array(out.buffer)
  const before = new BigUint64Array(orig.slice().buffer)
  const numbers = new Float64Array(out.buffer)
  const inputs = new Float64Array(before.buffer)
  for (const [at, number] of numbers.entries()) {
    if (!Number.isNaN(number)) continue
    results[at] = Number.isNaN(inputs[at]) ? (before[at] ?? 0n) | 0x8_0000_0000_0000n : 0xfff8_0000_0000_0000n
  }
}
