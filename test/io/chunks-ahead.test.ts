/** Chunks in order, the next one read while one is worked on, in the memory of two. */
import { expect, test } from 'vitest'
import { PthError } from '../../src/errors.ts'
import { chunksAhead } from '../../src/io/chunks-ahead.ts'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'

const BYTES = Uint8Array.from({ length: 100 }, (_, at) => at)

/** A source that fills memory, and records what it was asked for. */
function filling(asked: number[], failsAt = Infinity): ByteSource {
  const memory = memorySource(BYTES)
  return {
    ...memory,
    readInto: async (offset, target) => {
      asked.push(offset)
      if (offset >= failsAt) throw new PthError('SOURCE_UNREADABLE', { path: 'x', reason: 'gone' })
      target.set(await memory.read(offset, target.length))
    },
  }
}

async function gathered(source: ByteSource, start: number, length: number): Promise<number[]> {
  const all: number[] = []
  for await (const chunk of chunksAhead(source, start, length, 16)) for (const byte of chunk) all.push(byte)
  return all
}

test.each([
  [0, 100],
  [3, 0],
  [3, 16],
  [3, 17],
  [5, 32],
  [50, 50],
])('from %i on, %i bytes', async (start, length) => {
  const wanted = [...BYTES.subarray(start, start + length)]
  expect(await gathered(memorySource(BYTES), start, length)).toEqual(wanted)
  expect(await gathered(filling([]), start, length)).toEqual(wanted)
})

test('the next chunk is asked for before one is handed out, in the buffer of the one before it', async () => {
  const asked: number[] = []
  const chunks = chunksAhead(filling(asked), 0, 64, 16)
  const first = (await chunks.next()).value as Uint8Array
  expect(asked).toEqual([0, 16])
  const second = (await chunks.next()).value as Uint8Array
  expect(asked).toEqual([0, 16, 32])
  const third = (await chunks.next()).value as Uint8Array
  expect(third.buffer).toBe(first.buffer)
  expect(second.buffer).not.toBe(first.buffer)
  await chunks.return(undefined)
})

test('a failure comes where its chunk is, and not at all for a reader who stopped before', async () => {
  const seen: number[] = []
  await expect(async () => {
    for await (const chunk of chunksAhead(filling([], 32), 0, 64, 16)) seen.push(chunk[0] ?? -1)
  }).rejects.toThrow('gone')
  expect(seen).toEqual([0, 16])
  for await (const chunk of chunksAhead(filling([], 16), 0, 64, 16)) {
    expect(chunk[0]).toBe(0)
    break
  }
})
