/** Folders of torch.distributed.checkpoint: every item that `.metadata` names, the bytes that it does not, and lies. */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import { isDcpMetadata } from '../../../src/checkpoint/distributed/dcp/names.ts'
import { dcpPart, readDcpFolder } from '../../../src/operations/scan/dcp-folder.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import type { Limits } from '../../../src/limits.ts'
import { bytes, int, list, program, storage, tensor, text, tuple } from '../../support/assembler.ts'
import { inRow, item, metadata, metadataOf, PLAIN, record, storageData } from '../../support/dcp.ts'

const FILE = '__0_0.distcp'
const CALL = bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.')
const HOSTILE = item(CALL)
const SOUND = item(PLAIN)
/** A tensor whose bytes are those given, padded to floats. */
function tensorOf(data: Uint8Array): Uint8Array {
  const numel = Math.ceil(data.length / 4)
  const padded = bytes(data, new Uint8Array(numel * 4 - data.length))
  return item(program(tensor(storage('0', numel), [numel], [1])), padded)
}

type Files = Readonly<Record<string, Uint8Array>>

/** Every file of a folder, scanned as `pth scan FOLDER` does. */
async function scanFolder(
  files: Files,
  limits: Limits = DEFAULT_LIMITS,
): Promise<Record<string, ScanReport>> {
  const names = Object.keys(files)
  const sources = Object.entries(files).map(([at, data]) => ({ name: at, source: memorySource(data, at) }))
  const folder = await readDcpFolder(
    sources.filter((file) => isDcpMetadata(file.name)),
    new Set(names),
    limits,
  )
  const reports: Record<string, ScanReport> = {}
  for (const { name: file, source } of sources) {
    const dcp = dcpPart(folder, file)
    reports[file] = await scanFile(source, dcp === undefined ? { limits } : { limits, dcp })
  }
  return reports
}

const rules = (report: ScanReport | undefined): string[] => [
  ...new Set(report?.findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule)),
]
const verdicts = (reports: Record<string, ScanReport>): Record<string, string> =>
  Object.fromEntries(Object.entries(reports).map(([file, { verdict }]) => [file, verdict]))

describe('a sound folder is clean', () => {
  test('every item is scanned as a file of its own, under its name', async () => {
    const { data, entries } = inRow([SOUND, tensorOf(bytes('weights!')), SOUND], FILE)
    const reports = await scanFolder({ '.metadata': metadata(entries), [FILE]: data })
    expect(verdicts(reports)).toEqual({ '.metadata': 'clean', [FILE]: 'clean' })
    expect(reports[FILE]?.pickles.map(({ member }) => member)).toEqual(
      entries.map(({ offset, fqn }) => `item at ${offset} (${fqn}) > archive/data.pkl`),
    )
    expect(reports[FILE]?.weights_only).toBeNull()
    expect(reports[FILE]?.format).toBe('distcp')
  })

  test('items in any order, shared by names, and a rank that wrote nothing', async () => {
    const { data, entries } = inRow([SOUND, SOUND], FILE)
    const shared = { ...entries[0], fqn: 'again', path: FILE, offset: 0, length: SOUND.length }
    const reports = await scanFolder({
      '.metadata': metadata([...entries.toReversed(), shared]),
      [FILE]: data,
      '__1_0.distcp': new Uint8Array(0),
    })
    expect(verdicts(reports)).toEqual({ '.metadata': 'clean', [FILE]: 'clean', '__1_0.distcp': 'clean' })
    expect(reports[FILE]?.pickles).toHaveLength(2)
  })

  test('each rank with metadata of its own', async () => {
    const files = Object.fromEntries(
      [0, 1].flatMap((rank) => {
        const { data, entries } = inRow([SOUND], `__${rank}_0.distcp`)
        return [
          [`__${rank}.metadata`, metadata(entries)],
          [`__${rank}_0.distcp`, data],
        ]
      }),
    )
    expect(new Set(Object.values(verdicts(await scanFolder(files))))).toEqual(new Set(['clean']))
  })

  test('metadata of ranks that an earlier save left beside the metadata of all', async () => {
    const { data, entries } = inRow([SOUND, tensorOf(bytes('weights!'))], FILE)
    const former = [{ fqn: 'old', path: FILE, offset: 7, length: data.length - 7 }]
    const gone = [{ fqn: 'gone', path: '__9_0.distcp', offset: 0, length: 10 }]
    const reports = await scanFolder({
      '.metadata': metadata(entries),
      '__0.metadata': metadata([...former, ...gone]),
      [FILE]: data,
    })
    expect(new Set(Object.values(verdicts(reports)))).toEqual(new Set(['clean']))
    expect(rules(reports[FILE])).toEqual([])
  })

  test('an item packed by zstd is unpacked', async () => {
    const { data, entries } = inRow([frameOf(SOUND)], FILE)
    const packed = entries.map((entry) => ({ ...entry, transforms: ['stream.zstd/1'] }))
    const reports = await scanFolder({ '.metadata': metadata(packed), [FILE]: data })
    expect(verdicts(reports)).toEqual({ '.metadata': 'clean', [FILE]: 'clean' })
    expect(reports[FILE]?.pickles).toHaveLength(1)
  })
})

/** A frame of zstd that stores its content in one block. */
function frameOf(content: Uint8Array): Uint8Array {
  const header = (content.length << 3) | 1
  const size = [header & 255, (header >> 8) & 255, header >> 16]
  return bytes([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38], size, content)
}

describe('a call is found', () => {
  const { data, entries } = inRow([SOUND, SOUND], FILE)
  const extra = (payload: Uint8Array, length = payload.length): Files => ({
    '.metadata': metadata([...entries, { fqn: 'x', path: FILE, offset: data.length, length }]),
    [FILE]: bytes(data, payload),
  })
  const moved = (by: number): typeof entries =>
    entries.map((entry) => ({ ...entry, offset: entry.offset + by }))
  const inTensor = (payload: Uint8Array): Files => {
    const tensorItem = tensorOf(payload)
    const row = inRow([SOUND, tensorItem], FILE)
    const at = SOUND.length + Buffer.from(tensorItem).indexOf(Buffer.from(payload))
    const entry = { fqn: 'x', path: FILE, offset: at, length: payload.length }
    return { '.metadata': metadata([...row.entries, entry]), [FILE]: row.data }
  }
  const packed = (payload: Uint8Array, ...transforms: string[]): Files => ({
    '.metadata': metadata([{ fqn: 'x', path: FILE, offset: 0, length: payload.length, transforms }]),
    [FILE]: payload,
  })
  const files: readonly (readonly [where: string, file: string, files: Files])[] = [
    ['in an item', FILE, extra(HOSTILE)],
    ['in an item that is a bare pickle', FILE, extra(CALL)],
    ['in an item that claims more than the file has', FILE, extra(CALL, 1000)],
    ['in a packed item', FILE, packed(frameOf(HOSTILE), 'stream.zstd/1')],
    ['in an item packed twice', FILE, packed(frameOf(frameOf(HOSTILE)), 'stream.zstd/1', 'stream.zstd/1')],
    ['in an archive inside tensor bytes', FILE, inTensor(HOSTILE)],
    ['in a pickle inside tensor bytes', FILE, inTensor(CALL)],
    ['after the last item', FILE, { '.metadata': metadata(entries), [FILE]: bytes(data, HOSTILE) }],
    ['before the first', FILE, { '.metadata': metadata(moved(CALL.length)), [FILE]: bytes(CALL, data) }],
    [
      'between two items',
      FILE,
      {
        '.metadata': metadata(
          entries.map((entry, at) => ({ ...entry, offset: entry.offset + at * HOSTILE.length })),
        ),
        [FILE]: bytes(SOUND, HOSTILE, SOUND),
      },
    ],
    ['in .metadata', '.metadata', { '.metadata': metadata(entries, CALL.subarray(2, -1)), [FILE]: data }],
    [
      'in a file that is not named',
      '__9_0.distcp',
      { '.metadata': metadata(entries), [FILE]: data, '__9_0.distcp': HOSTILE },
    ],
    [
      'in a file under another name',
      'README.md',
      {
        '.metadata': metadata([...entries, { fqn: 'x', path: 'README.md', offset: 8, length: CALL.length }]),
        [FILE]: data,
        'README.md': bytes('# Notes\n', CALL),
      },
    ],
  ]
  test.each(files)('%s', async (_, file, folder) => {
    const report = (await scanFolder(folder))[file]
    expect(report?.verdict).toBe('dangerous')
    expect(report?.globals.map(({ module, name: global }) => `${module}.${global}`)).toContain('posix.system')
  })
})

describe('what .metadata claims is held against the folder', () => {
  const { data, entries } = inRow([SOUND, SOUND], FILE)
  const withEntry = (path: string, offset: number, length: number): Promise<Record<string, ScanReport>> =>
    scanFolder({ '.metadata': metadata([...entries, { fqn: 'x', path, offset, length }]), [FILE]: data })

  test.each(['../outside.bin', '/etc/passwd', 'sub/x', '..\\x', 'C:x', '..', '.', ''])(
    'a path that is no name in the folder: %j',
    async (path) => {
      const reports = await withEntry(path, 0, 10)
      expect(rules(reports['.metadata'])).toEqual(['DCP_PATH'])
      expect(reports['.metadata']?.verdict).toBe('dangerous')
    },
  )

  test('a file that is not there leaves the folder unread', async () => {
    const reports = await withEntry('__7_0.distcp', 0, 10)
    expect(rules(reports['.metadata'])).toEqual(['MEMBER_UNREADABLE'])
    expect(reports['.metadata']?.verdict).toBe('unreadable')
  })

  test.each([
    ['beyond the end', data.length + 1, 10],
    ['over the end', data.length - 3, 10],
    ['before the beginning', -4, 10],
    ['of a negative length', 0, -1],
    ['farther than any file', 2 ** 60, 10],
    ['inside another', 5, 20],
  ])('an item %s', async (_, offset, length) => {
    const report = (await withEntry(FILE, offset, length))[FILE]
    expect(rules(report)).toContain('DCP_ITEM')
    expect(report?.verdict).toBe('dangerous')
  })

  test('bytes in no item are a warning where they are nothing known', async () => {
    const reports = await scanFolder({ '.metadata': metadata(entries), [FILE]: bytes(data, 'left over') })
    expect(rules(reports[FILE])).toEqual(['DCP_UNNAMED'])
    expect(reports[FILE]?.verdict).toBe('unknown')
  })

  test('an unknown transform leaves the item unread', async () => {
    const packed = entries.map((entry) => ({ ...entry, transforms: ['stream.mine/1'] }))
    const reports = await scanFolder({ '.metadata': metadata(packed), [FILE]: data })
    expect(reports[FILE]?.verdict).toBe('unreadable')
  })

  test.each([
    ['a list', metadataOf(list(storageData(entries)))],
    ['values of another class', metadataOf(bytes('}', text('a'), record('m', 'Info', bytes('}')), 's'))],
    [
      'another record',
      program(
        record('types', 'SimpleNamespace', bytes('}', text('storage_data'), storageData(entries), 's')),
      ),
    ],
    ['a path that is no text', metadataOf(bytes('}', int(1), tuple(), 's'))],
  ])('%s as storage_data is a finding: PyTorch may read other items', async (_, pickle) => {
    const reports = await scanFolder({ '.metadata': pickle, [FILE]: data })
    expect(reports['.metadata']?.findings.map(({ rule }) => rule)).toContain('DCP_ITEM')
    expect(rules(reports[FILE])).toEqual(['DCP_PARTS'])
  })

  test('a pickle of another program under the name .metadata says nothing', async () => {
    const reports = await scanFolder({ '.metadata': PLAIN, 'model.pth': SOUND })
    expect(verdicts(reports)).toEqual({ '.metadata': 'clean', 'model.pth': 'clean' })
  })
})

describe('budgets', () => {
  test('items that share bytes are scanned up to a budget', async () => {
    const entries = Array.from({ length: 400 }, (_, at) => ({
      fqn: `${at}`,
      path: FILE,
      offset: at,
      length: 4096,
    }))
    const limits = { ...DEFAULT_LIMITS, nestedBytes: 1 << 16 }
    const report = (
      await scanFolder({ '.metadata': metadata(entries), [FILE]: new Uint8Array(8192) }, limits)
    )[FILE]
    expect(rules(report)).toContain('NESTED_LIMIT')
    expect(report?.findings.length).toBeLessThan(100)
  })

  test('an item that unpacks beyond all proportion is not unpacked', async () => {
    // Blocks of one repeated byte: 128 KiB from four bytes each.
    const blocks = Array.from({ length: 64 }, (_, at) => [at === 63 ? 3 : 2, 0, 16, 0]).flat()
    const bomb = bytes([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38], blocks)
    const entry = { fqn: 'x', path: FILE, offset: 0, length: bomb.length, transforms: ['stream.zstd/1'] }
    const limits = { ...DEFAULT_LIMITS, nestedBytes: 1 << 20 }
    const report = (await scanFolder({ '.metadata': metadata([entry]), [FILE]: bomb }, limits))[FILE]
    expect(report?.verdict).toBe('unreadable')
    expect(report?.findings[0]?.detail).toContain('--max-nested-bytes')
  })
})

describe('metadata of a rank beside the metadata of all', () => {
  test('is what PyTorch reads where it fails on the other: what it calls is told', async () => {
    const { data, entries } = inRow([SOUND, tensorOf(HOSTILE)], FILE)
    // An archive inside of the bytes of a tensor.
    const offset = Buffer.from(data).indexOf(HOSTILE)
    const former = { fqn: 'x', path: FILE, offset, length: HOSTILE.length }
    const files = { '.metadata': metadata(entries), '__0.metadata': metadata([former]), [FILE]: data }
    const reports = await scanFolder(files)
    expect(verdicts(reports)[FILE]).toBe('dangerous')
    expect(reports[FILE]?.globals.map(({ member }) => member)).toContainEqual(
      expect.stringContaining('former item at'),
    )
  })
})
