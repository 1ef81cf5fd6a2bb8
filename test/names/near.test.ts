/** One suggester: a few letters away, or a part of the name; bounded whatever the names are. */
import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../src/names/near.ts'

const TENSORS = ['layer1.0.conv1.weight', 'layer1.0.conv1.bias', 'fc.weight', 'fc.bias', 'bn1.running_mean']

test.each([
  ['fc.weigth', ['fc.weight']],
  ['FC.WEIGHT', ['fc.weight']],
  ['conv1.weight', ['layer1.0.conv1.weight']],
  ['module.fc.bias', ['fc.bias']],
  ['running_mean', ['bn1.running_mean']],
  ['', []],
  ['something else altogether', []],
])('%j: %j', (wanted, near) => {
  expect(nearest(wanted, TENSORS)).toEqual(near)
})

test('at most three, the nearest first', () => {
  expect(nearest('model', ['models', 'mode', 'model1', 'modal', 'node'])).toHaveLength(3)
  expect(didYouMean('safetensor', ['pth', 'safetensors', 'npz'])).toBe('did you mean safetensors?')
  expect(didYouMean('x', ['pth'])).toBeUndefined()
})

test('names of a million letters and three hundred thousand names take little', () => {
  const began = process.cpuUsage()
  expect(nearest('a'.repeat(1_000_000), ['a'.repeat(999_999)])).toEqual([])
  const many = Array.from({ length: 300_000 }, (_, at) => `layers.${at}.weight`)
  expect(nearest('layers.29999x.weight', many)).toHaveLength(3)
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000)
})
