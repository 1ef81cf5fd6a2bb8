/** CRC-32 and SHA-256 of the library: what Node's own code gives, by WebAssembly and without it. */
import { createHash } from 'node:crypto'
import { crc32 as zlibCrc32 } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { crc32 } from '../../src/io/crc32.ts'
import { digestKernels } from '../../src/io/digest-kernels.ts'
import { fastCrc32 } from '../../src/io/fast-crc32.ts'
import { newSha256, plainBlocks, sha256Over } from '../../src/io/sha256.ts'

/** Bytes that repeat nowhere nearby. */
function noise(length: number): Uint8Array {
  let state = 2_463_534_242
  return Uint8Array.from({ length }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state
  })
}
const BYTES = noise(200_000)
/** Around blocks of 64, the place of the length in the last one, and the pieces that are copied. */
const LENGTHS = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000, 4095, 4096, 65_535, 65_536]
LENGTHS.push(65_537, 131_072, 131_073, 199_999, 200_000)

const HASHERS = [
  ['as it is chosen', newSha256],
  ['by WebAssembly', () => sha256Over(digestKernels()?.sha256 ?? fail())],
  ['in plain JavaScript', () => sha256Over(plainBlocks)],
] as const

function fail(): never {
  throw new Error('this engine has no WebAssembly')
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

describe.each(HASHERS)('SHA-256 %s', (_, newHasher) => {
  test.each(LENGTHS)('of %i bytes is that of node:crypto', (length) => {
    const bytes = BYTES.subarray(0, length)
    const hasher = newHasher()
    hasher.update(bytes)
    expect(hasher.hex()).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('does not depend on the pieces', () => {
    for (const step of [1, 7, 63, 64, 65, 4097, 70_001]) {
      const hasher = newHasher()
      const end = step < 64 ? 1000 : BYTES.length
      for (let at = 0; at < end; at += step) hasher.update(BYTES.subarray(at, Math.min(end, at + step)))
      expect(hasher.hex(), `steps of ${step}`).toBe(
        createHash('sha256').update(BYTES.subarray(0, end)).digest('hex'),
      )
    }
  })

  test('of two digests at once', () => {
    const [one, other] = [newHasher(), newHasher()]
    for (let at = 0; at < BYTES.length; at += 1000) {
      one.update(BYTES.subarray(at, at + 1000))
      other.update(BYTES.subarray(at, at + 999))
    }
    expect(one.hex()).toBe(createHash('sha256').update(BYTES).digest('hex'))
    expect(other.hex()).not.toBe(createHash('sha256').update(BYTES).digest('hex'))
  })
})

test('the length is counted beyond 32 bits', () => {
  // 2^29 bytes are 2^32 bits.
  const zeros = new Uint8Array(1 << 24)
  const [ours, theirs] = [newSha256(), createHash('sha256')]
  for (let piece = 0; piece < 33; piece += 1) {
    ours.update(zeros)
    theirs.update(zeros)
  }
  expect(ours.hex()).toBe(theirs.digest('hex'))
})

describe.each([
  ['plain', crc32],
  ['fast', fastCrc32],
])('CRC-32, %s', (_, sum) => {
  test('is that of zlib, whole and in two parts', () => {
    for (const length of LENGTHS) {
      const bytes = BYTES.subarray(0, length)
      expect(sum(bytes, 0), `${length}`).toBe(zlibCrc32(bytes))
      const middle = Math.floor(length / 3)
      expect(sum(bytes.subarray(middle), sum(bytes.subarray(0, middle), 0))).toBe(zlibCrc32(bytes))
    }
  })
})

test('a page that forbids WebAssembly gets the plain code, with the same answers', async () => {
  vi.stubGlobal('WebAssembly', {
    Memory: WebAssembly.Memory,
    Module: () => {
      throw new Error('refused by the content security policy')
    },
  })
  vi.resetModules()
  const kernels = await import('../../src/io/digest-kernels.ts')
  expect(kernels.digestKernels()).toBeNull()
  const sha256 = await import('../../src/io/sha256.ts')
  const fast = await import('../../src/io/fast-crc32.ts')
  const hasher = sha256.newSha256()
  hasher.update(BYTES)
  expect(hasher.hex()).toBe(createHash('sha256').update(BYTES).digest('hex'))
  expect(fast.fastCrc32(BYTES, 0)).toBe(zlibCrc32(BYTES))
})
