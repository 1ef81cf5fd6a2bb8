/** The fast sums over arrays against the plain ones, pair by pair. */
import { describe, expect, test } from 'vitest'
import { newPairReader } from '../../src/dtype/pair-sums.ts'
import { addChunk, finish, newTally } from '../../src/diff/tally.ts'
import type { ValueComparison } from '../../src/diff/value-comparison.ts'
import { numberCodec } from '../../src/diff/numbers.ts'
import { dtype } from '../../src/dtype/dtype.ts'

const TOLERANCE = { rtol: 1e-5, atol: 1e-8, equalNan: false }

/** A sequence that is the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function compared(name: string, left: Uint8Array, right: Uint8Array, fast: boolean): ValueComparison {
  const type = dtype(name)
  const codec = numberCodec(type)
  if (codec === undefined) throw new Error(`no codec for ${name}`)
  const tally = newTally(true, false, codec, codec, TOLERANCE)
  const half = Math.floor(left.length / 2 / 16) * 16
  const reader = fast ? newPairReader(type) : undefined
  expect(reader === undefined).toBe(!fast)
  for (const [from, to] of [
    [0, half],
    [half, left.length],
  ] as const)
    addChunk(tally, left.subarray(from, to), right.subarray(from, to), codec, codec, reader)
  return finish(tally)
}

function expectAlike(fast: ValueComparison, plain: ValueComparison): void {
  const { meanAbs, cosine, distance, norm, ...exact } = fast
  expect(exact).toEqual({
    bitEqual: plain.bitEqual,
    close: plain.close,
    castOnly: plain.castOnly,
    different: plain.different,
    maxAbs: plain.maxAbs,
    maxRel: plain.maxRel,
    nonFinite: plain.nonFinite,
    nan: plain.nan,
    mayBeReordered: plain.mayBeReordered,
  })
  for (const [key, value] of Object.entries({ meanAbs, cosine, distance, norm })) {
    const wanted = plain[key as 'meanAbs']
    if (wanted === null || value === null || !Number.isFinite(wanted))
      expect([key, value]).toEqual([key, wanted])
    else expect(Math.abs(value - wanted), key).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted)))
  }
}

/** Numbers of which the second file has nearly the same, quite other ones, zeros of both signs, and the least there are. */
function pairs(count: number, seed: number): [number[], number[]] {
  const random = sequence(seed)
  const left = Array.from({ length: count }, () => (random() < 0.1 ? 0 : (random() - 0.5) * 10))
  const right = left.map((value) => {
    const kind = random()
    if (kind < 0.5) return value
    if (kind < 0.7) return value * (1 + 1e-6)
    if (kind < 0.8) return -0
    return kind < 0.9 ? 1e-42 * random() : random()
  })
  return [left, right]
}

function bytesOf(name: string, values: readonly number[]): Uint8Array {
  if (name === 'float64') return new Uint8Array(Float64Array.from(values).buffer)
  const floats = new Uint8Array(Float32Array.from(values).buffer)
  if (name === 'float32') return floats
  // The upper half of a float32 is a bfloat16; as bits of a float16 it is some number too.
  const halves = new Uint8Array(values.length * 2)
  for (let at = 0; at < values.length; at += 1) {
    halves[2 * at] = floats[4 * at + 2] ?? 0
    halves[2 * at + 1] = floats[4 * at + 3] ?? 0
  }
  return halves
}

describe.each(['float64', 'float32', 'bfloat16', 'float16'])('%s', (name) => {
  test.each([1, 2, 3, 4, 5, 33, 1000])('%i pairs', (count) => {
    const [left, right] = pairs(count, count)
    const [a, b] = [bytesOf(name, left), bytesOf(name, right)]
    expectAlike(compared(name, a, b, true), compared(name, a, b, false))
    expectAlike(compared(name, a, a.slice(), true), compared(name, a, a.slice(), false))
  })

  test.each([NaN, Infinity, -Infinity])('%d among them', (odd) => {
    const [left, right] = pairs(40, 7)
    for (const at of [0, 17, 39]) {
      const changed = left.map((value, index) => (index === at ? odd : value))
      const a = bytesOf(name, changed)
      for (const b of [bytesOf(name, right), a.slice()])
        expectAlike(compared(name, a, b, true), compared(name, a, b, false))
    }
  })
})

test('bytes that do not lie on a boundary', () => {
  const [left, right] = pairs(50, 3)
  const [a, b] = [bytesOf('float32', left), bytesOf('float32', right)]
  const shifted = new Uint8Array(a.length + 1)
  shifted.set(a, 1)
  expectAlike(compared('float32', shifted.subarray(1), b, true), compared('float32', a, b, false))
})

test('a number whose square is past what float64 holds is compared pair by pair', () => {
  const [a, b] = [bytesOf('float64', [1e200, 1, 2, 3]), bytesOf('float64', [1e200, 1, 2, 4])]
  expectAlike(compared('float64', a, b, true), compared('float64', a, b, false))
})

test.each(['float32', 'float64'])(
  '%s: the same numbers in another order may be so; one other number may not, whatever their sizes',
  (name) => {
    const wide = name === 'float64'
    const ArrayType = wide ? Float64Array : Float32Array
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = sequence(seed)
      // From the least numbers that there are to large ones, of both signs.
      const scale = [wide ? 1e-320 : 1e-44, wide ? 1e-160 : 1e-20, 1, wide ? 1e140 : 1e18][seed % 4] ?? 1
      const values = Array.from({ length: 4096 }, () => (random() - 0.5) * scale * 10 ** (random() * 6))
      const order = values.map((value) => ({ value, key: random() })).toSorted((a, b) => a.key - b.key)
      const bytesOf = (numbers: readonly number[]): Uint8Array =>
        new Uint8Array(new ArrayType(numbers).buffer)
      const left = bytesOf(values)
      const shuffled = compared(name, left, bytesOf(order.map(({ value }) => value)), true)
      expect([seed, shuffled.mayBeReordered]).toEqual([seed, true])
      if (seed % 4 < 2) continue
      const other = compared(name, left, bytesOf(values.with(7, scale * 1e6)), true)
      expect([seed, other.mayBeReordered]).toEqual([seed, false])
    }
  },
)
