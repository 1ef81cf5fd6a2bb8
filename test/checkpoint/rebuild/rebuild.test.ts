/** What the rebuild functions make of their arguments. PyTorch's answers: zip-tensor-* of the conformance writers. */
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../../src/checkpoint/read/read.ts'
import type { Tensor } from '../../../src/checkpoint/tensor.ts'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import {
  BUILD,
  bytes,
  call,
  dict,
  FALSE,
  int,
  ints,
  name,
  named,
  NEWOBJ,
  NONE,
  orderedDict,
  storage,
  tensor,
  text,
  TRUE,
  tuple,
} from '../../support/assembler.ts'
import { codesOf, floats, openPickle, openZip, PLAIN, plainParts, raw } from '../../support/archive.ts'
import { expectCode } from '../../support/errors.ts'

const PLAIN_STORAGE = storage('0', 6)
const UTILS = 'torch._utils'

async function open(value: Uint8Array, data: Uint8Array = raw(PLAIN)): Promise<Checkpoint> {
  return openPickle(named({ weight: value }), { 0: data })
}

async function tensorOf(value: Uint8Array): Promise<Tensor | undefined> {
  return (await open(value)).stateDict.tensors[0]?.tensor
}

async function refused(value: Uint8Array): Promise<void> {
  await expectCode(readTensor(await open(value), 'weight'), 'TENSOR_UNREADABLE')
}

describe('_rebuild_tensor_v2 with six and with seven arguments', () => {
  test('six', async () =>
    expect(await floats(await open(tensor(PLAIN_STORAGE, [6], [1])))).toEqual([...PLAIN]))

  test('conj and neg are carried out', async () => {
    const complex = storage('0', 3, ['torch', 'ComplexFloatStorage'])
    const conj = tensor(complex, [3], [1], 0, dict([text('conj'), TRUE]))
    expect(await floats(await open(conj))).toEqual([0, -1, 2, -3, 4, -5])
    const neg = tensor(PLAIN_STORAGE, [6], [1], 0, dict([text('neg'), TRUE]))
    expect((await floats(await open(neg))).map((value) => value + 0)).toEqual([0, -1, -2, -3, -4, -5])
    const both = tensor(complex, [3], [1], 0, dict([text('conj'), TRUE], [text('neg'), TRUE]))
    expect((await floats(await open(both))).map((value) => value + 0)).toEqual([0, 1, -2, 3, -4, 5])
  })

  test('conj on real numbers is refused, as by PyTorch', () =>
    refused(tensor(PLAIN_STORAGE, [6], [1], 0, dict([text('conj'), TRUE]))))
})

test('_rebuild_tensor_v3: dtype last, storage in bytes, offset in elements', async () => {
  const untyped = storage('0', 24, ['torch.storage', 'UntypedStorage'])
  const v3 = (dtype: string, size: number, offset: number): Uint8Array =>
    call(
      name(UTILS, '_rebuild_tensor_v3'),
      untyped,
      int(offset),
      ints([size]),
      ints([1]),
      FALSE,
      orderedDict(),
      name('torch', dtype),
    )
  expect(await floats(await open(v3('float32', 5, 1)))).toEqual([1, 2, 3, 4, 5])
  const checkpoint = await open(v3('uint16', 2, 3))
  expect([...(await readTensor(checkpoint, 'weight'))]).toEqual(Array.from(raw(PLAIN).slice(6, 10)))
  await refused(v3('uint16', 12, 1))
})

test('the first class of a storage key counts for all later ones', async () => {
  const first = tensor(PLAIN_STORAGE, [6], [1])
  const second = tensor(storage('0', 6, ['torch', 'IntStorage']), [6], [1])
  const third = tensor(storage('0', 6, ['torch', 'DoubleStorage']), [6], [1])
  const checkpoint = await openPickle(named({ first, second, third }))
  expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor.dtypeName)).toEqual(Array(3).fill('float32'))
  expect(await floats(checkpoint, 'third')).toEqual([...PLAIN])
})

test('the module of a storage class does not count', async () => {
  for (const module of ['torch.cuda', 'torch.storage', 'evil.module']) {
    expect(await floats(await open(tensor(storage('0', 6, [module, 'FloatStorage']), [6], [1])))).toEqual([
      ...PLAIN,
    ])
  }
  // PyTorch has no such class: its storages of float8 are untyped.
  await refused(tensor(storage('0', 6, ['torch', 'Float8_e4m3fnStorage']), [6], [1]))
})

describe('views', () => {
  // Expected by torch.arange(6.).as_strided(size, stride, offset).
  test.each([
    ['transposed', [3, 2], [1, 3], 0, [0, 3, 1, 4, 2, 5]],
    ['expanded', [2, 3], [0, 1], 1, [1, 2, 3, 1, 2, 3]],
    ['every second', [3], [2], 1, [1, 3, 5]],
    ['overlapping', [3, 3], [1, 1], 0, [0, 1, 2, 1, 2, 3, 2, 3, 4]],
    ['0-dim', [], [], 4, [4]],
    ['a dimension of 1 with any stride', [1, 2], [99, 1], 0, [0, 1]],
  ] as const)('%s', async (_, size, stride, offset, expected) => {
    expect(await floats(await open(tensor(PLAIN_STORAGE, size, stride, offset)))).toEqual(expected)
  })

  test('no elements: any offset and stride', async () => {
    expect(await floats(await open(tensor(PLAIN_STORAGE, [0, 3], [1000, 1000], 1_000_000)))).toEqual([])
  })
})

describe('what cannot be a view is refused by name', () => {
  test.each([
    ['lengths differ', [2, 3], [1], 0],
    ['a negative size', [-2], [1], 0],
    ['a negative stride', [2], [-1], 3],
    ['a negative offset', [2], [1], -1],
    ['one element too many', [7], [1], 0],
    ['an offset that leaves the storage', [2], [1], 5],
    ['a stride that leaves the storage', [2, 2], [6, 1], 0],
    ['more elements than any storage has', [2 ** 40, 2 ** 40], [0, 0], 0],
  ] as const)('%s', (_, size, stride, offset) => refused(tensor(PLAIN_STORAGE, size, stride, offset)))
})

test('a small view of a large storage is only the view', async () => {
  const checkpoint = await openPickle(named({ weight: tensor(storage('0', 1_000_000), [2], [1], 999_998) }), {
    0: raw(Float32Array.from({ length: 1_000_000 }, (_, at) => at)),
  })
  expect(await floats(checkpoint)).toEqual([999_998, 999_999])
})

describe('wrapped tensors', () => {
  const inner = tensor(PLAIN_STORAGE, [6], [1])

  test('_rebuild_parameter, and with state', async () => {
    const plain = call(name(UTILS, '_rebuild_parameter'), inner, TRUE, orderedDict())
    expect(await tensorOf(plain)).toMatchObject({ kind: 'strided', parameter: true, requiresGrad: true })
    const state = dict([text('tag'), int(1)])
    const withState = call(name(UTILS, '_rebuild_parameter_with_state'), inner, FALSE, orderedDict(), state)
    expect(await tensorOf(withState)).toMatchObject({ parameter: true, requiresGrad: false })
    expect(await floats(await open(withState))).toEqual([...PLAIN])
  })

  test('_rebuild_from_type_v2 with a dict, and with (dict, slots)', async () => {
    const rebuild = bytes(name('torch._tensor', '_rebuild_from_type_v2'))
    const args = tuple(PLAIN_STORAGE, int(0), ints([6]), ints([1]), FALSE, orderedDict())
    for (const state of [dict([text('a'), int(1)]), tuple(NONE, dict([text('b'), int(2)]))]) {
      const value = call(
        rebuild,
        name(UTILS, '_rebuild_tensor_v2'),
        name('my.module', 'MyTensor'),
        args,
        state,
      )
      expect(await tensorOf(value)).toMatchObject({ kind: 'strided', type: 'my.module.MyTensor' })
      expect(await floats(await open(value))).toEqual([...PLAIN])
    }
  })

  test('the old _rebuild_from_type of torch.tensor', async () => {
    const args = tuple(PLAIN_STORAGE, int(0), ints([6]), ints([1]), FALSE, orderedDict())
    const value = call(
      name('torch.tensor', '_rebuild_from_type'),
      name(UTILS, '_rebuild_tensor_v2'),
      name('m', 'T'),
      args,
      dict(),
    )
    expect(await floats(await open(value))).toEqual([...PLAIN])
  })

  test('NEWOBJ of Parameter', async () => {
    const value = bytes(name('torch.nn.parameter', 'Parameter'), tuple(inner, FALSE), NEWOBJ)
    expect(await tensorOf(value)).toMatchObject({ parameter: true, requiresGrad: false })
  })
})

test('the Parameter and Variable of 0.1 to 0.3: REDUCE and BUILD of a triple', async () => {
  for (const cls of [name('torch.nn.parameter', 'Parameter'), name('torch.autograd.variable', 'Variable')]) {
    const data = call(name(UTILS, '_rebuild_tensor'), PLAIN_STORAGE, int(0), ints([6]), ints([1]))
    const value = bytes(call(cls, data), tuple(FALSE, FALSE, orderedDict()), BUILD)
    expect(await tensorOf(value)).toMatchObject({ kind: 'strided', requiresGrad: false })
    expect(await floats(await open(value))).toEqual([...PLAIN])
  }
})

test('a tensor among its own arguments, and arguments that PyTorch never writes, are listed and refused', async () => {
  const self = bytes(name(UTILS, '_rebuild_parameter'), '(', 'N', int(1), orderedDict(), 't', 'R')
  expect((await tensorOf(self))?.kind).toBe('opaque')
  await refused(self)
})

test('big-endian files: what PyTorch stores untyped it does not swap, and pth says so', async () => {
  const untyped = storage('0', 24, ['torch.storage', 'UntypedStorage'])
  const value = call(
    name(UTILS, '_rebuild_tensor_v3'),
    untyped,
    int(0),
    ints([6]),
    ints([1]),
    FALSE,
    orderedDict(),
    name('torch', 'float32'),
  )
  const big = { name: 'archive/byteorder', data: new TextEncoder().encode('big') }
  const checkpoint = await openZip([...plainParts(named({ weight: value })), big])
  expect(codesOf(checkpoint)).toEqual(['BIG_ENDIAN_UNTYPED'])
  expect(await floats(checkpoint)).toEqual([...PLAIN])
})
