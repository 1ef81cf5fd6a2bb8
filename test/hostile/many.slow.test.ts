/** More things than a call takes arguments, or than an array holds: what would be a raw RangeError if it were spread into a call. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { allocate, memorySource } from '../../src/io/source.ts'
import { decodeLatin1, decodeUtf8 } from '../../src/pickle/text.ts'
import { pth } from '../cli/harness.ts'
import { plainParts } from '../support/archive.ts'
import type { Part } from '../support/assembler.ts'
import {
  bytes,
  call,
  dict,
  int,
  name,
  named,
  program,
  storage,
  tensor,
  text,
  tuple,
  u32,
} from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'
import { buildZip } from '../support/zip.ts'

/** More than V8 takes on its stack. */
const MANY = 150_000
const WEIGHT = tensor(storage('0', 6), [6], [1])

let folder = ''
const at = (file: string): string => join(folder, file)

function many(item: (index: number) => Uint8Array): Uint8Array {
  return bytes(
    '(',
    bytes(...Array.from({ length: MANY }, (_, index) => bytes('J', u32(index), item(index)))),
    'd',
  )
}

function model(...parts: readonly Part[]): Uint8Array {
  return buildZip(plainParts(program(...parts)))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-many-'))
  // The tensor stands once, and then in the memo.
  await writeFile(
    at('dicts.pth'),
    model(
      WEIGHT,
      'q\x01',
      '0',
      many(() => bytes('}', text('w'), 'h\x01s')),
    ),
  )
  await writeFile(
    at('hidden.pth'),
    model(
      WEIGHT,
      'q\x01',
      '0',
      dict(
        [text('state_dict'), dict([text('w'), bytes('h\x01')])],
        [text('more'), many(() => bytes('h\x01'))],
      ),
    ),
  )
  await writeFile(
    at('names.pth'),
    model(
      WEIGHT,
      'q\x01',
      '0',
      many(() => bytes('h\x01')),
    ),
  )
  await writeFile(at('broken.pth'), model(many((index) => tensor(storage(`x${index}`, 6), [6], [1]))))
  await writeFile(
    at('entries.pth'),
    buildZip([
      ...plainParts(),
      ...Array.from({ length: 65_000 }, (_, index) => ({
        name: `archive/x${index}`,
        data: new Uint8Array(1),
        crc: 1,
        localMethod: 8,
      })),
    ]),
  )
}, 60_000)

afterAll(() => rm(folder, { recursive: true }))

describe('150,000 of them', () => {
  test.each<[string, string[], number, RegExp]>([
    ['dicts of tensors', ['inspect', 'dicts.pth'], 0, /150,000 tensors, 6 parameters, 899,994 tied/],
    [
      'tensors beside the state_dict',
      ['inspect', 'hidden.pth'],
      0,
      /also in +\$\.more dict \(150,000 tensors\)/,
    ],
    [
      'tensors beside the state_dict, as values',
      [
        'convert',
        'hidden.pth',
        '--scalars',
        'tensors',
        '--shared',
        'copy',
        '--dry-run',
        '-o',
        'out.safetensors',
      ],
      0,
      /\$\.more \(dict, 150,000 tensors\)/,
    ],
    ['names of one tensor', ['inspect', 'names.pth'], 0, /150,000 tensors, 6 parameters/],
    [
      'names of one tensor, as a tree',
      ['inspect', 'names.pth', '--tree', '--depth', '1'],
      0,
      /150,000 tensors, 6 parameters/,
    ],
    [
      'names of one tensor, converted',
      ['convert', 'names.pth', '--dry-run', '-o', 'out.safetensors'],
      0,
      /selected +\$ +150,000 tensors/,
    ],
    ['names of one tensor, as a schema', ['schema', 'names.pth', '--infer'], 0, /"i": \[1, 150000\]/],
    [
      'names of one tensor, compared',
      ['diff', 'names.pth', 'dicts.pth'],
      1,
      /150,000 missing +150,000 unexpected/,
    ],
    ['broken tensors', ['verify', 'broken.pth'], 1, /150,000 problems/],
    ['wrong entries, verified', ['verify', 'entries.pth'], 1, /130,000 problems/],
  ])(
    '%s',
    async (_, argv, code, says) => {
      const words = argv.map((word) => (/\.(pth|safetensors)$/.test(word) ? at(word) : word))
      // These files are far smaller than any with as many tensors of their own.
      const outcome = await pth([...words, '--max-places', '1000000', '--max-values', '10000000'])
      expect(outcome.stderr).not.toMatch(/INTERNAL|RangeError/)
      expect(outcome.stdout).toMatch(says)
      expect(outcome.code).toBe(code)
    },
    60_000,
  )
})

describe('lengths that JavaScript does not have', () => {
  test('memory', async () => {
    await expectCode(() => allocate('x', 2 ** 45), 'SOURCE_UNREADABLE')
  })

  test('a text', async () => {
    // Zeros that nobody touches take no memory.
    const long = new Uint8Array(536_870_889)
    await expectCode(() => decodeUtf8(long), 'LIMIT_EXCEEDED')
    await expectCode(() => decodeLatin1(long), 'LIMIT_EXCEEDED')
  })

  test('a unit of time of a megabyte', async () => {
    const unit = bytes('B', u32(1 << 20), new Uint8Array(1 << 20).fill(0x41))
    const type = bytes(
      call(name('numpy', 'dtype'), text('M8'), int(0), int(1)),
      tuple(
        int(4),
        text('<'),
        bytes('N'),
        bytes('N'),
        bytes('N'),
        int(8),
        int(8),
        int(0),
        tuple(dict(), tuple(unit, int(1), int(1), int(1))),
      ),
      'b',
    )
    const array = bytes(
      call(
        name('numpy.core.multiarray', '_reconstruct'),
        name('numpy', 'ndarray'),
        tuple(int(0)),
        bytes('C\x01b'),
      ),
      tuple(int(1), tuple(int(1)), type, bytes([0x89]), bytes('C\x08', new Uint8Array(8))),
      'b',
    )
    const checkpoint = await openCheckpoint(memorySource(buildZip(plainParts(named({ array, w: WEIGHT })))))
    expect(
      checkpoint.graph.tensors.map(({ tensor: { kind, problem } }) => [kind, problem === null]),
    ).toContainEqual(['strided', true])
    expect(
      checkpoint.graph.tensors.every(({ tensor: { dtype, kind } }) => kind === 'strided' || dtype === null),
    ).toBe(true)
  })
})
