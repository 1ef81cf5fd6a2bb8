import { crc32 as zlibCrc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { crc32 } from '../../src/io/crc32.ts'

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
