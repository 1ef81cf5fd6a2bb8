/** Equality of bytes. */

/** Whether both are as long and have the same bytes; eight are compared at a time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  const words = a.byteOffset % 8 === 0 && b.byteOffset % 8 === 0 ? Math.floor(a.length / 8) : 0
  const wordsA = new BigUint64Array(a.buffer, words === 0 ? 0 : a.byteOffset, words)
  const wordsB = new BigUint64Array(b.buffer, words === 0 ? 0 : b.byteOffset, words)
  for (let at = 0; at < words; at += 1) if (wordsA[at] !== wordsB[at]) return false
  for (let at = words * 8; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}
