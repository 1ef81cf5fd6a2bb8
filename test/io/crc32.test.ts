import { crc32 as zlibCrc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { crc32, joinCrc32 } from '../../src/io/crc32.ts'

test('the check value of CRC-32, and zlib for every length and offset', () => {
  expect(crc32(new TextEncoder().encode('123456789'), 0)).toBe(0xcbf43926)
  const bytes = Uint8Array.from({ length: 100 }, (_, at) => (at * 37) & 0xff)
  for (let start = 0; start < 9; start += 1) {
    for (let end = start; end < 100; end += 7) {
      const part = bytes.subarray(start, end)
      expect(crc32(part, 0)).toBe(zlibCrc32(part, 0))
      expect(crc32(part.subarray(3), crc32(part.subarray(0, 3), 0))).toBe(zlibCrc32(part, 0))
    }
  }
})

test('the checksums of two parts make that of both', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * at * 31) & 0xff)
  for (const cut of [0, 1, 2, 7, 255, 256, 257, 4095, 4096, 4999, 5000]) {
    const [first, second] = [bytes.subarray(0, cut), bytes.subarray(cut)]
    expect(joinCrc32(zlibCrc32(first), zlibCrc32(second), second.length)).toBe(zlibCrc32(bytes))
  }
  // Past 2^32 bytes: x to a power that is a multiple of the order of the polynomial, 2^32 - 1, changes nothing.
  expect(joinCrc32(0x1234_5678, 0, 2 ** 32 - 1)).toBe(0x1234_5678)
})
