import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dtype } from '../../../src/dtype/dtype.ts'
import { encoderFor } from '../../../src/dtype/float-codes.ts'
import { castChunk } from '../../../src/operations/convert/cast.ts'
import { fixture } from './helpers.ts'

interface Cast {
  readonly from: string
  readonly to: string
  readonly sha256: string
  readonly became_nonfinite: number
  readonly became_zero: number
}

const CASTS: readonly Cast[] = JSON.parse(new TextDecoder().decode(fixture('convert/casts.json')))

/** Every pattern of a type of one or two bytes; those that PyTorch was given of the wider ones. */
function patterns(name: string): Uint8Array {
  if (name === 'float64' || name === 'float32') return fixture(`convert/${name}-patterns.bin`)
  const width = dtype(name).itemsize
  const bytes = new Uint8Array(width * 256 ** width)
  for (let code = 0; code < bytes.length / width; code += 1) {
    bytes[code * width] = code & 0xff
    if (width === 2) bytes[code * 2 + 1] = code >> 8
  }
  return bytes
}

describe('casts give the bits that torch 2.13 gives', () => {
  test.each(CASTS)('$from to $to', ({ from, to, sha256 }) => {
    const out = castChunk(patterns(from), dtype(from), dtype(to), { overflow: 0, underflow: 0 })
    expect(createHash('sha256').update(out).digest('hex')).toBe(sha256)
  })

  test.each(CASTS.filter(({ to }) => to !== 'float8_e4m3fn'))('overflow counted, $from to $to', (cast) => {
    const count = { overflow: 0, underflow: 0 }
    castChunk(patterns(cast.from), dtype(cast.from), dtype(cast.to), count)
    // An infinity that becomes NaN (fnuz) counts too, and PyTorch's finite test does not see it.
    if (cast.to.endsWith('fnuz')) expect(count.overflow).toBeGreaterThanOrEqual(cast.became_nonfinite)
    else expect(count.overflow).toBe(cast.became_nonfinite)
  })

  test.each(CASTS)('underflow counted, $from to $to', (cast) => {
    const count = { overflow: 0, underflow: 0 }
    castChunk(patterns(cast.from), dtype(cast.from), dtype(cast.to), count)
    expect(count.underflow).toBe(cast.became_zero)
  })

  test('unaligned input is cast alike', () => {
    const whole = patterns('float32').subarray(0, 400)
    const shifted = new Uint8Array(401)
    shifted.set(whole, 1)
    const count = { overflow: 0, underflow: 0 }
    expect(castChunk(shifted.subarray(1), dtype('float32'), dtype('float16'), count)).toEqual(
      castChunk(whole, dtype('float32'), dtype('float16'), count),
    )
  })
})

describe('float32 to bfloat16, block by block', () => {
  const encoder = encoderFor(dtype('bfloat16'), 0xffff)

  /** The cast, and what the plain encoder makes of each element. */
  function both(words: Uint32Array): { readonly cast: unknown; readonly plain: unknown } {
    const count = { overflow: 0, underflow: 0 }
    const out = castChunk(new Uint8Array(words.buffer), dtype('float32'), dtype('bfloat16'), count)
    const codes = Uint16Array.from(words, (bits) => encoder.encode(bits))
    const plain = {
      overflow: words.filter((bits) => encoder.overflows(bits)).length,
      underflow: words.filter((bits, at) => (bits & 0x7fff_ffff) > 0 && ((codes[at] ?? 0) & 0x7fff) === 0)
        .length,
    }
    const same = Buffer.compare(Buffer.from(out), Buffer.from(codes.buffer)) === 0
    return { cast: { same, ...count }, plain: { same: true, ...plain } }
  }

  test.each([0, 1, 0x7fff, 0x8000, 0x8001, 0xffff])('every upper half with the lower half %i', (low) => {
    const { cast, plain } = both(Uint32Array.from({ length: 65536 }, (_, high) => high * 65536 + low))
    expect(cast).toEqual(plain)
  })

  test.each([0x7f7f_7fff, 0x7f7f_8000, 0x8000, 0x8001, 0x8000_8000, 0x8000_8001, 0x8000_0000, 0x7f80_0000])(
    'one %i among ordinary numbers, in any block',
    (odd) => {
      const words = new Uint32Array(10_000).fill(0x3f80_1234)
      for (const at of [0, 4095, 4096, 9999]) words[at] = odd
      const { cast, plain } = both(words)
      expect(cast).toEqual(plain)
    },
  )
})
