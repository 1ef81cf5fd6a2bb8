/** Encrypted zip archives, written by Info-ZIP 3.0 (`zip -P`) and 7-Zip 26.02, and archives that only say that they are. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../src/io/source.ts'
import { scanFile } from '../../src/operations/scan/scan.ts'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { bytes } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'

/** An archive of `m/data.pkl` and `m/version`, both encrypted. */
const ARCHIVES: readonly (readonly [writer: string, kind: string, base64: string])[] = [
  [
    'zip -0',
    'ZipCrypto',
    'UEsDBAoACQAAAMVAe13ykQLFEgAAAAYAAAAKAAAAbS9kYXRhLnBrbAJC+sXSXa+xmepONbY9rNXXgFBLBwjykQLFEgAAAAYAAABQSwMECgAJAAAAxUB7XdGeZ1UOAAAAAgAAAAkAAABtL3ZlcnNpb27fOySXKHy0Dxv0juihdlBLBwjRnmdVDgAAAAIAAABQSwECHgMKAAkAAADFQHtd8pECxRIAAAAGAAAACgAAAAAAAAAAAAAApIEAAAAAbS9kYXRhLnBrbFBLAQIeAwoACQAAAMVAe13RnmdVDgAAAAIAAAAJAAAAAAAAAAAAAACkgUoAAABtL3ZlcnNpb25QSwUGAAAAAAIAAgBvAAAAjwAAAAAA',
  ],
  [
    'zip',
    'ZipCrypto',
    'UEsDBAoACQAAAMVAe13ykQLFEgAAAAYAAAAKAAAAbS9kYXRhLnBrbCIl0pkBHYtQta4DFT+gr9VpNlBLBwjykQLFEgAAAAYAAABQSwMEFAAJAAgA0kB7XQjTXgITAAAAeAAAAAkAAABtL3ZlcnNpb27zbt5Uj6qOrUmouBeZWlDsXNukUEsHCAjTXgITAAAAeAAAAFBLAQIeAwoACQAAAMVAe13ykQLFEgAAAAYAAAAKAAAAAAAAAAAAAACkgQAAAABtL2RhdGEucGtsUEsBAh4DFAAJAAgA0kB7XQjTXgITAAAAeAAAAAkAAAAAAAAAAQAAAKSBSgAAAG0vdmVyc2lvblBLBQYAAAAAAgACAG8AAACUAAAAAAA=',
  ],
  [
    '7z, ZipCrypto',
    'ZipCrypto',
    'UEsDBBQAAQAAAAAAIQDykQLFEgAAAAYAAAAKAAAAbS9kYXRhLnBrbGEaCVB3bijBkoNMNSZjLalgXVBLAwQUAAEAAAAAACEA0Z5nVQ4AAAACAAAACQAAAG0vdmVyc2lvbnMxyfo1uzYrHwcDsUVxUEsBAj8DFAABAAAAAAAhAPKRAsUSAAAABgAAAAoAAAAAAAAAAAAggKSBAAAAAG0vZGF0YS5wa2xQSwECPwMUAAEAAAAAACEA0Z5nVQ4AAAACAAAACQAAAAAAAAAAACCApIE6AAAAbS92ZXJzaW9uUEsFBgAAAAACAAIAbwAAAG8AAAAAAA==',
  ],
  [
    '7z, AES-256',
    'AES',
    'UEsDBDMAAQBjAAAAIQAAAAAAIgAAAAYAAAAKAAsAbS9kYXRhLnBrbAGZBwACAEFFAwAA8JfJcdZwU/AHVNWbikNaggVMRt2jHuCKQanJuC0t1cSyo1BLAwQzAAEAYwAAACEAAAAAAB4AAAACAAAACQALAG0vdmVyc2lvbgGZBwACAEFFAwAAQrAL/F2YRrv03zhTuM4B4DqEshcp0Lx4hJ1bzrK1UEsBAj8DMwABAGMAAAAhAAAAAAAiAAAABgAAAAoACwAAAAAAAAAggKSBAAAAAG0vZGF0YS5wa2wBmQcAAgBBRQMAAFBLAQI/AzMAAQBjAAAAIQAAAAAAHgAAAAIAAAAJAAsAAAAAAAAAIICkgVUAAABtL3ZlcnNpb24BmQcAAgBBRQMAAFBLBQYAAAAAAgACAIUAAAClAAAAAAA=',
  ],
]

/** `m/version` in plain, `m/data.pkl` encrypted. */
const MIXED =
  'UEsDBAoAAAAAAMVAe13RnmdVAgAAAAIAAAAJAAAAbS92ZXJzaW9uMwpQSwMECgAJAAAAxUB7XfKRAsUSAAAABgAAAAoAAABtL2RhdGEucGtspaU+0Ib+rgMTvgUnjta3n736UEsHCPKRAsUSAAAABgAAAFBLAQIeAwoAAAAAAMVAe13RnmdVAgAAAAIAAAAJAAAAAAAAAAAAAACkgQAAAABtL3ZlcnNpb25QSwECHgMKAAkAAADFQHtd8pECxRIAAAAGAAAACgAAAAAAAAAAAAAApIEpAAAAbS9kYXRhLnBrbFBLBQYAAAAAAgACAG8AAABzAAAAAAA='

const HOSTILE = bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.')

function fileOf(base64: string): string {
  const path = join(temporaryFolder(), 'model.pth')
  writeFileSync(path, Buffer.from(base64, 'base64'))
  return path
}

describe.each(ARCHIVES)('written by %s', (_, kind, base64) => {
  test.each([['inspect'], ['verify'], ['convert', '-o', 'never.safetensors']])(
    'pth %s says what it is',
    async (...words) => {
      const { code, stderr } = await runCli(...words, fileOf(base64))
      expect(code).toBe(2)
      expect(stderr).toContain(`is an encrypted zip archive (${kind})`)
      expect(stderr).toContain('7z x asks for the password')
    },
  )

  test('pth scan reports one thing, and that nothing is known', async () => {
    const report = await scanFile(memorySource(new Uint8Array(Buffer.from(base64, 'base64')), 'model.pth'))
    expect(report.verdict).toBe('unreadable')
    expect(report.findings.map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([
      `ZIP_ENCRYPTED: 2 of 2 records are encrypted (${kind})`,
    ])
  })
})

test('one encrypted record among others is named where it is needed', async () => {
  const { code, stderr } = await runCli('inspect', fileOf(MIXED))
  expect([code, stderr]).toEqual([2, expect.stringContaining('m/data.pkl is encrypted (ZipCrypto)')])
  const report = await scanFile(memorySource(new Uint8Array(Buffer.from(MIXED, 'base64')), 'model.pth'))
  expect(report.findings.map(({ detail }) => detail)).toEqual(['1 of 2 records is encrypted (ZipCrypto)'])
})

describe('a record that is only marked as encrypted is scanned, and the mark is a finding', () => {
  test.each([
    ['stored', { flags: 1 }],
    ['deflated', { flags: 1, deflate: true }],
    ['deflated, with a wrong checksum', { flags: 1, deflate: true, crc: 7 }],
    ['stored, as strong encryption', { flags: 0x41 }],
    ['stored, as an encrypted directory', { flags: 0x2000 }],
  ])('%s', async (_, how) => {
    const data = buildZip([{ name: 'm/data.pkl', data: HOSTILE, ...how }])
    const report = await scanFile(memorySource(data, 'model.pth'))
    expect(report.verdict).toBe('dangerous')
    expect(report.globals.map(({ name }) => name)).toEqual(['system'])
  })

  test('also when only the directory says so', async () => {
    const data = buildZip([{ name: 'm/data.pkl', data: HOSTILE, deflate: true, flags: 1 }])
    data[6] = 0
    const report = await scanFile(memorySource(data, 'model.pth'))
    expect(report.findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['ZIP_LOCAL_FLAGS', 'ZIP_FLAGS', 'GLOBAL_DANGEROUS']),
    )
  })
})
