/** Short ASCII text of a range of bytes: names and keys, of which a file may have millions. */

const SHORT = 63
/** A list of each length: `apply` on a plain list takes half the time of one on a view of the bytes. */
const UNITS: readonly number[][] = Array.from({ length: SHORT + 1 }, (_, length) =>
  Array.from({ length }, () => 0),
)

/** The text of `[start, start + length)`; undefined when it is longer than 63 bytes or not ASCII. */
export function shortAscii(bytes: Uint8Array, start: number, length: number): string | undefined {
  const units = UNITS[length]
  if (units === undefined) return undefined
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[start + at] as number
    if (byte >= 0x80) return undefined
    units[at] = byte
  }
  return Reflect.apply(String.fromCharCode, null, units)
}
