/** Folders as they lie about: links, caches of hubs, files of other programs, a model beside the parts. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { pth } from './harness.ts'

const DCP = join(FIXTURES, 'distributed', 'dcp-dtensor-4', 'ckpt')
const ZERO = join(FIXTURES, 'distributed', 'ds-z1-bf16-2', 'ckpt')
/** The first pieces of the vocabulary of Llama 2. */
const VOCABULARY = Buffer.from('Cg4KBTx1bms+FQAAAAAYAgoMCgM8cz4VAAAAABgD', 'base64')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-folders-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function inspected(path: string): Promise<{ code: number; path: string; notes: readonly string[] }> {
  const { code, stdout } = await pth(['inspect', '--json', path])
  const { distributed, notes = [] } = JSON.parse(stdout) as {
    distributed?: { folder: string }
    notes?: { code: string }[]
  }
  return { code, path: distributed?.folder ?? '', notes: notes.map((note) => note.code) }
}

/** Every file becomes a blob, and a link in the snapshot of its revision. */
function asCache(): { readonly top: string; readonly model: string } {
  const top = mkdtempSync(join(folder, 'hub-'))
  const model = join(top, 'models--who--what')
  const snapshot = join(model, 'snapshots', 'a'.repeat(40))
  mkdirSync(join(model, 'blobs'), { recursive: true })
  mkdirSync(dirname(snapshot))
  cpSync(DCP, snapshot, { recursive: true })
  for (const [at, name] of readdirSync(snapshot).entries()) {
    const blob = at.toString(16).padStart(64, '0')
    renameSync(join(snapshot, name), join(model, 'blobs', blob))
    symlinkSync(join('..', '..', 'blobs', blob), join(snapshot, name))
  }
  return { top, model }
}

describe('a link to a folder', () => {
  test('that is there under its own name is no second checkpoint', async () => {
    const run = join(folder, 'run')
    cpSync(DCP, join(run, 'step-10'), { recursive: true })
    symlinkSync('step-10', join(run, 'latest'))
    expect(await inspected(run)).toMatchObject({ code: 0, path: 'step-10' })
  })

  test('that is too deep to be looked into is one', async () => {
    const run = join(folder, 'deep')
    cpSync(DCP, join(run, 'a', 'b', 'c'), { recursive: true })
    symlinkSync(join('a', 'b', 'c'), join(run, 'step-10'))
    expect(await inspected(run)).toMatchObject({ code: 0, path: 'step-10' })
  })
})

describe('the cache of a hub', () => {
  test.each(['top', 'model'] as const)('is opened from its %s', async (which) => {
    const { code, path } = await inspected(asCache()[which])
    expect(code).toBe(0)
    expect(path).toMatch(/snapshots\/a{40}$/)
  })

  test('has each file once: a blob has no name, and nothing beside it', async () => {
    const { top } = asCache()
    expect((await pth(['scan', top])).code).toBe(0)
    const { code, stdout } = await pth(['verify', '--json', top])
    expect([code, (JSON.parse(stdout) as { files: unknown[] }).files.length]).toEqual([0, 1])
  })

  test('a blob that no snapshot has is a file like any other', async () => {
    const { model } = asCache()
    cpSync(join(FIXTURES, 'empty.pth'), join(model, 'blobs', 'f'.repeat(64)))
    const { stdout } = await pth(['verify', '--json', model])
    expect((JSON.parse(stdout) as { files: unknown[] }).files).toHaveLength(2)
  })
})

describe('files of other programs', () => {
  test('beside a checkpoint are no reason to fail', async () => {
    const run = join(folder, 'trained')
    cpSync(DCP, join(run, 'checkpoint', 'step-10'), { recursive: true })
    mkdirSync(join(run, 'logs'))
    writeFileSync(join(run, 'logs', 'train.log'), 'step 1\n')
    writeFileSync(join(run, 'tokenizer.model'), VOCABULARY)
    const verified = await pth(['verify', run])
    expect([verified.code, verified.stderr]).toEqual([0, ''])
    expect((await pth(['scan', run])).code).toBe(0)
  })

  test('a vocabulary that is asked for is named', async () => {
    const path = join(folder, 'tokenizer.model')
    writeFileSync(path, VOCABULARY)
    const { code, stderr } = await pth(['inspect', path])
    expect(code).toBe(2)
    expect(stderr).toContain('a SentencePiece vocabulary')
  })

  test('what only begins like a vocabulary is a file that could not be scanned', async () => {
    const run = join(folder, 'odd')
    cpSync(DCP, run, { recursive: true })
    writeFileSync(join(run, 'odd.model'), Buffer.concat([VOCABULARY.subarray(0, 9), Buffer.alloc(40, 7)]))
    expect((await pth(['scan', run])).code).toBe(2)
  })
})

test('a model in one file beside the parts is named, and not opened', async () => {
  const run = join(folder, 'zero')
  cpSync(ZERO, run, { recursive: true })
  expect((await inspected(run)).notes).not.toContain('MODEL_BESIDE')
  cpSync(join(FIXTURES, 'empty.pth'), join(run, 'pytorch_model.bin'))
  const { code, notes } = await inspected(run)
  expect(code).toBe(0)
  expect(notes).toContain('MODEL_BESIDE')
})

describe('states beside the weights', () => {
  const TITAN = join(FIXTURES, 'distributed', 'sit-torchtitan-step', 'ckpt')

  test('in the same dictionary are named and left out', async () => {
    const { code, stdout } = await pth(['convert', '--json', TITAN, '-o', join(folder, 'titan.safetensors')])
    expect(code).toBe(0)
    const { left_out: left } = JSON.parse(stdout) as { left_out: { path: string; tensors: number }[] }
    expect(left.map(({ path, tensors }) => [path, tensors])).toEqual([
      ['$.optimizer', 18],
      ['$.dataloader', 0],
      ['$.train_state', 2],
      ['$.lr_scheduler', 0],
    ])
  })

  test('are not left out when they are asked for', async () => {
    const target = join(folder, 'asked.safetensors')
    const asked = await pth(['convert', '--json', TITAN, '-o', target, '--include', 'optimizer*'])
    expect(asked.code).toBe(2)
    expect(asked.stdout).toContain('TENSORS_UNSUPPORTED')
    const parts = await pth(['convert', '--json', TITAN, '-o', target, '--unsupported', 'parts'])
    expect(parts.code).toBe(0)
    expect(parts.stdout).toContain('optimizer.state.gain.exp_avg')
  })

  test('of an optimizer alone are said to be no weights', async () => {
    const run = join(folder, 'states')
    cpSync(DCP, join(run, 'optimizer_0'), { recursive: true })
    const { stdout } = await pth(['inspect', run])
    expect(stdout).toContain('no folder with weights is there')
    expect(stdout).not.toContain('weights in')
  })

  test('of optimizers are no choice where weights are', async () => {
    const run = join(folder, 'steps')
    for (const name of ['checkpoint-1', 'checkpoint-2'])
      for (const part of ['pytorch_model_fsdp_0', 'optimizer_0'])
        cpSync(DCP, join(run, name, part), { recursive: true })
    const { code, stderr } = await pth(['inspect', run])
    expect(code).toBe(2)
    expect(stderr).toContain('2 distributed checkpoints')
    expect(stderr).not.toContain('optimizer_0')
  })
})

test('what Megatron-core did not split is named with its file', async () => {
  const { notes } = await inspected(join(FIXTURES, 'distributed', 'megatron-torch_dist-2', 'ckpt'))
  expect(notes).toContain('COMMON_STATE')
})

test('flat parameters of FSDP are named', async () => {
  const { notes } = await inspected(join(FIXTURES, 'distributed', 'sit-fsdp1-local-3', 'ckpt'))
  expect(notes).toContain('FLAT_PARAMETERS')
  expect((await inspected(DCP)).notes).not.toContain('FLAT_PARAMETERS')
})

const convert = (name: string): ReturnType<typeof pth> =>
  pth(['convert', join(FIXTURES, 'distributed', name, 'ckpt'), '-o', join(folder, `${name}.safetensors`)])

test('a conversion says nothing of checksums that the files do not have', async () => {
  expect((await convert('dcp-hf-sharded-2')).stdout).toContain('no checksum of the input')
  expect((await convert('dcp-dtensor-4')).stdout).toContain('of the input right')
})
