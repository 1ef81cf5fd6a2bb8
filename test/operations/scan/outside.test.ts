/** States that only look like attacks: arrays, dtypes, generators and headers as the libraries write them are clean. */
import { describe, expect, test } from 'vitest'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { memorySource } from '../../../src/io/source.ts'
import { bytes, TRUE, u64 } from '../../support/assembler.ts'
import { blob, items, made, npy, pairs, pickle, ref, run, state, value } from '../../hostile/attacks/parts.ts'
import type { Item } from '../../hostile/attacks/parts.ts'

async function verdict(data: Uint8Array): Promise<string> {
  return (await scanFile(memorySource(data, 'x.pkl'))).verdict
}

function buffer(data: Uint8Array): Uint8Array {
  return run('pyarrow.lib.py_buffer', run('builtins.bytearray', blob(data)))
}

function restored(type: Uint8Array, facts: Item, ...rest: readonly Item[]): Uint8Array {
  return run('pyarrow.lib._restore_array', [type, ...(facts as readonly Item[]), ...rest, null])
}

const alias = (name: string): Uint8Array => run('pyarrow.lib.type_for_alias', name)
const numbers = restored(alias('int64'), [2, 0, 0], items(null, buffer(bytes(u64(1), u64(2)))), items())

describe('arrays of pyarrow', () => {
  test('texts, numbers and lists whose buffers are large enough', async () => {
    const offsets = buffer(bytes(u64(0), u64(1), u64(2)))
    const texts = restored(
      alias('large_string'),
      [2, 0, 0],
      items(null, offsets, buffer(bytes('ab'))),
      items(),
    )
    expect(await verdict(pickle(texts))).toBe('clean')
    expect(await verdict(pickle(numbers))).toBe('clean')
    const type = run('pyarrow.lib.list_', run('pyarrow.lib.field', 'item', alias('int64'), TRUE, null))
    const lists = restored(
      type,
      [1, 0, 0],
      items(null, buffer(bytes([0, 0, 0, 0, 2, 0, 0, 0]))),
      items(numbersOf()),
    )
    expect(await verdict(pickle(lists))).toBe('clean')
  })

  test('one number more than there are bytes, and nulls that nothing tells', async () => {
    const data = items(null, buffer(bytes(u64(1), u64(2))))
    expect(await verdict(pickle(restored(alias('int64'), [3, 0, 0], data, items())))).toBe('dangerous')
    expect(await verdict(pickle(restored(alias('int64'), [1, 0, 2], data, items())))).toBe('dangerous')
    expect(await verdict(pickle(restored(alias('int64'), [2, 1, 0], data, items())))).toBe('dangerous')
  })
})

/** The tuple of an array inside another one. */
function numbersOf(): Item {
  return [alias('int64'), 2, 0, 0, items(null, buffer(bytes(u64(1), u64(2)))), items(), null]
}

function generator(pos: number): Uint8Array {
  const words = pairs({ key: items(1), pos })
  return pickle(
    state(
      run('numpy.random._pickle.__bit_generator_ctor', 'MT19937'),
      pairs({ bit_generator: 'MT19937', state: words }),
    ),
  )
}

describe('states of NumPy', () => {
  test('a record with objects has the flags that NumPy gives it', async () => {
    const fields = pairs({ a: [run('numpy.dtype', 'O8'), 0] })
    const record = (flags: number): Uint8Array =>
      pickle(state(run('numpy.dtype', 'V8'), [3, '|', null, ['a'], fields, 8, 1, flags]))
    expect(await verdict(record(27))).toBe('clean')
    expect(await verdict(record(0))).toBe('dangerous')
  })

  test('the position of a generator is inside of its words', async () => {
    expect(await verdict(generator(624))).toBe('clean')
    expect(await verdict(generator(625))).toBe('dangerous')
  })

  test.each([
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': [('a', '<f4'), ('b', '<f8', (2, 2))], 'fortran_order': True, 'shape': (), }",
    "{'descr': [('a', [('b', '<i8')])], 'fortran_order': False, 'shape': (2L, 3L), }",
    `{'descr': [("it's", '<f4')], 'fortran_order': False, 'shape': (1,), }`,
  ])('numbers in a .npy file: %s', async (header) => {
    expect(await verdict(npy(`${header}\n`, new Uint8Array(8)))).toBe('clean')
  })
})

describe('attributes and items', () => {
  test('hooks of a lazy module are read, not called', async () => {
    const hook = run('builtins.getattr', made('torch.nn.modules.linear.LazyLinear'), '_infer_parameters')
    expect(await verdict(pickle(hook))).toBe('unknown')
  })

  test('a number that another one replaces is nothing', async () => {
    const twice = bytes(pairs({ a: 1 }), value('a'), value(2), 's')
    expect(await verdict(pickle(twice))).toBe('clean')
  })

  test('a callable that another value replaces may have been called', async () => {
    const twice = bytes(pairs({ a: ref('plugin_of_mine.start') }), value('a'), 'Ns')
    expect(await verdict(pickle(twice))).toBe('unknown_call')
  })
})
