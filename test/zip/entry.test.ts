/** Where the bytes of an entry lie, and which entries are refused. */
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { bytes, named, storage, tensor, u16 } from '../support/assembler.ts'
import { change, codesOf, floats, jszipped, openBytes, openZip, plainParts, raw } from '../support/archive.ts'
import { expectCode } from '../support/errors.ts'
import { hugeArchive } from '../support/huge.ts'

const VALUES = [0, 1, 2, 3, 4, 5]

test('sizes and CRC of the local header are zero, the central directory counts', async () => {
  const parts = plainParts().map((part) => ({ ...part, descriptor: true }))
  expect(await floats(await openZip(parts))).toEqual(VALUES)
  // Without bit 3 too: PyTorch leaves zeros in the local header of every entry.
  expect(await floats(await openZip(plainParts().map((part) => ({ ...part, localZero: true }))))).toEqual(
    VALUES,
  )
})

test('a storage of zero bytes has no data descriptor', async () => {
  const pickle = named({
    empty: tensor(storage('1', 0), [0, 3], [3, 1]),
    weight: tensor(storage('0', 6), [2, 3], [3, 1]),
  })
  const [data, values, version] = plainParts(pickle).map((part) => ({ ...part, descriptor: true }))
  const empty = { name: 'archive/data/1', data: new Uint8Array(0), flags: 0x0800, localZero: true }
  const checkpoint = await openZip([data, empty, values, version].filter((part) => part !== undefined))
  expect(await readTensor(checkpoint, 'empty')).toHaveLength(0)
  expect(await floats(checkpoint)).toEqual(VALUES)
})

test('the data begins after the extra field of the local header, not of the central one', async () => {
  // PyTorch's own padding: id "FB", length, then as many Z as align the data.
  const localExtra = bytes('FB', u16(37), new Uint8Array(37).fill(0x5a))
  expect(await floats(await openZip(change(plainParts(), 'data/0', { localExtra })))).toEqual(VALUES)
  expect(await floats(await openZip(change(plainParts(), 'data/0', { localExtra, zip64: true })))).toEqual(
    VALUES,
  )
})

test('an entry over 4 GiB and one behind it: ZIP64 extra, FB extra, 24-byte descriptor, FFFFFFFF in the end record', async () => {
  const huge = 5 * 2 ** 30
  const pickle = named({
    last: tensor(storage('0', huge / 4), [2], [1], huge / 4 - 2),
    behind: tensor(storage('1', 2), [2], [1]),
  })
  const { source, behindAt } = hugeArchive(
    pickle,
    huge,
    raw(Float32Array.of(1.5, -2.5)),
    raw(Float32Array.of(7, 8)),
  )
  const checkpoint = await openCheckpoint(source)
  expect(await floats(checkpoint, 'last')).toEqual([1.5, -2.5])
  expect(await floats(checkpoint, 'behind')).toEqual([7, 8])
  expect(await checkpoint.storages.get('1')?.record?.locate()).toBe(behindAt)
})

test('a small file has a ZIP64 end record beside a valid classic one', async () => {
  expect(await floats(await openZip(plainParts(), { zip64End: 'beside' }))).toEqual(VALUES)
  expect(await floats(await openZip(plainParts(), { zip64End: 'instead' }))).toEqual(VALUES)
})

describe('zipped again by another tool', () => {
  test.each(['STORE', 'DEFLATE'] as const)('jszip, %s, unaligned', async (compression) => {
    const checkpoint = await openBytes(await jszipped(plainParts(), compression))
    expect(await floats(checkpoint)).toEqual(VALUES)
    expect(checkpoint.storages.get('0')?.record?.packing).toBe(
      compression === 'STORE' ? 'stored' : 'deflated',
    )
  })
})

test('a wrong CRC, and one of 0, still loads', async () => {
  for (const crc of [0x12345678, 0]) {
    expect(await floats(await openZip(plainParts().map((part) => ({ ...part, crc }))))).toEqual(VALUES)
  }
  const absent = await openZip(plainParts().map((part) => ({ ...part, crc: 0 })))
  expect(absent.storages.get('0')?.record?.crc32).toBeNull()
})

test('a local header that names another entry, or another method, is two archives in one', async () => {
  const name = await openZip(change(plainParts(), 'data/0', { localName: 'archive/data/9' }))
  await expectCode(readTensor(name, 'weight'), 'ZIP_AMBIGUOUS')
  const method = await openZip(change(plainParts(), 'data/0', { localMethod: 8 }))
  await expectCode(readTensor(method, 'weight'), 'ZIP_AMBIGUOUS')
})

test('encrypted entries and unknown methods are refused by name', async () => {
  await expectCode(
    readTensor(await openZip(change(plainParts(), 'data/0', { flags: 0x0801 })), 'weight'),
    'FORMAT_UNSUPPORTED',
  )
  await expectCode(
    readTensor(await openZip(change(plainParts(), 'data/0', { method: 12 })), 'weight'),
    'FORMAT_UNSUPPORTED',
  )
})

test('a deflate bomb and impossible sizes are refused before anything is allocated', async () => {
  const claimed = 2 ** 31
  const bomb = change(plainParts(), 'data.pkl', { deflate: true, size: claimed })
  const error = await expectCode(openZip(bomb), 'LIMIT_EXCEEDED')
  expect(error.details.found).toBe(claimed)
  // Within the pickle budget, but more than any deflate stream of that length can hold.
  await expectCode(
    openZip(change(plainParts(), 'data.pkl', { deflate: true, size: 2 ** 24 })),
    'LIMIT_EXCEEDED',
  )
  // One that really inflates to more than it claims.
  const growing = change(plainParts(), 'data/0', { deflate: true, data: new Uint8Array(1 << 20), size: 24 })
  await expectCode(readTensor(await openZip(growing), 'weight'), 'ZIP_INVALID')
  await expectCode(openZip(change(plainParts(), 'data/0', { size: 2 ** 31 })), 'ZIP_INVALID')
})

test('the container keeps a small file small: no note on an honest archive', async () => {
  expect(codesOf(await openZip(plainParts()))).toEqual([])
})
