/** Which dictionary of a file is its state_dict: what the scripts that wrote the fixtures meant. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pathText } from '../../../src/checkpoint/path.ts'
import { expectedOf, FIXTURES, openFixture } from '../../fixtures.ts'

const ANSWER = '.expected.json'
const files = readdirSync(FIXTURES)
  .filter((file) => file.endsWith(ANSWER))
  .map((file) => file.slice(0, -ANSWER.length))

const meant = files.flatMap((file) => {
  const state_dict = expectedOf(file).state_dict
  return state_dict === undefined || state_dict === null ? [] : [{ file, ...state_dict }]
})

test.each(meant)('the state_dict of $file is at $path', async ({ file, path, names }) => {
  const { stateDict } = await openFixture(file)
  expect(stateDict.path).toBe(pathText(path.map((key) => ({ kind: 'key', key }))))
  // Extra state is an entry, and no tensor.
  const values = new Set(stateDict.values.map(({ name }) => name))
  expect(stateDict.tensors.map(({ name }) => name)).toEqual(names.filter((name) => !values.has(name)))
})

test.each(['gan.pth', 'latent-beside.pth'])(
  '%s has no single one: every tensor is given by its path',
  async (file) => {
    const { stateDict } = await openFixture(file)
    expect(stateDict.kind).toBe('flattened')
    expect(stateDict.tensors.map(({ name }) => name)).toEqual(
      expectedOf(file).tensors?.map(({ name }) => name),
    )
  },
)
