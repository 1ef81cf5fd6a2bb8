/** The archive of torch.save: root, records, order of entries. Each case stands among the conformance writers too. */
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { bytes, dict, int, named, program, storage, tensor, text } from '../support/assembler.ts'
import {
  change,
  codesOf,
  floats,
  jszipped,
  openBytes,
  openPickle,
  openZip,
  plainParts,
  raw,
} from '../support/archive.ts'
import { fixtureBytes } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'

const VALUES = [0, 1, 2, 3, 4, 5]
const MORE = Float32Array.from({ length: 8 }, (_, at) => at)
const encode = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('the root folder is not the file name', () => {
  test.each(['renamed', 'my.model.v1.0', 'my model (1)', 'größe-模型-😀'])('%s', async (root) => {
    const checkpoint = await openBytes(await jszipped(plainParts(undefined, `${root}/`), 'STORE'))
    expect(await floats(checkpoint)).toEqual(VALUES)
    expect(checkpoint.container.facts.root).toBe(root)
  })
})

test('entry 0 is a storage or an extra file, not data.pkl', async () => {
  const reversed = plainParts().toReversed()
  expect(await floats(await openZip(reversed))).toEqual(VALUES)
  const extra = { name: 'archive/extra/notes.txt', data: encode('hello') }
  expect(await floats(await openZip([extra, ...plainParts()]))).toEqual(VALUES)
})

test('a needed record that is there twice is an error, whichever is which', async () => {
  const [, values] = plainParts()
  const twice = values === undefined ? [] : [{ ...values, data: raw(new Float32Array(6)) }]
  await expectCode(openZip([...plainParts(), ...twice]), 'ZIP_AMBIGUOUS')
  const pickle = { name: 'archive/data.pkl', data: named({}) }
  await expectCode(openZip([...plainParts(), pickle]), 'ZIP_AMBIGUOUS')
  await expectCode(openZip([...plainParts(), { ...pickle, name: 'archive/DATA.PKL' }]), 'ZIP_AMBIGUOUS')
  // A doubled stranger harms nobody.
  const stranger = { name: 'archive/extra', data: encode('x') }
  expect(await floats(await openZip([...plainParts(), stranger, stranger]))).toEqual(VALUES)
})

test('names in upper case load, and CONSTANTS.PKL does not make it TorchScript', async () => {
  const upper = plainParts().map((part) => ({ ...part, name: part.name.toUpperCase() }))
  const constants = { name: 'ARCHIVE/CONSTANTS.PKL', data: program(bytes(')')) }
  const checkpoint = await openZip([...upper, constants])
  expect(await floats(checkpoint)).toEqual(VALUES)
  expect(checkpoint.container.facts.kind).toBe('torch-zip')
})

test('entries outside the root are told, as torch.load refuses such a file', async () => {
  const stranger = { name: '__MACOSX/archive/._data.pkl', data: Uint8Array.of(0, 5, 22, 7) }
  const last = await openZip([...plainParts(), stranger])
  expect(await floats(last)).toEqual(VALUES)
  expect(codesOf(last)).toContain('ZIP_ENTRY_OUTSIDE_ROOT')
  const first = await openZip([stranger, ...plainParts()])
  expect(await floats(first)).toEqual(VALUES)
  expect(codesOf(first)).toContain('ZIP_ROOT_UNUSUAL')
})

test('two roots with a data.pkl each are two checkpoints in one file', async () => {
  await expectCode(openZip([...plainParts(), ...plainParts(undefined, 'other/')]), 'ZIP_AMBIGUOUS')
})

describe('directory entries, trailing bytes, leading bytes', () => {
  test('directory entries mean nothing', async () => {
    const folders = ['archive/', 'archive/data/'].map((name) => ({ name, data: new Uint8Array(0) }))
    expect(await floats(await openZip([...folders, ...plainParts()]))).toEqual(VALUES)
  })

  test('bytes after the end are told', async () => {
    const checkpoint = await openZip(plainParts(), { suffix: encode('junk'.repeat(10)) })
    expect(await floats(checkpoint)).toEqual(VALUES)
    expect(codesOf(checkpoint)).toEqual(['ZIP_TRAILING_DATA'])
  })

  test('bytes before the beginning are told: torch.load refuses them', async () => {
    const checkpoint = await openZip(plainParts(), { prefix: encode('PK\u0003\u0004 no header') })
    expect(await floats(checkpoint)).toEqual(VALUES)
    expect(codesOf(checkpoint)).toEqual(['ZIP_LEADING_DATA'])
  })
})

// Both PyTorch versions refuse them: zip-options-two-in-one-file-* of the conformance writers.
test.each([
  ['small', 6],
  ['larger than any search for an end record', 40_000],
])('an archive after another one, %s, is not taken for the file', async (_, numel) => {
  const second = plainParts(named({ second: tensor(storage('0', numel), [numel], [1]) }))
  const parts = change(second, 'data/0', { data: raw(new Float32Array(numel)) })
  const error = await expectCode(openZip(parts, { prefix: fixtureBytes('tied.pth') }), 'ZIP_AMBIGUOUS')
  expect(error.details.hint).toContain('pass the folder')
})

test('storage keys are opaque, and entries stand in any order', async () => {
  const keys = ['94286146172688', '10', '2', '0', '../escape', 'a b', 'ключ']
  const entries = Object.fromEntries(keys.map((key, at) => [`t${at}`, tensor(storage(key, 1), [1], [1])]))
  const records = Object.fromEntries(keys.map((key, at) => [key, raw(Float32Array.of(at + 0.5))]))
  const checkpoint = await openPickle(named(entries), records)
  for (const [at] of keys.entries()) expect(await floats(checkpoint, `t${at}`)).toEqual([at + 0.5])
  expect([...checkpoint.storages.keys()]).toEqual(keys)
})

describe('the version record', () => {
  // Each answer was got from torch.load 1.13 and 2.13: zip-records-version-* of the conformance writers.
  test.each(['3', '3\n', '10\n', '1\n', '3abc\n', ' 3\n', '3.7', '+3\n', '003\n', '3\r\n'])(
    '%j loads',
    async (version) => {
      const checkpoint = await openZip(change(plainParts(), '/version', { data: encode(version) }))
      expect(checkpoint.container.facts.version).toBe(version.trim())
    },
  )

  test.each(['0\n', '11\n', 'three\n', '', '0x3\n', '-1\n', '99999999999999999999\n'])(
    '%j is refused',
    async (version) => {
      await expectCode(
        openZip(change(plainParts(), '/version', { data: encode(version) })),
        'CONTAINER_INVALID',
      )
    },
  )

  test('in .data/version, which comes before version', async () => {
    const moved = change(plainParts(), '/version', { name: 'archive/.data/version', data: encode('6\n') })
    expect((await openZip(moved)).container.facts.version).toBe('6')
    const both = [...plainParts(), { name: 'archive/.data/version', data: encode('99\n') }]
    await expectCode(openZip(both), 'CONTAINER_INVALID')
  })

  test('missing: told, as torch.load refuses it', async () => {
    const checkpoint = await openZip(plainParts().filter(({ name }) => !name.endsWith('/version')))
    expect(codesOf(checkpoint)).toEqual(['VERSION_MISSING'])
    expect(await floats(checkpoint)).toEqual(VALUES)
  })
})

describe('byteorder', () => {
  const big = { name: 'archive/byteorder', data: encode('big') }
  const classes = { int16: 'ShortStorage', complex64: 'ComplexFloatStorage', bool: 'BoolStorage' }
  const cases = [
    ['int16', 3, Uint8Array.of(0, 1, 0, 2, 0x80, 3), [1, 0, 2, 0, 3, 0x80]],
    // Each half by itself: (1 + 2i) is two floats.
    ['complex64', 1, Uint8Array.of(0x3f, 0x80, 0, 0, 0x40, 0, 0, 0), [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]],
    ['bool', 2, Uint8Array.of(1, 0), [1, 0]],
  ] as const

  test.each(cases)('big: %s is swapped', async (dtype, numel, data, expected) => {
    const pickle = named({ t: tensor(storage('0', numel, ['torch', classes[dtype]]), [numel], [1]) })
    const checkpoint = await openZip([...change(plainParts(pickle), 'data/0', { data }), big])
    expect([...(await readTensor(checkpoint, 't'))]).toEqual(expected)
  })

  test('absent means little; anything else is refused', async () => {
    expect((await openZip(plainParts())).container.facts.byteOrder).toBe('little')
    for (const word of ['', 'LITTLE', 'little\n', 'middle']) {
      await expectCode(openZip([...plainParts(), { ...big, data: encode(word) }]), 'CONTAINER_INVALID')
    }
  })
})

describe('the length of a storage record', () => {
  test('longer than needed: the rest is ignored, and told, as torch.load 2 refuses it', async () => {
    const checkpoint = await openZip(change(plainParts(), 'data/0', { data: raw(MORE) }))
    expect(await floats(checkpoint)).toEqual(VALUES)
    expect(codesOf(checkpoint)).toEqual(['STORAGE_LONGER'])
  })

  test('shorter: an error that names tensor, record, expected and found bytes, also for a tensor that would fit', async () => {
    const pickle = named({
      weight: tensor(storage('0', 6), [2, 3], [3, 1]),
      head: tensor(storage('0', 6), [1], [1]),
    })
    const checkpoint = await openZip(change(plainParts(pickle), 'data/0', { data: new Uint8Array(20) }))
    for (const name of ['weight', 'head']) {
      const error = await expectCode(readTensor(checkpoint, name), 'STORAGE_OUT_OF_RANGE')
      expect(error.details).toEqual({ name, member: 'archive/data/0', expected: 24, found: 20 })
    }
  })
})

test('a missing storage record is an error even when numel is 0', async () => {
  const checkpoint = await openPickle(named({ empty: tensor(storage('7', 0), [0], [1]) }), {})
  await expectCode(readTensor(checkpoint, 'empty'), 'TENSOR_UNREADABLE')
})

test('an unknown key of an archive without tensors is still opened', async () => {
  const checkpoint = await openPickle(program(dict([text('epoch'), int(3)])), {})
  expect(checkpoint.stateDict.tensors).toEqual([])
})
