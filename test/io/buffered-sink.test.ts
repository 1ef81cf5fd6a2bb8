import { expect, test } from 'vitest'
import { bufferedSink } from '../../src/io/buffered-sink.ts'
import { memorySink } from '../../src/io/sink.ts'

function memory(bufferBytes: number): Uint8Array {
  return new Uint8Array(3 * bufferBytes)
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

test('pieces of any size arrive in order, in few writes', async () => {
  const whole = memorySink()
  let writes = 0
  const out = bufferedSink({ write: (bytes) => ((writes += 1), whole.write(bytes)) }, memory(16))
  const sent: number[] = []
  for (let size = 0; size < 40; size += 1) {
    const piece = Uint8Array.from({ length: size }, (_, at) => (sent.length + at) & 0xff)
    sent.push(...piece)
    await out.write(piece)
    expect(out.position).toBe(sent.length)
  }
  await out.flush()
  expect([...whole.bytes()]).toEqual(sent)
  expect(writes).toBe(Math.ceil(sent.length / 16))
})

test('pieces that are filled late, and in any order, stand where they belong', async () => {
  const whole = memorySink()
  const out = bufferedSink(whole, memory(16))
  const sent: number[] = []
  const seed = [5, 1, 4, 2, 3]
  for (let size = 1; size < 40; size += 1) {
    const piece = Uint8Array.from({ length: size }, (_, at) => (sent.length + at) & 0xff)
    sent.push(...piece)
    await out.fill(size, async (target, at) => {
      await later(seed[(size + at) % 5] ?? 0)
      target.set(piece.subarray(at, at + target.length))
    })
  }
  await out.flush()
  expect([...whole.bytes()]).toEqual(sent)
})

test('fills go on side by side, while another buffer is written', async () => {
  let open = 0
  let most = 0
  const out = bufferedSink({ write: () => later(5) }, memory(4))
  for (let piece = 0; piece < 16; piece += 1) {
    await out.fill(2, async () => {
      open += 1
      most = Math.max(most, open)
      await later(2)
      open -= 1
    })
  }
  await out.flush()
  // Two buffers are being filled at most while the third is written, or all three before any is.
  expect(most).toBe(6)
})

test('a buffer is not reused before its write is done', async () => {
  const seen: number[][] = []
  const slow = {
    write: async (bytes: Uint8Array): Promise<void> => {
      await later(2)
      seen.push([...bytes])
    },
  }
  const out = bufferedSink(slow, memory(2))
  await out.write(Uint8Array.from({ length: 13 }, (_, at) => at))
  await out.flush()
  expect(seen).toEqual([[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11], [12]])
})

test('a failed write is met, whatever comes after it, and nothing is written after it', async () => {
  let writes = 0
  const out = bufferedSink({ write: () => ((writes += 1), Promise.reject(new Error('full'))) }, memory(2))
  await out.write(new Uint8Array([1, 2]))
  await expect(out.write(new Uint8Array(10)).then(() => out.flush())).rejects.toThrow('full')
  await expect(out.flush()).rejects.toThrow('full')
  expect(writes).toBe(1)
})

test('of several failures the first by order is told, though it comes last', async () => {
  const whole = memorySink()
  const out = bufferedSink(whole, memory(4))
  await out.fill(1, async () => {
    await later(10)
    throw new Error('first')
  })
  await out.fill(1, async () => {
    throw new Error('second')
  })
  await later(1)
  await expect(out.write(new Uint8Array(8)).then(() => out.flush())).rejects.toThrow('first')
  expect(whole.bytes()).toEqual(new Uint8Array(0))
})
