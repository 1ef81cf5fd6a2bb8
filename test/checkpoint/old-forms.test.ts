/** What only old PyTorch and Python 2 wrote: views, byte strings, Variables, tensors built from a state. */
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { openFixture } from '../fixtures.ts'

const open = (name: string): Promise<Checkpoint> => openFixture(`streams/${name}`)

async function floats(checkpoint: Checkpoint, name: string): Promise<number[]> {
  return [...new Float32Array((await readTensor(checkpoint, name)).slice().buffer)]
}

describe('storage views', () => {
  test('two views of one root share its bytes', async () => {
    const checkpoint = await open('stream-views.pth')
    expect(await floats(checkpoint, 'head')).toEqual([0, 1])
    expect(await floats(checkpoint, 'tail')).toEqual([3, 4, 5])
    expect(await floats(checkpoint, 'tail_again')).toEqual([4, 5])
    expect(await floats(checkpoint, 'root')).toEqual([0, 1, 2, 3, 4, 5])
    const views = ['200', '201'].map((key) => checkpoint.storages.get(key)?.view)
    expect(views).toEqual([
      { root: '100', byteOffset: 0 },
      { root: '100', byteOffset: 12 },
    ])
    const root = await checkpoint.storages.get('100')?.record?.locate()
    expect(await checkpoint.storages.get('201')?.record?.locate()).toBe((root ?? Number.NaN) + 12)
  })

  test('a view whose root no tensor names is a slice of it', async () => {
    expect(await floats(await open('stream-view-alone.pth'), 'w')).toEqual([2, 3, 4, 5])
  })

  test('the first mention of a view key counts', async () => {
    const checkpoint = await open('stream-view-key-reused.pth')
    expect(await floats(checkpoint, 'b')).toEqual(await floats(checkpoint, 'a'))
  })

  test('a view that leaves its root is a problem that says so', async () => {
    const [entry] = (await open('stream-view-out-of-bounds.pth')).stateDict.tensors
    expect(entry?.tensor.problem).toBe('it views byte 32 of storage 100, which has 24')
  })

  test('one key with two classes: the first counts (item 48)', async () => {
    const checkpoint = await open('stream-class-changes.pth')
    expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor.dtypeName)).toEqual(['float32', 'float32'])
  })
})

describe('Python 2 strings', () => {
  test('in persistent ids they are text', async () => {
    expect(await floats(await open('stream-old-text.pth'), 'w')).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('one that is no UTF-8 stays bytes', async () => {
    const checkpoint = await open('python2-binary-text-pickle2.pth')
    expect(checkpoint.container.facts.kind).toBe('legacy')
  })

  test('a state_dict of CPython 2.7 has its names and versions', async () => {
    const checkpoint = await open('python2-state_dict-cPickle1.pth')
    expect(checkpoint.stateDict.kind).toBe('mapping')
    expect(checkpoint.stateDict.versions).not.toBe(null)
    expect(checkpoint.stateDict.tensors.every(({ tensor }) => tensor.problem === null)).toBe(true)
  })
})

describe('Variables, Parameters and tensors before 0.4', () => {
  test.each([
    ['parameter-reduce', 'torch.nn.Parameter', true, true],
    ['parameter-build-3', 'torch.nn.Parameter', true, true],
    ['parameter-build-3-frozen', 'torch.nn.Parameter', true, false],
    ['parameter-build-5', 'torch.nn.Parameter', true, true],
    ['parameter-newobj', 'torch.nn.Parameter', true, true],
    ['variable-reduce', 'torch.Tensor', false, false],
    ['variable-build-3', 'torch.Tensor', false, true],
    ['variable-build-5', 'torch.Tensor', false, true],
  ])('%s', async (name, type, parameter, requiresGrad) => {
    const checkpoint = await open(`oldest-${name}.pth`)
    expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor)).toMatchObject([
      { type, parameter, requiresGrad, shape: [2, 3] },
    ])
    expect(await floats(checkpoint, 'w')).toEqual([0, 1, 2, 3, 4, 5])
  })

  test.each(['float-tensor', 'cuda-float-tensor', 'tensor'])(
    'an empty %s gets storage, offset, size and stride by BUILD',
    async (name) => {
      const checkpoint = await open(`oldest-${name}.pth`)
      // From element 1, (2, 2) with strides (3, 1).
      expect(await floats(checkpoint, 'w')).toEqual([1, 2, 4, 5])
    },
  )

  test('_rebuild_tensor of 0.2 has no requires_grad', async () => {
    // From element 1, (2, 2) with strides (1, 2).
    expect(await floats(await open('stream-rebuild-1.pth'), 'w')).toEqual([1, 3, 2, 4])
  })
})

describe('values of a state_dict that are no tensors', () => {
  test('uninitialized parameters and buffers are listed without shape and values', async () => {
    const checkpoint = await open('uninitialized-parameter.pth')
    expect(
      checkpoint.stateDict.tensors.map(({ name, tensor }) => [
        name,
        tensor.kind,
        tensor.shape,
        tensor.parameter,
      ]),
    ).toEqual([
      ['p', 'uninitialized', null, true],
      ['b', 'uninitialized', null, false],
      ['w', 'strided', [1], false],
    ])
  })

  test('storages are values of their own', async () => {
    const checkpoint = await open('storage-in-dict.pth')
    expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor.kind)).toEqual(
      checkpoint.stateDict.tensors.map(() => 'storage'),
    )
    expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor.dtypeName)).toEqual([
      'float16',
      'bfloat16',
      'bool',
      'complex64',
      'int64',
    ])
  })

  test('a numpy score, an array or a lone tensor beside a state_dict does not become it', async () => {
    const checkpoint = await open('own-scores.pth')
    expect(checkpoint.stateDict.path).toBe('$.state_dict')
    expect(checkpoint.graph.tensors.map(({ tensor }) => tensor.kind)).toEqual([
      'strided',
      'strided',
      'array',
      'array',
      'strided',
    ])
  })

  test('arrays are the weights where there is nothing else (detectron2)', async () => {
    const checkpoint = await open('pickle-detectron2-protocol2.pkl')
    expect(checkpoint.stateDict.path).toBe('$.model')
    expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['backbone.w', 'bias'])
  })

  test('a dictionary of numbers, strings and None keeps them as values', async () => {
    const { stateDict } = await openFixture('extra-state.pth')
    expect(stateDict.values.length).toBeGreaterThan(0)
    expect(
      stateDict.values.every(({ name }) => !stateDict.tensors.some((entry) => entry.name === name)),
    ).toBe(true)
  })
})

describe('whole modules', () => {
  test.each([
    'written-module-net.pth',
    'written-module-main-net.pth',
    'written-module-in-dict.pth',
    'pickle-module-protocol2.pkl',
  ])('%s gives module.state_dict()', async (name) => {
    const checkpoint = await open(name)
    expect(checkpoint.stateDict.kind).toBe('module')
    expect(checkpoint.stateDict.tensors.every(({ tensor }) => tensor.problem === null)).toBe(true)
  })
})
