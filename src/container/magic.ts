/** Signatures of files: bytes at a fixed place. */

/** Numbers are bytes, texts are ASCII. */
export type Magic = readonly (number | string)[]

/** Whether the bytes begin with a signature. */
export function starts(bytes: Uint8Array, magic: Magic): boolean {
  return startsAt(bytes, 0, magic)
}

/** Whether the signature is at `offset`. */
export function startsAt(bytes: Uint8Array, offset: number, magic: Magic): boolean {
  let at = offset
  for (const part of magic) {
    const expected = typeof part === 'number' ? [part] : [...part].map((letter) => letter.charCodeAt(0))
    for (const byte of expected) {
      if (bytes[at] !== byte) return false
      at += 1
    }
  }
  return true
}
