/** Puts pickles together opcode by opcode, for streams that no writer at hand produces. */

/** Bytes, byte values, or text as latin-1. */
export type Part = Uint8Array | readonly number[] | string

/** Bytes of parts in a row; text is taken as latin-1. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  const pieces = parts.map((part) => (typeof part === 'string' ? latin1(part) : part))
  const result = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    result.set(piece, at)
    at += piece.length
  }
  return result
}

function latin1(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}

/** A whole pickle of protocol 2: PROTO, the parts, STOP. */
export function program(...parts: readonly Part[]): Uint8Array {
  return bytes([0x80, 2], ...parts, '.')
}

export function u16(value: number): Uint8Array {
  return number(2, (view) => view.setUint16(0, value, true))
}

export function u32(value: number): Uint8Array {
  return number(4, (view) => view.setUint32(0, value, true))
}

export function u64(value: number | bigint): Uint8Array {
  return number(8, (view) => view.setBigUint64(0, BigInt(value), true))
}

function number(size: number, write: (view: DataView) => void): Uint8Array {
  const result = new Uint8Array(size)
  write(new DataView(result.buffer))
  return result
}

/** BINUNICODE */
export function text(value: string): Uint8Array {
  const data = new TextEncoder().encode(value)
  return bytes('X', u32(data.length), data)
}

/** SHORT_BINSTRING: a Python 2 str. */
export function oldText(value: Part): Uint8Array {
  const data = bytes(value)
  return bytes('U', [data.length], data)
}

/** BININT1 or BININT, LONG1 beyond 32 bits. */
export function int(value: number): Uint8Array {
  if (value >= 0 && value < 256) return bytes('K', [value])
  if (value >= -(2 ** 31) && value < 2 ** 31) return bytes('J', u32(value >>> 0))
  return bytes([0x8a, 8], u64(BigInt.asUintN(64, BigInt(value))))
}

/** BINFLOAT */
export function float(value: number): Uint8Array {
  return bytes(
    'G',
    number(8, (view) => view.setFloat64(0, value, false)),
  )
}

export const NONE = bytes('N')
export const TRUE = bytes([0x88])
export const FALSE = bytes([0x89])
const REDUCE = bytes('R')
export const BUILD = bytes('b')
export const NEWOBJ = bytes([0x81])

/** GLOBAL */
export function name(module: string, attribute: string): Uint8Array {
  return bytes('c', `${module}\n${attribute}\n`)
}

export function tuple(...items: readonly Uint8Array[]): Uint8Array {
  return items.length === 0 ? bytes(')') : bytes('(', ...items, 't')
}

export function list(...items: readonly Uint8Array[]): Uint8Array {
  return items.length === 0 ? bytes(']') : bytes('](', ...items, 'e')
}

export function dict(...pairs: readonly (readonly [key: Uint8Array, value: Uint8Array])[]): Uint8Array {
  return pairs.length === 0 ? bytes('}') : bytes('}(', ...pairs.flat(), 'u')
}

export function call(callee: Uint8Array, ...args: readonly Uint8Array[]): Uint8Array {
  return bytes(callee, tuple(...args), REDUCE)
}

export function ints(values: readonly number[]): Uint8Array {
  return tuple(...values.map(int))
}

export function orderedDict(): Uint8Array {
  return call(name('collections', 'OrderedDict'))
}

/** A storage's persistent id in a zip archive. */
export function storage(
  key: string,
  numel: number,
  cls: readonly [string, string] = ['torch', 'FloatStorage'],
): Uint8Array {
  return bytes(tuple(text('storage'), name(...cls), text(key), text('cpu'), int(numel)), 'Q')
}

/** `_rebuild_tensor_v2`; sizes, strides and offset in elements. */
export function tensor(
  storageId: Uint8Array,
  size: readonly number[],
  stride: readonly number[],
  offset = 0,
  ...metadata: readonly Uint8Array[]
): Uint8Array {
  const rebuild = name('torch._utils', '_rebuild_tensor_v2')
  return call(rebuild, storageId, int(offset), ints(size), ints(stride), FALSE, orderedDict(), ...metadata)
}

/** A pickle of one dictionary with text keys. */
export function named(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return program(dict(...Object.entries(entries).map(([key, value]) => [text(key), value] as const)))
}
