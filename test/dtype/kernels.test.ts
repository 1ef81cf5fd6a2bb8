/** The kernels give what the plain code gives, bit for bit, and are compiled from their source. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BLOCK_BYTES, hasKernels, kernels } from '../../src/dtype/kernels.ts'
import type { Kernels } from '../../src/dtype/kernels.ts'
import { dtype as dtypeNamed } from '../../src/dtype/dtype.ts'
import { decoderOf } from '../../src/dtype/element-values.ts'
import { smallFloatTable } from '../../src/dtype/small-floats.ts'
import { numberCodec } from '../../src/diff/numbers.ts'
import { newPairReader, sumChunks } from '../../src/dtype/pair-sums.ts'
import { addChunk, newTally } from '../../src/diff/tally.ts'
import type { Tally } from '../../src/diff/tally.ts'
import type { Tolerance } from '../../src/diff/value-comparison.ts'
import { castChunk } from '../../src/operations/convert/cast.ts'
import { addMoments, addValues, newMoments } from '../../src/dtype/moments.ts'

const PROJECT = join(import.meta.dirname, '..', '..')

test('the compiled kernels are fresh', () => {
  const script = join(PROJECT, 'scripts', 'compile-kernels.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

/** Throws where Node has no SIMD: the tests below would compare nothing. */
function fast(): Kernels {
  const made = kernels()
  if (made === null) throw new Error('this engine runs no kernels')
  return made
}

/** The same numbers in every run. */
function newRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  }
}

/** Bits of float32 that roundings and sums stumble over. */
const EDGES = [
  0, 0x8000_0000, 1, 0x8000_0001, 0x7f_ffff, 0x80_0000, 0x7f7f_ffff, 0xff7f_ffff, 0x3f80_8000, 0x3f81_8000,
  0x7f7f_7fff, 0x7f7f_8000, 0x8000, 0x8001, 0x7fff, 0x4f00_0000, 0x3400_0000,
]
const NOT_FINITE = [0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7f80_0001, 0xffff_ffff, 0x7fa0_1234]

/** Random bits, edges among them, every exponent; without NaN and infinity. */
function finiteBits(count: number, seed: number, code: (bits: number) => boolean): Uint32Array {
  const random = newRandom(seed)
  return Uint32Array.from({ length: count }, () => {
    const at = random() % 8
    for (;;) {
      const bits = at === 0 ? (EDGES[random() % EDGES.length] ?? 0) : random()
      if (code(bits)) return bits
    }
  })
}

const isFinite32 = (bits: number): boolean => (bits & 0x7f80_0000) !== 0x7f80_0000

/** A chunk of finite numbers of a type. */
function chunkOf(name: string, count: number, seed: number): Uint8Array {
  if (name === 'float32') return new Uint8Array(finiteBits(count, seed, isFinite32).buffer)
  const table = smallFloatTable(name) ?? new Float64Array(0)
  const codes = Uint16Array.from(finiteBits(count, seed, (bits) => Number.isFinite(table[bits & 0xffff])))
  return new Uint8Array(codes.buffer)
}

const TYPES = ['float32', 'bfloat16', 'float16']
const COUNTS = [1, 2, 3, 4, 5, 7, 8, 9, 1023, 4096, 100_003]

describe.each(TYPES)('of %s', (name) => {
  const type = dtypeNamed(name)
  const decode = decoderOf(type) ?? (() => 0)

  test.each(COUNTS)('%i numbers have the same moments', (count) => {
    for (const [seed, shift] of [1, 2, 3].entries()) {
      // At an address of its own, as chunks of a file are.
      const chunk = new Uint8Array(count * type.itemsize + 16).subarray(shift, shift + count * type.itemsize)
      chunk.set(chunkOf(name, count, seed))
      const values = new Float64Array(count)
      decode(chunk, values)
      const plain = newMoments()
      addValues(plain, values, count)
      const made = newMoments()
      const block = fast().measure(chunk, name)
      if (block === undefined) throw new Error('a block of finite numbers')
      addMoments(made, { ...block, nan: 0, inf: 0 })
      // Which zero is an extreme depends on their order, and is not reported.
      const shown = ({ min, max, ...rest }: typeof plain): unknown => ({
        ...rest,
        min: min + 0,
        max: max + 0,
      })
      expect(shown(made)).toStrictEqual(shown(plain))
      expect(Number.isFinite(made.mean)).toBe(true)
    }
  })

  test.each(COUNTS)('%i pairs have the same sums and verdicts', (count) => {
    const tolerances: Tolerance[] = [
      { rtol: 1e-5, atol: 1e-8, equalNan: false },
      { rtol: 0, atol: 0, equalNan: false },
      { rtol: 0.01, atol: 0, equalNan: false },
      { rtol: 0, atol: 1e30, equalNan: true },
    ]
    const codec = numberCodec(type)
    const readPairs = newPairReader(type)
    if (codec === undefined || readPairs === undefined) throw new Error(`${name} has numbers`)
    for (const tolerance of tolerances) {
      const b = chunkOf(name, count, 5)
      for (const a of [b.slice(), nudged(b, type.itemsize), chunkOf(name, count, 6)]) {
        const plain = newTally(true, false, codec, codec, tolerance)
        addChunk(plain, a, b, codec, codec, readPairs)
        const made = newTally(true, false, codec, codec, tolerance)
        const sums = sumChunks(a, b, type, tolerance)
        if (sums === undefined) throw new Error('chunks of finite numbers')
        addChunk(made, a, b, codec, codec, readPairs, sums)
        expect(made).toStrictEqual({ ...plain, ...functionsOf(made) })
      }
    }
  })

  test('a number that is not finite is left to the plain code', () => {
    for (const bits of NOT_FINITE) {
      const chunk = chunkOf(name, 5000, 9)
      if (name === 'float32') new Uint32Array(chunk.buffer)[4321] = bits
      else
        new Uint16Array(chunk.buffer)[4321] =
          name === 'bfloat16' ? bits >>> 16 || 0x7f80 : 0x7c00 | (bits & 1)
      expect(fast().measure(chunk, name)).toBeUndefined()
      expect(sumChunks(chunk, chunk.slice(), type, DEFAULT)).toBeUndefined()
      expect(sumChunks(chunkOf(name, 5000, 9), chunk, type, DEFAULT)).toBeUndefined()
    }
  })
})

function functionsOf({ compute, roundA, roundB }: Tally): Partial<Tally> {
  return { compute, roundA, roundB }
}

const DEFAULT: Tolerance = { rtol: 1e-5, atol: 1e-8, equalNan: false }

/** One step up or down in some places. */
function nudged(chunk: Uint8Array, itemsize: number): Uint8Array {
  const near = chunk.slice()
  for (let at = 0; at < near.length; at += 3 * itemsize) near[at] = (near[at] ?? 0) ^ 1
  return near
}

describe('codes of 16 bits', () => {
  test.each(['bfloat16', 'float16'])('every one of %s widens to its value', (name) => {
    const table = smallFloatTable(name) ?? new Float64Array(0)
    expect(table.length).toBe(65_536)
    let finite = 0
    for (const [code, value] of table.entries()) {
      const block = fast().measure(new Uint8Array(Uint16Array.of(code).buffer), name)
      if (Number.isFinite(value)) {
        finite += 1
        if (block?.mean !== value || block.zeros !== (value === 0 ? 1 : 0))
          expect([code, block]).toEqual([code, value])
      } else expect([code, block]).toEqual([code, undefined])
    }
    expect(finite).toBe(name === 'bfloat16' ? 65_280 : 63_488)
  })
})

describe('rounding to bfloat16', () => {
  const float32 = dtypeNamed('float32')
  const bfloat16 = dtypeNamed('bfloat16')

  /** In chunks that are too small for the kernels. */
  function plainly(chunk: Uint8Array): {
    readonly bytes: Uint8Array
    readonly overflow: number
    readonly underflow: number
  } {
    const count = { overflow: 0, underflow: 0 }
    const out = new Uint8Array(chunk.length / 2)
    for (let at = 0; at < chunk.length; at += 4096)
      out.set(castChunk(chunk.slice(at, at + 4096), float32, bfloat16, count), at / 2)
    return { bytes: out, ...count }
  }

  test.each([
    ['ordinary numbers', [] as number[]],
    ['edges', EDGES],
    ['NaN and infinity', [...EDGES, ...NOT_FINITE]],
  ])('gives the same codes and counts for %s', (_, edges) => {
    const random = newRandom(edges.length + 11)
    for (const size of [4096, 5000, 32_768, 100_003]) {
      const words = finiteBits(
        size,
        size,
        (bits) => bits >>> 0 !== 0 && isFinite32(bits) && (bits & 0x7f80_0000) !== 0,
      )
      for (const bits of edges) words[random() % size] = bits
      const chunk = new Uint8Array(words.buffer)
      const count = { overflow: 0, underflow: 0 }
      const bytes = castChunk(chunk, float32, bfloat16, count)
      const plain = plainly(chunk)
      expect(Buffer.compare(bytes, plain.bytes)).toBe(0)
      expect(count).toEqual({ overflow: plain.overflow, underflow: plain.underflow })
    }
  })

  test('every pattern of the upper bits, with lower bits at the halves', () => {
    for (const low of [0, 1, 0x7fff, 0x8000, 0x8001, 0xffff]) {
      const words = Uint32Array.from({ length: 65_536 }, (_, high) => ((high << 16) | low) >>> 0)
      const chunk = new Uint8Array(words.buffer)
      const count = { overflow: 0, underflow: 0 }
      const bytes = castChunk(chunk, float32, bfloat16, count)
      const plain = plainly(chunk)
      expect(Buffer.compare(bytes, plain.bytes)).toBe(0)
      expect(count).toEqual({ overflow: plain.overflow, underflow: plain.underflow })
    }
  })
})

test('bytes are the same only when all are', () => {
  const a = chunkOf('float32', 1003, 1)
  expect(fast().sameBytes(a, a.slice())).toBe(true)
  for (const at of [0, 15, 16, 4000, a.length - 1]) {
    const b = a.slice()
    b[at] = (b[at] ?? 0) ^ 1
    expect(fast().sameBytes(a, b)).toBe(false)
  }
  expect(fast().sameBytes(a, a.subarray(1))).toBe(false)
})

test('what has no kernels, or is too long for them, is left alone', () => {
  expect(hasKernels('float64')).toBe(false)
  const long = new Uint8Array(BLOCK_BYTES + 4)
  expect(sumChunks(long, long, dtypeNamed('float32'), DEFAULT)).toBeUndefined()
})
