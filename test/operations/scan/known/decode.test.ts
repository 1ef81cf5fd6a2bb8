/** The text form of the generated tables, with values that encode.py wrote. */
import { expect, test } from 'vitest'
import { ascending, frontCoded, only } from '../../../../src/operations/scan/known/decode.ts'

test('numbers are groups of five bits', () => {
  expect(['0', 'V', 'W1', '_V', 'WW1'].map(only)).toEqual([0, 31, 32, 1023, 1024])
})

test('numbers that ascend are distances', () => {
  expect(ascending('')).toEqual([])
  expect(ascending('30A_V')).toEqual([3, 3, 13, 1036])
})

test('names share what they begin with', () => {
  expect(frontCoded('\n0torch.nn\n8.Linear\n6optim\n')).toEqual([
    'torch.nn',
    'torch.nn.Linear',
    'torch.optim',
  ])
})

test('what is no digit is a defect of the table, and told', () => {
  expect(() => only('$')).toThrow(TypeError)
})
