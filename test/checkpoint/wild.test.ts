/** Files as strangers write them: what a state_dict hides is told, what only code could give is refused by name. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { dottedName } from '../../src/checkpoint/path.ts'
import { readEntry, readTensor } from '../../src/checkpoint/read/read.ts'
import { memorySource } from '../../src/io/source.ts'
import { contentsOf } from '../../src/operations/inspect/contents.ts'
import { fixtureBytes, openFixture } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'

test('weights in a tuple of a quantized state_dict are told', async () => {
  const checkpoint = await openFixture('wild/dynamic-state_dict.pth')
  expect(checkpoint.notes.map(({ code }) => code)).toEqual(['TENSORS_IN_VALUES'])
  expect(checkpoint.notes[0]?.message).toContain('2 more tensors')
})

test('a module of which quantized parts pack their weights says so', async () => {
  const checkpoint = await openFixture('wild/dynamic-module.pth')
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['0.weight'])
  expect(checkpoint.notes.map(({ code }) => code)).toEqual(['STATE_BY_CODE'])
})

test('a script class with a state of its own has the names of PyTorch, and refuses the tensors', async () => {
  const answer = join(import.meta.dirname, '../../fixtures/wild/packs-itself.pt.answer.json')
  const { state_dict }: { state_dict: { names: string[] } } = JSON.parse(readFileSync(answer, 'utf8'))
  const checkpoint = await openFixture('wild/packs-itself.pt')
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(state_dict.names)
  expect(checkpoint.notes.map(({ code }) => code)).toContain('STATE_BY_CODE')
  await expectCode(readTensor(checkpoint, '1.weight'), 'TENSOR_UNREADABLE')
})

test('arrays between the opcodes of a joblib file are not read as opcodes', async () => {
  const bytes = fixtureBytes('wild/arrays.joblib')
  await expectCode(openCheckpoint(memorySource(bytes, 'arrays.joblib')), 'FORMAT_UNSUPPORTED')
  // An array whose first byte is STOP would end the pickle too early.
  const stopped = bytes.slice()
  stopped[stopped.lastIndexOf(0x62) + 1] = 0x2e
  await expectCode(openCheckpoint(memorySource(stopped, 'stopped.joblib')), 'FORMAT_UNSUPPORTED')
})

test('a tensor alone has nothing beside it', async () => {
  const checkpoint = await openFixture('streams/pickle-tensor-alone-protocol3.pkl')
  expect(checkpoint.graph.tensors).toHaveLength(1)
  expect(contentsOf(checkpoint)).toEqual([])
})

test('tensors that are Python attributes of tensors are listed and read as PyTorch has them', async () => {
  const answer = join(import.meta.dirname, '../../fixtures/wild/tensor-attributes.json')
  const expected: Record<string, { shape: number[]; sha256: string }> = JSON.parse(
    readFileSync(answer, 'utf8'),
  )
  const checkpoint = await openFixture('wild/tensor-attributes.pth')
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['weight', 'plain'])
  const found = new Map(checkpoint.graph.tensors.map((place) => [dottedName(place.path), place.tensor]))
  expect([...found.keys()]).toEqual(expect.arrayContaining(Object.keys(expected)))
  for (const [name, { shape, sha256 }] of Object.entries(expected)) {
    const tensor = found.get(name)
    if (tensor === undefined) throw new Error(`${name} is not listed`)
    expect(tensor.shape).toEqual(shape)
    expect(
      createHash('sha256')
        .update(await readEntry({ name, tensor }))
        .digest('hex'),
    ).toBe(sha256)
  }
})

test('tensors that calls in the pickle make are listed and never guessed', async () => {
  const answer = join(import.meta.dirname, '../../fixtures/wild/made-by-calls.json')
  const names: string[] = JSON.parse(readFileSync(answer, 'utf8'))
  const checkpoint = await openFixture('wild/made-by-calls.pth')
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(names)
  for (const name of names.filter((each) => each !== 'weight'))
    await expectCode(readTensor(checkpoint, name), 'TENSOR_UNREADABLE')
  expect(await readTensor(checkpoint, 'weight')).toHaveLength(24)
})

test('numpy scalars as keys have the names that Python gives them', async () => {
  const answer = join(import.meta.dirname, '../../fixtures/wild/numpy-keys.json')
  const names: string[] = JSON.parse(readFileSync(answer, 'utf8'))
  const checkpoint = await openFixture('wild/numpy-keys.pth')
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(names)
})

test('a byte order mark at the beginning of a name belongs to it', async () => {
  const checkpoint = await openFixture('wild/byte-order-mark.npz')
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['\ufeffweight', 'weight'])
  expect(await readTensor(checkpoint, '\ufeffweight')).toHaveLength(24)
})
