/** Several files as one checkpoint: the index, the names, and what differs between them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../../src/checkpoint/read/read.ts'
import { openShards } from '../../../src/checkpoint/several/sharded.ts'
import type { Shard } from '../../../src/checkpoint/several/sharded.ts'
import { parseShardIndex, shardNameProblem } from '../../../src/checkpoint/several/shard-index.ts'
import { memorySource } from '../../../src/io/source.ts'
import { expectCode } from '../../support/errors.ts'
import { KINDS, sha256 } from '../kinds.ts'

function shard(
  name: string,
  tensors: Readonly<Record<string, number>>,
  metadata?: Readonly<Record<string, string>>,
): Shard {
  let at = 0
  const entries = Object.entries(tensors).map(([key, value]) => {
    at += 1
    return [key, { dtype: 'U8', shape: [1], data_offsets: [at - 1, at] }, value] as const
  })
  const header = new TextEncoder().encode(
    JSON.stringify({
      ...(metadata !== undefined && { __metadata__: metadata }),
      ...Object.fromEntries(entries),
    }),
  )
  const bytes = new Uint8Array([
    ...new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer),
    ...header,
    ...Object.values(tensors),
  ])
  return { name, source: memorySource(bytes, name) }
}

function index(map: Readonly<Record<string, string>>): ReturnType<typeof parseShardIndex> {
  return parseShardIndex(
    new TextEncoder().encode(JSON.stringify({ weight_map: map })),
    'model.safetensors.index.json',
  )
}

const [A, B] = ['a.safetensors', 'b.safetensors'] as const

describe('shards as one namespace', () => {
  test.each([
    ['sharded-bin', 'pytorch_model.bin.index.json'],
    ['sharded-hub-bin', 'pytorch_model.bin.index.json'],
    ['sharded-hub-safetensors', 'model.safetensors.index.json'],
  ])('%s: every tensor is what PyTorch read, in the order of the index', async (folder, indexName) => {
    const place = join(KINDS, folder)
    const parsed = parseShardIndex(readFileSync(join(place, indexName)), indexName)
    const shards = parsed.shards.map((name) => ({
      name,
      source: memorySource(new Uint8Array(readFileSync(join(place, name))), name),
    }))
    const checkpoint = await openShards(indexName, shards, parsed)
    const answer: { readonly tensors: readonly { readonly name: string; readonly sha256: string }[] } =
      JSON.parse(readFileSync(join(place, `${indexName}.expected.json`), 'utf8'))
    expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(
      answer.tensors.map(({ name }) => name),
    )
    for (const { name, sha256: hash } of answer.tensors)
      expect(sha256(await readTensor(checkpoint, name)), name).toBe(hash)
    expect(checkpoint.notes).toEqual([])
    expect(
      new Set(
        checkpoint.stateDict.tensors.map(({ tensor }) =>
          tensor.kind === 'strided' ? tensor.storage.key : '',
        ),
      ).size,
    ).toBe(checkpoint.storages.size)
  })

  test('storage keys of different shards never meet', async () => {
    const checkpoint = await openShards('x', [shard(A, { x: 1 }), shard(B, { y: 2 })], null)
    expect([...checkpoint.storages.keys()]).toEqual([`${A}:x`, `${B}:y`])
    expect([...(await readTensor(checkpoint, 'y'))]).toEqual([2])
  })

  test('a tensor name in two shards is an error that names both', async () => {
    const error = await expectCode(
      openShards('x', [shard(A, { w: 1 }), shard(B, { w: 1 })], null),
      'SHARDS_INVALID',
    )
    expect(error.details.names).toEqual([A, B])
  })

  test('missing, extra and misplaced tensors are told', async () => {
    const parsed = index({ x: B, gone: A, y: B })
    const checkpoint = await openShards('x', [shard(A, { x: 1, more: 3 }), shard(B, { y: 2 })], parsed)
    expect(checkpoint.notes.map(({ code }) => code)).toEqual([
      'FORMAT_METADATA_MISSING',
      'SHARD_TENSORS_MISSING',
      'SHARD_TENSORS_ELSEWHERE',
      'SHARD_TENSORS_EXTRA',
    ])
    expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['x', 'y', 'more'])
  })

  test('metadata of the index is that of the whole, less what tells of the shards', async () => {
    const json = { metadata: { total_size: 2, format: 'pt', 'head.weight': 'x' }, weight_map: { x: A, y: B } }
    const parsed = parseShardIndex(
      new TextEncoder().encode(JSON.stringify(json)),
      'model.safetensors.index.json',
    )
    const checkpoint = await openShards('x', [shard(A, { x: 1 }), shard(B, { y: 2 })], parsed)
    expect(checkpoint.metadata).toEqual(
      new Map([
        ['format', 'pt'],
        ['head.weight', 'x'],
      ]),
    )
  })

  test('of two values for one metadata key the first stays, and it is told', async () => {
    const shards = [shard(A, { x: 1 }, { epoch: '1' }), shard(B, { y: 2 }, { epoch: '2', step: '3' })]
    const checkpoint = await openShards('x', shards, null)
    expect(checkpoint.metadata).toEqual(
      new Map([
        ['epoch', '1'],
        ['step', '3'],
      ]),
    )
    expect(checkpoint.notes.map(({ code }) => code)).toEqual([
      'FORMAT_METADATA_MISSING',
      'SHARD_METADATA_DIFFERS',
    ])
    expect(checkpoint.notes[0]?.message).toContain('2 of 2 shards: the metadata has no "format"')
  })
})

describe('the index', () => {
  test.each([
    '/etc/model.safetensors',
    '../other.safetensors',
    'a/../../x.safetensors',
    './a.safetensors',
    'a//b.safetensors',
    'a\\b.safetensors',
    '\\\\host\\x.safetensors',
    'C:\\x.safetensors',
    'C:x.safetensors',
    'https://host/x.safetensors',
    'file:x.safetensors',
    'x.bin',
    'x',
    '',
    'a\u0000.safetensors',
    'a\n.safetensors',
  ])('the shard name %j is refused', async (name) => {
    await expectCode(() => index({ w: name }), 'SHARDS_INVALID')
  })

  test('a name below the folder of the index is allowed', () => {
    expect(shardNameProblem('part/model-00001-of-00002.safetensors', '.safetensors')).toBeUndefined()
    expect(shardNameProblem('a..b.bin', '.bin')).toBeUndefined()
  })

  test.each([
    ['[]', 'SHARDS_INVALID'],
    ['{}', 'SHARDS_INVALID'],
    ['{"weight_map":[]}', 'SHARDS_INVALID'],
    ['{"weight_map":{"w":1}}', 'SHARDS_INVALID'],
    ['{"weight_map":{"w":"a.safetensors","w":"b.safetensors"}}', 'SHARDS_INVALID'],
    ['{"weight_map":', 'JSON_INVALID'],
  ] as const)('%s is no index', async (text, code) => {
    await expectCode(
      () => parseShardIndex(new TextEncoder().encode(text), 'model.safetensors.index.json'),
      code,
    )
  })
})
