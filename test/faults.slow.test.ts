/** Faults of the disk and of the bytes, over every container: each ends in success or a PthError, never in anything else. */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../src/checkpoint/open.ts'
import { readEntry } from '../src/checkpoint/read/read.ts'
import { openShards } from '../src/checkpoint/several/sharded.ts'
import { isPthError } from '../src/errors.ts'
import { crc32 } from '../src/io/crc32.ts'
import { openFile } from '../src/node/file.ts'
import { memorySource } from '../src/io/source.ts'
import type { ByteSource } from '../src/io/source.ts'
import { newSha256 } from '../src/node/hash.ts'
import { scanFile } from '../src/operations/scan/scan.ts'
import { verifyShards } from '../src/operations/verify/shards.ts'
import { verifyFile } from '../src/operations/verify/verify.ts'
import { newRandom } from './fuzz/random.ts'
import { fixtureBytes } from './fixtures.ts'
import { plainParts } from './support/archive.ts'
import { buildZip } from './support/zip.ts'
import { failingSource, shortSource } from './support/sources.ts'

/** One of each container. */
const CONTAINERS = [
  'state_dict.pth',
  'deflated.pth',
  'stream-views.pth',
  'tar-state_dict.pth.tar',
  'pickle-detectron2-protocol4.pkl',
  'kinds/jit-scripted.pt',
  'kinds/package-state_dict.pt',
  'kinds/exported.pt2',
  'kinds/exported-old.pt2',
  'kinds/arrays.npz',
  'kinds/arrays-compressed.npz',
  'kinds/safetensors-all.safetensors',
] as const

/** Flips of each small fixture; `PTH_FLIPS=10000` runs them all. */
const FLIPS = Number(process.env['PTH_FLIPS'] ?? '100')

/** Milliseconds of one test: all flips of all containers are a matter of minutes. */
const TIMEOUT = 60_000 + FLIPS * 200

/** True when it found nothing to complain about. */
type Use = (source: ByteSource) => Promise<boolean>

/** Each way into a file; PthErrors of single tensors do not end the reading. */
const USES: readonly (readonly [name: string, use: Use])[] = [
  ['open and read', readAll],
  [
    'scan',
    async (source) => {
      const { verdict, weights_only: asked } = await scanFile(source)
      return (verdict === 'clean' || verdict === 'unknown') && asked?.answer !== 'refuses'
    },
  ],
  [
    'verify',
    async (source) =>
      (await verifyFile(source, source.name, { crc32, newHasher: newSha256 })).findings.every(
        ({ severity }) => severity !== 'error',
      ),
  ],
]

async function readAll(source: ByteSource): Promise<boolean> {
  const checkpoint = await openCheckpoint(source)
  for (const entry of checkpoint.stateDict.tensors) await readEntry(entry, { maxBytes: 1 << 24 })
  return true
}

/** The code of the error it ended in, `ok`, or `told` when the report has the fault. */
async function codeOf(work: Promise<boolean>): Promise<string> {
  try {
    return (await work) ? 'ok' : 'told'
  } catch (error) {
    return isPthError(error) && error.code !== 'INTERNAL'
      ? error.code
      : `RAW ${error instanceof Error ? error.stack : String(error)}`
  }
}

const name = (path: string): string => basename(path)

describe('a read that fails or is short', () => {
  describe.each(USES)('%s', (way, use) => {
    test.each(CONTAINERS)('%s, at every read', async (path) => {
      const data = fixtureBytes(path)
      const whole = await codeOf(use(memorySource(data, name(path))))
      let reads = 0
      for (; ; reads += 1) {
        const { source, failed } = failingSource(memorySource(data, name(path)), reads)
        const code = await codeOf(use(source))
        if (!failed()) break
        expect([reads, code]).toEqual([reads, 'SOURCE_UNREADABLE'])
      }
      expect(reads).toBeGreaterThan(1)
      for (let short = 0; short < reads; short += 1) {
        const code = await codeOf(use(shortSource(memorySource(data, name(path)), short)))
        // What verify reads of one record is a finding on that record; never is a short read taken for a whole one.
        expect(
          way === 'open and read' || whole !== 'ok'
            ? ['SOURCE_TRUNCATED', whole]
            : ['SOURCE_TRUNCATED', 'FORMAT_UNKNOWN', 'told'],
          `read ${short}`,
        ).toContain(code)
      }
    })
  })

  test('of one of several shards', async () => {
    const shards = ['kinds/safetensors-names.safetensors', 'kinds/safetensors-model-tied.safetensors']
    const open = (source: ByteSource): ReturnType<typeof openShards> =>
      openShards(
        'folder',
        [
          { name: 'a', source: memorySource(fixtureBytes(shards[0] ?? ''), 'a') },
          { name: 'b', source },
        ],
        null,
        {},
      )
    for (let at = 0; ; at += 1) {
      const { source, failed } = failingSource(memorySource(fixtureBytes(shards[1] ?? ''), 'b'), at)
      const code = await codeOf(open(source).then(() => true))
      if (!failed()) break
      expect(code).toBe('SOURCE_UNREADABLE')
    }
  })
})

describe('a read of one of several shards, verified', () => {
  test('at every read', async () => {
    const folder = 'kinds/sharded-bin'
    const index = memorySource(fixtureBytes(`${folder}/pytorch_model.bin.index.json`), 'i.bin.index.json')
    const verify = async (wrap: (source: ByteSource) => ByteSource): Promise<boolean> => {
      const open = async (shard: string): Promise<ByteSource> => {
        const source = memorySource(fixtureBytes(`${folder}/${shard}`), shard)
        return shard.includes('00002') ? wrap(source) : source
      }
      const { findings, shards } = await verifyShards(
        'i.bin.index.json',
        { index, open },
        { crc32, newHasher: newSha256 },
      )
      return [findings, ...shards.map((shard) => shard.findings)].flat().length === 0
    }
    let reads = 0
    for (; ; reads += 1) {
      const wrapped: (() => boolean)[] = []
      const code = await codeOf(
        verify((source) => {
          const { source: broken, failed } = failingSource(source, reads)
          wrapped.push(failed)
          return broken
        }),
      )
      if (!wrapped.some((failed) => failed())) break
      expect([reads, code]).toEqual([reads, 'SOURCE_UNREADABLE'])
    }
    expect(reads).toBeGreaterThan(10)
    for (let short = 0; short < reads; short += 1)
      expect(['SOURCE_TRUNCATED', 'told'], `read ${short}`).toContain(
        await codeOf(verify((source) => shortSource(source, short))),
      )
  })
})

describe('a file that becomes shorter while it is read', () => {
  test.each(CONTAINERS)('%s', async (path) => {
    const folder = await mkdtemp(join(tmpdir(), 'pth-faults-'))
    try {
      const file = join(folder, name(path))
      const data = fixtureBytes(path)
      // The zeros that fill the last block of a tar are never read.
      const used = data.findLastIndex((byte) => byte !== 0) + 1
      for (const keep of [0, used >> 2, used >> 1, data.length - 1]) {
        await writeFile(file, data)
        const source = await openFile(file)
        await truncate(file, keep)
        const codes: Record<string, string> = {}
        for (const [way, use] of USES) codes[way] = await codeOf(use(source))
        await source.close()
        // The last byte of some formats is padding that nobody reads.
        expect(keep === data.length - 1 ? ['SOURCE_TRUNCATED', 'ok'] : ['SOURCE_TRUNCATED']).toContain(
          codes['open and read'],
        )
        // Of safetensors verify reads the header alone: there is nothing to hold the tensors to.
        if (keep < data.length - 1 && !path.endsWith('.safetensors'))
          expect(['SOURCE_TRUNCATED', 'told']).toContain(codes['verify'])
        // A scan reads no storage: what it does not read may be gone.
        expect(codes['scan']).not.toContain('RAW')
        if (keep === 0) expect(codes['scan']).not.toBe('ok')
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe(`${FLIPS} flipped bits`, () => {
  test.each(CONTAINERS)(
    '%s: success or a PthError',
    async (path) => {
      const data = fixtureBytes(path)
      const random = newRandom(data.length)
      for (let flip = 0; flip < FLIPS; flip += 1) {
        const at = random.below(data.length)
        const bit = 1 << random.below(8)
        const changed = data.slice()
        changed[at] = (changed[at] ?? 0) ^ bit
        for (const [way, use] of USES) {
          const code = await codeOf(use(memorySource(changed, name(path))))
          if (code.startsWith('RAW')) expect.fail(`${way}, bit ${bit} of byte ${at}: ${code}`)
        }
      }
    },
    TIMEOUT,
  )
})

describe('verify notices every flip in an entry with a CRC', () => {
  test.each([
    'state_dict.pth',
    'deflated.pth',
    'kinds/jit-scripted.pt',
    'kinds/package-state_dict.pt',
    'kinds/exported.pt2',
    'kinds/arrays.npz',
    'plain',
  ])(
    '%s',
    async (path) => {
      const data = path === 'plain' ? buildZip(plainParts()) : fixtureBytes(path)
      const random = newRandom(data.length)
      const entries = await entriesOf(data)
      expect(entries.length).toBeGreaterThan(1)
      const missed: number[] = []
      for (const [start, length] of entries) {
        for (
          let flip = 0;
          flip < Math.min(length, path === 'plain' ? length : Math.max(4, FLIPS / 10));
          flip += 1
        ) {
          const at = start + (path === 'plain' ? flip : random.below(length))
          const changed = data.slice()
          changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
          const report = await verifyFile(memorySource(changed, path), path, {
            crc32,
            newHasher: newSha256,
          }).catch((error: unknown) => {
            if (!isPthError(error)) throw error
            return undefined
          })
          if (
            report !== undefined &&
            !report.findings.some(({ severity }) => severity === 'error') &&
            !sameContent(data, changed, start, length)
          )
            missed.push(at)
        }
      }
      expect(missed).toEqual([])
    },
    TIMEOUT,
  )
})

/** Whether zlib inflates both to the same bytes: the last bits of a deflate stream are padding, and no CRC-32 covers them. */
function sameContent(data: Uint8Array, changed: Uint8Array, start: number, length: number): boolean {
  try {
    return inflateRawSync(data.subarray(start, start + length)).equals(
      inflateRawSync(changed.subarray(start, start + length)),
    )
  } catch {
    // A stored entry, or a broken stream: every bit of it counts.
    return false
  }
}

/** Where the packed bytes of each entry lie, by the local headers of an archive that has their CRC. */
async function entriesOf(data: Uint8Array): Promise<(readonly [start: number, length: number])[]> {
  const { readZipDirectory } = await import('../src/zip/directory.ts')
  const view = new DataView(data.buffer, data.byteOffset)
  const { entries } = await readZipDirectory(memorySource(data))
  return entries
    .filter(({ crc32: recorded, compressedSize }) => recorded !== 0 && compressedSize > 0)
    .map(({ headerOffset, compressedSize }) => {
      // 26 - length of the name, 28 - length of the extra field, 30 - both, then the data
      const start =
        headerOffset + 30 + view.getUint16(headerOffset + 26, true) + view.getUint16(headerOffset + 28, true)
      return [start, compressedSize]
    })
}
