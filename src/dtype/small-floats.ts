/** Floats of 8 and 16 bits as tables: bit pattern to value. */
import { dtype } from './dtype.ts'
import { decodeToFloat32 } from './float-codes.ts'

const SMALL = new Set([
  'float16',
  'bfloat16',
  'float8_e5m2',
  'float8_e4m3fn',
  'float8_e5m2fnuz',
  'float8_e4m3fnuz',
  'float8_e8m0fnu',
])

const tables = new Map<string, Float64Array>()

/** The value of each bit pattern of a small float, by the name of its dtype; undefined for other dtypes. Made once. */
export function smallFloatTable(name: string): Float64Array | undefined {
  if (!SMALL.has(name)) return undefined
  const table = tables.get(name) ?? makeTable(name)
  tables.set(name, table)
  return table
}

/** Every small float is a float32 too. */
function makeTable(name: string): Float64Array {
  const type = dtype(name)
  const bits = Uint32Array.from({ length: 2 ** (8 * type.itemsize) }, (_, code) =>
    decodeToFloat32(code, type),
  )
  return Float64Array.from(new Float32Array(bits.buffer))
}
