/** Tensors that a file changes after it has made them. What PyTorch 2.13 made of each stands beside it. */
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import {
  BUILD,
  bytes,
  call,
  dict,
  FALSE,
  float,
  int,
  ints,
  list,
  name,
  named,
  orderedDict,
  storage,
  tensor,
  text,
  TRUE,
  tuple,
} from '../support/assembler.ts'
import { floats, openPickle } from '../support/archive.ts'
import { expectCode } from '../support/errors.ts'

const STORAGE = storage('0', 6)
const FOUR = tensor(STORAGE, [4], [1])
const STATE = tuple(STORAGE, int(3), ints([2]), ints([2]))
const PARAMETER = call(name('torch._utils', '_rebuild_parameter'), FOUR, FALSE, orderedDict())
const OTHER = dict([text('data'), tensor(STORAGE, [4], [1], 2)])
const ARRAY_STATE = tuple(
  int(1),
  ints([1]),
  call(name('numpy', 'dtype'), text('u1'), FALSE, TRUE),
  FALSE,
  bytes([0x43, 1, 7]),
)
const ARRAY = bytes(
  call(name('numpy.core.multiarray', '_reconstruct'), name('numpy', 'ndarray'), ints([0]), text('b')),
  ARRAY_STATE,
  BUILD,
)

async function refused(value: Uint8Array): Promise<void> {
  await expectCode(readTensor(await openPickle(named({ weight: value })), 'weight'), 'TENSOR_UNREADABLE')
}

describe('a tensor that is changed after it is made is refused, not given as it was before', () => {
  test.each([
    ['SETITEM: [5, 1, 2, 3]', bytes(FOUR, int(0), float(5), 's')],
    ['SETITEMS: [5, 1, 2, 3]', bytes(FOUR, '(', int(0), float(5), 'u')],
    ['SETITEM on a Parameter: [5, 1, 2, 3]', bytes(PARAMETER, int(0), float(5), 's')],
    ['BUILD of four: [3, 5]', bytes(FOUR, STATE, BUILD)],
    [
      'BUILD of four on a Buffer: [3, 5]',
      bytes(call(name('torch.nn.parameter', 'Buffer'), FOUR), STATE, BUILD),
    ],
    [
      'BUILD of five: [2, 3, 4, 5]',
      bytes(FOUR, tuple(tensor(STORAGE, [4], [1], 2), bytes('N'), dict(), FALSE, FALSE), BUILD),
    ],
    [
      'the attribute data: [2, 3, 4, 5]',
      call(name('torch._utils', '_rebuild_parameter_with_state'), FOUR, FALSE, orderedDict(), OTHER),
    ],
    [
      'the attribute data in slots: [2, 3, 4, 5]',
      call(
        name('torch._utils', '_rebuild_parameter_with_state'),
        FOUR,
        FALSE,
        orderedDict(),
        tuple(bytes('N'), OTHER),
      ),
    ],
    ['SETITEM on an array: [5]', bytes(ARRAY, int(0), int(5), 's')],
    ['APPEND: an error', bytes(FOUR, int(1), 'a')],
  ])('%s', (_, value) => refused(value))

  test('without the change each is read', async () => {
    expect(await floats(await openPickle(named({ weight: FOUR })))).toEqual([0, 1, 2, 3])
    expect(await floats(await openPickle(named({ weight: PARAMETER })))).toEqual([0, 1, 2, 3])
    expect([...(await readTensor(await openPickle(named({ weight: ARRAY })), 'weight'))]).toEqual([7])
  })
})

describe('the metadata of a tensor', () => {
  // torch._utils.set_tensor_metadata(torch.arange(4.), {'neg': False}).is_neg() is True.
  test.each([
    ['False', FALSE],
    ['0', int(0)],
    ['None', bytes('N')],
  ])('neg: %s negates, the key alone counts', async (_, value) => {
    const found = await floats(
      await openPickle(named({ weight: tensor(STORAGE, [4], [1], 0, dict([text('neg'), value])) })),
    )
    expect(found.map((number) => number + 0)).toEqual([0, -1, -2, -3])
  })

  test('a value that PyTorch does not take is refused', async () => {
    for (const value of [list(), text('x')])
      await refused(tensor(STORAGE, [4], [1], 0, dict([text('neg'), value])))
  })

  // torch._neg_view(t).resolve_neg() raises NotImplementedError for each of them.
  test.each(['bool', 'uint16', 'uint64', 'float8_e4m3fn', 'float8_e4m3fnuz', 'bits8'])(
    'PyTorch cannot negate %s',
    async (dtype) => {
      const untyped = storage('0', 24, ['torch.storage', 'UntypedStorage'])
      const neg = dict([text('neg'), TRUE])
      await refused(
        call(
          name('torch._utils', '_rebuild_tensor_v3'),
          untyped,
          int(0),
          ints([2]),
          ints([1]),
          FALSE,
          orderedDict(),
          name('torch', dtype),
          neg,
        ),
      )
    },
  )

  // 0x7c01 becomes 0xfc01 in a contiguous tensor of PyTorch and 0xfe01 in a strided one; 1.0 becomes -1.0 in both.
  test.each([
    ['HalfStorage', 0x7c01, 0x3c00],
    ['BFloat16Storage', 0x7f81, 0x3f80],
  ])('a negated NaN in %s is refused', async (cls, nan, one) => {
    const half = tensor(storage('0', 1, ['torch', cls]), [1], [1], 0, dict([text('neg'), TRUE]))
    const open = (bits: number) =>
      openPickle(named({ weight: half }), { 0: Uint8Array.of(bits & 0xff, bits >> 8) })
    await expectCode(readTensor(await open(nan), 'weight'), 'TENSOR_UNREADABLE')
    expect([...(await readTensor(await open(one), 'weight'))]).toEqual([one & 0xff, (one >> 8) | 0x80])
  })
})

describe('what is added to an argument after the call does not reach it', () => {
  const rebuild = name('torch._utils', '_rebuild_tensor_v2')

  // PyTorch gives [0, 1, 2, 3]: the lists had one item each when the tensor was made.
  test('sizes and strides', async () => {
    const made = bytes(
      rebuild,
      '(',
      STORAGE,
      int(0),
      ']',
      'q',
      [1],
      int(4),
      'a]',
      'q',
      [2],
      int(1),
      'a',
      FALSE,
      orderedDict(),
      'tR',
    )
    const later = bytes('(', 'h', [1], int(2), 'a', 'h', [2], int(3), 'a1')
    expect(await floats(await openPickle(named({ weight: bytes(made, later) })))).toEqual([0, 1, 2, 3])
  })

  test('metadata', async () => {
    const made = bytes(
      rebuild,
      '(',
      STORAGE,
      int(0),
      ints([4]),
      ints([1]),
      FALSE,
      orderedDict(),
      dict(),
      'q',
      [1],
      'tR',
    )
    const later = bytes('(', 'h', [1], text('neg'), TRUE, 's1')
    expect(await floats(await openPickle(named({ weight: bytes(made, later) })))).toEqual([0, 1, 2, 3])
  })
})
