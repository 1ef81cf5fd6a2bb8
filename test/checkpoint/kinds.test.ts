/** Every committed file of another container or kind of tensor, held to the answer of its judge. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDense } from '../../src/checkpoint/read/dense.ts'
import { readPart, readParts } from '../../src/checkpoint/read/parts.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { expectCode } from '../support/errors.ts'
import { found, kindAnswer, KINDS, openKind, tensorOf, wanted } from './kinds.ts'

const FILES = readdirSync(KINDS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.expected.json') && !name.includes('.index.json'))
  .map((name) => name.slice(0, -'.expected.json'.length))
  .toSorted()
/** Read by PyTorch beyond the shape: to_dense() there writes outside its memory. */
const OUTSIDE = 'sparse-by-hand-out-of-bounds.pth'

describe('files of other containers and kinds, as their own libraries read them', () => {
  test('there are as many as were written', () => expect(FILES.length).toBe(51))

  test.each(FILES)('%s: names in order', async (file) => {
    const { state_dict: expected, tensors } = kindAnswer(file)
    const checkpoint = await openKind(file)
    if (expected !== null)
      expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(expected.names)
    else expect(checkpoint.graph.tensors.length > 0).toBe(tensors.length > 0)
  })

  test.each(FILES.filter((file) => file !== OUTSIDE))('%s: bytes, parts and dense forms', async (file) => {
    const checkpoint = await openKind(file)
    const { tensors } = kindAnswer(file)
    for (const expected of tensors)
      expect(await found(checkpoint, expected), expected.name).toEqual(wanted(expected))
  })
})

describe('parts and dense forms by name', () => {
  test('a CSR tensor has crow_indices, col_indices and values', async () => {
    const checkpoint = await openKind('sparse-csr-int32.pth')
    const parts = await readParts(checkpoint, 'narrow')
    expect(parts.map(({ name }) => name)).toEqual(['crow_indices', 'col_indices', 'values'])
    expect([
      ...new Int32Array((await readPart(checkpoint, 'narrow', 'crow_indices')).slice().buffer),
    ]).toEqual([0, 1, 2])
  })

  test('a part that is not there is named with those that are', async () => {
    const error = await expectCode(
      readPart(await openKind('sparse-csr-int32.pth'), 'narrow', 'rows'),
      'TENSOR_NOT_FOUND',
    )
    expect(error.details.reason).toContain('crow_indices')
  })

  test('a composite tensor has no bytes of its own and is refused by its kind', async () => {
    const error = await expectCode(
      readTensor(await openKind('sparse-csr-int32.pth'), 'narrow'),
      'TENSOR_UNREADABLE',
    )
    expect(error.details.kind).toBe('sparse_csr')
  })

  test('indices outside the shape are refused, though PyTorch reads the file', async () => {
    const checkpoint = await openKind(OUTSIDE)
    expect(tensorOf(checkpoint, 'w').kind).toBe('sparse_coo')
    await expectCode(readDense(checkpoint, 'w'), 'TENSOR_UNREADABLE')
  })

  test('the budget of a dense form is checked before it is made', async () => {
    await expectCode(
      readDense(await openKind('sparse-csr-int32.pth'), 'narrow', { maxBytes: 15 }),
      'LIMIT_EXCEEDED',
    )
  })

  test('wrappers, nested and meta tensors have no dense form', async () => {
    for (const [file, name] of [
      ['dtensor-shard-of-4.pth', 'w'],
      ['jagged-lengths.pth', 'j'],
      ['meta-module.pth', 'weight'],
    ] as const) {
      await expectCode(readDense(await openKind(file), name), 'TENSOR_UNREADABLE')
    }
  })
})
