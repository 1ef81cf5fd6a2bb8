/** Shapes and strides. */
import { expect, test } from 'vitest'
import { contiguousStride } from '../../src/checkpoint/tensor.ts'

test('strides as torch.empty(shape).stride() has them', () => {
  expect(contiguousStride([])).toEqual([])
  expect(contiguousStride([2, 3, 4])).toEqual([12, 4, 1])
  expect(contiguousStride([2, 0, 3])).toEqual([3, 3, 1])
})

// A safetensors header may claim as many; with a quadratic loop the test runs out of time.
test('a million dimensions', () => {
  expect(contiguousStride(Array.from({ length: 1_000_000 }, () => 1)).every((step) => step === 1)).toBe(true)
})
