/** Small files that stand for a great deal (H25 to H28, H31): sharing, copying and nesting, each refused or passed over in linear time and memory. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { plainParts } from '../support/archive.ts'
import { bytes, named, program, storage, tensor, text, u32 } from '../support/assembler.ts'
import type { Part } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { MEMORY_BYTES, outcomeOf, stopChild, TIME_MS } from './harness.ts'
import type { Outcome, Run } from './harness.ts'

type Bomb = readonly [title: string, run: Run, input: () => Uint8Array, wanted: Partial<Outcome>]

const WEIGHT = tensor(storage('0', 6), [6], [1])
const MEMO = 'h\0'
const over = { code: 'LIMIT_EXCEEDED' }
/** A scan goes on and says that it could not follow. */
const unfollowed = { code: 'ok', verdict: 'unreadable', rules: ['PICKLE_BROKEN'] }

function times(count: number, part: (index: number) => Part): Uint8Array {
  return bytes(...Array.from({ length: count }, (_, index) => part(index)))
}

/** A value in memo slot 0, and then many calls on it. */
function copies(value: Part, count: number, callee: string, ...more: readonly Part[]): Uint8Array {
  return program(
    value,
    'q\0',
    '0(',
    times(count, () => bytes(callee, MEMO, ...more, more.length === 0 ? '\x85R' : '\x86R')),
    't',
  )
}

function zipped(pickle: Uint8Array): Uint8Array {
  return buildZip(plainParts(pickle))
}

const LIST = bytes('](', 'N'.repeat(100_000), 'e')
const DICT = bytes(
  '}(',
  times(20_000, (index) => bytes('J', u32(index), 'N')),
  'u',
)
const TEXT = text('x'.repeat(1 << 20))

/** Tuples of a thousand times the one before, of which the first holds a thousand None. */
function cubes(levels: number): Uint8Array {
  return bytes(
    '(',
    'N'.repeat(1000),
    'tq\0',
    times(levels, (level) =>
      bytes(
        '0(',
        times(1000, () => bytes('h', [level])),
        'tq',
        [level + 1],
      ),
    ),
  )
}

/** Lists of which each holds all, and the first a tensor. */
function clique(size: number): Uint8Array {
  const made = times(size, (index) => bytes(']q', [index]))
  return program(
    '(',
    made,
    't0',
    times(size, (index) =>
      bytes(
        'h',
        [index],
        '(',
        times(size, (other) => bytes('h', [size - 1 - other])),
        'e0',
      ),
    ),
    MEMO,
    WEIGHT,
    'a',
  )
}

/** Files in files, each called 300 times. */
function nest(levels: number): Uint8Array {
  let inner = program('}')
  for (let level = 0; level < levels; level += 1) {
    inner = program(
      'B',
      u32(inner.length),
      inner,
      'q\0',
      '0ctorch.storage\n_load_from_bytes\nq\x01',
      '0(',
      times(300, () => 'h\x01h\0\x85R'),
      't',
    )
  }
  return inner
}

function millionKeys(): Uint8Array {
  const items = new Uint8Array(6_000_000)
  const view = new DataView(items.buffer)
  for (let key = 0; key < 1_000_000; key += 1) {
    items[6 * key] = 0x4a
    view.setUint32(6 * key + 1, key, true)
    items[6 * key + 5] = 0x4e
  }
  return zipped(program('}(', items, 'u'))
}

const BOMBS: readonly Bomb[] = [
  ...(['list', 'tuple', 'set', 'frozenset', 'bytes', 'bytearray'] as const).map((type): Bomb => [
    `H25: a list copied 3,000 times as ${type}`,
    'pickle',
    () => copies(LIST, 3_000, `cbuiltins\n${type}\n`),
    over,
  ]),
  [
    'H25: a list copied 3,000 times, scanned',
    'scan',
    () => zipped(copies(LIST, 3_000, 'cbuiltins\nset\n')),
    unfollowed,
  ],
  [
    'H25: a dict copied 3,000 times',
    'pickle',
    () => copies(DICT, 3_000, 'ccollections\nOrderedDict\n'),
    over,
  ],
  [
    'H25: a dict copied 3,000 times, scanned',
    'scan',
    () => zipped(copies(DICT, 3_000, 'ccollections\nOrderedDict\n')),
    unfollowed,
  ],
  [
    'H25: a dict that is the state of 3,000 dicts',
    'pickle',
    () =>
      program(
        DICT,
        'q\0',
        '0(',
        times(3_000, () => bytes('}', MEMO, 'b')),
        't',
      ),
    over,
  ],
  [
    'H25: a text encoded 1,000 times',
    'pickle',
    () => copies(TEXT, 1_000, 'c_codecs\nencode\n', text('latin1')),
    over,
  ],
  [
    'H25: a text encoded 1,000 times, scanned',
    'scan',
    () => zipped(copies(TEXT, 1_000, 'c_codecs\nencode\n', text('latin1'))),
    unfollowed,
  ],
  [
    'H25: a text made a bytearray 1,000 times',
    'pickle',
    () => copies(TEXT, 1_000, 'c__builtin__\nbytearray\n', text('latin1')),
    over,
  ],
  [
    'H25: a tuple of arguments cut 3,000 times',
    'pickle',
    () =>
      program(
        '(',
        'cm\nC\n',
        'N'.repeat(100_000),
        't',
        'q\0',
        '0(',
        times(3_000, () => bytes('ccopy_reg\n__newobj__\n', MEMO, 'R')),
        't',
      ),
    over,
  ],
  [
    'H25: arguments of lists of lists, taken as they are 1,000 times',
    'pickle',
    () =>
      program(
        '(',
        'N'.repeat(128),
        'lq\0',
        '0(',
        MEMO.repeat(128),
        'tq\x01',
        '0(',
        'h\x01'.repeat(128),
        'tq\x02',
        '0(',
        times(1_000, () => 'ctorch\nSize\nh\x02R'),
        't',
      ),
    over,
  ],
  ['H25: a key of 10^15 items', 'pickle', () => program(cubes(4), '}h\x04Ns'), over],
  ['H25: a key of 10^9 items', 'pickle', () => program(cubes(2), '}h\x02Ns'), over],
  [
    'H25: bytes of a megabyte as 5,000 keys',
    'pickle',
    () =>
      program(
        'B',
        u32(1 << 20),
        new Uint8Array(1 << 20),
        'q\0(',
        times(5_000, () => bytes('}', MEMO, 'Ns')),
        't',
      ),
    { code: 'ok' },
  ],
  [
    'H25: a long integer in 5,000 keys',
    'pickle',
    () =>
      program(
        [0x8b],
        u32(65_000),
        new Uint8Array(65_000).fill(0x77),
        'q\0(',
        times(5_000, () => bytes('}', MEMO, '\x85Ns')),
        't',
      ),
    over,
  ],
  [
    'H25: a tensor in tuples doubled 60 times',
    'open',
    () => zipped(program(WEIGHT, '2\x86'.repeat(60))),
    over,
  ],
  [
    'H25: a tensor in tuples doubled 60 times, scanned',
    'scan',
    () => zipped(program(WEIGHT, '2\x86'.repeat(60))),
    { code: 'ok', verdict: 'clean' },
  ],
  [
    'H25: a tensor in dicts doubled 30 times',
    'open',
    () =>
      zipped(
        program(
          WEIGHT,
          times(30, (level) =>
            bytes('q', [level], '0}(', text('a'), 'h', [level], text('b'), 'h', [level], 'u'),
          ),
        ),
      ),
    over,
  ],
  ['H25: files in files, 300 times on each of four levels', 'open', () => nest(4), over],
  ['H28: lists that hold one another, on every path', 'open', () => zipped(clique(14)), over],
  ['H31: a million keys', 'open', millionKeys, { code: 'ok', names: [] }],
  [
    'H31: a key of a megabyte, and keys of dots',
    'open',
    () => zipped(named({ ['k'.repeat(1 << 20)]: WEIGHT, '...': WEIGHT, '.': WEIGHT, '': WEIGHT })),
    { code: 'ok', names: ['k'.repeat(1 << 20), '...', '.', ''] },
  ],
]

describe('bombs', () => {
  // What one input left to the garbage collector is not the next one's memory.
  afterEach(stopChild)

  test.each(BOMBS)('%s', async (_, run, input, wanted) => {
    const outcome = await outcomeOf(run, input())
    expect(outcome).toMatchObject(wanted)
    expect(outcome.rss).toBeLessThan(MEMORY_BYTES)
    expect(outcome.cpu).toBeLessThan(TIME_MS)
  })
})

afterAll(stopChild)
