/** Products of rows in lists of numbers against those of tuples, one object for each name. */
import { describe, expect, test } from 'vitest'
import { productsOf } from '../../../src/operations/inspect/number-rows.ts'
import { factorNumbers, numberedName, templateKey } from '../../../src/operations/inspect/pattern.ts'

/** The plain way: a Map of texts, and every combination looked up in it. */
function plain(tuples: readonly (readonly number[])[]): unknown {
  const byText = new Map(tuples.map((tuple, index) => [tuple.join(), index]))
  if (byText.size < tuples.length)
    return tuples.map((tuple, index) => ({ sets: tuple.map((number) => [number]), indices: [index] }))
  return factorNumbers(tuples).map((sets) => {
    const combinations = sets.reduce<number[][]>(
      (found, numbers) => found.flatMap((tuple) => numbers.map((number) => [...tuple, number])),
      [[]],
    )
    return { sets, indices: combinations.map((tuple) => byText.get(tuple.join())) }
  })
}

function next(state: { seed: number }): number {
  state.seed = (state.seed * 1_103_515_245 + 12_345) % 2 ** 31
  return state.seed / 2 ** 31
}

describe('rows of numbers', () => {
  test('are cut into the products of the tuples, whatever their order, also where one occurs twice', () => {
    const state = { seed: 7 }
    let whole = 0
    let twice = 0
    for (let round = 0; round < 400; round += 1) {
      const width = Math.floor(next(state) * 4)
      const sizes = Array.from({ length: width }, () => 1 + Math.floor(next(state) * 4))
      let tuples = sizes.reduce<number[][]>(
        (found, size) =>
          found.flatMap((tuple) => Array.from({ length: size }, (_, at) => [...tuple, at * 3])),
        [[]],
      )
      if (round % 3 > 0) tuples = tuples.filter(() => next(state) > 0.2)
      if (round % 2 > 0)
        tuples = tuples
          .map((tuple) => [next(state), tuple] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, tuple]) => tuple)
      if (round % 7 === 0 && tuples.length > 0) tuples.push(tuples[0] ?? [])
      if (tuples.length === 0) continue
      const found = productsOf({ width, numbers: tuples.flat() }, tuples.length)
      expect(found).toEqual(plain(tuples))
      if (found.length === 1) whole += 1
      if (new Set(tuples.map((tuple) => tuple.join())).size < tuples.length) twice += 1
    }
    expect(whole).toBeGreaterThan(50)
    expect(twice).toBeGreaterThan(20)
  })

  test('of names have one key for one template', () => {
    const names = [
      '',
      '1',
      '01',
      '1.',
      '.1',
      'a.1.b',
      'a.2.b',
      'a.1.b.2',
      'a.b',
      'a1.2',
      '1a.2',
      '1234567890.1',
    ]
    names.push('a.\u0000.b', 'a.\u0000', '["a",null]', '1.2.3.4.5.6.7', '1.2.3.4.5.6.8', '999999999', 'a..1')
    for (const one of names) {
      const { key, numbers } = templateKey(one)
      expect(numbers).toEqual(numberedName(one).numbers)
      for (const other of names)
        expect(templateKey(other).key === key).toBe(
          JSON.stringify(numberedName(other).template) === JSON.stringify(numberedName(one).template),
        )
    }
  })
})
