import { describe, expect, test } from 'vitest'
import { checkedSource } from '../../../src/checkpoint/distributed/checked-source.ts'
import { crc32 } from '../../../src/io/crc32.ts'
import { memorySource } from '../../../src/io/source.ts'
import type { ByteSource } from '../../../src/io/source.ts'

const BYTES = Uint8Array.from({ length: 1_000 }, (_, at) => (at * 7) & 255)

/** Reads of the source below, in bytes. */
function counted(bytes: Uint8Array): { source: ByteSource; read: () => number } {
  let read = 0
  const memory = memorySource(bytes)
  return {
    source: { ...memory, read: (offset, length) => ((read += length), memory.read(offset, length)) },
    read: () => read,
  }
}

describe('bytes with a checksum', () => {
  test.each<[order: string, starts: number[]]>([
    ['from front to back', [0, 250, 500, 750]],
    ['from back to front', [750, 500, 250, 0]],
    ['in any order', [500, 0, 750, 250]],
  ])('read once %s are compared on the way', async (_, starts) => {
    const { source, read } = counted(BYTES)
    const good = checkedSource(source, crc32(BYTES, 0), 'it', crc32)
    for (const start of starts)
      expect(await good.read(start, 250)).toEqual(BYTES.subarray(start, start + 250))
    expect(read()).toBe(1_000)
    const bad = checkedSource(memorySource(BYTES), crc32(BYTES, 0) ^ 1, 'it', crc32)
    for (const start of starts.slice(0, 3)) await bad.read(start, 250)
    await expect(bad.read(starts[3] as number, 250)).rejects.toMatchObject({ code: 'CONTAINER_INVALID' })
  })

  test('a stretch that crosses what was read has all of it compared', async () => {
    const bad = checkedSource(memorySource(BYTES), crc32(BYTES, 0) ^ 1, 'it', crc32)
    await bad.read(0, 250)
    await bad.read(100, 50)
    await expect(bad.read(200, 100)).rejects.toMatchObject({ code: 'CONTAINER_INVALID' })
    await expect(bad.read(0, 1)).rejects.toMatchObject({ code: 'CONTAINER_INVALID' })
  })
})
