/** The rules of `load_state_dict`, one by one. Every expected list and text is PyTorch's own (fixtures/diff/pairs.json). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actualOf, actualStateDict } from '../../src/diff/actual.ts'
import type { ActualEntry, ActualStateDict } from '../../src/diff/actual.ts'
import { diagnose } from '../../src/diff/diagnose.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import type { StateDictDiff } from '../../src/diff/diff.ts'
import { otherRoots } from '../../src/diff/roots.ts'
import { torchText } from '../../src/report/diff/torch.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES, openFixture } from '../fixtures.ts'

interface Answer {
  readonly loads: boolean
  readonly text: string
  readonly missing_keys?: readonly string[]
  readonly unexpected_keys?: readonly string[]
}

interface Pair {
  readonly name: string
  readonly mapping: string | null
  readonly entries: readonly [
    key: string | null,
    keyType: string,
    shape: number[] | null,
    type: string,
    layout: 'meta' | 'strided',
  ][]
  readonly versions: readonly [path: string, version: number | null][] | null
  /** JSON text: parsing it here would lose the order of numeric names. */
  readonly schema: string
  readonly strict: Answer
  readonly not_strict: Answer
}

const pairs: readonly Pair[] = JSON.parse(readFileSync(join(FIXTURES, 'diff', 'pairs.json'), 'utf8'))
const names = pairs.map(({ name }) => name)

function pairOf(name: string): Pair {
  const pair = pairs.find((each) => each.name === name)
  if (pair === undefined) throw new Error(`no pair ${name}`)
  return pair
}

function stateOf({ entries, versions, mapping }: Pair): ActualStateDict {
  const odd = entries.find(([key]) => key === null)
  return {
    entries: new Map(
      entries.map(([key, , shape, type, layout]): [string, ActualEntry] => [
        key ?? 'odd',
        shape === null ? { kind: 'value', typeName: type } : { kind: 'tensor', shape, dtype: type, layout },
      ]),
    ),
    versions: versions === null ? null : new Map(versions),
    oddKey: odd?.[1] ?? null,
    notMapping: mapping,
  }
}

async function diffOf(name: string, strict = true): Promise<StateDictDiff> {
  const pair = pairOf(name)
  return diffStateDict(stateOf(pair), await parseSchema(pair.schema, name), { strict })
}

const keys = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name)

describe('every pair, strict and not', () => {
  test.each(names)('%s', async (name) => {
    for (const how of ['strict', 'not_strict'] as const) {
      const answer = pairOf(name)[how]
      const diff = await diffOf(name, how === 'strict')
      expect([diff.loads, torchText(diff)]).toEqual([answer.loads, answer.text])
      if (answer.missing_keys !== undefined) expect(keys(diff.missing_keys)).toEqual(answer.missing_keys)
      if (answer.unexpected_keys !== undefined)
        expect(keys(diff.unexpected_keys)).toEqual(answer.unexpected_keys)
    }
  })
})

test.each(['scalar--longer', 'special--value-list'])('not strict, %s raises all the same', async (name) => {
  const diff = await diffOf(name, false)
  expect([diff.loads, diff.errors.length]).toEqual([false, 1])
  expect(pairOf(name).not_strict.loads).toBe(false)
})

test('missing keys in traversal order, unexpected ones by module', async () => {
  expect(keys((await diffOf('late--empty')).missing_keys)).toEqual(pairOf('late--empty').strict.missing_keys)
  const strays = await diffOf('late--strays')
  expect(keys(strays.unexpected_keys)).toEqual(['_extra_state', 'zz', 'aa.bb', '.', '', '..'])
  expect(pairOf('late--strays').strict.unexpected_keys).toEqual(keys(strays.unexpected_keys))
})

test('both lists end with a period and a space, lines begin with a tab', async () => {
  const text = torchText(await diffOf('resnet--prefixed'))
  expect(text).toMatch(
    /^Error\(s\) in loading state_dict for Sequential:\n\tMissing key\(s\) in state_dict: ".*"\. \n\tUnexpected key\(s\) in state_dict: ".*"\. $/,
  )
  expect(text).toBe(pairOf('resnet--prefixed').strict.text)
})

test.each([
  ['scalar--one', true],
  ['scalar--one-one', false],
  ['scalar--longer', false],
  ['scalar--none-long', false],
])('a 0-dim parameter and the shape of %s: loads %s', async (name, loads) => {
  expect((await diffOf(name)).loads).toBe(loads)
  expect(pairOf(name).strict.loads).toBe(loads)
})

test.each([
  ['no-counters', 1],
  ['no-counters-plain', 0],
] as const)('num_batches_tracked absent, %s: %i missing', async (what, missing) => {
  const diff = await diffOf(`batch-norm--${what}`)
  expect([diff.missing_keys.length, diff.filled.length]).toEqual([missing, 1 - missing])
})

test('a key under the name of a parameter is unexpected', async () => {
  const diff = await diffOf('linear--below')
  expect(diff.unexpected_keys.length).toBe(3)
  expect(keys(diff.unexpected_keys)).toEqual(pairOf('linear--below').strict.unexpected_keys)
})

test('None parameters and buffers that are not saved are unexpected, a None child swallows its keys', async () => {
  const { schema } = pairOf('nones--same')
  const model = await parseSchema(schema, 'nones')
  const extra = ['gone', 'empty', 'cache', 'fc.bias', 'downsample.0.weight', 'relu.weight']
  const state = actualOf([
    ['fc.weight', [2, 3]],
    ['kept', [5]],
    ...extra.map((name): [string, number[]] => [name, [1]]),
  ])
  expect(keys(diffStateDict(state, model, { strict: true }).unexpected_keys)).toEqual([
    'gone',
    'empty',
    'cache',
    'fc.bias',
    'relu.weight',
  ])
})

test('another dtype loads, and is a category of its own', async () => {
  const pair = pairOf('dtypes--double')
  const model = await parseSchema(pair.schema, 'dtypes')
  const diff = diffStateDict(stateOf(pair), model, { strict: true })
  expect([diff.loads, diff.compatible, diff.dtypes.length > 0]).toEqual([true, true, true])
  expect(diffStateDict(stateOf(pair), model, { strict: true, checkDtype: true })).toMatchObject({
    loads: true,
    compatible: false,
  })
})

test('extra state is expected of modules that set it, unexpected elsewhere; InstanceNorm explains itself', async () => {
  expect((await diffOf('extra--same')).loads).toBe(true)
  expect(keys((await diffOf('extra--strays')).unexpected_keys)).not.toContain('_extra_state')
  expect(keys((await diffOf('late--strays')).unexpected_keys)).toContain('_extra_state')
  const { errors } = await diffOf('instance--module-strays-plain')
  expect(errors.map(({ kind }) => kind)).toEqual(['running_stats'])
})

describe('wrappers, also nested', () => {
  const model = actualOf([
    ['layers.0.w', [2, 3]],
    ['layers.1.w', [4, 3]],
    ['head.w', [5]],
  ])
  const expected = Promise.resolve(
    JSON.stringify({ 'layers.0.w': [2, 3], 'layers.1.w': [4, 3], 'head.w': [5] }),
  ).then((text) => parseSchema(text, 'm'))
  test.each([
    ['module.', ['--strip-prefix', 'module.']],
    ['_orig_mod.', ['--strip-prefix', '_orig_mod.']],
    ['model.', ['--strip-prefix', 'model.']],
    ['module._orig_mod.', ['--strip-prefix', 'module._orig_mod.']],
  ])('prefix %s', async (prefix, flags) => {
    const state = actualOf(
      [...model.entries].map(([name, entry]): [string, number[]] => [
        prefix + name,
        entry.kind === 'tensor' ? [...(entry.shape ?? [])] : [],
      ]),
    )
    expect(diagnose(state, await expected)[0]?.flags).toEqual(flags)
  })
  test.each(['_fsdp_wrapped_module', '_checkpoint_wrapped_module', '_orig_mod'])(
    '%s around each layer',
    async (wrapper) => {
      const state = actualOf([
        [`layers.0.${wrapper}.w`, [2, 3]],
        [`layers.1.${wrapper}.w`, [4, 3]],
        ['head.w', [5]],
      ])
      expect(diagnose(state, await expected)[0]?.flags).toEqual(['--rename-part', `${wrapper}=`])
    },
  )
})

test('old weight_norm names load into new modules; a module without them is told', async () => {
  expect((await diffOf('special--old-weight-norm')).loads).toBe(true)
  expect((await diffOf('special--old-weight-norm-half')).loads).toBe(false)
  const model = await parseSchema(
    '{"conv.bias": [4], "conv.parametrizations.weight.original0": [4, 1], "conv.parametrizations.weight.original1": [4, 3]}',
    'm',
  )
  // The names and shapes prove the parametrization, whose hook takes the old names: there is nothing to mend.
  const old = actualOf([
    ['conv.bias', [4]],
    ['conv.weight_g', [4, 1]],
    ['conv.weight_v', [4, 3]],
  ])
  expect(diffStateDict(old, model, { strict: true }).loads).toBe(true)
  const pruned = await parseSchema('{"conv.weight_orig": [4, 3], "conv.bias": [4]}', 'm')
  const [masks] = diagnose(
    actualOf([
      ['conv.weight_orig', [4, 3]],
      ['conv.weight_mask', [4, 3]],
      ['conv.bias', [4]],
    ]),
    pruned,
  )
  // Without its mask the weight is the one before pruning.
  expect(masks?.flags ?? []).toEqual([])
})

test('the weights of a GAN are found at the place that fits', async () => {
  const gan = await openFixture('gan.pth')
  const roots = otherRoots(gan)
  expect(gan.candidates.filter(({ optimizer }) => !optimizer).length).toBeGreaterThan(1)
  for (const { path } of gan.candidates.filter(({ optimizer }) => !optimizer)) {
    const wanted = actualStateDict(await openFixture('gan.pth', { root: path }))
    const shapes = Object.fromEntries(
      [...wanted.entries].map(([name, entry]) => [name, entry.kind === 'tensor' ? entry.shape : null]),
    )
    const model = await parseSchema(JSON.stringify(shapes), 'part')
    const state = actualStateDict(gan)
    if (diffStateDict(state, model, { strict: true }).loads) continue
    // Two places may fit equally well: both are told, and the first one does fit.
    const suggestions = diagnose(state, model, roots).filter(({ remaining }) => remaining === 0)
    expect(suggestions.map(({ flags }) => flags)).toContainEqual(['--root', path])
  }
})
