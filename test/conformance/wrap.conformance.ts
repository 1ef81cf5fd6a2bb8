/** Files with dictionaries around the state_dict: both PyTorch load them with `weights_only=True` and say what is there. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, runCli } from '../cli/harness.ts'

const home = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const NEW = join(home, 'torch-2.13', 'bin', 'python')
const OLD = '/usr/bin/python3'

function answers(python: string, source: string, root: string, files: readonly string[]): unknown[] {
  const args = ['-W', 'ignore', join(import.meta.dirname, 'wrap_check.py'), source, root, ...files]
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8' })
  expect(stderr === '' ? status : stderr).toBe(0)
  const parsed: unknown[] = JSON.parse(stdout)
  return parsed
}

const MODEL = ['model', true, true]
const SET = [
  'epoch=3',
  'best=true',
  'note=2.1.0',
  'big=9007199254740993',
  'low=-5',
  'none=null',
  'args.name="3"',
]
const VALUES = {
  epoch: ['int', '3'],
  best: ['bool', 'True'],
  note: ['str', "'2.1.0'"],
  big: ['int', '9007199254740993'],
  low: ['int', '-5'],
  none: ['NoneType', 'None'],
  args: { name: ['str', "'3'"] },
}
const WRAPS: readonly (readonly [path: string, expected: unknown])[] = [
  ['state_dict', { state_dict: MODEL }],
  ['params', { params: MODEL }],
  ['model', { model: MODEL }],
  ['weight', { weight: MODEL }],
  ['a.b.state_dict', { a: { b: { state_dict: MODEL } } }],
]

test.each([
  ['resnet18.pth', ''],
  ['lightning.ckpt', 'state_dict'],
])('%s under keys, in both PyTorch', { timeout: 240_000 }, async (name, root) => {
  const source = join(fixtures, name)
  await inFolder(async (folder) => {
    const files: string[] = []
    for (const [at, [path]] of WRAPS.entries()) {
      const file = join(folder, `wrap-${at}.ckpt`)
      files.push(file)
      const done = await runCli('convert', source, '-o', file, '--wrap', path, '--verify')
      expect(done.code, done.stderr).toBe(0)
    }
    const set = join(folder, 'set.pth')
    const flags = SET.flatMap((text) => ['--set', text])
    expect((await runCli('convert', source, '-o', set, '--wrap', 'state_dict', ...flags)).code).toBe(0)
    const float = join(folder, 'float.pth')
    const floats = ['--wrap', 'model', '--set', 'loss=-0.125', '--set', 'one=1.0']
    const done = await runCli('convert', source, '-o', float, ...floats)
    expect(done.stdout).toContain('PyTorch 1.13 cannot read floats (loss, one)')
    const expected = [...WRAPS.map(([, wrapped]) => wrapped), { state_dict: MODEL, ...VALUES }]
    expect(answers(NEW, source, root, [...files, set, float])).toEqual([
      ...expected,
      { model: MODEL, loss: ['float', '-0.125'], one: ['float', '1.0'] },
    ])
    // The restricted loader of 1.13 has no opcode for floats.
    expect(answers(OLD, source, root, [...files, set, float])).toEqual([
      ...expected,
      ['error', 'UnpicklingError', expect.stringContaining('Unsupported operand 71')],
    ])
  })
})
