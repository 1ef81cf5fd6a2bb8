/** Reads that follow one another come out of a stream, and give the bytes that single reads give. */
import { expect, test } from 'vitest'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'
import { streamedSource } from '../../src/io/streamed.ts'

const MIB = 1 << 20
const bytes = new Uint8Array(12 * MIB)
for (let at = 0; at < bytes.length; at += 997) bytes[at] = at % 251

interface Counted {
  readonly source: ByteSource
  /** Single reads: offset and length. */
  readonly reads: [offset: number, length: number][]
  /** Where streams began. */
  readonly streams: number[]
  /** Streams that were given up. */
  readonly cancelled: number[]
}

/** A source that counts; its streams come in pieces of `piece` bytes, and fail behind `failsAt`. */
function counted(piece: number, failsAt = Infinity): Counted {
  const { name, byteLength, read } = memorySource(bytes, 'counted')
  const found = { reads: [] as [number, number][], streams: [] as number[], cancelled: [] as number[] }
  const source = streamedSource(
    {
      name,
      byteLength,
      read: (offset, length) => {
        found.reads.push([offset, length])
        return read(offset, length)
      },
    },
    (offset) => {
      found.streams.push(offset)
      let at = offset
      return new ReadableStream({
        pull: (controller) => {
          if (at >= failsAt) return controller.error(new Error('the file changed'))
          controller.enqueue(bytes.slice(at, at + piece))
          at += piece
          if (at >= bytes.length) controller.close()
        },
        cancel: () => void found.cancelled.push(offset),
      })
    },
  )
  return { source, ...found }
}

async function readInto(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const target = new Uint8Array(length)
  await source.readInto?.(offset, target)
  return target
}

const isRight = (found: Uint8Array, offset: number): boolean =>
  Buffer.compare(found, bytes.subarray(offset, offset + found.length)) === 0

test('a stream that fills the memory of its reader is read in full views of it', async () => {
  const { name, byteLength, read } = memorySource(bytes, 'filled')
  const views: number[] = []
  const source = streamedSource({ name, byteLength, read }, (offset) => {
    let at = offset
    return new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        const request = controller.byobRequest
        const view = request?.view
        if (request === null || !(view instanceof Uint8Array)) throw new TypeError('no memory was handed in')
        views.push(view.length)
        const next = bytes.subarray(at, at + Math.min(view.length, 70_000))
        if (next.length === 0) controller.close()
        view.set(next)
        at += next.length
        request.respond(next.length)
      },
    })
  })
  const offsets = Array.from({ length: 11 }, (_, index) => 100 + index * (MIB + 64))
  const found = await Promise.all(offsets.map((offset) => readInto(source, offset, MIB)))
  for (const [at, offset] of offsets.entries())
    expect(isRight(found[at] ?? new Uint8Array(), offset)).toBe(true)
  expect(views.length).toBeGreaterThan(100)
  expect(new Set(views)).toEqual(new Set([1 << 18]))
  const last = bytes.length - 20
  expect(isRight(await readInto(source, last - 20, 20), last - 20)).toBe(true)
  expect(isRight(await readInto(source, last, 20), last)).toBe(true)
})

test.each([1000, 1 << 16, 3 * MIB])(
  'reads that follow one another, side by side, come out of one stream in pieces of %d bytes',
  async (piece) => {
    const { source, reads, streams } = counted(piece)
    // As a conversion reads: pieces of 1 MiB with small gaps, many of them under way at once.
    const offsets = Array.from({ length: 11 }, (_, index) => 100 + index * (MIB + 64))
    const found = await Promise.all(offsets.map((offset) => readInto(source, offset, MIB)))
    for (const [at, offset] of offsets.entries())
      expect(isRight(found[at] ?? new Uint8Array(), offset)).toBe(true)
    expect(reads).toEqual([[100, MIB]])
    expect(streams).toEqual([100 + MIB + 64])
  },
)

test('a read elsewhere is made as it is asked for, and the end of the source is not passed', async () => {
  const { source, reads, streams } = counted(1000)
  await readInto(source, 0, 10)
  await readInto(source, 5 * MIB, 10)
  await readInto(source, 5000, 10)
  expect(streams).toEqual([])
  expect(reads.splice(0)).toEqual([
    [0, 10],
    [5 * MIB, 10],
    [5000, 10],
  ])
  expect(isRight(await readInto(source, bytes.length - 20, 10), bytes.length - 20)).toBe(true)
  expect(isRight(await readInto(source, bytes.length - 10, 10), bytes.length - 10)).toBe(true)
  expect(streams).toEqual([bytes.length - 10])
  expect(await readInto(source, bytes.length, 0)).toEqual(new Uint8Array(0))
  await expect(readInto(source, bytes.length - 5, 10)).rejects.toMatchObject({ code: 'SOURCE_TRUNCATED' })
})

test('what a stream cannot give is read once more, and the error is that of the read', async () => {
  const { source, reads, streams } = counted(MIB, 2 * MIB)
  await readInto(source, 0, 10)
  expect(isRight(await readInto(source, 10, MIB), 10)).toBe(true)
  expect(isRight(await readInto(source, 10 + MIB, 2 * MIB), 10 + MIB)).toBe(true)
  expect([reads, streams]).toEqual([
    [
      [0, 10],
      [10 + MIB, 2 * MIB],
    ],
    [10],
  ])
})

test('a stream that stops is given up, and what it should have given is read', async () => {
  const { name, byteLength, read } = memorySource(bytes, 'stopped')
  let streams = 0
  const source = streamedSource(
    { name, byteLength, read },
    () => {
      streams += 1
      return new ReadableStream({ pull: () => new Promise(() => undefined) })
    },
    20,
  )
  await readInto(source, 0, 10)
  const found = await Promise.all([10, 20, 30].map((offset) => readInto(source, offset, 10)))
  for (const [at, part] of found.entries()) expect(isRight(part, 10 + at * 10)).toBe(true)
  expect(streams).toBe(3)
})

test('streams after one that stopped are not asked to fill memory', async () => {
  // The test before had one stop.
  const { name, byteLength, read } = memorySource(bytes, 'after')
  const asked: boolean[] = []
  const source = streamedSource({ name, byteLength, read }, (offset) => {
    let at = offset
    return new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        asked.push(controller.byobRequest !== null)
        controller.enqueue(bytes.slice(at, at + MIB))
        at += MIB
      },
    })
  })
  await readInto(source, 0, 10)
  expect(isRight(await readInto(source, 10, 2 * MIB), 10)).toBe(true)
  expect(new Set(asked)).toEqual(new Set([false]))
})

test('of many sources only few have a stream open, and the others go on with another one', async () => {
  const all = Array.from({ length: 8 }, () => counted(MIB))
  for (const { source } of all) {
    await readInto(source, 0, 10)
    await readInto(source, 10, 10)
  }
  expect(all.map(({ cancelled }) => cancelled.length)).toEqual([1, 1, 1, 1, 0, 0, 0, 0])
  for (const { source, streams } of all) {
    expect(isRight(await readInto(source, 20, 3 * MIB), 20)).toBe(true)
    expect(streams.length).toBeLessThan(3)
  }
})
