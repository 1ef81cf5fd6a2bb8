/** Which folders of a folder have weights, by names alone. */
import { expect, test } from 'vitest'
import { layoutsIn } from '../../../src/checkpoint/distributed/layout.ts'

test('weights come before states of an optimizer, at every depth', () => {
  const names = ['optimizer_0/.metadata', 'pytorch_model_fsdp_0/.metadata']
  for (const above of ['', 'checkpoint-10/'])
    expect(layoutsIn(names.map((name) => above + name)).map(({ inside }) => inside)).toEqual([
      `${above}pytorch_model_fsdp_0`,
      `${above}optimizer_0`,
    ])
})

test('what a trainer keeps of itself is no choice beside the weights of olmo-core', () => {
  const names = ['train/rank0.pt', 'train/rank1.pt', 'model_and_optim/.metadata', 'config.json']
  expect(layoutsIn(names).map(({ inside }) => inside)).toEqual(['model_and_optim', 'train'])
  expect(layoutsIn(names.slice(0, 2)).map(({ inside }) => inside)).toEqual(['train'])
})
