/** Floats of 8 and 16 bits as tables: bit pattern to value. */

/** Layout of a small float. */
interface SmallFloat {
  readonly exponent: number
  readonly mantissa: number
  readonly bias: number
  /**
   * `ieee`: the top exponent holds infinity and NaN; `fn`: only all ones is NaN and there is no infinity;
   * `fnuz`: NaN stands where -0 would, and there is no infinity.
   */
  readonly special: 'ieee' | 'fn' | 'fnuz'
}

/** @see c10/util/Half.h, BFloat16.h, Float8_*.h and the OCP 8-bit floating point specification */
const LAYOUTS: ReadonlyMap<string, SmallFloat> = new Map<string, SmallFloat>([
  ['float16', { exponent: 5, mantissa: 10, bias: 15, special: 'ieee' }],
  ['bfloat16', { exponent: 8, mantissa: 7, bias: 127, special: 'ieee' }],
  ['float8_e5m2', { exponent: 5, mantissa: 2, bias: 15, special: 'ieee' }],
  ['float8_e4m3fn', { exponent: 4, mantissa: 3, bias: 7, special: 'fn' }],
  ['float8_e5m2fnuz', { exponent: 5, mantissa: 2, bias: 16, special: 'fnuz' }],
  ['float8_e4m3fnuz', { exponent: 4, mantissa: 3, bias: 8, special: 'fnuz' }],
])

const tables = new Map<string, Float64Array>()

/** The value of each bit pattern of a small float; undefined for other dtypes. Made once. */
export function smallFloatTable(name: string): Float64Array | undefined {
  const known = tables.get(name)
  if (known !== undefined) return known
  const table = name === 'float8_e8m0fnu' ? powersOfTwo() : fromLayout(LAYOUTS.get(name))
  if (table !== undefined) tables.set(name, table)
  return table
}

/** Only an exponent: 2^(b - 127), the last pattern is NaN. */
function powersOfTwo(): Float64Array {
  return Float64Array.from({ length: 256 }, (_, pattern) => (pattern === 255 ? Number.NaN : 2 ** (pattern - 127)))
}

function fromLayout(layout: SmallFloat | undefined): Float64Array | undefined {
  if (layout === undefined) return undefined
  const size = 2 ** (1 + layout.exponent + layout.mantissa)
  return Float64Array.from({ length: size }, (_, pattern) => decode(pattern, size / 2, layout))
}

function decode(pattern: number, sign: number, { exponent, mantissa, bias, special }: SmallFloat): number {
  const magnitude = pattern % sign
  const steps = 2 ** mantissa
  const power = Math.floor(magnitude / steps)
  const fraction = magnitude % steps
  const top = 2 ** exponent - 1
  if (special === 'fnuz' && pattern === sign) return Number.NaN
  if (special === 'fn' && magnitude === sign - 1) return Number.NaN
  let value = power === 0 ? (fraction / steps) * 2 ** (1 - bias) : (1 + fraction / steps) * 2 ** (power - bias)
  if (special === 'ieee' && power === top) value = fraction === 0 ? Infinity : Number.NaN
  return pattern >= sign ? -value : value
}
