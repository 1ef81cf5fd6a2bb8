import { expect, test } from 'vitest'
import { isGlob, rowSelector } from '../src/table/select-rows.ts'
import type { RowsWanted } from '../src/table/select-rows.ts'
import { tensorTable } from '../src/table/tensor-table.ts'

const ALL: RowsWanted = { search: '', dtype: null, least: 0, sort: 'file', descending: false }
const ROWS = [
  { name: 'b.weight', dtype: 'float32', shape: [2, 3], numel: 6, bytes: 24, problem: null },
  { name: 'a.bias', dtype: 'float16', shape: [3], numel: 3, bytes: 6, problem: null },
  { name: 'A.Weight', dtype: 'float32', shape: null, numel: null, bytes: null, problem: 'no storage' },
  { name: 'a.weight', dtype: 'float32', shape: [], numel: 1, bytes: 4, problem: null },
]
const table = tensorTable(ROWS)
const select = rowSelector(table)
const names = (wanted: Partial<RowsWanted>): string[] =>
  [...select({ ...ALL, ...wanted })].map((row) => table.names[row] ?? '')

test('the columns have what the rows have', () => {
  expect([...table.dtypes].map((at) => table.dtypeNames[at])).toEqual(ROWS.map(({ dtype }) => dtype))
  expect(table.shapes).toEqual(['[2, 3]', '[3]', '?', '[]'])
  expect([...table.numels]).toEqual([6, 3, -1, 1])
  expect([...table.bytes]).toEqual([24, 6, -1, 4])
  expect([...table.problems]).toEqual([0, 0, 1, 0])
})

test('a search finds a part of a name in any case, and a glob finds whole names', () => {
  expect(names({ search: 'WEIGHT' })).toEqual(['b.weight', 'A.Weight', 'a.weight'])
  expect(names({ search: '*.weight' })).toEqual(['b.weight', 'a.weight'])
  expect(names({ search: '{a,b}.weight' })).toEqual(['b.weight', 'a.weight'])
  expect(names({ search: 'nothing' })).toEqual([])
  expect(isGlob('layers.0')).toBe(false)
})

test('filters of type and size hold together', () => {
  expect(names({ dtype: 'float16' })).toEqual(['a.bias'])
  expect(names({ least: 6 })).toEqual(['b.weight', 'a.bias'])
  expect(names({ dtype: 'float32', least: 6 })).toEqual(['b.weight'])
  expect(names({ dtype: 'int8' })).toEqual([])
})

test('every sort goes both ways', () => {
  expect(names({ sort: 'name' })).toEqual(['A.Weight', 'a.bias', 'a.weight', 'b.weight'])
  expect(names({ sort: 'size', descending: true })).toEqual(['b.weight', 'a.bias', 'a.weight', 'A.Weight'])
  expect(names({ sort: 'elements' })).toEqual(['A.Weight', 'a.weight', 'a.bias', 'b.weight'])
  expect(names({ sort: 'dtype' })[0]).toBe('a.bias')
})

test('100,000 names are searched within a key press', () => {
  const many = tensorTable(
    Array.from({ length: 100_000 }, (_, at) => ({
      name: `model.layers.${at % 61}.mlp.experts.${at}.weight`,
      dtype: 'bfloat16',
      shape: [1],
      numel: 1,
      bytes: 2,
      problem: null,
    })),
  )
  const selectMany = rowSelector(many)
  selectMany({ ...ALL, search: 'e' })
  const times = ['ex', 'exp', 'experts.7', 'zzz'].map((search) => {
    // The processor's time, since other work on the machine is not the search's.
    const before = process.cpuUsage()
    selectMany({ ...ALL, search })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  expect(Math.min(...times)).toBeLessThan(50)
})
