/** Exact integers: `number` while safe, `bigint` beyond. */

/** The smallest exact form of an integer. */
export function exactInt(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value
}

/** Little-endian two's complement of any length (LONG1, LONG4); no bytes is 0. */
export function decodeLong(bytes: Uint8Array): number | bigint {
  const last = bytes[bytes.length - 1]
  if (last === undefined) return 0
  if (bytes.length <= 6) {
    let value = 0
    for (let at = bytes.length - 1; at >= 0; at -= 1) value = value * 256 + (bytes[at] ?? 0)
    return last >= 0x80 ? value - 256 ** bytes.length : value
  }
  let hex = ''
  for (let at = bytes.length - 1; at >= 0; at -= 1) hex += (bytes[at] ?? 0).toString(16).padStart(2, '0')
  return exactInt(BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`)))
}

/**
 * A decimal integer line. Only canonical decimals: Python reads `010` and `0x10` with base 0, and
 * no writer makes them, so they are undefined like any other text.
 */
export function parseDecimal(text: string): number | bigint | undefined {
  if (!/^[+-]?(0|[1-9][0-9]*)$/.test(text)) return undefined
  return text.length < 16 ? Number(text) + 0 : exactInt(BigInt(text))
}

/** A float line as Python's `float` reads it; undefined for anything else (hex floats, `nan(…)`). */
export function parseFloatLine(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    const value = Number(text)
    // Python refuses a decimal that no float can hold.
    return Number.isFinite(value) ? value : undefined
  }
  const word = text.toLowerCase().replace(/^[+-]/, '')
  if (word === 'nan') return Number.NaN
  if (word === 'inf' || word === 'infinity') return text.startsWith('-') ? -Infinity : Infinity
  return undefined
}
