import { expect, test } from 'vitest'
import { bufferedSink, memorySink } from '../../src/io/sink.ts'

test('pieces of any size arrive in order, in few writes', async () => {
  const whole = memorySink()
  let writes = 0
  const out = bufferedSink({ write: (bytes) => ((writes += 1), whole.write(bytes)) }, 16)
  const sent: number[] = []
  for (let size = 0; size < 40; size += 1) {
    const piece = Uint8Array.from({ length: size }, (_, at) => (sent.length + at) & 0xff)
    sent.push(...piece)
    await out.write(piece)
  }
  const room = await out.room(3)
  room.set([9, 9, 9])
  out.advance(room.length)
  sent.push(...Array.from({ length: room.length }, () => 9))
  expect(out.position).toBe(sent.length)
  await out.flush()
  expect([...whole.bytes()]).toEqual(sent)
  expect(writes).toBe(Math.ceil(sent.length / 16))
})

test('a buffer is not reused before its write is done', async () => {
  const seen: number[][] = []
  const slow = {
    write: async (bytes: Uint8Array): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      seen.push([...bytes])
    },
  }
  const out = bufferedSink(slow, 2)
  await out.write(new Uint8Array([1, 2, 3, 4, 5, 6, 7]))
  await out.flush()
  expect(seen).toEqual([[1, 2], [3, 4], [5, 6], [7]])
})

test('a failed write is met, whatever comes after it', async () => {
  const out = bufferedSink({ write: () => Promise.reject(new Error('full')) }, 2)
  await out.write(new Uint8Array([1, 2]))
  await expect(out.write(new Uint8Array(10)).then(() => out.flush())).rejects.toThrow('full')
})
