/** Bits of zstd streams: forward for tables, backward from the end for everything coded. @see RFC 8878 4.1 */
import { PthError } from '../../errors.ts'

/** Bits `[0, at)` of `bytes` that are left; a backward stream is read from its end. */
export interface Bits {
  readonly bytes: Uint8Array
  /** Below zero when more was read than there is: a stream may end in the middle of its last step. */
  at: number
}

/** A stream that is read backward: the highest set bit of its last byte marks the end. @throws PthError */
export function backward(bytes: Uint8Array): Bits {
  const last = bytes.at(-1) ?? 0
  if (last === 0) throw damaged('the end mark of a stream of bits', 'none')
  return { bytes, at: bytes.length * 8 - 8 + highestBit(last) }
}

/** The next `count` bits of a backward stream, at most 31; bits before its beginning are zero. */
export function readBack(bits: Bits, count: number): number {
  bits.at -= count
  return bitsAt(bits.bytes, bits.at, count)
}

/** `count` bits from bit `at` on, at most 31, the lowest bit first. What lies outside of the bytes is zero. */
export function bitsAt(bytes: Uint8Array, at: number, count: number): number {
  if (count > 24) return bitsAt(bytes, at, 24) + bitsAt(bytes, at + 24, count - 24) * 2 ** 24
  const index = at >> 3
  const word =
    (bytes[index] ?? 0) |
    ((bytes[index + 1] ?? 0) << 8) |
    ((bytes[index + 2] ?? 0) << 16) |
    ((bytes[index + 3] ?? 0) << 24)
  return (word >>> (at & 7)) & ((1 << count) - 1)
}

/** The place of the highest set bit of a positive number. */
export function highestBit(value: number): number {
  return 31 - Math.clz32(value)
}

/** The error of data that is no zstd frame, or not a whole one. */
export function damaged(expected: string, found: string): PthError<'CONTAINER_INVALID'> {
  return new PthError('CONTAINER_INVALID', {
    what: 'zstd data',
    expected,
    found,
    hint: 'download or copy the file again',
  })
}
