import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseSize } from '../../src/cli/size.ts'
import { isShardName, shardName, splitShards } from '../../src/safetensors/shards.ts'
import { inFolder, runCli } from '../cli/harness.ts'
import { fixture } from '../operations/convert/helpers.ts'

interface Split {
  readonly title: string
  readonly sizes: readonly number[]
  readonly limit: string
  readonly files: Readonly<Record<string, readonly string[]>>
  readonly index: string | null
  readonly sha256: Readonly<Record<string, string>>
}

const SPLITS: readonly Split[] = JSON.parse(new TextDecoder().decode(fixture('convert/shards.json')))

describe('shards are those of huggingface_hub', () => {
  test.each(SPLITS)('$title', ({ sizes, limit, files }) => {
    const items = sizes.map((nbytes, index) => ({ name: `t${index}é`, nbytes }))
    const shards = splitShards(items, parseSize(limit))
    const named = shards.map((shard, index) => [
      shardName('model', '.safetensors', index, shards.length),
      shard.map(({ name }) => name),
    ])
    expect(named).toEqual(Object.entries(files))
  })
})

/** A safetensors file of zeros, as input. */
function zeros(sizes: readonly number[]): Uint8Array {
  let at = 0
  const entries = sizes.map((size, index) => {
    const entry = { dtype: 'U8', shape: [size], data_offsets: [at, at + size] }
    at += size
    return [`t${index}é`, entry]
  })
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)))
  const bytes = new Uint8Array(8 + json.length + at)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  return bytes
}

/** Byte for byte as text: the data behind a header need not be UTF-8. */
function latin(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function withMetadataSwapped(bytes: Buffer): Buffer {
  const [format, other] = ['"format":"pt"', '"made by":"ü"']
  const swapped = bytes
    .toString('latin1')
    .replace(latin(`{${format},${other}}`), latin(`{${other},${format}}`))
  return Buffer.from(swapped, 'latin1')
}

describe('names, bytes and index are those that huggingface_hub writes', () => {
  test.each(SPLITS)('$title', async ({ sizes, limit, index, sha256 }) => {
    await inFolder(async (folder) => {
      const input = join(folder, 'input.safetensors')
      const out = join(folder, 'model.safetensors')
      await writeFile(input, zeros(sizes))
      const { code, stderr } = await runCli(
        'convert',
        input,
        '-o',
        out,
        '--shard-size',
        /[a-z]/i.test(limit) ? limit : `${limit}B`,
        '--metadata',
        'made by=ü',
        '--verify',
      )
      expect(stderr).toBe('')
      expect(code).toBe(0)
      const names = (await readdir(folder)).filter((name) => name !== 'input.safetensors')
      const expected = [...Object.keys(sha256), ...(index === null ? [] : ['model.safetensors.index.json'])]
      expect(names.toSorted()).toEqual(expected.toSorted())
      if (index !== null) expect(await readFile(`${out}.index.json`, 'utf8')).toBe(index)
      for (const [name, digest] of Object.entries(sha256)) {
        const bytes = await readFile(join(folder, name))
        // A single file has two metadata entries, and the official order of those is random: it is one of the two.
        const accepted = index === null ? [bytes, withMetadataSwapped(bytes)] : [bytes]
        expect(
          accepted.map((each) => createHash('sha256').update(each).digest('hex')),
          name,
        ).toContain(digest)
      }
    })
  })
})

test('sizes are decimal or, with an i, binary, and may have a fraction', () => {
  expect(parseSize('5GB')).toBe(5e9)
  expect(parseSize(' 1.5 mb ')).toBe(1_500_000)
  expect(parseSize('123')).toBe(123)
  expect(parseSize('2GiB')).toBe(2 ** 31)
  expect(parseSize('0.5 mib')).toBe(2 ** 19)
  for (const text of ['', 'GB', '5iB', '5Gi', '-1GB', '1e3', '0', 'NaN'])
    expect(() => parseSize(text)).toThrow(/not a size/)
})

test('stale shards are known by their names', () => {
  expect(isShardName('model-00001-of-00002.safetensors', 'model', '.safetensors')).toBe(true)
  expect(isShardName('model-1-of-2.safetensors', 'model', '.safetensors')).toBe(false)
  expect(isShardName('other-00001-of-00002.safetensors', 'model', '.safetensors')).toBe(false)
  expect(isShardName('model-00001-of-00002.bin', 'model', '.safetensors')).toBe(false)
})
