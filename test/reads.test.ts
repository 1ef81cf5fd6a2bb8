/** How often a file is read, counted: the table "Reads" of docs/benchmarks.md is what is counted here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../src/checkpoint/open.ts'
import { readEntry } from '../src/checkpoint/read/read.ts'
import { openShards } from '../src/checkpoint/several/sharded.ts'
import { crc32 } from '../src/io/crc32.ts'
import { plannedSource } from '../src/io/planned.ts'
import { memorySource } from '../src/io/source.ts'
import type { ByteSource } from '../src/io/source.ts'
import { newSha256 } from '../src/node/hash.ts'
import { scanFile } from '../src/operations/scan/scan.ts'
import { verifyFile } from '../src/operations/verify/verify.ts'
import { fixtureBytes } from './fixtures.ts'
import { bytes, named, storage, tensor, u64 } from './support/assembler.ts'
import { hugeArchive } from './support/huge.ts'
import { farAway } from './support/rounds.ts'
import type { Rounds } from './support/rounds.ts'
import { sparseSource } from './support/sources.ts'
import { buildZip } from './support/zip.ts'

const MIB = 1 << 20

/** A torch.save archive of so many storages, with the records where PyTorch has them. */
function archive(storages: number, byteLength: number, root = 'archive'): ByteSource {
  const numel = byteLength / 4
  const tensors = Array.from(
    { length: storages },
    (_, at) => [`w${at}`, tensor(storage(String(at), numel), [numel], [1])] as const,
  )
  const data = new Uint8Array(byteLength)
  const parts = [
    { name: `${root}/data.pkl`, data: named(Object.fromEntries(tensors)) },
    { name: `${root}/byteorder`, data: new TextEncoder().encode('little') },
    ...Array.from({ length: storages }, (_, at) => ({ name: `${root}/data/${at}`, data })),
    { name: `${root}/version`, data: new TextEncoder().encode('3\n') },
  ].map((part) => ({ ...part, localZero: true, descriptor: true }))
  return memorySource(buildZip(parts), 'archive.pth')
}

function huge(size: number): ByteSource {
  const pickle = named({
    w: tensor(storage('0', size / 4), [size / 4], [1]),
    b: tensor(storage('1', 2), [2], [1]),
  })
  return hugeArchive(pickle, size, new Uint8Array(8), new Uint8Array(8)).source
}

/** A legacy stream of 4 GiB and one of two storages. */
function hugeStream(): ByteSource {
  const head = fixtureBytes('streams/own-huge.head')
  const numel = 2 ** 30
  const second = head.length + 8 + numel * 4
  return sparseSource(second + 8 + 12, [
    [0, head],
    [head.length, u64(numel)],
    [second, u64(3)],
  ])
}

function safetensors(tensors: number, byteLength: number): ByteSource {
  const each = Math.floor(byteLength / tensors)
  const entries = Array.from({ length: tensors }, (_, at) => [
    `model.layers.${at}.weight`,
    { dtype: 'U8', shape: [each], data_offsets: [at * each, (at + 1) * each] },
  ])
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)))
  return sparseSource(
    8 + header.length + each * tensors,
    [[0, bytes(u64(header.length), header)]],
    'x.safetensors',
  )
}

/** Of every name the checkpoint gives, its bytes. */
async function readAll(source: ByteSource): Promise<void> {
  for (const entry of (await openCheckpoint(source)).stateDict.tensors) await readEntry(entry)
}

const scan = (source: ByteSource): Promise<unknown> => scanFile(source)
const verify = (source: ByteSource): Promise<unknown> =>
  verifyFile(source, source.name, { crc32, newHasher: newSha256 })

async function counted(source: ByteSource, use: (source: ByteSource) => Promise<unknown>): Promise<Rounds> {
  const { counts, over } = farAway()
  await use(plannedSource(over(source)))
  return counts
}

async function countedShards(source: ByteSource): Promise<Rounds> {
  const { counts, over } = farAway()
  const shards = Array.from({ length: 163 }, (_, at) => ({
    name: `model-${at}.safetensors`,
    source: plannedSource(over({ ...source, name: String(at) })),
  }))
  // Tensors of one name in two shards are refused; the shards were all read then.
  await openShards('model', shards, null).catch(() => undefined)
  return counts
}

const WORK: readonly (readonly [row: string, count: () => Promise<Rounds>])[] = [
  [
    'inspect, a file of at most 1 MiB',
    () => counted(memorySource(fixtureBytes('resnet18.pth')), openCheckpoint),
  ],
  ['inspect, torch.save, 10 MB', () => counted(huge(10 * MIB), openCheckpoint)],
  ['inspect, torch.save, 12 GB (ZIP64)', () => counted(huge(12 * 1024 * MIB), openCheckpoint)],
  [
    'inspect, torch.save, 20,000 storages',
    () => counted(archive(20_000, 16, 'n'.repeat(90)), openCheckpoint),
  ],
  ['inspect, legacy stream, 4 GB', () => counted(hugeStream(), openCheckpoint)],
  ['inspect, safetensors, 4 GB', () => counted(safetensors(300, 4096 * MIB), openCheckpoint)],
  ['inspect, safetensors, 20,000 tensors', () => counted(safetensors(20_000, 4096 * MIB), openCheckpoint)],
  ['inspect, 163 shards of safetensors, 16 at a time', () => countedShards(safetensors(300, 4096 * MIB))],
  ['inspect, 163 shards of torch.save, 16 at a time', () => countedShards(huge(10 * MIB))],
  ['scan, torch.save, 320 storages of 16 KB', () => counted(archive(320, 16_384), scan)],
  ['scan, torch.save, 320 storages of 80 KB', () => counted(archive(320, 81_920), scan)],
  ['scan, legacy stream, 4 GB', () => counted(hugeStream(), scan)],
  ['verify, torch.save, 320 storages of 16 KB', () => counted(archive(320, 16_384), verify)],
  ['read every tensor, 320 storages of 80 KB', () => counted(archive(320, 81_920), readAll)],
]

/** Rows of the table, as the document has them. */
function documented(): ReadonlyMap<string, readonly [reads: number, rounds: number]> {
  const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'benchmarks.md'), 'utf8')
  const [, section = ''] = /^## Reads\n(.*?)(?=^## |$(?![^]))/ms.exec(text) ?? []
  return new Map(
    [...section.matchAll(/^\| (\S.*?) \| ([\d,]+) \| ([\d,]+) \|$/gm)].map(
      ([, row = '', reads = '', rounds = '']) => [
        row,
        [Number(reads.replaceAll(',', '')), Number(rounds.replaceAll(',', ''))],
      ],
    ),
  )
}

describe('reads, and rounds of reads that are on their way together', () => {
  const rows = documented()

  test('the document has a row for each, and no other', () => {
    expect([...rows.keys()]).toEqual(WORK.map(([row]) => row))
  })

  test.each(WORK)('%s', async (row, count) => {
    const { reads, rounds } = await count()
    expect([reads, rounds]).toEqual(rows.get(row))
  })
})

test('opening a large archive reads little beside its directory and its pickle', async () => {
  const { bytes: read } = await counted(huge(12 * 1024 * MIB), openCheckpoint)
  expect(read).toBeLessThanOrEqual(2 * 131_072)
})
