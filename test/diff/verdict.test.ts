/** The verdict says what `load_state_dict` does (fixtures/diff/pairs.json has PyTorch's answers), and is never green over nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nameRule } from '../../src/names/name-rule.ts'
import { actualOf } from '../../src/diff/actual.ts'
import type { ActualEntry } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import type { DiffOptions, StateDictDiff } from '../../src/diff/diff.ts'
import { renderDiffAs } from '../../src/report/diff/formats.ts'
import type { DiffFormat } from '../../src/report/report-format.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES } from '../fixtures.ts'

interface Answer {
  readonly loads: boolean
  readonly missing_keys?: readonly string[]
  readonly unexpected_keys?: readonly string[]
}

interface Pair {
  readonly name: string
  readonly mapping: string | null
  readonly entries: readonly [string | null, string, number[] | null, string, 'meta' | 'strided'][]
  readonly versions: readonly [path: string, version: number | null][] | null
  readonly schema: string
  readonly strict: Answer
  readonly not_strict: Answer
}

const pairs: readonly Pair[] = JSON.parse(readFileSync(join(FIXTURES, 'diff', 'pairs.json'), 'utf8'))

function entriesOf({ entries }: Pair): Map<string, ActualEntry> {
  return new Map(
    entries.map(([key, , shape, type, layout]): [string, ActualEntry] => [
      key ?? 'odd',
      shape === null ? { kind: 'value', typeName: type } : { kind: 'tensor', shape, dtype: type, layout },
    ]),
  )
}

async function diffPair(pair: Pair, strict: boolean): Promise<StateDictDiff> {
  const state = {
    entries: entriesOf(pair),
    versions: pair.versions === null ? null : new Map(pair.versions),
    oddKey: pair.entries.find(([key]) => key === null)?.[1] ?? null,
    notMapping: pair.mapping,
  }
  return diffStateDict(state, await parseSchema(pair.schema, 'pair'), { strict })
}

describe('PyTorch answers', () => {
  test.each(pairs)('$name', async (pair) => {
    const { not_strict: answer } = pair
    const keys = (answer.missing_keys?.length ?? 0) + (answer.unexpected_keys?.length ?? 0)
    const found = await diffPair(pair, false)
    const wanted = !answer.loads || found.matched === 0 ? 'different' : keys === 0 ? 'compatible' : 'partial'
    expect([found.verdict, found.compatible]).toEqual([wanted, wanted === 'compatible'])
    expect((await diffPair(pair, true)).verdict).toBe(
      pair.strict.loads && found.matched > 0 ? 'compatible' : 'different',
    )
  })
})

const MODEL = '{"a.weight": [2, 3], "a.bias": [2], "b.weight": [4]}'

type Named = readonly [name: string, shape: readonly number[]]

async function diff(names: readonly Named[], options: DiffOptions = {}): Promise<StateDictDiff> {
  return diffStateDict(actualOf(names), await parseSchema(MODEL, 'model'), options)
}

const whole: readonly Named[] = [
  ['a.weight', [2, 3]],
  ['a.bias', [2]],
  ['b.weight', [4]],
]

describe('nothing is never green', () => {
  test.each<[string, readonly Named[], DiffOptions]>([
    ['another model', [['x', [1]]], {}],
    ['an empty file', [], {}],
    ['--only that matches nothing', whole, { only: nameRule(['zz*']) }],
    ['--ignore that matches everything', whole, { ignore: nameRule(['*']) }],
  ])('%s', async (_, names, options) => {
    const found = await diff(names, options)
    expect([found.verdict, found.nothing_matches]).toEqual(['different', true])
  })
})

describe('rules that match nothing', () => {
  const options: DiffOptions = {
    ignore: nameRule(['b.*', 'c.*']),
    rewrites: { stripPrefix: ['module.'], renameParts: [['z', 'y']], transpose: nameRule(['*.bias']) },
  }

  test('are named', async () => {
    expect((await diff(whole, options)).idle).toEqual([
      '--strip-prefix module.',
      '--rename-part z=y',
      '--transpose *.bias (of two-dimensional tensors)',
      '--ignore c.*',
    ])
  })

  test('fail with strict only', async () => {
    expect((await diff(whole, options)).verdict).toBe('compatible')
    expect((await diff(whole, { ...options, strict: true })).verdict).toBe('different')
  })
})

test('what was left out is said, and what the whole file would do', async () => {
  const found = await diff([...whole, ['head.weight', [5]]], { strict: true, ignore: nameRule(['head.*']) })
  expect([found.verdict, found.left_out.count, found.whole]).toEqual([
    'compatible',
    1,
    { loads_strict: false },
  ])
})

test.each<[DiffFormat, RegExp]>([
  ['json', /"verdict": "different"/],
  ['junit', /PTH-D011[^]*<failure/],
  ['sarif', /"ruleId": "PTH-D011"/],
  ['github', /::error[^\n]*PTH-D011/],
  ['markdown', /Different/],
  ['text', /0 of 3 keys match: this seems to be another model/],
])('%s says that nothing matches', async (format, pattern) => {
  const report = {
    diff: await diff([['x', [1]]]),
    files: { actual: 'a.pth', expected: 'm.json' },
    root: '$',
    suggestions: [],
    values: null,
    exitCode: 1,
    version: '0',
    full: false,
    columns: 200,
  }
  expect(renderDiffAs(format, report)).toMatch(pattern)
})
