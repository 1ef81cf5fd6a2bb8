/** The first suggestion undoes what was done to the names, and its flags leave a clean strict diff. */
import { afterAll, describe, expect, test } from 'vitest'
import { actualOf } from '../../src/diff/actual.ts'
import { diagnose } from '../../src/diff/diagnose.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { optionsOfFlags } from '../../src/diff/causes/flags.ts'
import { rewriteName } from '../../src/diff/rewrite.ts'
import { expectedTensor } from '../../src/schema/model.ts'
import type { ExpectedModel } from '../../src/schema/model.ts'
import { BREAKAGES } from './breakages.ts'
import type { BrokenTensor } from './breakages.ts'
import { MODELS } from './models.ts'

const cases = BREAKAGES.flatMap((breakage) =>
  breakage.models.map((model) => ({ what: `${model}: ${breakage.what}`, model, breakage })),
)
let right = 0

describe('breakages', () => {
  test.each(cases)('$what', async ({ model, breakage }) => {
    const expected = await MODELS[model]?.()
    if (expected === undefined) throw new Error(model)
    const broken: BrokenTensor[] = [...expected.tensors.values()]
      .filter(({ shape }) => shape !== null)
      .flatMap(({ name, shape }) =>
        breakage.breaks({ name, original: name, shape: (shape ?? []).map(Number) }),
      )
    const actual = actualOf(broken.map(({ name, shape }) => [name, shape]))
    const [first] = diagnose(actual, expected)
    expect(first?.remaining, JSON.stringify(first)).toBe(0)
    const options = optionsOfFlags(first?.flags ?? [])
    expect(diffStateDict(actual, expected, options).compatible, first?.flags.join(' ')).toBe(true)
    // It is undone, not only hidden: each name is again what it was, and nothing that was right is left out.
    for (const { name, original } of broken) {
      if (original !== null) expect(rewriteName(name, options.rewrites ?? {})).toBe(original)
    }
    const fitting = broken.filter(
      ({ name, original, shape }) =>
        original !== null &&
        options.ignore?.matches(rewriteName(name, options.rewrites ?? {})) === true &&
        shape.join() === expected.tensors.get(original)?.shape?.join(),
    )
    expect(fitting).toEqual([])
    right += 1
  })
})

describe('names that no flag can hold', () => {
  const matching = [
    ['a', [3]],
    ['b', [4]],
    ['c', [5]],
  ] as const
  const expected: ExpectedModel = {
    className: null,
    tensors: new Map(
      [...matching, ['zz.v', [6]] as const, ['zz.w', [7]] as const].map(([name, shape]) => [
        name,
        expectedTensor(name, shape),
      ]),
    ),
    modules: null,
    ignore: [],
  }

  test.each([
    ['longer than a pattern may be', [['x'.repeat(3000), [1]]]],
    [
      'more numbers than a pattern may have',
      Array.from({ length: 12_000 }, (_, at) => [`l.${at}.w`, [1]] as const),
    ],
    [
      'numbers with zeros before them',
      [
        ['l.007.w', [1]],
        ['l.008.w', [1]],
      ],
    ],
    ['the empty name', [['', [1]]]],
    [
      'quotes',
      [
        ['q"t.w', [1]],
        ['q"t.v', [1]],
      ],
    ],
    [
      'an equals sign',
      [
        ['a=b.v', [6]],
        ['a=b.w', [7]],
      ],
    ],
    ['100,000 components', [[`${'.'.repeat(100_000)}w`, [1]]]],
  ] as const)('%s: what is suggested works, or nothing is', (_, strays) => {
    const actual = actualOf([...matching, ...strays])
    for (const { remaining, flags } of diagnose(actual, expected)) {
      const diff = diffStateDict(actual, expected, optionsOfFlags(flags))
      expect(diff.missing_keys.length + diff.unexpected_keys.length + diff.errors.length).toBe(remaining)
    }
  })
})

test('names that all differ in a module of both sides cost time in proportion', () => {
  const names = Array.from({ length: 60_000 }, (_, at) => `a.${at}`)
  const expected: ExpectedModel = {
    className: null,
    tensors: new Map(names.map((name) => [name, expectedTensor(name, [1])])),
    modules: null,
    ignore: [],
  }
  const began = process.cpuUsage()
  expect(
    diagnose(
      actualOf([
        ['a.1', [1]],
        ['q', [2]],
      ]),
      expected,
    ).flatMap(({ flags }) => flags),
  ).toEqual([])
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000)
})

function layers(first: number): [string, number[]][] {
  return Array.from({ length: 6 }, (_, at) => [`layers.${first + at}.w`, [2]])
}

test('layers counted from 1 are not made to fit by sending the last one to the front', () => {
  const expected: ExpectedModel = {
    className: null,
    tensors: new Map(
      [...layers(0), ['a', [3]] as const].map(([name, shape]) => [name, expectedTensor(name, shape)]),
    ),
    modules: null,
    ignore: [],
  }
  const suggestions = diagnose(actualOf([...layers(1), ['a', [3]]]), expected)
  expect(suggestions.flatMap(({ flags }) => flags)).not.toContain('--rename-part')
})

afterAll(() => {
  process.stdout.write(`\ndiagnosis: ${right} of ${cases.length} breakages undone by the first suggestion\n`)
})

// copy_ of PyTorch refuses them under a name that the model has: leaving it out drops a weight that the model needs.
test.each(['sparse_coo', 'quantized', 'meta'] as const)(
  'a %s value where everything else matches is no part to leave out',
  (layout) => {
    const names = ['a.weight', 'a.bias', 'b.weight', 'b.bias']
    const expected: ExpectedModel = {
      className: null,
      tensors: new Map(names.map((name) => [name, { ...expectedTensor(name, [2]), dtype: 'float32' }])),
      modules: null,
      ignore: [],
    }
    const actual = actualOf(names.map((name) => [name, [2], 'float32']))
    const entries = new Map(actual.entries)
    entries.set('a.weight', { kind: 'tensor', shape: [2], dtype: 'float32', layout })
    expect(diagnose({ ...actual, entries }, expected)).toEqual([])
    entries.set('a.weight', { kind: 'value', typeName: 'int' })
    expect(diagnose({ ...actual, entries }, expected)).toEqual([])
  },
)
