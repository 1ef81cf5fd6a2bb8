/** A distributed checkpoint on a hub is the one on disk. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { pth } from '../cli/harness.ts'
import {
  call,
  dict,
  int,
  ints,
  list,
  name as qualified,
  NONE,
  program,
  storage,
  tensor,
  text,
  tuple,
} from '../support/assembler.ts'
import { inRow, item, record } from '../support/dcp.ts'
import type { Entry } from '../support/dcp.ts'
import { withHub } from '../support/fake-hub.ts'

const FOLDER = join(FIXTURES, 'distributed', 'dcp-dtensor-4', 'ckpt')
const FILES = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [`run/${name}`, new Uint8Array(readFileSync(join(FOLDER, name)))]),
)

const METADATA = 'torch.distributed.checkpoint.metadata'

let out = ''
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'pth-remote-'))
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

test.each(['hf://my/run/run/', 'hf://my/run'])(
  'the tensors, the checks and the converted bytes of %s are those of the folder on disk',
  (address) =>
    withHub({ 'my/run': { files: FILES } }, async (hub) => {
      const env = { HF_ENDPOINT: hub.endpoint }
      const listed = async (path: string): Promise<unknown> => {
        const { code, stdout, stderr } = await pth(['inspect', '--json', path], { env })
        expect([code, stderr]).toEqual([0, ''])
        return (JSON.parse(stdout) as { tensors: unknown }).tensors
      }
      expect(await listed(address)).toEqual(await listed(FOLDER))
      const bytesOf = async (path: string, name: string): Promise<Buffer> => {
        const target = join(out, name)
        const { code, stderr } = await pth(['convert', path, '-o', target, '--force'], { env })
        expect(code, stderr).toBe(0)
        return readFileSync(target)
      }
      const remote = await bytesOf(address, 'remote.safetensors')
      expect(remote.equals(await bytesOf(FOLDER, 'local.safetensors'))).toBe(true)
      const verified = await pth(['verify', address], { env })
      expect(verified.code, verified.stderr).toBe(0)
    }),
)

const NUMEL = 60_000

/** Metadata of tensors in one row of `NUMEL` elements, each an item. */
function tensorMetadata(entries: readonly Entry[]): Uint8Array {
  const of = (cls: string, fields: Record<string, Uint8Array>): Uint8Array =>
    record(METADATA, cls, dict(...Object.entries(fields).map(([key, value]) => [text(key), value] as const)))
  const size = call(qualified('torch', 'Size'), ints([NUMEL]))
  const zero = call(qualified('torch', 'Size'), ints([0]))
  const properties = record(METADATA, 'TensorProperties', tuple(qualified('torch', 'float32')))
  const chunk = of('ChunkStorageMetadata', { offsets: zero, sizes: size })
  const tensors = entries.map(
    ({ fqn }) => [text(fqn), of('TensorStorageMetadata', { properties, size, chunks: list(chunk) })] as const,
  )
  const places = entries.map(({ fqn, path, offset, length }) => {
    const place = dict(
      [text('relative_path'), text(path)],
      [text('offset'), int(offset)],
      [text('length'), int(length)],
    )
    return [
      of('MetadataIndex', { fqn: text(fqn), offset: zero, index: int(0) }),
      record('torch.distributed.checkpoint.filesystem', '_StorageInfo', place),
    ] as const
  })
  return program(
    of('Metadata', {
      state_dict_metadata: dict(...tensors),
      planner_data: NONE,
      storage_data: dict(...places),
    }),
  )
}

test('the items of a file at an address are read ahead: each byte once, in requests of about 4 MiB', async () => {
  const items = Array.from({ length: 60 }, (_, at) =>
    item(
      program(tensor(storage('0', NUMEL), [NUMEL], [1])),
      new Uint8Array(new Float32Array(NUMEL).fill(at).buffer),
    ),
  )
  const { data, entries } = inRow(items, '__0_0.distcp')
  const files = { '.metadata': tensorMetadata(entries), '__0_0.distcp': data }
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(join(out, 'row'), { recursive: true })
    writeFileSync(join(out, 'row', name), bytes)
  }
  await withHub({ 'my/run': { files } }, async (hub) => {
    const env = { HF_ENDPOINT: hub.endpoint }
    for (const command of ['lock', 'verify', 'convert']) {
      const [target, local] = [join(out, 'far.safetensors'), join(out, 'near.safetensors')]
      const flags = (path: string): string[] => (command === 'convert' ? ['-o', path, '--force'] : [])
      const before = hub.cdn.length
      const far = await pth([command, 'hf://my/run', ...flags(target)], { env })
      // It was 182 for each: the beginning, the directory and the content of each item.
      expect([command, far.code, hub.cdn.length - before < 12], far.stderr).toEqual([command, 0, true])
      const near = await pth([command, join(out, 'row'), ...flags(local)])
      if (command === 'lock') expect(JSON.parse(far.stdout).tensors).toEqual(JSON.parse(near.stdout).tensors)
      if (command === 'convert') expect(readFileSync(target).equals(readFileSync(local))).toBe(true)
    }
  })
})

test('a file that is not in the repository any more is named', () =>
  withHub(
    {
      'my/run': {
        files: Object.fromEntries(Object.entries(FILES).filter(([name]) => !name.endsWith('__2_0.distcp'))),
      },
    },
    async (hub) => {
      const { code, stderr } = await pth(['inspect', 'hf://my/run/run/'], {
        env: { HF_ENDPOINT: hub.endpoint },
      })
      expect(code).toBe(2)
      expect(stderr).toMatch(/PIECES_INVALID.*missing.*__2_0\.distcp/s)
    },
  ))

test.each([
  ['verify', 'hf://my/run/run/'],
  ['verify', 'hf://my/run'],
  ['inspect', 'hf://my/run'],
  ['scan', 'hf://my/run'],
])('%s of %s lists it once', (command, address) =>
  withHub({ 'my/run': { files: FILES } }, async (hub) => {
    const { code, stderr } = await pth([command, address], { env: { HF_ENDPOINT: hub.endpoint } })
    expect(code, stderr).toBe(0)
    const lists = hub.seen.filter(({ path }) => path.startsWith('/api/'))
    // Three names are a page of the hub of the tests.
    expect(lists).toHaveLength(Math.ceil(Object.keys(FILES).length / 3))
  }),
)

test('a repository of several folders is listed once, whatever is looked for in them', () => {
  const model = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))
  const files = { 'a.pth': model, 'one/b.pth': model, 'two/deep/c.pth': model }
  return withHub({ 'my/three': { files } }, async (hub) => {
    const { code, stdout, stderr } = await pth(['verify', 'hf://my/three'], {
      env: { HF_ENDPOINT: hub.endpoint },
    })
    expect(code, stderr).toBe(0)
    for (const name of Object.keys(files)) expect(stdout).toContain(`hf://my/three/${name}`)
    expect(hub.seen.filter(({ path }) => path.startsWith('/api/'))).toHaveLength(1)
  })
})
