/** Bytes are hashed once each, in the order of the file, whoever reads them in whatever order. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashedSource } from '../../src/io/hashed-source.ts'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'

const FILE = new Uint8Array(300_000).map((_, at) => (at * 13 + (at >> 7)) % 251)
const DIGEST = createHash('sha256').update(FILE).digest('hex')

/** Numbers that are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** The file by a source that answers late and out of order, counts its bytes, and fails now and then. */
function slow(below: (n: number) => number, fails: () => boolean): ByteSource & { count: number } {
  const memory = memorySource(FILE)
  return {
    ...memory,
    count: 0,
    async read(offset, length) {
      await new Promise((done) => setTimeout(done, below(3)))
      if (fails()) throw new Error('cut')
      this.count += length
      return memory.read(offset, length)
    },
  }
}

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  'reads in any order, some at once: %s',
  async (seed) => {
    const below = random(seed)
    const failing = { now: seed % 3 === 0 }
    const inner = slow(below, () => failing.now && below(5) === 0)
    const hash = createHash('sha256')
    const hashed = hashedSource(inner, (bytes) => hash.update(bytes))
    const reads: Promise<unknown>[] = []
    for (let at = 0; at < FILE.length;) {
      const length = Math.min(1 + below(20_000), FILE.length - at)
      // Some again, some with what is before them, some not at all.
      const from = Math.max(0, at - below(2) * below(500))
      const target = new Uint8Array(length)
      if (below(4) > 0)
        reads.push(
          below(2) === 0
            ? hashed.source
                .read(from, length)
                .then((bytes) => expect(bytes).toEqual(FILE.subarray(from, from + length)))
            : (hashed.source.readInto?.(from, target) ?? Promise.resolve()).then(() =>
                expect(target).toEqual(FILE.subarray(from, from + length)),
              ),
        )
      // Its failure is looked at below.
      reads.at(-1)?.catch(() => undefined)
      if (below(3) === 0) await Promise.allSettled(reads.splice(0))
      at = from + length + (below(3) === 0 ? below(60) : 0)
    }
    const outcomes = await Promise.allSettled(reads)
    if (!failing.now) expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    failing.now = false
    let last = 0
    await hashed.rest((done) => (last = done))
    expect(hash.digest('hex')).toBe(DIGEST)
    expect(last === 0 || last === FILE.length).toBe(true)
  },
)

test('what was read in order with a few bytes left out is not read again', async () => {
  const inner = slow(
    () => 0,
    () => false,
  )
  const hash = createHash('sha256')
  const hashed = hashedSource(inner, (bytes) => hash.update(bytes))
  for (let at = 0; at < FILE.length; at += 10_000) await hashed.source.read(at, 9_984)
  await hashed.rest(() => undefined)
  expect(hash.digest('hex')).toBe(DIGEST)
  expect(inner.count).toBe(FILE.length)
})

test('a failure of what nobody has read is that of the digest', async () => {
  const hashed = hashedSource(
    slow(
      () => 0,
      () => true,
    ),
    () => undefined,
  )
  await expect(hashed.source.read(0, 10)).rejects.toThrow('cut')
  await expect(hashed.rest(() => undefined)).rejects.toThrow('cut')
})
