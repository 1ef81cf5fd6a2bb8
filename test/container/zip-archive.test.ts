/** Which of PyTorch's archives is a zip file: its records decide. */
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { openZip, raw } from '../support/archive.ts'
import { bytes, int, name, named, program, storage, tensor, text, tuple } from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'

function entries(...names: readonly string[]): { readonly name: string; readonly data: Uint8Array }[] {
  return names.map((each) => ({ name: each, data: Uint8Array.of(0x7b, 0x7d) }))
}

/** A storage's persistent id in a package: the key is a number. */
function packaged(key: number, numel: number): Uint8Array {
  return bytes(tuple(text('storage'), name('torch', 'FloatStorage'), int(key), text('cpu'), int(numel)), 'Q')
}

describe('archives that are named and refused', () => {
  test.each([
    [
      'TorchScript of 1.0 to 1.2 (model.json)',
      ['model/model.json', 'model/tensors/0', 'model/attributes.pkl'],
      'model.json',
    ],
    ['an Office document', ['[Content_Types].xml', 'word/document.xml'], 'Office'],
    ['a zip of files', ['config.json', 'README.md'], 'without a checkpoint in it'],
  ])('%s', async (_, names, found) => {
    const error = await expectCode(openZip(entries(...names)), 'FORMAT_UNSUPPORTED')
    expect(error.details.found).toContain(found)
  })

  test('a package without a pickle names what is missing', async () => {
    await expectCode(openZip(entries('p/.data/extern_modules', 'p/texts/note.txt')), 'ENTRY_MISSING')
  })
})

describe('torch.package', () => {
  const shared = [
    { name: 'p/.data/0.storage', data: raw(Float32Array.of(1, 2)) },
    { name: 'p/.data/extern_modules', data: new Uint8Array(0) },
    { name: 'p/.data/version', data: new TextEncoder().encode('6\n') },
  ]

  test('several pickles stand under their names, with storages in common', async () => {
    const checkpoint = await openZip([
      ...shared,
      { name: 'p/models/a.pkl', data: named({ w: tensor(packaged(0, 2), [2], [1]) }) },
      { name: 'p/models/b.pkl', data: named({ v: tensor(packaged(0, 2), [1], [1], 1) }) },
    ])
    expect(checkpoint.candidates.map(({ path }) => path)).toEqual(['$["models/a.pkl"]', '$["models/b.pkl"]'])
    expect(checkpoint.storages.size).toBe(1)
  })

  test('a single pickle is the root itself', async () => {
    const checkpoint = await openZip([
      ...shared,
      { name: 'p/models/a.pkl', data: named({ w: tensor(packaged(0, 2), [2], [1]) }) },
    ])
    expect(checkpoint.stateDict.path).toBe('$')
    expect([...new Float32Array((await readTensor(checkpoint, 'w')).slice().buffer)]).toEqual([1, 2])
  })
})

test('one key in data.pkl and constants.pkl is two storages', async () => {
  const object = bytes(
    name('__torch__', 'M'),
    ')',
    [0x81],
    '}(',
    text('w'),
    tensor(storage('0', 1), [1], [1]),
    'ub',
  )
  const checkpoint = await openZip([
    { name: 'm/data/0', data: raw(Float32Array.of(1)) },
    { name: 'm/data.pkl', data: program(object) },
    {
      name: 'm/code/__torch__.py',
      data: new TextEncoder().encode('class M(Module):\n  __parameters__ = ["w", ]\n  __buffers__ = []\n'),
    },
    { name: 'm/constants/0', data: raw(Float32Array.of(2)) },
    { name: 'm/constants.pkl', data: program(tuple(tensor(storage('0', 1), [1], [1]))) },
    { name: 'm/version', data: new TextEncoder().encode('3\n') },
  ])
  expect([...checkpoint.storages.keys()]).toEqual(['0', 'constants/0'])
  expect(checkpoint.stateDict.tensors.map((entry) => [entry.name, entry.role])).toEqual([['w', 'parameter']])
  expect([...new Float32Array((await readTensor(checkpoint, 'w')).slice().buffer)]).toEqual([1])
})

test('without the code of a class all its tensors are listed, and the note says so', async () => {
  const object = bytes(
    name('__torch__', 'M'),
    ')',
    [0x81],
    '}(',
    text('w'),
    tensor(storage('0', 1), [1], [1]),
    'ub',
  )
  const checkpoint = await openZip([
    { name: 'm/data/0', data: raw(Float32Array.of(1)) },
    { name: 'm/data.pkl', data: program(object) },
    { name: 'm/code/__torch__/other.py', data: new Uint8Array(0) },
    { name: 'm/constants.pkl', data: program(')') },
    { name: 'm/version', data: new TextEncoder().encode('3\n') },
  ])
  expect(checkpoint.notes.map(({ code }) => code)).toContain('SCRIPT_CODE_MISSING')
  expect(checkpoint.stateDict.tensors.map((entry) => [entry.name, entry.role])).toEqual([['w', null]])
})
