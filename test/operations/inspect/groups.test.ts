/** Rows that stand for many tensors: they promise no name that is not there, and lose none. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileGlobs } from '../../../src/names/glob.ts'
import { groupTensors } from '../../../src/operations/inspect/groups.ts'
import { inspectCheckpoint } from '../../../src/operations/inspect/inspect.ts'
import type { GroupBy, TensorReport } from '../../../src/operations/inspect/inspect-report.ts'
import { factorNumbers, numbersText } from '../../../src/operations/inspect/pattern.ts'
import { expectedOf, FIXTURES, openFixture } from '../../fixtures.ts'

function tensor(name: string, shape: readonly number[] = [2], dtype = 'float32'): TensorReport {
  const numel = shape.reduce((product, size) => product * size, 1)
  return {
    name,
    path: `$.${name}`,
    kind: 'strided',
    type: 'torch.Tensor',
    dtype,
    shape,
    stride: shape.map(() => 1),
    storage_offset: 0,
    storage_key: '0',
    numel,
    bytes: numel * 4,
    requires_grad: false,
    parameter: false,
    role: null,
    contiguous: true,
    conj: false,
    neg: false,
    member: null,
    file_offset: null,
    problem: null,
    parts: [],
    facts: [],
  }
}

function patterns(names: readonly string[], by: GroupBy = 'pattern'): [string, number][] {
  return groupTensors(
    names.map((name) => tensor(name)),
    { by },
  ).map(({ pattern, count }) => [pattern, count])
}

describe('groupTensors', () => {
  test('numbers become one range', () => {
    const names = Array.from({ length: 32 }, (_, layer) =>
      ['q', 'k'].map((part) => `layers.${layer}.attn.${part}.weight`),
    ).flat()
    expect(patterns(names)).toEqual([
      ['layers.{0..31}.attn.q.weight', 32],
      ['layers.{0..31}.attn.k.weight', 32],
    ])
  })

  test('neighbours in a module are folded by default, and only there', () => {
    const names = ['bn.weight', 'bn.bias', 'bn.running_mean', 'fc.weight']
    expect(patterns(names, 'layers')).toEqual([
      ['bn.{weight,bias,running_mean}', 3],
      ['fc.weight', 1],
    ])
    expect(patterns(names).length).toBe(4)
  })

  test('a hole in the numbers is not covered', () => {
    expect(patterns(['b.0.w', 'b.1.w', 'b.4.w'])).toEqual([['b.{0..1,4}.w', 3]])
    expect(patterns(['a.0.0', 'a.0.1', 'a.1.0'])).toEqual([
      ['a.0.{0..1}', 2],
      ['a.1.0', 1],
    ])
  })

  test('numbers inside words and with leading zeros are parts of the name', () => {
    expect(patterns(['conv1.w', 'conv2.w', 'x.007', 'x.7']).length).toBe(4)
  })

  test('dtypes are kept apart, shapes are counted', () => {
    const groups = groupTensors(
      [tensor('a.0', [2]), tensor('a.1', [3]), tensor('a.2', [3]), tensor('a.3', [3], 'int64')],
      { by: 'layers' },
    )
    expect(groups.map(({ pattern, dtype, shapes }) => [pattern, dtype, shapes])).toEqual([
      [
        'a.{0..2}',
        'float32',
        [
          { shape: [3], count: 2 },
          { shape: [2], count: 1 },
        ],
      ],
      ['a.3', 'int64', [{ shape: [3], count: 1 }]],
    ])
  })

  test('a name that stands twice is shown twice', () => {
    expect(patterns(['a.0', 'a.0', 'a.1'])).toEqual([
      ['a.0', 1],
      ['a.0', 1],
      ['a.1', 1],
    ])
  })

  test('by dtype and by prefix', () => {
    expect(patterns(['a.x', 'a.y', 'b'], 'prefix')).toEqual([
      ['a.*', 2],
      ['b', 1],
    ])
    expect(
      groupTensors([tensor('a'), tensor('b', [1], 'int8')], { by: 'dtype' }).map(({ dtype }) => dtype),
    ).toEqual(['float32', 'int8'])
    expect(
      groupTensors([tensor('a.b.c'), tensor('a.b.d'), tensor('a.d.e')], { by: 'prefix', depth: 2 }).map(
        ({ pattern }) => pattern,
      ),
    ).toEqual(['a.b.*', 'a.d.e'])
  })

  test('irregular numbers of 20,000 names take no quadratic time', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `a.${at}.${(at * 7919) % 100_003}`)
    expect(patterns(names).length).toBe(20_000)
  }, 20_000)
})

const files =
  readFileSync(join(FIXTURES, 'manifest.json'), 'utf8')
    .match(/"[^"]+\.(?:pth|ckpt|tar|pkl)"/g)
    ?.map((name) => name.slice(1, -1))
    .filter((name) => expectedOf(name).answer === 'loads') ?? []

describe('a pattern as a filter', () => {
  test.each(files)('every row of %s selects just the tensors that it counts', async (file) => {
    const { tensors } = inspectCheckpoint(await openFixture(file))
    for (const by of ['layers', 'pattern'] as const) {
      const groups = groupTensors(tensors, { by })
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(tensors.length)
      for (const { pattern, count, dtype } of groups) {
        // Names that hold glob characters themselves are shown, not quoted.
        if (/[[\]()!?*+@|\\%$^"']|\{[^}]*\{/.test(pattern) || pattern === '') continue
        const matches = compileGlobs([pattern])
        expect([pattern, tensors.filter((one) => matches(one.name) && one.dtype === dtype).length]).toEqual([
          pattern,
          count,
        ])
      }
    }
  })
})

describe('factorNumbers', () => {
  test('any set of pairs is cut into products that cover it once', () => {
    let seed = 7
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * below)
    }
    for (let round = 0; round < 200; round += 1) {
      const tuples = new Map(
        Array.from({ length: random(20) + 1 }, () => [random(4), random(4), random(2)]).map((tuple) => [
          tuple.join(),
          tuple,
        ]),
      )
      const covered = factorNumbers([...tuples.values()]).flatMap(([a = [], b = [], c = []]) =>
        a.flatMap((x) => b.flatMap((y) => c.map((z) => [x, y, z].join()))),
      )
      expect(covered.toSorted()).toEqual([...tuples.keys()].toSorted())
    }
  })

  test('numbers as text', () => {
    expect([numbersText([5]), numbersText([0, 1]), numbersText([0, 2, 3, 9])]).toEqual([
      '5',
      '{0..1}',
      '{0,2..3,9}',
    ])
  })
})
