/** Strict JSON that hides nothing. */
import { describe, expect, test } from 'vitest'
import { isJsonObject, jsonInteger, parseJson, parseJsonBytes } from '../../src/json/parse.ts'
import type { Json } from '../../src/json/parse.ts'
import { expectCode } from '../support/errors.ts'

/** As JSON.parse would give it, for texts without repeated keys. */
function plain(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value.kind === 'number') return Number(value.text)
  if (value.kind === 'array') return value.items.map(plain)
  return Object.fromEntries(value.entries.map(([key, item]) => [key, plain(item)]))
}

test.each([
  'null',
  ' true ',
  'false',
  '0',
  '-0',
  '1.5e-3',
  '[]',
  '{}',
  '[[],{}]',
  '"a\\u00e9\\ud83d\\ude00\\n"',
  '{"a":[1,{"b":null}],"c":"\\"\\\\"}',
  '\r\n\t[ 1 , 2 ]\n',
])('%j is read as JSON.parse reads it', (text) => {
  expect(plain(parseJson(text, 'text'))).toEqual(JSON.parse(text))
})

test.each([
  '',
  ' ',
  '[',
  '{',
  ']',
  '[1',
  '[1,',
  '[1,]',
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,}',
  '{a:1}',
  "'a'",
  '01',
  '+1',
  '.5',
  '1.',
  '1e',
  '-',
  'nan',
  'NaN',
  'Infinity',
  '1e999',
  'tru',
  'nulll',
  '1 2',
  '"',
  '"\\"',
  '"\\x"',
  '"\\u12"',
  '"\u0001"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '\ufeff1',
  '\u00a01',
  '//\n1',
  '[}',
  '{]',
])('%j is refused', async (text) => {
  await expectCode(() => parseJson(text, 'text'), 'JSON_INVALID')
})

describe('what other parsers lose', () => {
  test('repeated keys stay, in order', () => {
    const value = parseJson('{"b":1,"2":2,"b":3,"__proto__":4}', 'text')
    expect(isJsonObject(value) ? value.entries.map(([key]) => key) : []).toEqual(['b', '2', 'b', '__proto__'])
  })

  test('numbers past 2^53 are exact', () => {
    expect(jsonInteger(parseJson('9007199254740993', 'text'))).toBe(9007199254740993n)
    expect(jsonInteger(parseJson('18446744073709551616', 'text'))).toBe(18446744073709551616n)
  })

  test.each(['1.0', '1e2', '-0', '"1"', 'true'])('%s is no integer', (text) => {
    expect(jsonInteger(parseJson(text, 'text'))).toBeUndefined()
  })
})

test('nesting is capped without recursion', async () => {
  expect(plain(parseJson('['.repeat(128) + ']'.repeat(128), 'text'))).toBeDefined()
  await expectCode(() => parseJson('['.repeat(129) + ']'.repeat(129), 'text'), 'JSON_INVALID')
  await expectCode(() => parseJson('{"a":'.repeat(100_000), 'text'), 'JSON_INVALID')
})

test('bytes that are no UTF-8 are refused', async () => {
  await expectCode(() => parseJsonBytes(Uint8Array.of(0x22, 0xff, 0x22), 'text'), 'JSON_INVALID')
  await expectCode(() => parseJsonBytes(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'text'), 'JSON_INVALID')
})
