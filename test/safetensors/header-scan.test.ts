/** The header that is read at once against the reader of JSON: one answer, or one error, for every text. */
import { describe, expect, test } from 'vitest'
import { PthError } from '../../src/errors.ts'
import { scanHeader } from '../../src/safetensors/header-scan.ts'
import { DTYPE_BITS, parseAnyHeader, parseSafetensorsHeader } from '../../src/safetensors/header.ts'

const utf8 = new TextEncoder()
const bitsOf = (dtype: string): number | undefined => DTYPE_BITS.get(dtype)

function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PthError)) throw error
    return { code: error.code, details: error.details }
  }
}

function over(): PthError {
  return new PthError('USAGE', { reason: 'many' })
}

function expectSame(bytes: Uint8Array, dataBytes: number): void {
  for (const salvage of [false, true])
    expect(outcome(() => parseSafetensorsHeader(bytes, dataBytes, 'x', { salvage }))).toEqual(
      outcome(() => parseAnyHeader(bytes, dataBytes, 'x', { salvage })),
    )
}

function scanned(text: string): boolean {
  return scanHeader(utf8.encode(text), bitsOf, Infinity) !== undefined
}

const WHOLE =
  '{"__metadata__":{"format":"pt","a":"b c"},"a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},' +
  '"b":{"dtype":"BOOL","shape":[],"data_offsets":[24,25]},"c":{"dtype":"F16","shape":[0,7],"data_offsets":[25,25]}}   '
const LONG = `{"${'n'.repeat(200)}":{"dtype":"F4","shape":[4,2],"data_offsets":[0,4]}}`

/** Of these none is read at once; what becomes of it is for the reader of JSON to say. */
const OTHERS: readonly string[] = [
  '{}',
  '{ "a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}',
  '{"a":{"shape":[1],"dtype":"U8","data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[01],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}',
  '{"a":{"dtype":"U8","shape":[1,],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U7","shape":[1],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[9007199254740993],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}',
  '{"\\u0061":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
  '{"é":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
  '{"__metadata__":null,"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
  '{"__metadata__":{"a":"1","a":"2"},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
  '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}x',
  '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}}',
]

describe('a header that is read at once', () => {
  test('is what the reader of JSON makes of it', () => {
    expect(scanned(WHOLE)).toBe(true)
    expect(scanned(LONG)).toBe(true)
    expect(scanned('{"__metadata__":{}}')).toBe(true)
    expectSame(utf8.encode(WHOLE), 25)
    expectSame(utf8.encode(WHOLE), 24)
    expectSame(utf8.encode(LONG), 4)
    expectSame(utf8.encode('{"__metadata__":{}}'), 0)
    expect(parseSafetensorsHeader(utf8.encode(WHOLE), 25, 'x').tensors).toHaveLength(3)
  })

  test.each(OTHERS)('is not %s', (text) => {
    expect(scanned(text)).toBe(false)
    expectSame(utf8.encode(text), 1)
  })

  test('counts values as the reader of JSON does', () => {
    const bytes = utf8.encode(WHOLE)
    const count = (most: number): boolean => scanHeader(bytes, bitsOf, most) !== undefined
    for (let most = 0; most < 40; most += 1) {
      const any = outcome(() => parseAnyHeader(bytes, 25, 'x', { salvage: false, limit: { most, over } }))
      expect(count(most)).toBe(typeof any === 'object' && any !== null && 'tensors' in any)
    }
  })

  test('is the same with any byte changed, and cut anywhere', () => {
    const bytes = utf8.encode(WHOLE)
    for (let at = 0; at < bytes.length; at += 1) {
      expectSame(bytes.slice(0, at), 25)
      for (const byte of [...utf8.encode('"\\,:{}[]019-. aF'), 0, 0x7f, 0xff]) {
        const other = bytes.slice()
        other[at] = byte
        expectSame(other, 25)
      }
    }
  })
})
