/** Reads by plan: fewer reads, the same bytes, and the same errors as without. */
import { describe, expect, test } from 'vitest'
import { isPthError, PthError } from '../../src/errors.ts'
import { batches, plannedSource } from '../../src/io/planned.ts'
import { sideBySide } from '../../src/io/side-by-side.ts'
import { memorySource, sliceSource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'
import { failingSource, sparseSource } from '../support/sources.ts'

const MIB = 1 << 20

/** A source of 8 MiB whose bytes tell where they are, and what was read of it. */
function told(
  byteLength = 8 * MIB,
  filled = true,
): { source: ByteSource; reads: (readonly [number, number])[] } {
  const bytes = new Uint8Array(byteLength)
  if (filled) for (let at = 0; at < byteLength; at += 1) bytes[at] = (at * 31 + (at >> 8)) % 251
  const memory = memorySource(bytes)
  const reads: (readonly [number, number])[] = []
  return {
    reads,
    source: {
      ...memory,
      read: async (offset, length) => {
        reads.push([offset, length])
        return memory.read(offset, length)
      },
    },
  }
}

describe('a planned source', () => {
  test('reads a small file once, whatever is asked for', async () => {
    const { source, reads } = told(MIB)
    const planned = plannedSource(source)
    await planned.prefetch?.([{ offset: 5, length: 3 }])
    expect(await planned.read(1000, 9)).toEqual(await source.read(1000, 9))
    await planned.readInto?.(MIB - 4, new Uint8Array(4))
    expect(reads.filter(([, length]) => length !== 9)).toEqual([[0, MIB]])
  })

  test('joins ranges that are close, and reads them in any order', async () => {
    const { source, reads } = told()
    const planned = plannedSource(source)
    await planned.prefetch?.([
      { offset: 4 * MIB, length: 10 },
      { offset: 100, length: 10 },
      { offset: 110 + 65_536, length: 10 },
      { offset: 4 * MIB + 5, length: 10 },
      { offset: 6 * MIB + 65_537, length: 0 },
    ])
    expect(reads.toSorted((a, b) => a[0] - b[0])).toEqual([
      [100, 65_556],
      [4 * MIB, 15],
    ])
    reads.length = 0
    expect(await planned.read(4 * MIB + 3, 12)).toHaveLength(12)
    expect(reads).toEqual([])
    expect(await planned.read(4 * MIB + 3, 13)).toEqual(await source.read(4 * MIB + 3, 13))
  })

  test('leaves out what lies outside, and asks for nothing that is there', async () => {
    const { source, reads } = told()
    const planned = plannedSource(source)
    await planned.prefetch?.([
      { offset: -50, length: 100 },
      { offset: 8 * MIB - 10, length: 500 },
      { offset: 9 * MIB, length: 5 },
    ])
    expect(reads.toSorted((a, b) => a[0] - b[0])).toEqual([
      [0, 50],
      [8 * MIB - 10, 10],
    ])
    await planned.prefetch?.([{ offset: 10, length: 40 }])
    expect(reads).toHaveLength(2)
    await planned.prefetch?.([])
    await planned.read(10, 40)
    expect(reads).toHaveLength(3)
  })

  test('keeps 32 MiB at most, of one plan and of several', async () => {
    const reads: number[] = []
    const sparse = sparseSource(2 ** 31, [])
    const planned = plannedSource({
      ...sparse,
      read: (offset, length) => {
        reads.push(length)
        return sparse.read(offset, length)
      },
    })
    await planned.prefetch?.([
      { offset: 0, length: 40 * MIB },
      { offset: 100 * MIB, length: 20 * MIB },
    ])
    expect(reads).toEqual([20 * MIB])
    await planned.prefetch?.([{ offset: 200 * MIB, length: 20 * MIB }])
    await planned.read(100 * MIB, 1)
    expect(reads).toEqual([20 * MIB, 20 * MIB, 1])
  })

  test('reads many ranges side by side, sixteen at a time', async () => {
    let now = 0
    let most = 0
    const sparse = sparseSource(2 ** 31, [])
    const planned = plannedSource({
      ...sparse,
      read: async (offset, length) => {
        now += 1
        most = Math.max(most, now)
        await new Promise((resolve) => {
          setTimeout(resolve, 1)
        })
        now -= 1
        return sparse.read(offset, length)
      },
    })
    await planned.prefetch?.(Array.from({ length: 100 }, (_, at) => ({ offset: at * MIB, length: 8 })))
    expect(most).toBe(16)
  })

  test('fails where it is read, and with the error of that read', async () => {
    const { source, reads } = told()
    const cut = plannedSource({
      ...source,
      read: (offset, length) => {
        if (offset + length <= 5 * MIB) return source.read(offset, length)
        const details = { what: 'memory', offset, expected: length, found: 5 * MIB - offset }
        throw new PthError('SOURCE_TRUNCATED', details)
      },
    })
    await cut.prefetch?.([
      { offset: 4 * MIB, length: MIB },
      { offset: 5 * MIB, length: 10 },
      { offset: 7 * MIB, length: 10 },
    ])
    expect(await cut.read(4 * MIB, MIB)).toHaveLength(MIB)
    const error = await cut.read(5 * MIB, 10).catch((thrown: unknown) => thrown)
    expect(isPthError(error, 'SOURCE_TRUNCATED') && error.details).toMatchObject({
      offset: 5 * MIB,
      expected: 10,
    })
    expect(reads.length).toBeGreaterThan(0)
    const outside = await cut.read(8 * MIB, 1).catch((thrown: unknown) => thrown)
    expect(isPthError(outside, 'SOURCE_TRUNCATED')).toBe(true)
  })

  test('asks again for a small file that could not be read whole', async () => {
    const { source: broken } = failingSource(told(1000).source, 0)
    const planned = plannedSource(broken)
    expect(await planned.read(10, 5)).toHaveLength(5)
  })

  test('is planned through a part of it', async () => {
    const { source, reads } = told()
    const part = sliceSource(plannedSource(source), MIB, MIB)
    await part.prefetch?.([{ offset: 16, length: 16 }])
    expect(await part.read(20, 4)).toEqual(await source.read(MIB + 20, 4))
    expect(reads[0]).toEqual([MIB + 16, 16])
  })
})

describe('batches', () => {
  test('ask for their ranges together, and for few bytes at a time', async () => {
    const { source, reads } = told(64 * MIB, false)
    const items = Array.from({ length: 3000 }, (_, at) => at)
    const seen: number[] = []
    let last = 0
    for await (const some of batches(plannedSource(source), items, (at) => ({
      offset: at * 20_000,
      length: 100,
    }))) {
      const bytes = reads.slice(last).reduce((sum, [, length]) => sum + length, 0)
      expect(bytes).toBeLessThanOrEqual(8 * MIB)
      last = reads.length
      for (const item of some) seen.push(item)
    }
    expect(seen).toEqual(items)
    expect(reads.length).toBeLessThan(10)
  })

  test('are all items at once where nothing takes plans', async () => {
    const all: (readonly number[])[] = []
    for await (const some of batches(told().source, [1, 2, 3], () => ({ offset: 0, length: 1 })))
      all.push(some)
    expect(all).toEqual([[1, 2, 3]])
  })
})

describe('work side by side', () => {
  test('gives its results in the order of the items', async () => {
    const results = await sideBySide([30, 1, 20], 2, async (wait) => {
      await new Promise((resolve) => {
        setTimeout(resolve, wait)
      })
      return wait
    })
    expect(results).toEqual([30, 1, 20])
  })

  test('fails with the first error in the order of the items, and begins no more', async () => {
    const begun: number[] = []
    const failing = sideBySide([20, 1, 5, 7], 2, async (wait) => {
      begun.push(wait)
      await new Promise((resolve) => {
        setTimeout(resolve, wait)
      })
      throw new PthError('USAGE', { reason: String(wait) })
    })
    const error = await failing.catch((thrown: unknown) => thrown)
    expect(isPthError(error, 'USAGE') && error.details.reason).toBe('20')
    expect(begun).toEqual([20, 1])
  })
})
