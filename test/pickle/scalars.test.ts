/** Numbers and text, exactly. */
import { describe, expect, test } from 'vitest'
import { decodeLong, exactInt, parseDecimal, parseFloatLine } from '../../src/pickle/integers.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { decodeQuoted, decodeRawUnicode, decodeSurrogatePass } from '../../src/pickle/text.ts'
import type { PickleValue } from '../../src/pickle/value.ts'
import { bytes, float, program, u32 } from '../support/assembler.ts'
import type { Part } from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'
import { render } from './render.ts'

function parse(...parts: readonly Part[]): PickleValue {
  return parsePickle(program(...parts)).value
}

describe('text INT inside protocol 2', () => {
  test('an integer past 32 bits', () => expect(parse('I1099511627776\n')).toBe(1099511627776))
  test('I01 is True, I00 is False, I1 is 1', () => {
    expect([parse('I01\n'), parse('I00\n'), parse('I1\n')]).toEqual([true, false, 1])
  })
})

test('BINFLOAT is big-endian', () => {
  expect(parse(bytes('G', [0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18]))).toEqual({
    kind: 'float',
    value: Math.PI,
  })
  expect(render(parse(float(-0)))).toEqual({ $: 'float', hex: '8000000000000000' })
})

describe('LONG1', () => {
  // Values by CPython: int.from_bytes(data, 'little', signed=True).
  test.each([
    [[], 0],
    [[0xff], -1],
    [[0xff, 0], 255],
    [[0, 0, 0, 0, 0, 0xff], -1099511627776],
    [[0, 0, 0, 0, 0, 0, 0x20], 9007199254740992n],
    [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f], Number.MAX_SAFE_INTEGER],
    [[0, 0, 0, 0, 0, 0, 0, 0, 1], 18446744073709551616n],
    [[0, 0, 0, 0, 0, 0, 0, 0x80], -9223372036854775808n],
    // The magic number of the legacy format.
    [[0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19], 119547037146038801333356n],
  ] as const)('%j', (data, expected) => {
    expect(parse([0x8a, data.length, ...data])).toBe(expected)
    expect(decodeLong(Uint8Array.from(data))).toBe(expected)
  })

  test('a LONG4 over the budget is refused before it is read', async () => {
    await expectCode(() => parse([0x8b], u32(0x7fffffff)), 'LIMIT_EXCEEDED')
  })
})

test('integers past 2^53 keep every digit', () => {
  expect(parse('L9007199254740993L\n')).toBe(9007199254740993n)
  expect(parse('I-9007199254740993\n')).toBe(-9007199254740993n)
  expect(exactInt(9007199254740991n)).toBe(9007199254740991)
  expect(exactInt(-9007199254740992n)).toBe(-9007199254740992n)
  expect(parseDecimal('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
})

test('decimals that Python reads otherwise, or not at all, are refused', () => {
  expect(['', '0x10', '010', '1_0', '1.0', ' 1', '--1'].map(parseDecimal)).toEqual(Array(7).fill(undefined))
  expect(['', '0x1p3', '1e400', 'nan(1)', '1e'].map(parseFloatLine)).toEqual(Array(5).fill(undefined))
  expect([parseFloatLine('-inf'), parseFloatLine('1e-400'), Object.is(parseFloatLine('-0.0'), -0)]).toEqual([
    -Infinity,
    0,
    true,
  ])
})

describe('surrogates in BINUNICODE', () => {
  test('a lone surrogate is kept', () => {
    expect(parse(bytes('X', u32(5), 'a', [0xed, 0xa0, 0x80], 'b'))).toBe('a\ud800b')
  })

  test('a high and a low one written apart have no JavaScript text of their own: refused, not merged', async () => {
    const pair = Uint8Array.of(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)
    expect(decodeSurrogatePass(pair)).toBeUndefined()
    await expectCode(() => parse('X', u32(pair.length), pair), 'PICKLE_INVALID')
  })

  test('low before high stays two characters', () => {
    expect(decodeSurrogatePass(Uint8Array.of(0xed, 0xb8, 0x80, 0xed, 0xa0, 0xbd))).toBe('\ude00\ud83d')
  })

  test('bad UTF-8 around a surrogate is refused', () => {
    expect(decodeSurrogatePass(Uint8Array.of(0xff, 0xed, 0xa0, 0x80))).toBeUndefined()
    expect(decodeSurrogatePass(Uint8Array.of(0xed, 0xa0, 0x80, 0xff))).toBeUndefined()
  })
})

test('quoted Python 2 strings and raw-unicode-escape lines', () => {
  expect(decodeQuoted(bytes(String.raw`'a\x41\101\n\'\q'`))).toEqual(bytes("aAA\n'\\q"))
  expect([`'a`, 'a', `"a'`, `'\\'`, `'\\x4'`].map((line) => decodeQuoted(bytes(line)))).toEqual(
    Array(5).fill(undefined),
  )
  expect(decodeRawUnicode(bytes(String.raw`\u00fc\\u00fc\U0001f600`))).toBe('ü\\\\u00fc😀')
  expect(decodeRawUnicode(bytes(String.raw`\u00f`))).toBeUndefined()
})
