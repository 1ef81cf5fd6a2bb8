/** Blocks of strided views by their runs, against the gathering that reads what lies between, too. */
import { describe, expect, test } from 'vitest'
import { blocksOf, gatherBlocks, simplify } from '../../../src/checkpoint/read/gather.ts'
import { gatherRuns, hasRuns, runMemory } from '../../../src/checkpoint/read/gather-runs.ts'
import { memorySource } from '../../../src/io/source.ts'

interface View {
  readonly shape: readonly number[]
  readonly stride: readonly number[]
  readonly offset: number
}

const VIEWS: readonly (readonly [string, View])[] = [
  ['a transposed matrix', { shape: [300, 700], stride: [1, 613], offset: 0 }],
  ['a transposed matrix, from its middle', { shape: [257, 131], stride: [1, 613], offset: 77 }],
  ['a batch of transposed matrices', { shape: [3, 300, 65], stride: [613 * 70, 1, 613], offset: 5 }],
  ['the last axis first', { shape: [290, 7, 9], stride: [1, 613 * 9, 613], offset: 0 }],
  [
    'rows taken in turn from two axes',
    { shape: [64, 280, 3, 2], stride: [613, 1, 613 * 130, 613 * 64], offset: 3 },
  ],
  ['an expanded axis', { shape: [4, 260, 100], stride: [0, 1, 613], offset: 0 }],
]

async function gathered(
  { shape, stride, offset }: View,
  itemsize: number,
  bytes: Uint8Array,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of gatherBlocks(memorySource(bytes), shape, stride, offset, itemsize, 1 << 16))
    chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe.each(VIEWS)('%s', (_, view) => {
  test.each([1, 2, 4, 8, 16])('in elements of %i bytes', async (itemsize) => {
    const last = view.shape.reduce(
      (at, size, axis) => at + (size - 1) * (view.stride[axis] ?? 0),
      view.offset,
    )
    const bytes = Uint8Array.from({ length: (last + 1) * itemsize }, (__, at) => (at * 2_654_435_761) >>> 13)
    const wanted = await gathered(view, itemsize, bytes)
    for (const most of [700 * 300, 9_000, 65_000]) {
      const parts: Uint8Array[] = []
      let runs = 0
      for (const block of blocksOf(simplify(view.shape, view.stride), view.offset, most)) {
        if (!hasRuns(block, itemsize)) {
          const shape = block.dimensions.map(({ size }) => size)
          const stride = block.dimensions.map((each) => each.stride)
          parts.push(await gathered({ shape, stride, offset: block.base }, itemsize, bytes))
          continue
        }
        runs += 1
        const out = new Uint8Array(block.numel * itemsize)
        const memory = new Uint8Array(runMemory(block, itemsize))
        gatherRuns(
          (offset, target) => {
            if (offset + target.length > bytes.length) throw new Error('past the storage')
            target.set(bytes.subarray(offset, offset + target.length))
          },
          block,
          itemsize,
          memory,
          out,
        )
        parts.push(out)
      }
      expect(Buffer.compare(Buffer.concat(parts), wanted)).toBe(0)
      if (most === 700 * 300) expect(runs > 0).toBe(itemsize * 257 >= 256)
    }
  })
})

function of(shape: number[], stride: number[]): boolean {
  return [...blocksOf(simplify(shape, stride), 0, 1 << 20)].some((block) => hasRuns(block, 4))
}

test('a contiguous tensor, rows side by side and short runs are not gathered by runs', () => {
  expect(of([100, 100], [100, 1])).toBe(false)
  expect(of([100, 1000], [1500, 1])).toBe(false)
  expect(of([30, 100], [1, 200])).toBe(false)
  expect(of([100, 100], [1, 200])).toBe(true)
})
