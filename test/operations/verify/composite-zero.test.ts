/** `--nonzero` on tensors made of parts: zeros that no part shows. */
import { expect, test } from 'vitest'
import { crc32 } from '../../../src/io/crc32.ts'
import { memorySource } from '../../../src/io/source.ts'
import { newSha256 } from '../../../src/node/hash.ts'
import { verifyFile } from '../../../src/operations/verify/verify.ts'
import { plainParts, raw } from '../../support/archive.ts'
import { bytes, call, float, int, ints, name, named, orderedDict, storage } from '../../support/assembler.ts'
import { tensor, tuple } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'

const FALSE = bytes([0x89])
const FULL = Float32Array.of(1, 2)

function sparse(nnz: number): Uint8Array {
  const layout = call(
    name('torch.serialization', '_get_layout'),
    bytes('X', [16, 0, 0, 0], 'torch.sparse_coo'),
  )
  const indices = tensor(storage('0', 4, ['torch', 'LongStorage']), [2, nnz], [nnz, 1])
  const values = tensor(storage('1', 2), [nnz], [1])
  const size = call(name('torch', 'Size'), ints([3, 2]))
  return call(name('torch._utils', '_rebuild_sparse_tensor'), layout, tuple(indices, values, size))
}

function quantized(zeroPoint: number): Uint8Array {
  return call(
    name('torch._utils', '_rebuild_qtensor'),
    storage('2', 2, ['torch', 'QUInt8Storage']),
    int(0),
    ints([2]),
    ints([1]),
    tuple(name('torch', 'per_tensor_affine'), float(0.5), int(zeroPoint)),
    FALSE,
    orderedDict(),
  )
}

async function zeros(entries: Readonly<Record<string, Uint8Array>>): Promise<readonly string[]> {
  const records = { 0: raw(BigInt64Array.of(0n, 2n, 1n, 0n)), 1: raw(FULL), 2: Uint8Array.of(3, 3) }
  const [pickle, , version] = plainParts(named(entries))
  const storages = Object.entries(records).map(([key, data]) => ({ name: `archive/data/${key}`, data }))
  const parts = [pickle, ...storages, version].filter((part) => part !== undefined)
  const options = { crc32, newHasher: newSha256, nonzero: true }
  const { findings } = await verifyFile(memorySource(buildZip(parts), 'a.pth'), 'a.pth', options)
  expect(findings.filter(({ rule }) => rule === 'TENSOR_BROKEN')).toEqual([])
  return findings.filter(({ rule }) => rule === 'TENSOR_ZERO').map(({ subject }) => subject)
}

test('a sparse tensor that stores no element is zero, one that does is not', async () => {
  expect(await zeros({ none: sparse(0), two: sparse(2) })).toEqual(['none'])
})

test('integers that are all the zero point are zero, others are not; a bias may be', async () => {
  expect(await zeros({ weight: quantized(3), other: quantized(1), bias: quantized(3) })).toEqual(['weight'])
})
