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
