/** Byte order, conjugates and negatives on raw elements. Expected bytes by torch: resolve_conj, resolve_neg, byteswap. */
import { expect, test } from 'vitest'
import { applySignBits, swapBytes } from '../../../src/checkpoint/read/elements.ts'
import { dtype } from '../../../src/dtype/dtype.ts'

test('swapping reverses each unit and leaves an odd rest alone', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5)
  swapBytes(bytes, 2)
  expect([...bytes]).toEqual([2, 1, 4, 3, 5])
  swapBytes(bytes, 4)
  expect([...bytes]).toEqual([3, 4, 1, 2, 5])
})

test("integers are negated in two's complement, the lowest stays itself", () => {
  const values = Int16Array.of(0, 1, -1, 32767, -32768, 256)
  applySignBits(new Uint8Array(values.buffer), dtype('int16'), false, true)
  expect([...values]).toEqual([0, -1, 1, -32767, -32768, -256])
})

test('floats change their sign bit, also zeros, infinities and NaN payloads', () => {
  const bits = Uint32Array.of(0, 0x80000000, 0x7f800000, 0x7fc00001, 0x3f800000)
  applySignBits(new Uint8Array(bits.buffer), dtype('float32'), false, true)
  expect([...bits]).toEqual([0x80000000, 0, 0xff800000, 0xffc00001, 0xbf800000])
})

test('a conjugate changes the imaginary half, a negative both, both together the real half', () => {
  const results = [
    [true, false],
    [false, true],
    [true, true],
  ].map(([conj = false, neg = false]) => {
    const values = Float32Array.of(1, 2, -3, -4)
    applySignBits(new Uint8Array(values.buffer), dtype('complex64'), conj, neg)
    return [...values]
  })
  expect(results).toEqual([
    [1, -2, -3, 4],
    [-1, -2, 3, 4],
    [-1, 2, 3, -4],
  ])
})
