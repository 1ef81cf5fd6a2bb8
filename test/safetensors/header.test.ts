/** The rules of the safetensors header, one broken at a time. */
import { describe, expect, test } from 'vitest'
import { HEADER_BYTES, parseHeaderLength, parseSafetensorsHeader } from '../../src/safetensors/header.ts'
import type { SafetensorsHeader } from '../../src/safetensors/header.ts'
import { expectCode } from '../support/errors.ts'

function parse(header: string, dataBytes = 4): SafetensorsHeader {
  return parseSafetensorsHeader(new TextEncoder().encode(header), dataBytes, 'x.safetensors')
}

function word(length: bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(length).buffer)
}

describe('the length of the header', () => {
  test('of a file shorter than 8 bytes', async () => {
    const error = await expectCode(() => parseHeaderLength(new Uint8Array(7), 7, 'x'), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe('HEADER_TOO_SMALL')
  })

  test('past the end of the file', async () => {
    const error = await expectCode(() => parseHeaderLength(word(3n), 10, 'x'), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe('HEADER_TOO_LONG')
    expect(parseHeaderLength(word(2n), 10, 'x')).toBe(2)
  })

  test.each([BigInt(HEADER_BYTES) + 1n, 2n ** 63n, 2n ** 64n - 1n])(
    'of %s bytes is refused before anything is allocated',
    async (length) => {
      await expectCode(() => parseHeaderLength(word(length), Number.MAX_SAFE_INTEGER, 'x'), 'LIMIT_EXCEEDED')
    },
  )

  test('of 100 MB is allowed', () =>
    expect(parseHeaderLength(word(BigInt(HEADER_BYTES)), 2 ** 40, 'x')).toBe(HEADER_BYTES))
})

describe('the header itself', () => {
  test.each(['', ' ', '{', '{}x', '{}\u0000', '\ufeff{}', '{"w":nan}', "{'w':1}"])(
    '%j is no JSON',
    async (header) => {
      await expectCode(() => parse(header, 0), 'JSON_INVALID')
    },
  )

  test.each(['[]', 'null', '1', '"x"'])('%s is no object', async (header) => {
    const error = await expectCode(() => parse(header, 0), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe('NOT_AN_OBJECT')
  })

  test('blanks around it are allowed, as the official reader allows them', () => {
    expect(parse(' \n{"w":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}\t ').tensors).toEqual([
      { name: 'w', dtype: 'U8', shape: [4], begin: 0, end: 4 },
    ])
  })

  test('an entry may be an array, and may have fields that nobody knows', () => {
    expect(parse('{"w":["U8",[4],[0,4]]}').tensors[0]?.end).toBe(4)
    expect(parse('{"w":{"x":[{}],"dtype":"U8","shape":[4],"data_offsets":[0,4]}}').tensors[0]?.end).toBe(4)
  })
})

describe('offsets and shapes', () => {
  test.each([
    ['[4]', '[4,0]', 'OFFSETS_INVALID'],
    ['[4]', '[1,5]', 'OFFSETS_INVALID'],
    ['[3]', '[0,3]', 'NOT_COVERED'],
    ['[5]', '[0,5]', 'NOT_COVERED'],
    ['[3]', '[0,4]', 'SIZE_MISMATCH'],
    ['[4]', '[0]', 'ENTRY_INVALID'],
    ['[4]', '[0,4,4]', 'ENTRY_INVALID'],
    ['[-4]', '[0,4]', 'ENTRY_INVALID'],
    ['[4.0]', '[0,4]', 'ENTRY_INVALID'],
    ['[4e0]', '[0,4]', 'ENTRY_INVALID'],
    ['["4"]', '[0,4]', 'ENTRY_INVALID'],
    ['[null]', '[0,4]', 'ENTRY_INVALID'],
    ['4', '[0,4]', 'ENTRY_INVALID'],
    ['[4]', '[0,18446744073709551616]', 'ENTRY_INVALID'],
    ['[4294967296,4294967296]', '[0,4]', 'SIZE_OVERFLOW'],
  ])('shape %s at %s: %s', async (shape, offsets, rule) => {
    const error = await expectCode(
      () => parse(`{"w":{"dtype":"U8","shape":${shape},"data_offsets":${offsets}}}`),
      'SAFETENSORS_INVALID',
    )
    expect(error.details.rule).toBe(rule)
  })

  test.each(['F33', 'u8', 'float32', ''])('dtype %j is none', async (dtype) => {
    await expectCode(
      () => parse(`{"w":{"dtype":"${dtype}","shape":[4],"data_offsets":[0,4]}}`),
      'SAFETENSORS_INVALID',
    )
  })

  test('empty tensors may share an offset with what follows', () => {
    const empty = '{"dtype":"F32","shape":[0],"data_offsets":[0,0]}'
    expect(
      parse(`{"w":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":${empty},"b":${empty}}`).tensors.length,
    ).toBe(3)
  })
})

describe('what stands twice', () => {
  test.each([
    '{"w":["U8",[4],[0,4]],"w":["U8",[4],[0,4]]}',
    '{"__metadata__":{},"__metadata__":{}}',
    '{"__metadata__":{"a":"1","a":"2"},"w":["U8",[4],[0,4]]}',
    '{"w":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}',
  ])('%s', async (header) => {
    const error = await expectCode(() => parse(header), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe('DUPLICATE_KEY')
  })

  test.each(['1', 'null', '[]', '{}'])('a metadata value %s is no text', async (value) => {
    const error = await expectCode(() => parse(`{"__metadata__":{"a":${value}}}`, 0), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe('METADATA_INVALID')
  })
})
