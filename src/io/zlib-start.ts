/** How zlib data begins. */

/** Bytes of the header of zlib, and of the lengths of a block that is not packed. */
const ZLIB_START = 7

/** Whether anything can be unpacked from what begins so. */
export function beginsZlib(start: Uint8Array): boolean {
  const [first = 0, second = 0, block = 0, low = 0, high = 0, notLow = 0, notHigh = 0] = start
  // The method, the level, and a check that makes both a multiple of 31. @see RFC 1950
  if (first !== 0x78 || (first * 256 + second) % 31 !== 0) return false
  // A header of safetensors of 376 bytes begins with 78 01 and zeros. A block of stored bytes has its length twice,
  // the second time with every bit turned, so no reader takes a byte from this one. @see RFC 1951, 3.2.4
  const stored = (block & 6) === 0
  return !stored || start.length < ZLIB_START || (low ^ notLow) + (high ^ notHigh) * 256 === 0xffff
}
