/** Strided views written out, against the plainest loop there is. */
import { expect, test } from 'vitest'
import { gatherBlocks } from '../../../src/checkpoint/read/gather.ts'
import { extentOf, numelOf } from '../../../src/checkpoint/tensor.ts'
import { memorySource } from '../../../src/io/source.ts'

/** Element by element, by the definition of strides. */
function naive(
  data: Uint8Array,
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
  itemsize: number,
): number[] {
  const out: number[] = []
  for (let flat = 0; flat < numelOf(shape); flat += 1) {
    let rest = flat
    let at = offset
    for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
      const size = shape[dim] ?? 1
      at += (rest % size) * (stride[dim] ?? 0)
      rest = Math.floor(rest / size)
    }
    for (let byte = 0; byte < itemsize; byte += 1) out.push(data[at * itemsize + byte] ?? -1)
  }
  return out
}

async function gather(
  data: Uint8Array,
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
  itemsize: number,
  block: number,
  reuse = false,
): Promise<number[]> {
  const out: number[] = []
  for await (const chunk of gatherBlocks(memorySource(data), shape, stride, offset, itemsize, block, reuse))
    out.push(...chunk)
  return out
}

/** A linear congruential generator: the same views on every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test.each([1, 2, 4, 8, 16])('100 random views of elements of %i bytes', async (itemsize) => {
  const pick = generator(itemsize)
  for (let round = 0; round < 100; round += 1) {
    const rank = pick(6)
    const shape = Array.from({ length: rank }, () => 1 + pick(5))
    const stride = Array.from({ length: rank }, () => [0, 1, pick(4), pick(40)][pick(4)] ?? 0)
    const offset = pick(7)
    const data = Uint8Array.from({ length: (offset + extentOf(shape, stride)) * itemsize }, () => pick(256))
    const block = [itemsize, 3 * itemsize, 64, 1 << 20][pick(4)] ?? 64
    const facts = JSON.stringify({ shape, stride, offset, block })
    expect(await gather(data, shape, stride, offset, itemsize, block, pick(2) === 1), facts).toEqual(
      naive(data, shape, stride, offset, itemsize),
    )
  }
})

test('a transposed matrix larger than a block, and one read in far-apart pieces', async () => {
  const data = Uint8Array.from({ length: 300 * 200 * 4 }, (_, at) => (at * 31) & 0xff)
  expect(await gather(data, [200, 300], [1, 200], 0, 4, 4096)).toEqual(
    naive(data, [200, 300], [1, 200], 0, 4),
  )
  expect(await gather(data, [3, 2], [20_000, 1], 5, 4, 64)).toEqual(naive(data, [3, 2], [20_000, 1], 5, 4))
})

/** Numbers in order, so that an element tells where it was. */
function counted(count: number): { readonly numbers: Uint32Array; readonly bytes: Uint8Array } {
  const numbers = Uint32Array.from({ length: count }, (_, at) => at)
  return { numbers, bytes: new Uint8Array(numbers.buffer) }
}

test.each([
  ['more than one window', 1500, 1600],
  ['more than one block', 2100, 2200],
  ['rows further apart than is read for nothing', 90, 40_000],
])('a transposed matrix of %s', async (_, rows, columns) => {
  const { bytes } = counted(rows * columns)
  const out = new Uint32Array(rows * columns)
  let at = 0
  // Only some of the columns, so that the last case leaves most of each row out.
  const taken = Math.min(columns, 2200)
  for await (const chunk of gatherBlocks(
    memorySource(bytes),
    [taken, rows],
    [1, columns],
    0,
    4,
    1 << 20,
    true,
  )) {
    out.set(new Uint32Array(chunk.slice().buffer), at)
    at += chunk.length / 4
  }
  expect(at).toBe(taken * rows)
  let wrong = 0
  for (let column = 0; column < taken; column += 1) {
    for (let row = 0; row < rows; row += 1)
      if (out[column * rows + row] !== row * columns + column) wrong += 1
  }
  expect(wrong).toBe(0)
})
