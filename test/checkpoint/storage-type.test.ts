/** An empty storage has the type that its reference names, as PyTorch answers (fixtures/generate_verdict.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIXTURES, openFixture } from '../fixtures.ts'

const { empty_storages: answers }: { empty_storages: Record<string, [dtype: string, numel: number][]> } =
  JSON.parse(readFileSync(join(FIXTURES, 'verdict', 'answers.json'), 'utf8'))

test.each(Object.entries(answers))('%s', async (name, expected) => {
  const { stateDict } = await openFixture(join('verdict', name))
  const found = stateDict.tensors.map(({ tensor }) => [tensor.dtype?.name, tensor.shape?.[0]])
  expect(found).toEqual(expected)
})
