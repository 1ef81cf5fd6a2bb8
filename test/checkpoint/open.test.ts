/** Opening as a whole: how little is read, and what happens when a read fails or a byte is wrong. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'
import { named, storage, tensor } from '../support/assembler.ts'
import { hugeArchive } from '../support/huge.ts'
import { countingSource, failingSource } from '../support/sources.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures')
const SWEPT = [
  'shared-views.pth',
  'deflated.pth',
  'dtypes.pth',
  'big-endian.pth',
  'module-net.pth',
  'zip64.pth',
]

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FIXTURES, name)))
}

/** Open and read every tensor that can be read. */
async function readAll(source: ByteSource): Promise<number> {
  const checkpoint = await openCheckpoint(source)
  let bytes = 0
  for (const { tensor } of checkpoint.graph.tensors) {
    if (tensor.problem === null && !('parts' in tensor))
      bytes += (await readEntry({ name: 't', tensor })).length
  }
  return bytes
}

describe('opening reads at most the central directory, the pickles and 64 KiB', () => {
  test.each([
    ['10 MB', 10 * 2 ** 20],
    ['10 GB', 10 * 2 ** 30],
  ])('of %s', async (_, size) => {
    const pickle = named({
      w: tensor(storage('0', size / 4), [size / 4], [1]),
      b: tensor(storage('1', 2), [2], [1]),
    })
    const { source, directorySize } = hugeArchive(pickle, size, new Uint8Array(8), new Uint8Array(8))
    const { source: counted, counts } = countingSource(source)
    const checkpoint = await openCheckpoint(counted)
    expect(checkpoint.stateDict.tensors).toHaveLength(2)
    expect(counts.bytes).toBeLessThanOrEqual(directorySize + pickle.length + 65_536)
  })
})

describe('a disk that fails', () => {
  test.each(SWEPT)('%s: whichever read fails, the error comes out as it is', async (name) => {
    const data = fixture(name)
    const whole = countingSource(memorySource(data, name))
    await readAll(whole.source)
    expect(whole.counts.reads).toBeGreaterThan(3)
    for (let at = 0; at < whole.counts.reads; at += 1) {
      const { source } = failingSource(memorySource(data, name), at)
      const error = await readAll(source).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(isPthError(error, 'SOURCE_UNREADABLE'), `read ${at} of ${whole.counts.reads}`).toBe(true)
    }
  })
})

/** xorshift32: the same bytes on every run. */
function* seeded(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    yield state >>> 0
  }
}

describe('a wrong byte gives values or a PthError, nothing else', () => {
  test.each(SWEPT)('%s', async (name) => {
    const clean = fixture(name)
    const random = seeded(0x9e3779b9 ^ clean.length)
    const next = (): number => random.next().value ?? 0
    let refused = 0
    for (let round = 0; round < 60; round += 1) {
      const data = clean.slice()
      for (let flips = 1 + (next() % 3); flips > 0; flips -= 1) data[next() % data.length] = next() & 0xff
      try {
        await readAll(memorySource(data, name))
      } catch (error) {
        if (!isPthError(error) || error.code === 'INTERNAL') throw error
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(0)
  })

  test('a file cut at any length is refused, or named as what is left of it', async () => {
    const clean = fixture('shared-views.pth')
    for (let length = 0; length < clean.length; length += 41) {
      const error = await readAll(memorySource(clean.subarray(0, length))).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(isPthError(error), `cut at ${length}`).toBe(true)
    }
  })
})
