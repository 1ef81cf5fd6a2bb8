/** What torch and save_file make of the same changes stands in fixtures/convert, written by fixtures/generate_reform.py. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inFolder, runCli } from '../../cli/harness.ts'
import { expectCode } from '../../support/errors.ts'
import { fixture, FIXTURES, planFixture } from './helpers.ts'

const INPUT = join(FIXTURES, 'convert', 'reform.pth')
const MENDED = join(FIXTURES, 'convert', 'reform.safetensors')
const FLAGS = (
  '--strip-prefix module. --rename-part net=body --rename-part head.conv=proj ' +
  '--ignore old.* --transpose body.* --reshape proj.weight=8,4'
).split(' ')

test('names and shapes change as in PyTorch, byte for byte', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    expect((await runCli('convert', INPUT, '-o', out, '--verify', ...FLAGS)).code).toBe(0)
    expect(await readFile(out)).toEqual(Buffer.from(fixture('convert/reform.safetensors')))
  })
})

test('the same flags make diff say that it loads, but for the numpy array, which load_state_dict refuses', async () => {
  const { code, stdout } = await runCli('diff', INPUT, MENDED, ...FLAGS, '--ignore', 'body.array')
  expect(stdout).not.toContain('FAILED')
  expect(code).toBe(0)
})

test.each(['--ignore', '--exclude'])('%s of a value leaves out the tensors inside of it', async (flag) => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    const input = join(FIXTURES, 'convert', 'nested.pth')
    expect((await runCli('convert', input, '-o', out, flag, 'extra')).code).toBe(0)
    expect(await readFile(out)).toEqual(Buffer.from(fixture('convert/nested.safetensors')))
  })
})

test('--only goes by the new names', async () => {
  const plan = await planFixture('convert/reform.pth', { stripPrefixes: ['module.'], only: ['head.*'] })
  expect(plan.tensors.map(({ name }) => name)).toEqual(['head.conv.weight', 'head.conv.bias'])
  expect(plan.facts.excluded).toHaveLength(5)
})

test('a pattern that leaves nothing out is told', async () => {
  const plan = await planFixture('convert/reform.pth', { ignore: ['nothing'] })
  expect(plan.facts.notices).toEqual(['--ignore nothing matches no tensor'])
})

test.each([
  [{ transpose: ['*.bias'] }, '--transpose *.bias matches no two-dimensional tensor'],
  [{ reshape: [{ glob: '*.weight', shape: [5, 5] }] }, '--reshape *.weight matches no tensor of 25 elements'],
  [{ permute: [{ glob: 'nothing', axes: [1, 0] }] }, '--permute nothing=1,0 matches no tensor'],
  [{ permute: [{ glob: '*.bias', axes: [1, 0] }] }, '--permute *.bias=1,0 matches no tensor of 2 dimensions'],
])('a rule that would move no element is refused: %j', async (options, message) => {
  await expect(planFixture('convert/reform.pth', options)).rejects.toThrow(message)
})

test('a matrix without plain elements is refused by name', async () => {
  await expectCode(
    planFixture('sparse-float32.pth', { transpose: ['*'], unsupported: new Set(['dense']) }),
    'TRANSFORM_REFUSED',
  )
})

test.each(['proj.weight', '=8', 'proj.weight=8,-4', 'proj.weight=8;4', 'proj.weight=1e3'])(
  '--reshape %s is refused',
  async (text) => {
    const { code, stderr } = await runCli('convert', INPUT, '-o', 'never.safetensors', '--reshape', text)
    expect(code).toBe(2)
    expect(stderr).toContain('--reshape')
  },
)

describe('--schema', () => {
  const folds = join(FIXTURES, 'fold')
  test('writes what the model of a checkpoint accepts, by the certain hints', async () => {
    await inFolder(async (folder) => {
      const out = join(folder, 'out.safetensors')
      const model = join(folds, 'weight-norm-old.safetensors')
      const { code, stdout } = await runCli(
        'convert',
        join(folds, 'weight-norm-old.pth'),
        '-o',
        out,
        '--schema',
        model,
        '--apply-hints',
      )
      expect(code).toBe(0)
      expect(stdout).toContain('--fold weight-norm')
      expect((await runCli('diff', out, model, '--strict')).code).toBe(0)
    })
  })

  test('without --apply-hints it refuses with the diff, and writes nothing', async () => {
    await inFolder(async (folder) => {
      const out = join(folder, 'out.safetensors')
      const model = join(folds, 'weight-norm-old.safetensors')
      const { code, stdout, stderr } = await runCli(
        'convert',
        join(folds, 'weight-norm-old.pth'),
        '-o',
        out,
        '--schema',
        model,
      )
      expect(code).toBe(1)
      expect(stdout).toContain('linear.weight_g')
      expect(stderr).toContain('nothing was written')
      expect(existsSync(out)).toBe(false)
    })
  })

  test('a model that needs other tensors is refused whatever the hints', async () => {
    await inFolder(async (folder) => {
      const schema = join(folder, 'model.json')
      const out = join(folder, 'out.safetensors')
      await writeFile(schema, JSON.stringify({ 'other.weight': [7, 7] }))
      const run = await runCli('convert', INPUT, '-o', out, '--schema', schema, '--apply-hints')
      expect(run.code).toBe(1)
      expect(existsSync(out)).toBe(false)
    })
  })

  test('every tied name that the model has is written', async () => {
    await inFolder(async (folder) => {
      const out = join(folder, 'out.safetensors')
      const input = join(FIXTURES, 'convert', 'tied.pth')
      expect((await runCli('convert', input, '-o', out, '--schema', input, '--json')).code).toBe(0)
      expect((await runCli('diff', out, input, '--strict')).code).toBe(0)
    })
  })

  test('--apply-hints and flags that change names exclude each other', async () => {
    const { code } = await runCli(
      'convert',
      INPUT,
      '-o',
      'never.safetensors',
      '--schema',
      MENDED,
      '--apply-hints',
      '--add-prefix',
      'a.',
    )
    expect(code).toBe(2)
  })
})
