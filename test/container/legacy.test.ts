/** The legacy stream: five pickles and raw storages, whole, cut off and broken. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { openContainer } from '../../src/container/open.ts'
import type { PthErrorCode } from '../../src/errors.ts'
import { isPthError } from '../../src/errors.ts'
import { crc32 } from '../../src/io/crc32.ts'
import { plannedSource } from '../../src/io/planned.ts'
import { memorySource } from '../../src/io/source.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import { fixtureBytes, openFixture } from '../fixtures.ts'
import { countingSource, sparseSource } from '../sources.ts'

const open = (name: string): ReturnType<typeof openFixture> => openFixture(`streams/${name}`)

async function codeOf(promise: Promise<unknown>): Promise<PthErrorCode | undefined> {
  const error = await promise.then(() => undefined).catch((cause: unknown) => cause)
  return isPthError(error) ? error.code : undefined
}

function floats(bytes: Uint8Array): number[] {
  return [...new Float32Array(bytes.slice().buffer)]
}

function int64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, value, true)
  return bytes
}

describe('the five pickles', () => {
  test.each([0, 1, 2, 3, 4, 5])('each pickle ends at its own STOP, head at protocol %i', async (protocol) => {
    const name = protocol === 2 ? 'stream-by-hand.pth' : `stream-head-protocol${protocol}.pth`
    const checkpoint = await open(name)
    expect(checkpoint.container.facts.kind).toBe('legacy')
    expect(floats(await readTensor(checkpoint, 'w'))).toEqual([0, 1, 2, 3, 4, 5])
    expect(checkpoint.container.pickles.map(({ role }) => role)).toEqual([
      'part',
      'part',
      'part',
      'data',
      'part',
    ])
  })

  test('storages follow the list of keys, not the order of the persistent ids', async () => {
    const unsorted = await open('stream-keys-unsorted.pth')
    expect(floats(await readTensor(unsorted, 'a'))).toEqual([0, 1])
    expect(floats(await readTensor(unsorted, 'b'))).toEqual([2, 3])
    // "10" < "9" as text: the object names 9 first, the file has 10 first.
    const bytes = fixtureBytes('streams/stream-keys-unsorted.pth')
    const swapped = swapKeys(bytes)
    const sorted = await openCheckpoint(memorySource(swapped))
    expect(floats(await readTensor(sorted, 'a'))).toEqual([2, 3])
    expect(floats(await readTensor(sorted, 'b'))).toEqual([0, 1])
  })

  test('little_endian False does not swap', async () => {
    const checkpoint = await open('stream-big-endian-flag.pth')
    expect(floats(await readTensor(checkpoint, 'w'))).toEqual([0, 1, 2, 3, 4, 5])
    expect(checkpoint.notes.map(({ code }) => code)).toContain('LEGACY_BIG_ENDIAN_WRITER')
  })

  test('a class with its source is a class; the source is told and not run', async () => {
    const checkpoint = await open('written-module-main-net.pth')
    expect(checkpoint.stateDict.kind).toBe('module')
    expect(checkpoint.stateDict.className).toBe('__main__.MainNet')
    expect(checkpoint.notes.map(({ code }) => code)).toContain('LEGACY_SOURCE_CODE')
  })

  test('another protocol version is refused', async () => {
    expect(await codeOf(open('stream-wrong-version.pth'))).toBe('CONTAINER_INVALID')
  })

  test('a magic number that a call would compute is refused', async () => {
    expect(await codeOf(open('own-computed-magic.pth'))).toBe('CONTAINER_INVALID')
  })

  test('a stream with a wrong magic number is refused, not taken for a pickle', async () => {
    expect(await codeOf(open('stream-wrong-magic.pth'))).toBe('CONTAINER_INVALID')
  })

  test('persistent ids of another shape are refused', async () => {
    expect(await codeOf(open('stream-persistent-five.pth'))).toBe('CONTAINER_INVALID')
    expect(await codeOf(open('stream-bytes-key.pth'))).toBe('CONTAINER_INVALID')
  })
})

/** Exchange the two keys in the list, which is the last pickle before the storages. */
function swapKeys(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  const list = text.lastIndexOf('\x80\x02]')
  const swapped = text
    .slice(list)
    .replace('X\x01\x00\x00\x009', 'KEY')
    .replace('X\x02\x00\x00\x0010', 'X\x01\x00\x00\x009')
    .replace('KEY', 'X\x02\x00\x00\x0010')
  return Uint8Array.from(text.slice(0, list) + swapped, (letter) => letter.charCodeAt(0))
}

describe('storages', () => {
  test('H43: a count that differs from the persistent id names both', async () => {
    const error = await open('stream-numel-differs.pth').catch((cause: unknown) => cause)
    expect(isPthError(error, 'CONTAINER_INVALID') && [error.details.expected, error.details.found]).toEqual([
      expect.stringContaining('6'),
      expect.stringContaining('5'),
    ])
  })

  test.each(['stream-key-unknown.pth'])('a key that nothing uses is refused: %s', async (name) => {
    expect(await codeOf(open(name))).toBe('CONTAINER_INVALID')
  })

  test('bytes after the last storage are told', async () => {
    const checkpoint = await open('stream-trailing.pth')
    expect(checkpoint.notes.map(({ code }) => code)).toEqual(['TRAILING_DATA'])
  })

  test('a cut file keeps the tensors whose storages are whole', async () => {
    const whole = fixtureBytes('streams/stream-two-dtypes.pth')
    // The last storage, "2", has three int64: cut one byte off it.
    const checkpoint = await openCheckpoint(memorySource(whole.subarray(0, -1)))
    expect(floats(await readTensor(checkpoint, 'f'))).toEqual([0, 1, 2, 3, 4, 5])
    const [, cut] = checkpoint.stateDict.tensors
    expect(cut?.tensor.problem).toMatch(/23 bytes, 24 are declared/)
    const error = await readTensor(checkpoint, 'l').catch((cause: unknown) => cause)
    expect(isPthError(error, 'STORAGE_OUT_OF_RANGE') && error.details).toMatchObject({
      expected: 24,
      found: 23,
    })
    expect(checkpoint.notes.map(({ code }) => code)).toContain('STORAGES_CUT_OFF')
  })

  test('cut anywhere, a stream gives a PthError or exactly the whole storages', async () => {
    const whole = fixtureBytes('streams/stream-two-dtypes.pth')
    const first = await readTensor(await openCheckpoint(memorySource(whole)), 'f')
    // 8 + 24 bytes of "1", 8 + 24 of "2": the pickles end 64 bytes before the end.
    const pickles = whole.length - 64
    for (let length = 1; length < whole.length; length += 1) {
      const opening = openCheckpoint(memorySource(whole.subarray(0, length)))
      if (length < pickles) {
        expect(await codeOf(opening)).toMatch(
          /^(PICKLE_TRUNCATED|SOURCE_TRUNCATED|FORMAT_UNKNOWN|PICKLE_INVALID)$/,
        )
        continue
      }
      const checkpoint = await opening
      const reading = readTensor(checkpoint, 'f')
      if (length >= pickles + 32) expect(await reading).toEqual(first)
      else expect(await codeOf(reading)).toBe('STORAGE_OUT_OF_RANGE')
      expect(await codeOf(readTensor(checkpoint, 'l'))).toBe('STORAGE_OUT_OF_RANGE')
    }
  })

  test('a wrong count of a large stream is met by whoever reads a storage', async () => {
    const head = fixtureBytes('streams/own-huge.head')
    const numel = 2 ** 30
    const second = head.length + 8 + numel * 4
    const pieces = [
      [0, head] as const,
      [head.length, int64(BigInt(numel))] as const,
      [second, int64(4n)] as const,
    ]
    const raw = sparseSource(second + 8 + 12, pieces)
    expect(await codeOf(openCheckpoint(raw))).toBe('CONTAINER_INVALID')
    const checkpoint = await openCheckpoint(plannedSource(raw))
    expect(checkpoint.stateDict.tensors).toHaveLength(2)
    expect(await codeOf(readTensor(checkpoint, 'tail'))).toBe('CONTAINER_INVALID')
    const [storage] = checkpoint.storages.values()
    expect(await codeOf(storage?.record?.locate() ?? Promise.resolve(null))).toBe('CONTAINER_INVALID')
    const { findings } = await verifyFile(plannedSource(raw), 'huge.pth', { crc32, newHasher: newSha256 })
    expect(findings.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('element count of storage'),
    ])
  })

  test('opening a 4 GB stream reads its pickles and length words alone', async () => {
    const head = fixtureBytes('streams/own-huge.head')
    const [numel, longs] = [2 ** 30, new Uint8Array([7, 0, 0, 0, 0, 0, 0, 0])]
    const second = head.length + 8 + numel * 4
    const source = countingSource(
      sparseSource(second + 8 + 12, [
        [0, head],
        [head.length, int64(BigInt(numel))],
        [second, int64(3n)],
        [second + 8, longs],
      ]),
    )
    const checkpoint = await openCheckpoint(source)
    expect(
      checkpoint.stateDict.tensors.map(({ name, tensor }) => [name, tensor.shape, tensor.problem]),
    ).toEqual([
      ['w', [numel], null],
      ['tail', [3], null],
    ])
    const read = source.reads.reduce((sum, [, length]) => sum + length, 0)
    // Two reads to recognise the file, one window of 128 KiB, two words of 8.
    expect(read).toBeLessThan(135_000)
    expect(source.reads.filter(([offset]) => offset > 135_000)).toEqual([[second, 8]])
  })

  test('the location of a storage is exact', async () => {
    const bytes = fixtureBytes('streams/stream-by-hand.pth')
    const container = await openContainer(memorySource(bytes))
    expect(await container.findStorage('100')?.locate()).toBe(bytes.length - 24)
  })
})
