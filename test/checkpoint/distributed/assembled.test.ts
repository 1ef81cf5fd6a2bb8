import { describe, expect, test } from 'vitest'
import { assembledRecord } from '../../../src/checkpoint/distributed/assembled.ts'
import type { Piece } from '../../../src/checkpoint/distributed/assembled.ts'
import { tilingProblem } from '../../../src/checkpoint/distributed/tiling.ts'
import type { Box } from '../../../src/checkpoint/distributed/tiling.ts'
import { memorySource } from '../../../src/io/source.ts'
import type { ByteSource } from '../../../src/io/source.ts'

/** Numbers that are the same in every run. */
function newRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const numelOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** The whole, cut in two again and again along a dimension of each part. */
function cut(shape: readonly number[], times: number, random: (below: number) => number): Box[] {
  let boxes: Box[] = [{ offsets: shape.map(() => 0), sizes: shape }]
  for (let time = 0; time < times && shape.length > 0; time += 1) {
    const at = random(boxes.length)
    const dim = random(shape.length)
    const { offsets, sizes } = boxes[at] as Box
    const size = sizes[dim] as number
    if (size < 2) continue
    const first = 1 + random(size - 1)
    const one = { offsets, sizes: sizes.with(dim, first) }
    const other = {
      offsets: offsets.with(dim, (offsets[dim] as number) + first),
      sizes: sizes.with(dim, size - first),
    }
    boxes = [...boxes.slice(0, at), one, other, ...boxes.slice(at + 1)]
  }
  return boxes
}

/** The bytes of a box, element by element: slow, and with none of the arithmetic under test. */
function bytesOf(
  whole: Uint8Array,
  shape: readonly number[],
  { offsets, sizes }: Box,
  itemsize: number,
): Uint8Array {
  const bytes: number[] = []
  const walk = (dim: number, place: number): void => {
    if (dim === shape.length) {
      bytes.push(...whole.subarray(place * itemsize, (place + 1) * itemsize))
      return
    }
    for (let index = 0; index < (sizes[dim] as number); index += 1)
      walk(dim + 1, place * (shape[dim] as number) + (offsets[dim] as number) + index)
  }
  walk(0, 0)
  return Uint8Array.from(bytes)
}

function pieceOf(box: Box, bytes: Uint8Array): Piece {
  return { ...box, label: `piece at ${box.offsets.join()}`, open: async () => memorySource(bytes) }
}

const endingIn = (last: number): Piece => pieceOf(box([0], [4]), Uint8Array.of(1, 2, 3, last))

/** Four bytes in two places, the second of which ends in `last`. */
function openTwice(last: number): Promise<ByteSource> {
  const pieces = [{ ...endingIn(4), copies: [endingIn(last)] }]
  return assembledRecord({ name: 'w', shape: [4], itemsize: 1, pieces }).open()
}

describe('a tensor in pieces', () => {
  test('gives the bytes of the whole, whichever way it is cut and read', async () => {
    const random = newRandom(7)
    for (let round = 0; round < 300; round += 1) {
      const shape = Array.from({ length: random(5) }, () => 1 + random(7))
      const itemsize = [1, 2, 4, 8, 16][random(5)] as number
      const whole = Uint8Array.from({ length: numelOf(shape) * itemsize }, () => random(256))
      const boxes = cut(shape, random(12), random)
      expect(tilingProblem(shape, boxes, 'it')).toBeNull()
      const pieces = boxes.map((box) => pieceOf(box, bytesOf(whole, shape, box, itemsize)))
      const source = await assembledRecord({ name: 'it', shape, itemsize, pieces }).open()
      expect(source.byteLength).toBe(whole.length)
      expect(await source.read(0, whole.length)).toEqual(whole)
      for (let part = 0; part < 6; part += 1) {
        const start = random(whole.length + 1)
        const length = random(whole.length - start + 1)
        expect(await source.read(start, length)).toEqual(whole.subarray(start, start + length))
      }
    }
  })

  test('a hole is an error and never zeros', async () => {
    const pieces = [pieceOf({ offsets: [0], sizes: [3] }, Uint8Array.of(1, 2, 3))]
    const source = await assembledRecord({ name: 'w', shape: [5], itemsize: 1, pieces }).open()
    expect(await source.read(0, 3)).toEqual(Uint8Array.of(1, 2, 3))
    await expect(source.read(2, 3)).rejects.toMatchObject({ code: 'SOURCE_TRUNCATED' })
  })

  test('a piece that has more or fewer bytes than its box is refused', async () => {
    for (const length of [3, 5]) {
      const pieces = [pieceOf({ offsets: [0], sizes: [4] }, new Uint8Array(length))]
      const source = await assembledRecord({ name: 'w', shape: [4], itemsize: 1, pieces }).open()
      await expect(source.read(0, 4)).rejects.toMatchObject({ code: 'SOURCE_TRUNCATED' })
    }
  })

  test('two places of one box must have the same bytes', async () => {
    expect(await (await openTwice(4)).read(0, 4)).toEqual(Uint8Array.of(1, 2, 3, 4))
    await expect((await openTwice(5)).read(0, 4)).rejects.toMatchObject({ code: 'PIECES_INVALID' })
  })
})

const box = (offsets: number[], sizes: number[]): Box => ({ offsets, sizes })

describe('boxes of a tensor', () => {
  test.each<[what: string, shape: number[], boxes: Box[], problem: RegExp]>([
    ['no box', [2, 2], [], /4 of its 4 elements are in no piece/],
    ['a hole', [4], [box([0], [2]), box([3], [1])], /1 of its 4 elements/],
    ['an overlap that hides a hole', [4], [box([0], [3]), box([2], [1])], /overlap/],
    ['one box twice', [2, 2], [box([0, 0], [2, 2]), box([0, 0], [2, 2])], /overlap/],
    ['an overlap in the second dimension', [2, 4], [box([0, 0], [2, 3]), box([0, 2], [1, 2])], /overlap/],
    ['outside', [4], [box([2], [3])], /not inside/],
    ['another rank', [4], [box([0, 0], [4, 1])], /2 dimensions/],
    ['two scalars', [], [box([], []), box([], [])], /overlap/],
    ['an impossible shape', [2 ** 40, 2 ** 40], [], /impossible/],
  ])('%s is told', (_, shape, boxes, problem) => {
    expect(tilingProblem(shape, boxes, 'w')).toMatch(problem)
  })

  test('boxes without elements cover nothing, wherever they are', () => {
    expect(tilingProblem([2], [box([0], [2]), box([2], [0]), box([0], [0])], 'w')).toBeNull()
    expect(tilingProblem([0, 3], [], 'w')).toBeNull()
  })

  test('a grid of 40,000 boxes takes moments, and a pile of boxes is refused', () => {
    const grid = Array.from({ length: 40_000 }, (_, at) => box([Math.floor(at / 200), at % 200], [1, 1]))
    expect(tilingProblem([200, 200], grid, 'w')).toBeNull()
    const pile = Array.from({ length: 20_000 }, (_, at) => box([at, 0], [20_000 - at, 1]))
    expect(tilingProblem([20_000, 20_000], pile, 'w')).toMatch(/elements are in no piece|overlap/)
  })
})
