import { describe, expect, test } from 'vitest'
import { readAhead } from '../../src/io/read-ahead.ts'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'

const BYTES = Uint8Array.from({ length: 1 << 20 }, (_, at) => (at * 7 + (at >> 8)) & 0xff)

function watched(): { source: ByteSource; reads: [offset: number, length: number][] } {
  const reads: [number, number][] = []
  const inner = memorySource(BYTES)
  return {
    reads,
    source: readAhead({
      ...inner,
      read: (offset, length) => {
        reads.push([offset, length])
        return inner.read(offset, length)
      },
    }),
  }
}

describe('small reads that follow one another', () => {
  test('come from few larger ones, with the same bytes', async () => {
    const { source, reads } = watched()
    for (let at = 0; at + 30 <= BYTES.length; at += 100)
      expect(await source.read(at, 30)).toEqual(BYTES.subarray(at, at + 30))
    expect(reads.length).toBeLessThan(16)
  })

  test('read nothing twice when they are far apart', async () => {
    const { source, reads } = watched()
    for (let at = 0; at + 30 <= BYTES.length; at += 50_000) await source.read(at, 30)
    expect(reads.every(([, length]) => length === 30)).toBe(true)
  })

  test('may go back, and may be long', async () => {
    const { source } = watched()
    for (const [offset, length] of [
      [500, 10],
      [520, 10],
      [505, 20],
      [0, 400_000],
      [400_000, 10],
      [400_020, 300],
      [BYTES.length - 5, 5],
    ] as const)
      expect(await source.read(offset, length)).toEqual(BYTES.subarray(offset, offset + length))
    await expect(source.read(BYTES.length - 5, 6)).rejects.toMatchObject({ code: 'SOURCE_TRUNCATED' })
  })
})
