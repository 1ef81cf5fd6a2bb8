import { expect, test } from 'vitest'
import { formatShort, shownName } from '../src/format.ts'
import { heatPixels, largestOf } from '../src/heat-colours.ts'
import { webAddressOf } from '../src/worker/open-input.ts'

test('nothing in a name hides or turns text around, and a long one says what is left out', () => {
  expect(shownName('a\u202eb')).toBe('a\\u202eb')
  expect(shownName('<b>')).toBe('<b>')
  expect(shownName('x'.repeat(1000), 10)).toBe('xxxxx…xxxxx (990 characters left out)')
  // Cut in the middle of a pair: the half is shown as what it is.
  expect(shownName('😀'.repeat(100), 3)).not.toMatch(/\p{Cs}/u)
})

test.each([
  [999, '999'],
  [1000, '1.0 K'],
  [11_689_512, '11.7 M'],
  [6_738_415_616, '6.7 B'],
  [123_456_789, '123 M'],
])('%d is %s', (count, text) => {
  expect(formatShort(count)).toBe(text)
})

test('an address of the hub is one of the web', () => {
  expect(webAddressOf('hf://ns/name/a b.safetensors')).toBe(
    'https://huggingface.co/ns/name/resolve/main/a%20b.safetensors',
  )
  expect(webAddressOf('hf://ns/name@v1/x.bin')).toBe('https://huggingface.co/ns/name/resolve/v1/x.bin')
  expect(webAddressOf('https://a.example/x.pth')).toBe('https://a.example/x.pth')
  expect(() => webAddressOf('hf://ns/name')).toThrow('opens one file')
  expect(() => webAddressOf('s3://bucket/x.pth')).toThrow('opens one file')
})

test('ends of the scale have its colours, and what is not finite is red', () => {
  const values = Float64Array.of(-2, 0, 2, NaN, Infinity)
  expect(largestOf(values)).toBe(2)
  const pixels = heatPixels(values, 2)
  const cell = (at: number): number[] => Array.from(pixels.subarray(at * 4, at * 4 + 4))
  expect(cell(0)).toEqual([33, 102, 172, 255])
  expect(cell(1)).toEqual([247, 247, 247, 255])
  expect(cell(2)).toEqual([217, 95, 2, 255])
  expect(cell(3)).toEqual([215, 0, 40, 255])
  expect(cell(4)).toEqual([215, 0, 40, 255])
})
