/** Work on the elements of a chunk in place: byte order, and the lazy conjugate and negative bits. */
import type { DType } from '../../dtype/dtype.ts'

/** Reverse the bytes of every `width`-byte unit. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse()
}

/**
 * Make lazily conjugated or negated values real: the file contains the values before these operations.
 * Floats change their sign bit, as torch's neg does; integers are negated. Gives why it cannot be done, else null:
 * torch negates a NaN of 16 bits by way of float32 or not, as the strides and the processor have it.
 * @see torch `Tensor.resolve_conj`, `Tensor.resolve_neg`
 */
export function applySignBits(bytes: Uint8Array, dtype: DType, conj: boolean, neg: boolean): string | null {
  const half = dtype.swap
  const exponent = half === 2 && (neg || conj) ? (dtype.name === 'bfloat16' ? 0x7f80 : 0x7c00) : 0
  if (exponent > 0 && dtype.category !== 'int' && hasNaN(bytes, exponent))
    return 'the bits of a negated NaN of 16 bits differ within PyTorch'
  if (dtype.category === 'complex') {
    for (let at = 0; at + 2 * half <= bytes.length; at += 2 * half) {
      if (neg) flipSign(bytes, at + half - 1)
      if (neg !== conj) flipSign(bytes, at + 2 * half - 1)
    }
    return null
  }
  // Conjugating a real number changes nothing.
  if (!neg) return null
  for (let at = 0; at + half <= bytes.length; at += half) {
    if (dtype.category === 'float') flipSign(bytes, at + half - 1)
    else negateInteger(bytes, at, half)
  }
  return null
}

/** Whether one of the 16-bit floats is a NaN: all bits of the exponent, and more. */
function hasNaN(bytes: Uint8Array, exponent: number): boolean {
  for (let at = 0; at + 2 <= bytes.length; at += 2) {
    if ((((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) & 0x7fff) > exponent) return true
  }
  return false
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
