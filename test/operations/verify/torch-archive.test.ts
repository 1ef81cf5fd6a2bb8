/** Archives zipped again: what PyTorch 1.13 and 2.13 answered for such archives in test/conformance/write_rezip.py. */
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../../src/io/crc32.ts'
import { memorySource } from '../../../src/io/source.ts'
import { newSha256 } from '../../../src/node/hash.ts'
import type { VerifyReport } from '../../../src/operations/verify/report.ts'
import { verifyFile } from '../../../src/operations/verify/verify.ts'
import { renderVerify } from '../../../src/report/verify/text.ts'
import { plainParts } from '../../support/archive.ts'
import { expectCode } from '../../support/errors.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart } from '../../support/zip.ts'

const PLAIN = { bold: String, dim: String, red: String, yellow: String, green: String }
const parts = plainParts()
const MAC: ZipPart = { name: '__MACOSX/archive/._data.pkl', data: new Uint8Array(20) }

function renamed(change: (name: string) => string): ZipPart[] {
  return parts.map((part) => ({ ...part, name: change(part.name) }))
}

function verify(bytes: Uint8Array): Promise<VerifyReport> {
  return verifyFile(memorySource(bytes, 'again.zip'), 'again.zip', { crc32, newHasher: newSha256 })
}

function rules({ findings }: VerifyReport): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))]
}

function below(name: string): string {
  return name.slice(name.indexOf('/') + 1)
}

describe('torch refuses', () => {
  test.each([
    ['no folder', renamed(below), 'file in archive is not in a subdirectory: '],
    ['a second folder', [...parts, MAC], 'is not in a subdirectory archive/: __MACOSX/archive/._data.pkl'],
    ['a second folder first', [MAC, ...parts], 'no version record'],
    ['./ before the names', renamed((name) => `./${name}`), 'no version record'],
    ['backslashes', renamed((name) => name.replaceAll('/', '\\')), 'not in a subdirectory'],
    ['no version', parts.filter(({ name }) => !name.endsWith('/version')), 'no version record'],
  ])('%s', async (_, archive, reason) => {
    const report = await verify(buildZip(archive))
    const refused = report.findings.filter(({ rule }) => rule === 'TORCH_REFUSES')
    expect(refused.map(({ severity }) => severity)).toEqual(['error'])
    expect(refused[0]?.detail).toContain(reason)
    expect(renderVerify(report, PLAIN, 100)).toContain('  -> pth convert again.zip -o clean.pth\n')
  })

  test('bytes before the first record: torch reads a pickle there', async () => {
    const report = await verify(buildZip(parts, { prefix: new Uint8Array(64) }))
    expect(rules(report)).toContain('TORCH_REFUSES')
  })

  test('a method that pth does not unpack either has no line to type', async () => {
    const report = await verify(buildZip(parts.map((part) => ({ ...part, method: 12 }))))
    expect(rules(report)).toContain('TORCH_REFUSES')
    expect(renderVerify(report, PLAIN, 100)).not.toContain('pth convert')
  })
})

describe('torch loads', () => {
  test.each([
    ['another folder', renamed((name) => `my model/${below(name)}`)],
    ['another order', parts.toReversed()],
    ['upper case', renamed((name) => name.toUpperCase())],
    ['folder entries', [{ name: 'archive/', data: new Uint8Array(0) }, ...parts]],
    ['more inside', [...parts, { name: 'archive/README.md', data: new Uint8Array(3) }]],
  ])('%s', async (_, archive) => {
    expect(rules(await verify(buildZip(archive)))).toEqual([])
  })

  test('deflated, but not with mmap', async () => {
    const report = await verify(buildZip(parts.map((part) => ({ ...part, deflate: true }))))
    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['MMAP_WRONG', 'warning']])
    expect(renderVerify(report, PLAIN, 100)).toContain('-> pth convert again.zip -o clean.pth')
  })
})

test('an archive of another kind is none of torch.load', async () => {
  const report = verify(buildZip([{ name: 'notes/readme.txt', data: new Uint8Array(3) }]))
  await expectCode(report, 'FORMAT_UNSUPPORTED')
})
