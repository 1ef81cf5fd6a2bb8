/** One colour per element type, by a class of the style sheet: alike everywhere, and told apart without red and green. */

const CLASSES: ReadonlyMap<string, string> = new Map([
  ['float64', 'f64'],
  ['float32', 'f32'],
  ['float16', 'f16'],
  ['bfloat16', 'bf16'],
  ['int64', 'i64'],
  ['int32', 'i32'],
  ['int16', 'i16'],
  ['int8', 'i8'],
  ['uint8', 'u8'],
  ['bool', 'bool'],
])

/** The class of a dtype; families that are rare share one. */
export function dtypeClass(dtype: string): string {
  const known = CLASSES.get(dtype)
  if (known !== undefined) return `dt-${known}`
  if (dtype.startsWith('float8') || dtype.startsWith('float4')) return 'dt-f8'
  if (dtype.startsWith('complex')) return 'dt-complex'
  if (dtype.startsWith('q')) return 'dt-q'
  return 'dt-other'
}
