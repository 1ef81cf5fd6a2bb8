/** The names that save_pretrained keeps stand in fixtures/convert, written by fixtures/generate_tied.py. */
import { describe, expect, test } from 'vitest'
import { keptName } from '../../../src/operations/convert/tied.ts'
import { fixture, planFixture } from './helpers.ts'

type Groups = Readonly<Record<string, readonly { names: string[]; kept: string[] }[]>>

describe.each(['4.44.2', '5.2.0'])('transformers %s', (version) => {
  const models: Groups = JSON.parse(new TextDecoder().decode(fixture(`convert/tied-models-${version}.json`)))
  const groups = Object.entries(models).flatMap(([model, all]) => all.map((group) => ({ model, ...group })))

  test('of no model another name is kept than save_pretrained keeps', () => {
    const wrong = groups.filter(({ names, kept }) => ![undefined, kept[0]].includes(keptName(names)))
    expect(wrong).toEqual([])
  })

  test('of two models the names do not tell, and every name is written', () => {
    const unsure = groups.filter(({ names }) => keptName(names) === undefined)
    expect(unsure.map(({ model }) => model)).toEqual([
      'CTRLLMHeadModel',
      'ProphetNetForConditionalGeneration',
    ])
  })
})

test.each([
  ['a model of two embeddings', ['a.embed_tokens.weight', 'b.embed_tokens.weight', 'lm_head.weight']],
  ['a pair without a head', ['a.weight', 'b.weight']],
  ['a head with a name outside of the table', ['model.embed_tokens.weight', 'other.weight']],
  ['an embedding that is no weight', ['model.embed_tokens.scale', 'lm_head.scale']],
])('%s: nothing is certain', (_, names) => {
  expect(keptName(names)).toBeUndefined()
})

test('tensors of which nothing is certain are all written, and nothing is recorded', async () => {
  const plan = await planFixture('convert/tied.pth')
  expect(plan.tensors.map(({ name }) => name)).toEqual(['zeta.weight', 'alpha.weight', 'middle.weight'])
  expect([...(plan.metadata ?? [])]).toEqual([['format', 'pt']])
})

test('--keep-name chooses, and the others are recorded', async () => {
  const plan = await planFixture('convert/tied.pth', { keepNames: ['mid*'] })
  expect(plan.tensors.map(({ name }) => name)).toEqual(['middle.weight'])
  expect([...plan.aliases]).toEqual([
    ['alpha.weight', 'middle.weight'],
    ['zeta.weight', 'middle.weight'],
  ])
})
