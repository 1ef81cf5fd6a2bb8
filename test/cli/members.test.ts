/** FILE!MEMBER on the command line: every command that reads a checkpoint accepts it. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { convertFile } from '../../src/node/convert-file.ts'
import { openPath } from '../../src/node/open-path.ts'
import { FIXTURES } from '../fixtures.ts'
import { pth } from './harness.ts'

let folder = ''
const at = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-test-'))
  for (const name of ['plain.nemo', 'packed.nemo', 'two.zip', 'ppo.zip', 'nested.zip', 'download.zip'])
    copyFileSync(join(FIXTURES, 'members', name), at(name))
})

afterAll(() => rmSync(folder, { recursive: true }))

const ADDRESSES = [
  'plain.nemo!model_weights.ckpt',
  'packed.nemo!model_weights.ckpt',
  'download.zip!checkpoints/plain.pth',
  'nested.zip!b.nemo!model_weights.ckpt',
  'packed.nemo',
]

describe('every command', () => {
  test.each(ADDRESSES)('%s', async (address) => {
    const path = at(address)
    const inspected = await pth(['inspect', path])
    expect(inspected.stdout).toContain('7 tensors')
    expect((await pth(['diff', path, at('two.zip!a.pth'), '--values'])).stdout).toContain('COMPATIBLE')
    expect((await pth(['verify', path])).code).toBe(0)
    expect((await pth(['scan', path])).stdout).toContain('CLEAN')
    expect(JSON.parse((await pth(['schema', path])).stdout)).toHaveProperty('modules')
    const lock = JSON.parse((await pth(['lock', path])).stdout) as { tensors: unknown[] }
    expect(lock.tensors.length).toBe(7)
    const converted = await pth(['convert', path, '-o', at('out.safetensors'), '--force', '--verify'])
    expect(converted.stderr).toBe('')
    expect(converted.code).toBe(0)
  })
})

test('a file whose name has the mark is that file', async () => {
  copyFileSync(join(FIXTURES, 'state_dict.pth'), at('plain.nemo!abc_vocab.pkl'))
  const { stdout } = await pth(['inspect', at('plain.nemo!abc_vocab.pkl')])
  expect(stdout).not.toContain('no tensors')
})

test('without -o the output goes beside the archive, under the name of the member', async () => {
  const { code } = await pth(['convert', at('two.zip!b!c.pth')])
  expect(code).toBe(0)
  expect(existsSync(at('c.safetensors'))).toBe(true)
})

test('the archive is an input that is not written over', async () => {
  const before = readFileSync(at('two.zip'))
  const { code, stderr } = await pth([
    'convert',
    at('two.zip!a.pth'),
    '-o',
    at('two.zip'),
    '--to',
    'pth',
    '--force',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('OUTPUT_IS_INPUT')
  expect(readFileSync(at('two.zip'))).toEqual(before)
})

test('a member that is missing is named, with what is there', async () => {
  const { code, stderr } = await pth(['verify', at('two.zip!c.pth')])
  expect(code).toBe(2)
  expect(stderr).toContain('MEMBER_MISSING')
  expect(stderr).toContain('a.pth')
})

test('verify counts the records of the archive and of the member, and names where a fault is', async () => {
  const { stdout } = await pth(['verify', at('ppo.zip'), '--json'])
  const report = JSON.parse(stdout) as { files: { checks: { check: string; checked: number }[] }[] }
  const counted = report.files[0]?.checks.find(({ check }) => check === 'crc32')?.checked ?? 0
  // Six files in the archive, and those in policy.pth.
  expect(counted).toBeGreaterThan(6 + 7)
  const damaged = readFileSync(at('ppo.zip'))
  const inside = damaged.indexOf('policy.pth')
  const byte = damaged.indexOf('archive/data/0', inside) + 100
  damaged[byte] = (damaged[byte] ?? 0) ^ 1
  writeFileSync(at('damaged.zip'), damaged)
  const found = await pth(['verify', at('damaged.zip')])
  expect(found.code).toBe(1)
  expect(found.stdout).toContain('policy.pth: archive/')
})

test('--sha256 is that of the member which is named', async () => {
  const archive = readFileSync(at('ppo.zip'))
  const digest = createHash('sha256').update(archive).digest('hex')
  expect((await pth(['verify', at('ppo.zip'), '--sha256', digest])).code).toBe(0)
  expect((await pth(['verify', at('ppo.zip!policy.pth'), '--sha256', digest])).code).toBe(1)
})

describe('the library', () => {
  test('openPath by the path, and by the option', async () => {
    const byPath = await openPath(at('packed.nemo!model_weights.ckpt'))
    const byOption = await openPath(at('packed.nemo'), { member: 'model_weights.ckpt' })
    expect(byOption.checkpoint.name).toBe(byPath.checkpoint.name)
    expect(byOption.checkpoint.stateDict.tensors.length).toBe(7)
    await byPath.close()
    await byOption.close()
  })

  test('convertFile', async () => {
    const { files } = await convertFile(at('ppo.zip!policy.pth'), at('policy.safetensors'))
    expect(files).toEqual([at('policy.safetensors')])
  })
})

test('a member alone is inspected, as a file is', async () => {
  expect((await pth([at('plain.nemo!model_weights.ckpt')])).stdout).toContain('7 tensors')
})
