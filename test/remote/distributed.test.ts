/** A distributed checkpoint on a hub is the one on disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { pth } from '../cli/harness.ts'
import { withHub } from '../support/fake-hub.ts'

const FOLDER = join(FIXTURES, 'distributed', 'dcp-dtensor-4', 'ckpt')
const FILES = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [`run/${name}`, new Uint8Array(readFileSync(join(FOLDER, name)))]),
)

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
