/** Reads that follow one another are made in blocks, and give the bytes that single reads give. */
import { expect, test } from 'vitest'
import { sequentialSource } from '../../src/io/sequential.ts'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'

const MIB = 1 << 20
const bytes = new Uint8Array(40 * MIB)
for (let at = 0; at < bytes.length; at += 997) bytes[at] = at % 251

/** A source that counts its reads; those in `fails` are refused. */
function counted(fails: ReadonlySet<number> = new Set()): { source: ByteSource; reads: [number, number][] } {
  const reads: [number, number][] = []
  const { name, byteLength, read } = memorySource(bytes, 'counted')
  const source: ByteSource = {
    name,
    byteLength,
    read: async (offset, length) => {
      reads.push([offset, length])
      if (fails.has(reads.length)) throw new Error(`read ${reads.length} fails`)
      return read(offset, length)
    },
  }
  return { source, reads }
}

async function readInto(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const target = new Uint8Array(length)
  await source.readInto?.(offset, target)
  return target
}

test('reads that follow one another, side by side, are few and give the same bytes', async () => {
  const { source, reads } = counted()
  const ahead = sequentialSource(source)
  // As a conversion reads: pieces of 1 MiB with small gaps, many of them under way at once.
  const offsets = Array.from({ length: 30 }, (_, index) => 100 + index * (MIB + 64))
  const found = await Promise.all(offsets.map((offset) => readInto(ahead, offset, MIB)))
  for (const [at, offset] of offsets.entries())
    expect(Buffer.compare(found[at] ?? new Uint8Array(), bytes.subarray(offset, offset + MIB))).toBe(0)
  expect(reads[0]).toEqual([100, MIB])
  expect(reads.length).toBeLessThan(7)
  expect(reads.slice(1, 3)).toEqual([
    [100 + MIB + 64, 8 * MIB],
    [100 + 9 * MIB + 64, 8 * MIB],
  ])
})

test('a read elsewhere is made as it is asked for, and the end of the source is not passed', async () => {
  const { source, reads } = counted()
  const ahead = sequentialSource(source)
  await readInto(ahead, 0, 10)
  await readInto(ahead, 20 * MIB, 10)
  await readInto(ahead, 5000, 10)
  expect(reads).toEqual([
    [0, 10],
    [20 * MIB, 10],
    [5000, 10],
  ])
  expect(await readInto(ahead, bytes.length - 20, 10)).toEqual(bytes.slice(-20, -10))
  expect(await readInto(ahead, bytes.length - 10, 10)).toEqual(bytes.slice(-10))
  expect(reads.slice(3)).toEqual([
    [bytes.length - 20, 10],
    [bytes.length - 10, 10],
  ])
  expect(await readInto(ahead, bytes.length, 0)).toEqual(new Uint8Array(0))
  await expect(readInto(ahead, bytes.length - 5, 10)).rejects.toMatchObject({ code: 'SOURCE_TRUNCATED' })
})

test('a block that cannot be read fails those who wait for it, and is read again for others', async () => {
  const { source } = counted(new Set([2]))
  const ahead = sequentialSource(source)
  await readInto(ahead, 0, 10)
  const waiting = await Promise.allSettled([readInto(ahead, 10, 10), readInto(ahead, 20, 10)])
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await readInto(ahead, 30, 10)).toEqual(bytes.slice(30, 40))
})
