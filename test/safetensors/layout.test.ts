import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { compareNames, layoutSafetensors } from '../../src/safetensors/layout.ts'
import { fixture, planFixture, writePlan } from '../operations/convert/helpers.ts'

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function codeOf(call: () => unknown): string | undefined {
  try {
    call()
  } catch (error) {
    return isPthError(error) ? error.code : String(error)
  }
  return undefined
}

describe('the file is byte for byte that of safetensors.torch.save_file', () => {
  test('a tensor of every dtype, 66: F4 counts single values', async () => {
    expect(hex(await writePlan(await planFixture('convert/order.pth')))).toBe(
      hex(fixture('convert/order.safetensors')),
    )
  })

  test('names in the order of their UTF-8 bytes, 69: quotes, control characters, emoji', async () => {
    expect(hex(await writePlan(await planFixture('convert/names.pth')))).toBe(
      hex(fixture('convert/names.safetensors')),
    )
  })

  test('0-dim, empty and single-element tensors, without metadata', async () => {
    const plan = await planFixture('convert/shapes.pth', { metadata: null })
    expect(hex(await writePlan(plan))).toBe(hex(fixture('convert/shapes.safetensors')))
  })
})

test('code point order differs from the order of JavaScript strings', () => {
  expect(['😀', '\ue000', 'a'].toSorted(compareNames)).toEqual(['a', '\ue000', '😀'])
  expect(['😀', '\ue000', 'a'].toSorted()).not.toEqual(['a', '\ue000', '😀'])
})

test('the header is padded with spaces to a multiple of 8, which its length counts', () => {
  for (let length = 1; length <= 16; length += 1) {
    const { header } = layoutSafetensors(
      [{ name: 'n'.repeat(length), dtype: 'U8', shape: [1], nbytes: 1 }],
      null,
    )
    const said = Number(new DataView(header.buffer).getBigUint64(0, true))
    expect(said).toBe(header.length - 8)
    expect(said % 8).toBe(0)
    expect(new TextDecoder().decode(header.subarray(8)).trimEnd().endsWith('}')).toBe(true)
  }
})

test('several metadata entries keep the order in which they were given', () => {
  const { header } = layoutSafetensors(
    [],
    new Map([
      ['z', '1'],
      ['10', '2'],
      ['a', '3'],
      ['9', '4'],
    ]),
  )
  expect(new TextDecoder().decode(header.subarray(8)).trimEnd()).toBe(
    '{"__metadata__":{"z":"1","10":"2","a":"3","9":"4"}}',
  )
})

test('no tensors: as the official writer without and with metadata, and valid JSON where it is not', () => {
  expect(hex(layoutSafetensors([], null).header)).toBe('08000000000000007b7d202020202020')
  expect(hex(layoutSafetensors([], new Map([['format', 'pt']])).header)).toBe(
    `2000000000000000${hex(new TextEncoder().encode('{"__metadata__":{"format":"pt"}}'))}`,
  )
  const { header } = layoutSafetensors([], new Map())
  expect(JSON.parse(new TextDecoder().decode(header.subarray(8)))).toEqual({ __metadata__: {} })
})

test('names that the format cannot hold are refused', () => {
  const item = { dtype: 'U8', shape: [1], nbytes: 1 }
  expect(codeOf(() => layoutSafetensors([{ ...item, name: '__metadata__' }], null))).toBe('NAME_INVALID')
  expect(codeOf(() => layoutSafetensors([{ ...item, name: 'a\ud800' }], null))).toBe('NAME_INVALID')
  expect(codeOf(() => layoutSafetensors([], new Map([['a', '\udc00']])))).toBe('NAME_INVALID')
})

test('dims and offsets beyond 2^32 are written exactly', () => {
  const { header, byteLength } = layoutSafetensors(
    [
      { name: 'a', dtype: 'F64', shape: [2 ** 40, 8], nbytes: 2 ** 46 },
      { name: 'b', dtype: 'U8', shape: [3], nbytes: 3 },
    ],
    null,
  )
  const json = new TextDecoder().decode(header.subarray(8)).trimEnd()
  expect(json).toBe(
    '{"a":{"dtype":"F64","shape":[1099511627776,8],"data_offsets":[0,70368744177664]},' +
      '"b":{"dtype":"U8","shape":[3],"data_offsets":[70368744177664,70368744177667]}}',
  )
  expect(byteLength).toBe(header.length + 70368744177667)
})

test('a header past 100 MB is refused before anything is written', () => {
  const name = 'n'.repeat(1 << 20)
  const items = Array.from({ length: 96 }, (_, index) => ({
    name: `${index}${name}`,
    dtype: 'U8',
    shape: [0],
    nbytes: 0,
  }))
  expect(codeOf(() => layoutSafetensors(items, null))).toBe('LIMIT_EXCEEDED')
})
