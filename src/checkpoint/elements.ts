/** Work on the elements of a chunk in place: byte order, and the lazy conjugate and negative bits. */
import type { DType } from '../dtype.ts'

/** Reverse the bytes of every `width`-byte unit. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse()
}

/**
 * Make lazily conjugated or negated values real: the file holds the values before these operations.
 * Floats change their sign bit, as torch's neg does; integers are negated.
 * @see torch `Tensor.resolve_conj`, `Tensor.resolve_neg`
 */
export function applySignBits(bytes: Uint8Array, dtype: DType, conj: boolean, neg: boolean): void {
  const half = dtype.swap
  if (dtype.category === 'complex') {
    for (let at = 0; at + 2 * half <= bytes.length; at += 2 * half) {
      if (neg) flipSign(bytes, at + half - 1)
      if (neg !== conj) flipSign(bytes, at + 2 * half - 1)
    }
    return
  }
  // Conjugating a real number changes nothing.
  if (!neg) return
  for (let at = 0; at + half <= bytes.length; at += half) {
    if (dtype.category === 'float') flipSign(bytes, at + half - 1)
    else negateInteger(bytes, at, half)
  }
}

function flipSign(bytes: Uint8Array, at: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ 0x80
}

function negateInteger(bytes: Uint8Array, at: number, width: number): void {
  let carry = 1
  for (let index = at; index < at + width; index += 1) {
    const sum = (~(bytes[index] ?? 0) & 0xff) + carry
    bytes[index] = sum & 0xff
    carry = sum >> 8
  }
}
