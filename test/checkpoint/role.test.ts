/** Parameters and buffers of plain state_dicts, counted as PyTorch counts them in the module (fixtures/counts.json). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TensorEntry } from '../../src/checkpoint/find/state-dict.ts'
import { countRoles, rolesOf } from '../../src/checkpoint/role.ts'
import { dtypeByName } from '../../src/dtype/dtype.ts'
import { FIXTURES, openFixture } from '../fixtures.ts'

interface Answer {
  readonly name: string
  readonly entries: readonly [name: string, shape: number[], dtype: string, storage: number][]
  readonly parameters: number
  readonly buffers: number
}

const answers: readonly Answer[] = JSON.parse(readFileSync(join(FIXTURES, 'counts.json'), 'utf8'))

/** Entries of a state_dict as a file would have them: no roles, one storage per tensor unless tied. */
async function entriesOf({ entries }: Answer): Promise<TensorEntry[]> {
  const [like] = (await openFixture('state_dict.pth')).stateDict.tensors
  if (like?.tensor.kind !== 'strided') throw new Error('the fixture has changed')
  const { tensor } = like
  return entries.map(([name, shape, dtypeName, storage]) => ({
    ...like,
    name,
    tensor: {
      ...tensor,
      dtypeName,
      dtype: dtypeByName(dtypeName) ?? null,
      shape,
      stride: shape.map((_, at) => shape.slice(at + 1).reduce((product, size) => product * size, 1)),
      storageOffset: 0,
      storage: { ...tensor.storage, key: String(storage) },
    },
  }))
}

test.each(answers)('$name', async (answer) => {
  const entries = await entriesOf(answer)
  const { parameters, buffers } = countRoles(entries, rolesOf(entries))
  expect([parameters, buffers]).toEqual([answer.parameters, answer.buffers])
})

test('ResNet-18: 11,689,512 parameters and 9,620 buffer elements', async () => {
  const { stateDict } = await openFixture('resnet18.pth')
  expect(countRoles(stateDict.tensors, rolesOf(stateDict.tensors))).toMatchObject({
    parameters: 11_689_512,
    buffers: 9_620,
  })
})

test('a whole module says it itself', async () => {
  const { stateDict } = await openFixture('module-net.pth')
  expect(rolesOf(stateDict.tensors).every(({ by }) => by === 'file')).toBe(true)
})
