import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inFolder, runCli } from '../cli/harness.ts'

function file(header: string, data: number): Uint8Array {
  const json = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + json.length + data)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  return bytes
}

function entry(name: string, begin: number, end: number, shape = `[${end - begin}]`): string {
  return `"${name}":{"dtype":"U8","shape":${shape},"data_offsets":[${begin},${end}]}`
}

describe('inputs that no official reader opens are never converted', () => {
  test.each([
    ['a hole', `{${entry('a', 0, 1)},${entry('b', 2, 3)}}`, 3],
    ['an overlap', `{${entry('a', 0, 2)},${entry('b', 1, 3)}}`, 3],
    ['trailing bytes', `{${entry('a', 0, 1)}}`, 2],
    ['too few bytes', `{${entry('a', 0, 9)}}`, 2],
    ['one name twice', `{${entry('a', 0, 1)},${entry('a', 1, 2)}}`, 2],
    ['a shape whose product overflows', `{${entry('a', 0, 0, '[18446744073709551615,2,0]')}}`, 0],
    ['an offset past 2^53', `{${entry('a', 0, 0).replace('[0,0]}', '[0,9007199254740993]}')}}`, 0],
    ['metadata that is no text', `{"__metadata__":{"a":1},${entry('a', 0, 1)}}`, 1],
  ])('%s', async (_, header, data) => {
    await inFolder(async (folder) => {
      const input = join(folder, 'in.safetensors')
      await writeFile(input, file(header, data))
      const { code, stdout } = await runCli('convert', input, '-o', join(folder, 'out.safetensors'), '--json')
      expect(code).toBe(2)
      const { code: name }: { code: string } = JSON.parse(stdout)
      expect(name).not.toBe('INTERNAL')
    })
  })
})

test.each([
  '../x.safetensors',
  '/etc/x.safetensors',
  'a\\..\\x.safetensors',
  'C:x.safetensors',
  'x.bin',
  'a/../../x.safetensors',
])('an index that names the shard %s is refused', async (shard) => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'model'))
    await writeFile(join(folder, 'x.safetensors'), file(`{${entry('a', 0, 1)}}`, 1))
    await writeFile(join(folder, 'model', 'x.bin'), file(`{${entry('a', 0, 1)}}`, 1))
    const index = join(folder, 'model', 'model.safetensors.index.json')
    await writeFile(index, JSON.stringify({ metadata: {}, weight_map: { a: shard } }))
    const { code, stdout } = await runCli('convert', index, '-o', join(folder, 'out.safetensors'), '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'pth.error' })
  })
})
