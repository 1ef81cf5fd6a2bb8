/** Files of joblib: bytes of arrays between the opcodes, plain, packed, and with a pickle in their place. */
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../../src/errors.ts'
import { memorySource } from '../../../src/io/source.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { bytes } from '../../support/assembler.ts'

type Part = string | Uint8Array | readonly number[]

const EVIL = bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.')
const CALL = 'cposix\nsystem\nX\x02\x00\x00\x00id\x85R'

function scan(data: Uint8Array): Promise<ScanReport> {
  return scanFile(memorySource(data, 'm.joblib'))
}

function word(text: string): Part[] {
  return ['X', [text.length, 0, 0, 0], text]
}

/** A wrapper as joblib writes it, up to the BUILD that its array follows. */
function wrapper(shape: string, dtype: string, aligned = true): Part[] {
  return [
    'cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(',
    ...word('subclass'),
    'cnumpy\nndarray\n',
    ...word('shape'),
    shape,
    ...word('order'),
    ...word('C'),
    ...word('dtype'),
    'cnumpy\ndtype\n',
    ...word(dtype),
    '\x89\x88\x87R',
    ...word('allow_mmap'),
    '\x88',
    ...(aligned ? [...word('numpy_array_alignment_bytes'), 'K\x10'] : []),
    'ub',
  ]
}

/** A dictionary with an array between its key and its end. */
function file(...array: readonly Part[]): Uint8Array {
  return bytes('\x80\x03}(', ...word('a'), ...array, ...word('b'), 'K\x01u.')
}

const NUMBERS = file(...wrapper('K\x02K\x03\x86', 'f8'), '\x03\xff\xff\xff', new Uint8Array(48).fill(0x80))

describe('an array of joblib', () => {
  test.each([
    ['with padding', NUMBERS],
    ['without', file(...wrapper('K\x04\x85', 'u1', false), 'abcd')],
    ['that is empty', file(...wrapper('K\x00K\x03\x86', 'f4'), '\x00')],
    ['of one number', file(...wrapper(')', 'i4'), '\x00abcd')],
    ['of objects', file(...wrapper('K\x01\x85', 'O8'), '\x80\x02]N.')],
    [
      'longer than the first bytes that are read',
      file(...wrapper('J\x00\x00\x02\x00\x85', 'u1'), '\x00', new Uint8Array(1 << 17)),
    ],
    ['packed by zlib', deflateSync(NUMBERS)],
    ['packed by gzip', gzipSync(NUMBERS)],
    // The bytes say what a call would, and nothing reads them so.
    [
      'whose numbers spell a pickle',
      file(...wrapper(`K${String.fromCharCode(EVIL.length)}\x85`, 'u1'), '\x00', EVIL),
    ],
  ])('%s is stepped over, and the file is clean', async (_, data) => {
    expect(await scan(data)).toMatchObject({ verdict: 'clean', findings: [] })
  })

  test.each([
    ['objects', file(...wrapper('K\x01\x85', 'O8'), EVIL)],
    ['a call after it', file(...wrapper('K\x04\x85', 'u1'), '\x00abcd', CALL, '0')],
    [
      'a call in the place of its numbers, which pickle.load makes',
      file(...wrapper('K\x19\x85', 'u1', false), CALL.slice(0, -1), 'R'),
    ],
    ['a call before an array that breaks off', file(CALL, '0', ...wrapper('K\x99\x85', 'u1'), '\x00')],
    ['packed by zlib', deflateSync(file(...wrapper('K\x01\x85', 'O8'), EVIL))],
    ['stored by zlib', deflateSync(file(...wrapper('K\x01\x85', 'O8'), EVIL), { level: 0 })],
  ])('%s is found', async (_, data) => {
    const report = await scan(data)
    expect([
      report.verdict,
      report.globals.some(({ name, verdict }) => name === 'system' && verdict === 'dangerous'),
    ]).toEqual(['dangerous', true])
  })

  test.each([
    ['of an unknown size', file(...wrapper('K\x04\x85', 'x9'), '\x00abcd')],
    ['of a size below zero', file(...wrapper('J\xff\xff\xff\xff\x85', 'u1'), '\x00abcd')],
    ['beyond the file', file(...wrapper('J\xff\xff\xff\x7f\x85', 'f8'), '\x00abcd')],
  ])('%s is not called clean', async (_, data) => {
    expect((await scan(data)).verdict).toBe('unreadable')
  })
})

test.each([
  ['xz data', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['bzip2 data', bytes('BZh91AY')],
  ['LZMA data', [0x5d, 0, 0, 0x80, 0]],
  ['LZ4 data', [4, 0x22, 0x4d, 0x18, 0]],
])('%s is refused by name', async (found, data) => {
  const error: unknown = await scan(Uint8Array.from(data)).catch((thrown: unknown) => thrown)
  expect(isPthError(error, 'FORMAT_UNSUPPORTED') && error.details.found).toBe(found)
})

test.each([0x0178, 0x5e78, 0x9c78, 0xda78])(
  'safetensors with a header of %i bytes is no zlib',
  async (length) => {
    const header = '{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}'.padEnd(length)
    const size = [length & 255, length >> 8, 0, 0, 0, 0, 0, 0]
    expect(await scan(bytes(size, header, [7]))).toMatchObject({ verdict: 'clean', findings: [] })
  },
)
