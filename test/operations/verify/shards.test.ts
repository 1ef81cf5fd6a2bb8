/** Verify of an index: every shard for itself, the index with the shards, and the values of the whole. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readZipDirectory } from '../../../src/zip/directory.ts'
import { locateEntry } from '../../../src/zip/local-header.ts'
import { PthError } from '../../../src/errors.ts'
import { crc32 } from '../../../src/io/crc32.ts'
import { newSha256 } from '../../../src/node/hash.ts'
import { memorySource } from '../../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import { makeLock } from '../../../src/operations/verify/lock.ts'
import { allFindings, hasErrors } from '../../../src/operations/verify/report.ts'
import type { VerifyReport } from '../../../src/operations/verify/report.ts'
import { verifyShards } from '../../../src/operations/verify/shards.ts'
import type { VerifyShardsOptions } from '../../../src/operations/verify/shards.ts'
import { parseShardIndex } from '../../../src/checkpoint/several/shard-index.ts'
import { openShards } from '../../../src/checkpoint/several/sharded.ts'
import { KINDS, sha256 } from '../../checkpoint/kinds.ts'
import { expectCode } from '../../support/errors.ts'

const FOLDERS = {
  bin: ['sharded-bin', 'pytorch_model.bin.index.json'],
  safetensors: ['sharded-hub-safetensors', 'model.safetensors.index.json'],
} as const
const BIN = 'pytorch_model-00002-of-00003.bin'
const ST = 'model-00002-of-00002.safetensors'

type Files = ReadonlyMap<string, Uint8Array>

function filesOf(kind: keyof typeof FOLDERS): Map<string, Uint8Array> {
  const [folder, indexName] = FOLDERS[kind]
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(KINDS, folder, name)))
  const { shards } = parseShardIndex(read(indexName), indexName)
  return new Map([indexName, ...shards].map((name) => [name, read(name)]))
}

function verify(files: Files, options: Partial<VerifyShardsOptions> = {}): Promise<VerifyReport> {
  const [[name, index] = ['', new Uint8Array(0)]] = files
  const open = async (shard: string): Promise<ReturnType<typeof memorySource> | null> => {
    const data = files.get(shard)
    return data === undefined ? null : memorySource(data, shard)
  }
  return verifyShards(
    name,
    { index: memorySource(index, name), open },
    { crc32, newHasher: newSha256, ...options },
  )
}

function flipped(files: Files, name: string, at: number): Map<string, Uint8Array> {
  const data = files.get(name)?.slice() ?? new Uint8Array(0)
  data[at] = (data[at] ?? 0) ^ 1
  return new Map([...files, [name, data]])
}

function told(report: VerifyReport): (readonly [where: string, rule: string])[] {
  return [
    ...report.findings.map(({ rule }) => ['whole', rule] as const),
    ...report.shards.flatMap(({ file, findings }) => findings.map(({ rule }) => [file, rule] as const)),
  ]
}

function withIndex(files: Files, change: (map: Record<string, string>) => void): Map<string, Uint8Array> {
  const [[name, data] = ['', new Uint8Array(0)], ...shards] = files
  const index = JSON.parse(new TextDecoder().decode(data)) as { weight_map: Record<string, string> }
  change(index.weight_map)
  return new Map([[name, new TextEncoder().encode(JSON.stringify(index))], ...shards])
}

describe('shards that are whole', () => {
  test.each(['bin', 'safetensors'] as const)(
    '%s: each shard has checks of its own, and the index one',
    async (kind) => {
      const files = filesOf(kind)
      const report = await verify(files)
      expect(allFindings(report)).toEqual([])
      expect(report.checks.map(({ check }) => check)).toEqual(['index'])
      expect(report.shards.map(({ file }) => file)).toEqual([...files.keys()].slice(1))
      for (const { checks } of report.shards) {
        expect(checks.map(({ check }) => check)).toEqual(
          kind === 'bin' ? ['structure', 'crc32', 'tensors'] : ['header', 'tensors'],
        )
        expect(checks.every(({ checked }) => checked > 0)).toBe(true)
      }
      expect(hasErrors([report])).toBe(false)
    },
  )
})

describe('a shard that is broken', () => {
  test('every flip inside a storage is noticed, at its shard', async () => {
    const files = filesOf('bin')
    const data = files.get(BIN) ?? new Uint8Array(0)
    const source = memorySource(data)
    const storages = (await readZipDirectory(source)).entries.filter(({ name }) => /\/data\/\d+$/.test(name))
    expect(storages.length).toBeGreaterThan(0)
    for (const entry of storages) {
      const first = await locateEntry(source, entry)
      const step = Math.max(1, Math.floor(entry.size / 20))
      for (let at = first; at < first + entry.size; at += step)
        expect(told(await verify(flipped(files, BIN, at)))).toEqual([[BIN, 'CRC_WRONG']])
    }
  })

  test('a header that overlaps is told at the shard, and that the whole was not checked', async () => {
    const files = filesOf('safetensors')
    const text = new TextDecoder('latin1').decode(files.get(ST))
    const report = await verify(flipped(files, ST, text.indexOf('"data_offsets":[') + 16))
    expect(told(report)).toEqual([
      ['whole', 'STRUCTURE_BROKEN'],
      [ST, 'STRUCTURE_BROKEN'],
    ])
    expect(report.findings[0]?.detail).toContain('the index could not be checked')
    expect(report.shards[0]?.checks.map(({ check }) => check)).toEqual(['header', 'tensors'])
  })

  test('a shard that is cut off, and one that is no checkpoint', async () => {
    const files = filesOf('bin')
    const cut = new Map([...files, [BIN, (files.get(BIN) ?? new Uint8Array(0)).slice(0, 2000)]])
    expect(told(await verify(cut))).toContainEqual([BIN, 'STRUCTURE_BROKEN'])
    const text = new Map([
      ...files,
      [BIN, new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n')],
    ])
    expect(told(await verify(text))).toContainEqual([BIN, 'STRUCTURE_BROKEN'])
  })

  test('a shard that is missing leaves the others checked', async () => {
    const files = filesOf('bin')
    files.delete(BIN)
    const report = await verify(files)
    expect(told(report)).toEqual([
      ['whole', 'INDEX_DIFFERS'],
      [BIN, 'SHARD_MISSING'],
    ])
    expect(report.shards.filter(({ checks }) => checks.some(({ check }) => check === 'crc32'))).toHaveLength(
      2,
    )
  })

  test('a limit is no verdict, and names the shard', async () => {
    const limits = { ...DEFAULT_LIMITS, pickleBytes: 20 }
    const error = await expectCode(verify(filesOf('bin'), { limits }), 'LIMIT_EXCEEDED')
    expect(error.message).toMatch(/^pytorch_model-00001-of-00003\.bin: .*--max-pickle-bytes raises it$/)
  })

  test('what the system refuses is no verdict', async () => {
    const index = memorySource(filesOf('bin').values().next().value ?? new Uint8Array(0))
    await expectCode(
      verifyShards(
        'i.bin.index.json',
        {
          index,
          open: () =>
            Promise.reject(new PthError('SOURCE_UNREADABLE', { path: BIN, reason: 'permission denied' })),
        },
        { crc32, newHasher: newSha256 },
      ),
      'SOURCE_UNREADABLE',
    )
  })
})

describe('an index that differs', () => {
  test.each([
    [
      'names a tensor that no shard has',
      (map: Record<string, string>) => void (map['more.weight'] = BIN),
      'error',
    ],
    [
      'has a tensor in the wrong shard',
      (map: Record<string, string>) =>
        Object.assign(
          map,
          Object.fromEntries(
            Object.keys(map)
              .slice(0, 1)
              .map((name) => [name, 'pytorch_model-00003-of-00003.bin']),
          ),
        ),
      'error',
    ],
    [
      'leaves one out',
      (map: Record<string, string>) =>
        void delete map[
          Object.keys(map).findLast(
            (name) => Object.values(map).filter((shard) => shard === map[name]).length > 1,
          ) ?? ''
        ],
      'warning',
    ],
  ])('%s', async (_, change, severity) => {
    const report = await verify(withIndex(filesOf('bin'), change))
    expect(report.findings.map((finding) => [finding.rule, finding.severity])).toContainEqual([
      'INDEX_DIFFERS',
      severity,
    ])
  })

  test('is no JSON, or leads elsewhere', async () => {
    const files = filesOf('bin')
    const [name = ''] = files.keys()
    expect(told(await verify(new Map([...files, [name, new TextEncoder().encode('{')]])))).toEqual([
      ['whole', 'STRUCTURE_BROKEN'],
    ])
    expect(told(await verify(withIndex(files, (map) => void (map['x'] = '../x.bin'))))).toEqual([
      ['whole', 'STRUCTURE_BROKEN'],
    ])
  })
})

describe('over the whole', () => {
  test('a lock of the shards holds, and not after a value changed', async () => {
    const files = filesOf('safetensors')
    const [[name, index] = ['', new Uint8Array(0)], ...shards] = files
    const sources = shards.map(([shard, data]) => ({ name: shard, source: memorySource(data, shard) }))
    const lock = await makeLock(await openShards(name, sources, parseShardIndex(index, name)), newSha256)
    const report = await verify(files, { lock })
    expect(report.checks).toContainEqual({ check: 'lock', checked: lock.tensors.length, not_recorded: 0 })
    expect(allFindings(report)).toEqual([])
    expect(told(await verify(flipped(files, ST, (files.get(ST)?.length ?? 0) - 1), { lock }))).toEqual([
      ['whole', 'LOCK_DIFFERS'],
    ])
    files.delete(ST)
    expect(told(await verify(files, { lock }))).toContainEqual(['whole', 'LOCK_MISSING'])
  })

  test('--finite and --nonzero look at every shard', async () => {
    const files = filesOf('safetensors')
    const data = files.get(ST)?.slice() ?? new Uint8Array(0)
    data.fill(0xff, data.length - 8)
    const report = await verify(new Map([...files, [ST, data]]), { finite: true, nonzero: true })
    expect(report.checks.find(({ check }) => check === 'values')?.checked).toBe(6)
    expect(told(report)).toContainEqual(['whole', 'TENSOR_NOT_FINITE'])
  })

  test('digests are of each file by its name', async () => {
    const files = filesOf('bin')
    const digests = new Map([...files].map(([name, data]) => [name, sha256(data)]))
    const right = await verify(files, { sha256Of: (name) => digests.get(name) })
    expect(allFindings(right)).toEqual([])
    expect(
      [right, ...right.shards].flatMap(({ checks }) => checks.filter(({ check }) => check === 'sha256')),
    ).toHaveLength(4)
    digests.set(BIN, '0'.repeat(64))
    expect(told(await verify(files, { sha256Of: (name) => digests.get(name) }))).toEqual([
      [BIN, 'SHA256_DIFFERS'],
    ])
  })
})
