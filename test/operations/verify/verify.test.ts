/** Verify notices what is broken, and says how much it looked at. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../../src/errors.ts'
import { crc32 } from '../../../src/io/crc32.ts'
import { newSha256 } from '../../../src/node/hash.ts'
import { memorySource } from '../../../src/io/source.ts'
import { compareLock } from '../../../src/operations/verify/compare-lock.ts'
import { makeLock, parseLock } from '../../../src/operations/verify/lock.ts'
import { hasErrors } from '../../../src/operations/verify/report.ts'
import type { VerifyReport } from '../../../src/operations/verify/report.ts'
import { verifyFile } from '../../../src/operations/verify/verify.ts'
import type { VerifyOptions } from '../../../src/operations/verify/verify.ts'
import { expectedOf, fixtureBytes, openFixture } from '../../fixtures.ts'
import { buildZip } from '../../support/zip.ts'

const OPTIONS: VerifyOptions = { crc32, newHasher: newSha256 }

function verify(data: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  return verifyFile(memorySource(data, 'test.pth'), 'test.pth', { ...OPTIONS, ...options })
}

function rules(report: VerifyReport): string[] {
  return report.findings.map(({ rule }) => rule)
}

/** A .npy file whose data are two bytes. */
function npy(descr: string, shape: string): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0, ...Buffer.from(text), 1, 2])
}

describe('structure and checksums', () => {
  test('arrays of Python objects and masked arrays are whole, though their bytes are no numbers', async () => {
    expect((await verify(fixtureBytes('wild/object-arrays.pth'))).findings).toEqual([])
  })

  test('arrays of Python objects in an .npz are whole, and what leads out of the file is not', async () => {
    const files = [{ name: 'o.npy', data: npy('|O', '(1,)') }]
    expect((await verify(buildZip(files))).findings).toEqual([])
    const outside = [{ name: 'o.npy', data: npy('<f8', '(9,)') }]
    expect(rules(await verify(buildZip(outside)))).toEqual(['TENSOR_BROKEN'])
  })

  test('a file of torch.save is whole', async () => {
    const report = await verify(fixtureBytes('state_dict.pth'))
    expect(report.findings).toEqual([])
    expect(report.checks.map(({ check }) => check)).toEqual(['structure', 'crc32', 'tensors'])
    expect(hasErrors([report])).toBe(false)
  })

  test.each([
    ['wrong-crc.pth', 'CRC_WRONG'],
    ['storage-short.pth', 'TENSOR_BROKEN'],
    ['storage-missing.pth', 'TENSOR_BROKEN'],
    ['truncated.pth', 'STRUCTURE_BROKEN'],
  ])('%s: %s', async (name, rule) => {
    const report = await verify(fixtureBytes(name))
    expect(new Set(rules(report))).toEqual(new Set([rule]))
    expect(hasErrors([report])).toBe(true)
  })

  test('every flipped byte inside a record that has a CRC-32 is noticed', async () => {
    const data = fixtureBytes('tied.pth')
    const text = new TextDecoder('latin1').decode(data)
    const start = text.indexOf('data.pkl') + 'data.pkl'.length
    const pickle = text.indexOf('\u0080\u0002', start)
    for (let at = pickle; at < text.indexOf('PK\u0007\u0008', pickle); at += 1) {
      const changed = data.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x10
      expect((await verify(changed)).findings.length, `byte ${at}`).toBeGreaterThan(0)
    }
  })

  test('the digest of the file is compared', async () => {
    const data = fixtureBytes('tied.pth')
    const sha256 = createHash('sha256').update(data).digest('hex')
    expect((await verify(data, { sha256 })).findings).toEqual([])
    expect(rules(await verify(data, { sha256: '0'.repeat(64) }))).toEqual(['SHA256_DIFFERS'])
  })

  test('what is no checkpoint gets no verdict', async () => {
    await expect(verify(new TextEncoder().encode('hello world, this is text'))).rejects.toSatisfy((error) =>
      isPthError(error, 'FORMAT_UNSUPPORTED'),
    )
  })
})

describe('values', () => {
  test('--nonzero fails on a tensor of zeros only', async () => {
    const report = await verify(fixtureBytes('resnet18.pth'), { nonzero: true })
    expect(report.findings.map(({ rule, subject }) => [rule, subject])).toEqual([
      ['TENSOR_ZERO', 'layer2.1.conv1.weight'],
    ])
  })

  test('--finite fails on the bit patterns of NaN and infinity', async () => {
    expect(rules(await verify(fixtureBytes('dtypes.pth'), { finite: true }))).toContain('TENSOR_NOT_FINITE')
  })
})

describe('locks', () => {
  test('the digests are those that PyTorch computes', async () => {
    const lock = await makeLock(await openFixture('tied.pth'), newSha256)
    const { tensors } = expectedOf('tied.pth')
    expect(lock.tensors.map(({ sha256 }) => sha256)).toEqual((tensors ?? []).map(({ sha256 }) => sha256))
  })

  test('a lock equals itself after JSON, and tells every kind of difference', async () => {
    const lock = await makeLock(await openFixture('offset.pth'), newSha256)
    expect(compareLock(parseLock(JSON.stringify(lock), 'l.json'), lock, null)).toEqual([])
    const [first, ...rest] = lock.tensors
    if (first === undefined) expect.unreachable()
    const changed = (fields: object): string[] =>
      compareLock({ ...lock, tensors: [{ ...first, ...fields }, ...rest] }, lock, null).map(
        ({ rule }) => rule,
      )
    expect(changed({ sha256: 'f'.repeat(64) })).toEqual(['LOCK_DIFFERS'])
    expect(changed({ dtype: 'int8' })).toEqual(['LOCK_DIFFERS'])
    expect(changed({ shape: [9] })).toEqual(['LOCK_DIFFERS'])
    expect(changed({ name: 'other' })).toEqual(['LOCK_MISSING', 'LOCK_UNEXPECTED'])
  })

  test('a tied weight that safetensors keeps once is there under both names, and must be right under both', async () => {
    const lock = await makeLock(await openFixture('wild/tied-model.pth'), newSha256)
    expect(lock.tensors).toHaveLength(4)
    const written = fixtureBytes('wild/tied-model.safetensors')
    expect((await verify(written, { lock })).findings).toEqual([])
    const changed = lock.tensors.map((tensor) =>
      tensor.name.endsWith('weight') ? { ...tensor, sha256: 'f'.repeat(64) } : tensor,
    )
    const report = await verify(written, { lock: { ...lock, tensors: changed } })
    expect(report.findings.map(({ rule, subject }) => [rule, subject])).toEqual([
      ['LOCK_DIFFERS', '0.weight'],
      ['LOCK_DIFFERS', '1.weight'],
    ])
  })

  test.each([
    'x',
    '{}',
    '{"kind": "pth.lock", "version": 2, "tensors": []}',
    '{"kind": "pth.lock", "version": 1, "tensors": [{"name": 1}]}',
  ])('%s is no lock', (text) => {
    try {
      parseLock(text, 'l.json')
      expect.unreachable()
    } catch (error) {
      expect(isPthError(error, 'USAGE')).toBe(true)
    }
  })
})
