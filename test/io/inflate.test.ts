/** Deflated data as random access, against zlib. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { countingSource } from '../../src/io/counting.ts'
import { inflatedSource, newInflateRoom } from '../../src/io/inflate.ts'
import { memorySource } from '../../src/io/source.ts'
import { expectCode } from '../support/errors.ts'
import { failingSource } from '../support/sources.ts'

const PLAIN = Uint8Array.from({ length: 300_000 }, (_, at) => (at * at) >>> 7)
const PACKED = new Uint8Array(deflateRawSync(PLAIN))

test('forwards, backwards, overlapping and at the same time', async () => {
  const source = inflatedSource(memorySource(PACKED), PLAIN.length, 'x')
  const ranges = [
    [0, 10],
    [100_000, 70_000],
    [5, 3],
    [299_999, 1],
    [0, 300_000],
    [300_000, 0],
  ] as const
  const found = await Promise.all(ranges.map(([offset, length]) => source.read(offset, length)))
  for (const [at, [offset, length]] of ranges.entries()) {
    expect(Buffer.compare(found[at] ?? new Uint8Array(0), PLAIN.subarray(offset, offset + length))).toBe(0)
  }
})

function read(packed: Uint8Array, length: number): Promise<Uint8Array> {
  return inflatedSource(memorySource(packed), length, 'x').read(0, length)
}

test('damaged, cut, too short and too long streams are refused', async () => {
  await expectCode(read(Uint8Array.of(0xff, 0xff, 0xff), 10), 'ZIP_INVALID')
  await expectCode(read(PACKED, PLAIN.length - 1), 'ZIP_INVALID')
  await expectCode(read(PACKED.subarray(0, PACKED.length >> 1), PLAIN.length), 'ZIP_INVALID')
  await expectCode(read(PACKED, PLAIN.length + 1), 'SOURCE_TRUNCATED')
  await expectCode(async () => inflatedSource(memorySource(PACKED), 2 ** 40, 'x'), 'LIMIT_EXCEEDED')
})

test('an error of the source below comes out as it is', async () => {
  const { source } = failingSource(memorySource(PACKED), 0)
  await expectCode(inflatedSource(source, PLAIN.length, 'x').read(0, PLAIN.length), 'SOURCE_UNREADABLE')
})

test('reading backward again and again does not inflate again and again', async () => {
  const count = { bytes: 0, reads: 0 }
  const room = newInflateRoom()
  const source = inflatedSource(countingSource(memorySource(PACKED), count), PLAIN.length, 'x', room)
  const other = inflatedSource(countingSource(memorySource(PACKED), count), PLAIN.length, 'y', room)
  for (let at = 299; at >= 0; at -= 1) {
    expect(
      Buffer.compare(await source.read(at * 1000, 1000), PLAIN.subarray(at * 1000, at * 1000 + 1000)),
    ).toBe(0)
  }
  expect(count.bytes).toBeLessThan(7 * PACKED.length)
  // One content is kept at a time, whichever source was begun again last.
  for (const offset of [200_000, 150_000, 100_000, 50_000, 10_000, 0]) {
    expect(Buffer.compare(await other.read(offset, 9), PLAIN.subarray(offset, offset + 9))).toBe(0)
    expect(Buffer.compare(await source.read(offset, 9), PLAIN.subarray(offset, offset + 9))).toBe(0)
  }
})
