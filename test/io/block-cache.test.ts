import { expect, test } from 'vitest'
import { newBlockCache } from '../../src/io/block-cache.ts'
import { countingSource } from '../../src/io/counting.ts'
import { memorySource, readInto } from '../../src/io/source.ts'
import { expectCode } from '../support/errors.ts'

const BYTES = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 8)) & 0xff)

test('every range is what the source has, inside a block, across two, and larger than one', async () => {
  const source = newBlockCache().over(memorySource(BYTES))
  for (const [offset, length] of [
    [0, 10],
    [65_530, 12],
    [65_536, 65_535],
    [131_071, 1],
    [65_535, 65_535],
    [10, 200_000],
    [299_990, 10],
    [300_000, 0],
    [5, 0],
  ] as const) {
    expect(
      Buffer.compare(await source.read(offset, length), BYTES.subarray(offset, offset + length)),
      `${offset}+${length}`,
    ).toBe(0)
    const target = new Uint8Array(length)
    await readInto(source, offset, target)
    expect(Buffer.compare(target, BYTES.subarray(offset, offset + length))).toBe(0)
  }
})

test('neighbours cost one read, also when they are asked for at once', async () => {
  const count = { bytes: 0, reads: 0 }
  const source = newBlockCache().over(countingSource(memorySource(BYTES), count))
  await Promise.all(Array.from({ length: 1000 }, (_, at) => source.read(at * 50, 50)))
  expect(count.reads).toBe(1)
})

test('two sources in one cache are not mixed up', async () => {
  const cache = newBlockCache()
  const [first, second] = [
    cache.over(memorySource(new Uint8Array(100).fill(1))),
    cache.over(memorySource(new Uint8Array(100).fill(2))),
  ]
  expect([...(await first.read(0, 1)), ...(await second.read(0, 1)), ...(await first.read(1, 1))]).toEqual([
    1, 2, 1,
  ])
})

test('a read that failed is tried again, and a range outside is refused', async () => {
  let fails = true
  const memory = memorySource(BYTES)
  const source = newBlockCache().over({
    ...memory,
    read: (offset, length) => (fails ? Promise.reject(new Error('disk')) : memory.read(offset, length)),
  })
  await expect(source.read(0, 4)).rejects.toThrow('disk')
  fails = false
  expect([...(await source.read(0, 2))]).toEqual([...BYTES.subarray(0, 2)])
  await expectCode(source.read(299_999, 2), 'SOURCE_TRUNCATED')
})
