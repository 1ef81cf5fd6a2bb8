/** The machine as a whole: memo, structure, where it begins and ends, and its budgets. */
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { dictEntries, dictSize, isKind } from '../../src/pickle/value.ts'
import type { PickleValue } from '../../src/pickle/value.ts'
import {
  bytes,
  call,
  dict,
  float,
  int,
  list,
  name,
  NONE,
  program,
  text,
  TRUE,
  tuple,
  u64,
} from '../support/assembler.ts'
import type { Part } from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'

function parse(...parts: readonly Part[]): PickleValue {
  return parsePickle(program(...parts)).value
}

describe('the memo', () => {
  test('sparse, from 1, as cPickle numbers it', () => {
    expect(
      parse(bytes('(', text('a'), 'q', [1], text('b'), 'r', [0, 0, 1, 0], 'h', [1], 'j', [0, 0, 1, 0], 't')),
    ).toEqual({ kind: 'tuple', items: ['a', 'b', 'a', 'b'] })
  })

  test('MEMOIZE takes the count of entries as its index', () => {
    // PUT 5 makes one entry, so MEMOIZE writes slot 1.
    expect(parse(bytes('(', text('a'), 'q', [5], text('b'), [0x94], 'h', [1], 't'))).toEqual({
      kind: 'tuple',
      items: ['a', 'b', 'b'],
    })
  })
})

describe('dictionaries', () => {
  test('1,001 entries in two batches, in order', () => {
    const entries = Array.from({ length: 1001 }, (_, at) => bytes(text(`k${at}`), int(at)))
    const value = parse('}', '(', ...entries.slice(0, 1000), 'u', ...entries.slice(1000), 's')
    if (!isKind(value, 'dict')) return expect.fail('not a dict')
    expect([...dictEntries(value)].map(([, item]) => item)).toEqual(
      Array.from({ length: 1001 }, (_, at) => at),
    )
  })

  test('keys of every plain kind; 1, True and 1.0 are one key, "1" another', () => {
    const value = parse(
      dict(
        [int(1), text('int')],
        [text('1'), text('str')],
        [TRUE, text('bool')],
        [float(1), text('float')],
        [NONE, int(0)],
        [tuple(int(1), text('t')), int(1)],
        [tuple(TRUE, text('t')), int(2)],
      ),
    )
    if (!isKind(value, 'dict')) return expect.fail('not a dict')
    expect(
      [...dictEntries(value)].map(([key, item]) => [isKind(key, 'tuple') ? key.items : key, item]),
    ).toEqual([
      [1, 'float'],
      ['1', 'str'],
      [null, 0],
      [[1, 't'], 2],
    ])
  })

  test('names that JavaScript objects would swallow or reorder', () => {
    const names = ['__proto__', 'constructor', '10', '2', '1', 'toString', '\u0000pth-key:s1']
    const value = parse(dict(...names.map((key, at) => [text(key), int(at)] as const)))
    expect(isKind(value, 'dict') && [...dictEntries(value)].map(([key]) => key)).toEqual(names)
  })

  test('unhashable keys are refused', async () => {
    await expectCode(() => parse(dict([list(), int(1)])), 'PICKLE_INVALID')
  })
})

test('keys that are objects compare by identity', () => {
  const key = call(name('torch.distributed.checkpoint.metadata', 'MetadataIndex'), text('w'))
  const value = parse(dict([key, int(1)], [key, int(2)]))
  expect(isKind(value, 'dict') && dictSize(value)).toBe(2)
})

describe('beginning and end', () => {
  test('no PROTO opcode', () => {
    const { value, protocol } = parsePickle(bytes('(lp0\nI1\na.'))
    expect([value, protocol]).toEqual([{ kind: 'list', items: [1] }, 0])
  })

  test('garbage after STOP is left alone', () => {
    const pickle = program(int(7))
    expect(parsePickle(bytes(pickle, [0xff, 0xff]))).toMatchObject({ value: 7, end: pickle.length })
  })

  test('a pickle inside other bytes: offsets count from their beginning', async () => {
    const inside = bytes([1, 2, 3], program(int(7)))
    expect(parsePickle(inside, { offset: 3 }).end).toBe(inside.length)
    const error = await expectCode(
      () => parsePickle(bytes([1, 2, 3, 0x80, 2, 0xff]), { offset: 3 }),
      'PICKLE_INVALID',
    )
    expect(error.details.offset).toBe(5)
  })
})

describe('recursive and shared structures', () => {
  test('a list that contains itself', () => {
    const value = parse(']', 'q', [0], 'h', [0], 'a')
    expect(isKind(value, 'list') && value.items[0]).toBe(value)
  })

  test('shared references stay shared', () => {
    const value = parse('(', ']', 'q', [0], 'h', [0], ']', 't')
    if (!isKind(value, 'tuple')) return expect.fail('not a tuple')
    expect(value.items[1]).toBe(value.items[0])
    expect(value.items[2]).not.toBe(value.items[0])
  })
})

describe('budgets', () => {
  test('values on the stack, open marks, opcodes', async () => {
    const small = { ...DEFAULT_LIMITS, values: 100, marks: 10 }
    const run =
      (...parts: readonly Part[]) =>
      () =>
        parsePickle(program(...parts), { limits: small })
    await expectCode(run('N'.repeat(101)), 'LIMIT_EXCEEDED')
    await expectCode(run('('.repeat(11)), 'LIMIT_EXCEEDED')
    await expectCode(run(']0'.repeat(51)), 'LIMIT_EXCEEDED')
    // None counts a quarter: PROTO, 78 times None and POP, None and STOP are 99.75.
    expect(run('N0'.repeat(78), 'N')().value).toBeNull()
    await expectCode(run('N0'.repeat(79), 'N'), 'LIMIT_EXCEEDED')
  })

  test('lengths that no file holds, before anything is allocated', async () => {
    await expectCode(() => parse([0x8e], u64(2n ** 63n)), 'PICKLE_INVALID')
    await expectCode(() => parse([0x8e], u64(2n ** 40n)), 'PICKLE_TRUNCATED')
    await expectCode(() => parse([0x95], u64(2n ** 40n)), 'PICKLE_TRUNCATED')
  })

  test('nesting as deep as the file likes does not recurse', () => {
    const depth = 100_000
    let value = parse(']'.repeat(depth), 'a'.repeat(depth - 1))
    let found = 0
    for (; isKind(value, 'list'); found += 1) value = value.items[0] ?? null
    expect(found).toBe(depth)
  })

  // Without a memory of its text this takes minutes, and the test runs out of time.
  test('one long tuple is the key of many dicts', () => {
    const tuple = bytes('(', ...Array.from({ length: 50_000 }, () => [0x4b, 1]), 't')
    const times = 4000
    const value = parse(
      tuple,
      'q',
      [0],
      '0(',
      ...Array.from({ length: times }, () => ['}', 'h', [0], 'K', [1], 's']).flat(),
      't',
    )
    expect(isKind(value, 'tuple') ? value.items.length : 0).toBe(times)
  })
})
