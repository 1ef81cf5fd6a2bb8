/** Folders into which an archive was unpacked: the tensors of the archive, and errors by name. */
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { withCheckpoint } from '../../src/node/with-checkpoint.ts'
import { pth } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'

type Facts = Readonly<Record<string, { dtype: string; shape: readonly number[]; sha256: string }>>
const ANSWER = JSON.parse(readFileSync(join(FIXTURES, 'members/unpacked.json'), 'utf8')) as Facts

let top = ''
let count = 0
let place = ''
const at = (...names: string[]): string => join(place, ...names)

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'pth-test-'))
})

afterAll(() => rmSync(top, { recursive: true }))

beforeEach(() => {
  count += 1
  place = join(top, String(count))
  cpSync(join(FIXTURES, 'members/unpacked'), place, { recursive: true })
})

function facts(path: string): Promise<Facts> {
  return withCheckpoint(path, { contents: true }, async ({ stateDict }) => {
    const found: Record<string, Facts[string]> = {}
    for (const entry of stateDict.tensors) {
      const sha256 = createHash('sha256')
        .update(await readEntry(entry))
        .digest('hex')
      const { dtype, shape } = entry.tensor
      found[entry.name] = { dtype: dtype?.name ?? '', shape: shape ?? [], sha256 }
    }
    return found
  })
}

test('the folder has what torch.load of the archive gives, and so has the folder around it', async () => {
  expect(await facts(at('plain'))).toEqual(ANSWER)
  expect(await facts(place)).toEqual(ANSWER)
})

test('convert packs it into a file with the same tensors', async () => {
  const { code } = await pth(['convert', at('plain'), '-o', at('packed.pth')])
  expect(code).toBe(0)
  expect(await facts(at('packed.pth'))).toEqual(ANSWER)
})

test('every command reads it, and says what it is', async () => {
  const path = at('plain')
  const inspected = await pth(['inspect', path, '--where'])
  expect(inspected.stdout).toContain('unpacked into a folder')
  expect(inspected.stdout).toContain('FOLDER_UNPACKED')
  expect((await pth(['diff', path, join(FIXTURES, 'members/ppo.zip'), '--values'])).stdout).toContain('7 ok')
  expect((await pth(['verify', path])).code).toBe(0)
  expect((await pth(['verify', path, '--sha256', '0'.repeat(64)])).stderr).toContain('is a folder')
  const scanned = await pth(['scan', path])
  expect(scanned.stdout).toContain('CLEAN')
  expect(scanned.stdout).not.toContain('torch.load(weights_only=True)')
  expect((await pth(['schema', path])).code).toBe(0)
})

test('offsets of a file that is not there are not given', async () => {
  const { stdout } = await pth(['inspect', at('plain'), '--where', '--json'])
  const { tensors } = JSON.parse(stdout) as { tensors: { name: string; offset?: number | null }[] }
  expect(tensors.length).toBe(7)
  for (const { offset } of tensors) expect(offset ?? null).toBeNull()
})

describe('what is not whole is named', () => {
  test('a storage that is missing', async () => {
    rmSync(at('plain/data/0'))
    const { code, stderr } = await pth(['convert', at('plain'), '-o', at('out.pth')])
    expect(code).toBe(2)
    expect(stderr).toContain('"0.weight"')
    expect((await pth(['verify', at('plain')])).code).toBe(1)
  })

  test('a storage of another size', async () => {
    truncateSync(at('plain/data/1'), 3)
    const { code, stderr } = await pth(['convert', at('plain'), '-o', at('out.pth')])
    expect(code).toBe(2)
    expect(stderr).toContain('"0.bias"')
    expect((await pth(['verify', at('plain')])).code).toBe(1)
  })
})

describe('a folder with other files', () => {
  test('a model beside the unpacked folder is what is meant', async () => {
    copyFileSync(join(FIXTURES, 'state_dict.pth'), at('model.pth'))
    expect(await facts(place)).toEqual(await facts(at('model.pth')))
  })

  test('a vocabulary does not count, neither beside it nor beside a model', async () => {
    writeFileSync(at('vocab.pkl'), Buffer.from('gAR9lIwBYZRLAXMu', 'base64'))
    expect(await facts(place)).toEqual(ANSWER)
    const models = at('models')
    mkdirSync(models)
    copyFileSync(at('vocab.pkl'), join(models, 'vocab.pkl'))
    copyFileSync(join(FIXTURES, 'state_dict.pth'), join(models, 'model.pth'))
    expect(await facts(models)).toEqual(await facts(join(models, 'model.pth')))
  })

  test('two unpacked archives are listed', async () => {
    cpSync(at('plain'), at('other'), { recursive: true })
    const error = await expectCode(facts(place), 'FORMAT_UNSUPPORTED')
    expect(error.message).toContain('2 unpacked archives')
    const { stdout } = await pth(['verify', place])
    expect(stdout).toContain('2 files')
  })

  test('its files can still be named one by one', async () => {
    const { stdout } = await pth(['scan', at('plain/data.pkl')])
    expect(stdout).toContain('data.pkl')
  })

  test('its files are inputs that are not written over', async () => {
    const { stderr } = await pth(['convert', at('plain'), '-o', at('plain/data/0'), '--to', 'pth', '--force'])
    expect(stderr).toContain('OUTPUT_IS_INPUT')
  })
})
