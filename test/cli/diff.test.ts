/** `pth diff` on the cases of transfer learning; the expected text and verdict are PyTorch's own (fixtures/diff/answers.json). */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { runCli, temporaryFile, temporaryFolder } from './harness.ts'

const FOLDER = join(FIXTURES, 'diff')
const file = (name: string): string => join(FOLDER, name)
interface Answer {
  readonly loads: boolean
  readonly text: string
  readonly missing_keys: readonly string[]
  readonly unexpected_keys: readonly string[]
}
const answers: Record<string, { strict: Answer; not_strict: Answer }> = JSON.parse(
  readFileSync(file('answers.json'), 'utf8'),
)

describe.each(Object.entries(answers))('resnet18.pth into %s', (model, answer) => {
  test.each(['strict', 'not_strict'] as const)('%s', async (how) => {
    const flags = how === 'strict' ? ['--strict'] : []
    const { loads, text, missing_keys, unexpected_keys } = answer[how]
    const torch = await runCli(
      'diff',
      file('resnet18.pth'),
      file(`${model}.schema.json`),
      '--format',
      'torch',
      ...flags,
    )
    expect(torch).toEqual({ code: loads ? 0 : 1, stdout: `${text}\n`, stderr: '' })
    const json = await runCli('diff', file('resnet18.pth'), file(`${model}.schema.json`), '--json', ...flags)
    const report = JSON.parse(json.stdout)
    expect(report.kind).toBe('pth.diff')
    expect(report.exit_code).toBe(json.code)
    expect(report.missing_keys.map((key: { name: string }) => key.name)).toEqual(missing_keys)
    expect(report.unexpected_keys.map((key: { name: string }) => key.name)).toEqual(unexpected_keys)
  })
})

describe('the everyday cases', () => {
  test('a wrong path could not run', async () => {
    const { code: exitCode, stdout } = await runCli(
      'diff',
      file('resnet81.pth'),
      file('resnet18.schema.json'),
      '--json',
    )
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'pth.error', code: 'SOURCE_UNREADABLE' })
    expect(await runCli('diff', file('resnet18.pth'), file('resnet81.schema.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/SOURCE_UNREADABLE/),
    })
  })

  test('all but the frozen layers, and only them', async () => {
    const args = [file('resnet18.pth'), file('resnet18-frozen.schema.json'), '--strict', '--json']
    expect((await runCli('diff', ...args)).code).toBe(1)
    const only = JSON.parse((await runCli('diff', ...args, '--frozen', 'only', '--ignore', 'fc.*')).stdout)
    expect(only).toMatchObject({ exit_code: 0, summary: { expected: 60 } })
    const skip = JSON.parse((await runCli('diff', ...args, '--frozen', 'skip', '--ignore', 'fc.*')).stdout)
    expect(
      skip.left_out.map(({ rule, names }: { rule: string; names: string[] }) => [rule, names.length]),
    ).toEqual([
      ['--ignore fc.*', 2],
      ['--frozen skip', 60],
    ])
  })

  test('the replaced head is one line with the flag that leaves it out, and the flag works', async () => {
    const args = [file('resnet18.pth'), file('resnet18-head.schema.json'), '--strict']
    const [suggestion] = JSON.parse((await runCli('diff', ...args, '--json')).stdout).suggestions
    expect(suggestion.flags).toEqual(['--ignore', 'fc.*'])
    expect((await runCli('diff', ...args, ...suggestion.flags)).code).toBe(0)
  })

  test('a Lightning file: found at state_dict, with the prefix as a flag', async () => {
    const args = [file('lightning.pth'), file('resnet18.schema.json'), '--strict']
    const report = JSON.parse((await runCli('diff', ...args, '--json')).stdout)
    expect(report.root).toBe('$.state_dict')
    expect(report.suggestions[0].flags).toEqual(['--strip-prefix', 'model.'])
    expect((await runCli('diff', ...args, '--strip-prefix', 'model.')).code).toBe(0)
  })

  test('the text begins and ends with the verdict', async () => {
    const { stdout } = await runCli('diff', file('resnet18.pth'), file('resnet18-ten.schema.json'))
    expect(stdout).toMatch(/^DIFFERENT {3}.*\n[\s\S]*\nFAILED .*\ncompared /)
  })

  test('usage errors could not run', async () => {
    const pair = [file('resnet18.pth'), file('resnet18.schema.json')]
    for (const flags of [
      ['--format', 'xml'],
      ['--frozen', 'maybe'],
      ['--values'],
      ['--rename-part', 'x'],
      ['--report', 'junit'],
      ['--values', '--rtol', 'x'],
    ]) {
      expect((await runCli('diff', ...pair, ...flags)).code, flags.join(' ')).toBe(2)
    }
  })
})

describe('schemas', () => {
  test('of a checkpoint it accepts exactly that checkpoint', async () => {
    const { stdout } = await runCli('schema', file('resnet18.pth'))
    const path = temporaryFile('exact.schema.json', stdout)
    expect((await runCli('diff', file('resnet18.pth'), path, '--strict', '--check-dtype')).code).toBe(0)
    expect(await runCli('diff', file('resnet18-moved.pth'), path, '--strict')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/1 missing, 1 unexpected/),
    })
  })

  test('inferred for 32 layers and 7 billion parameters: under 3 kB, accepts the original', async () => {
    const { stdout } = await runCli('schema', file('llama-7b.pth'), '--infer')
    expect(stdout.length).toBeLessThan(3000)
    const path = temporaryFile('llama.schema.json', stdout)
    expect((await runCli('diff', file('llama-7b.pth'), path, '--strict', '--check-dtype')).code).toBe(0)
    expect((await runCli('diff', file('llama-7b.pth'), file('llama-7b.schema.json'), '--strict')).code).toBe(
      0,
    )
  })

  test('a plain map of names to shapes', async () => {
    const path = temporaryFile('map.json', '{"fc.weight": [1000, 512], "fc.bias": [1000]}')
    const { code: exitCode, stdout } = await runCli(
      'diff',
      file('resnet18.pth'),
      path,
      '--strict',
      '--only',
      'fc.*',
      '--json',
    )
    expect([exitCode, JSON.parse(stdout).summary.matched]).toEqual([0, 2])
  })
})

describe('other expected sides', () => {
  const folder = join(FIXTURES, 'kinds', 'sharded-hub-safetensors')
  test.each([join(folder, 'model.safetensors.index.json'), folder])(
    'an index of shards, or their folder: %s',
    async (path) => {
      const { code: exitCode, stdout } = await runCli('diff', folder, path, '--strict', '--values', '--json')
      const { summary, values } = JSON.parse(stdout)
      expect([exitCode, summary.matched > 0, values.summary.bit_equal]).toEqual([0, true, summary.matched])
    },
  )

  test('a safetensors file', async () => {
    const pair = ['shapes.pth', 'shapes.safetensors'].map((name) => join(FIXTURES, 'convert', name))
    expect(
      (await runCli('diff', ...pair, '--strict', '--check-dtype', '--values', '--rtol', '0', '--atol', '0'))
        .code,
    ).toBe(0)
  })
})

test('renames that give two tensors one name could not run, and name both', async () => {
  const args = ['diff', file('resnet18.pth'), file('resnet18.schema.json'), '--json']
  for (const flags of [
    ['--rename', 'fc.bias=fc.weight'],
    ['--rename-part', 'layer1=layer2'],
  ]) {
    const { code: exitCode, stdout } = await runCli(...args, ...flags)
    expect([exitCode, JSON.parse(stdout).code]).toEqual([2, 'NAME_COLLISION'])
  }
  const swapped = JSON.parse(
    (await runCli(...args, '--rename', 'fc.bias=fc.weight', '--rename', 'fc.weight=fc.bias')).stdout,
  )
  expect(swapped.errors.map(({ name }: { name: string }) => name)).toEqual(['fc.weight', 'fc.bias'])
})

describe('values', () => {
  const args = [file('resnet18-moved.pth'), file('resnet18.pth'), '--values']

  test('equal, cast, close, changed and renamed', async () => {
    const { code: exitCode, stdout } = await runCli('diff', ...args, '--rtol', '1e-4', '--json')
    const { values } = JSON.parse(stdout)
    expect(exitCode).toBe(1)
    expect(values.summary).toEqual({
      compared: 121,
      bit_equal: 118,
      close: 1,
      cast_only: 1,
      changed: 1,
      unreadable: 0,
      failed: 1,
    })
    expect(values.renamed).toEqual([{ from: 'classifier.weight', to: 'fc.weight' }])
    const changed = values.tensors.find(({ verdict }: { verdict: string }) => verdict === 'changed')
    expect(changed).toMatchObject({ name: 'fc.bias', max_abs: 999 - 121 / 16 })
  })

  test('stops early when asked', async () => {
    const { values } = JSON.parse(
      (await runCli('diff', ...args, '--rtol', '0', '--atol', '0', '--fail-fast', '--json')).stdout,
    )
    expect([values.stopped_early, values.tensors.at(-1).name]).toEqual([true, 'bn1.bias'])
  })
})

describe('reports', () => {
  test('several at once, beside the text', async () => {
    const folder = temporaryFolder()
    const formats = ['json', 'markdown', 'junit', 'sarif', 'github', 'torch', 'text']
    const flags = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])
    const { stdout, code: exitCode } = await runCli(
      'diff',
      file('resnet18.pth'),
      file('resnet18-ten.schema.json'),
      ...flags,
    )
    expect(exitCode).toBe(1)
    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe(stdout)
    expect(readFileSync(join(folder, 'torch'), 'utf8')).toBe(`${answers['resnet18-ten']?.not_strict.text}\n`)
    for (const format of formats)
      expect(readFileSync(join(folder, format), 'utf8').length, format).toBeGreaterThan(50)
  })
})

test('a file that is a list is what PyTorch refuses, found or named', async () => {
  const folder = temporaryFolder()
  const [list, schema] = [join(folder, 'list.pkl'), join(folder, 'schema.json')]
  // pickle.dumps([1], protocol=2)
  writeFileSync(list, Buffer.from('80025d71004b01612e', 'hex'))
  writeFileSync(schema, '{"weight": [2]}')
  const named = await runCli('diff', list, schema, '--root', '$', '--format', 'torch')
  // nn.Linear(1, 1).load_state_dict([1])
  expect(named).toMatchObject({
    code: 1,
    stdout: "Expected state_dict to be dict-like, got <class 'list'>.\n",
  })
  expect(await runCli('diff', list, schema, '--format', 'torch')).toEqual(named)
})
