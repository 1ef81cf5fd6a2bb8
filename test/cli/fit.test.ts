/** `pth inspect --fit` as a user runs it. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { pth, temporaryFolder } from './harness.ts'

const CONFIG = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  torch_dtype: 'bfloat16',
}

function model(config: string | null, file = 'pytorch_model.bin'): string {
  const folder = temporaryFolder()
  copyFileSync(join(FIXTURES, 'tied.pth'), join(folder, file))
  if (config !== null) writeFileSync(join(folder, 'config.json'), config)
  return folder
}

function lines(text: string, ...labels: readonly string[]): string[] {
  return text.split('\n').filter((line) => labels.some((label) => line.startsWith(`  ${label} `)))
}

test('a folder with its configuration: weights, cache and verdict', async () => {
  const folder = model(JSON.stringify(CONFIG))
  const line = ['inspect', folder, '--fit', '--context', '8192', '--device-memory', '1GB']
  const { code, stdout } = await pth(line)
  expect(code).toBe(0)
  expect(stdout).toContain('cache      1.0 GiB of keys and values for 1 sequence of 8,192 tokens')
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'does not fit: weights and cache alone are 70.3 MiB too large',
  )
  const document: unknown = JSON.parse((await pth([...line, '--json'])).stdout)
  expect(document).toMatchObject({
    fit: {
      weights: { bytes: 96, repeated_bytes: 48, complete: true },
      cache: { bytes: 2 ** 30, dtype: 'bfloat16', dtype_from: 'config' },
      device: { bytes: 1e9, verdict: 'too_small' },
    },
  })
  const schema: object = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../schemas/pth.inspect.v1.schema.json'), 'utf8'),
  )
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)
  expect(validate(document) ? [] : validate.errors).toEqual([])
})

test('a file finds the configuration beside it', async () => {
  const file = join(model(JSON.stringify(CONFIG)), 'pytorch_model.bin')
  const { stdout } = await pth(['inspect', file, '--fit', '--context', '1', '--batch', '2'])
  expect(lines(stdout, 'cache')).toEqual([
    '  cache      256.0 KiB of keys and values for 2 sequences of 1 token',
  ])
})

test('without a configuration there is no cache and no verdict', async () => {
  const { stdout } = await pth([
    'inspect',
    model(null),
    '--fit',
    '--context',
    '8192',
    '--device-memory',
    '24GB',
  ])
  expect(lines(stdout, 'cache')).toEqual([])
  expect(stdout).toContain('no verdict: weights alone leave at most 22.4 GiB')
  expect(stdout).toContain('no config.json is beside the weights')
})

test('one shard of several is a lower bound', async () => {
  const file = join(model(null, 'model-00001-of-00003.bin'), 'model-00001-of-00003.bin')
  const { stdout } = await pth(['inspect', file, '--fit', '--device-memory', '24GB'])
  expect(stdout).toContain('weights at least 96 B')
  expect(stdout).toContain('no verdict')
})

test.each([
  [['--context', '5'], /need --fit/],
  [['--fit', '--batch', '5'], /need --context/],
  [['--fit', '--context', '0'], /--context takes/],
  [['--fit', '--device-memory', '24'], /24GB/],
  [['--fit', '--fit-dtype', 'int8'], /--fit-dtype int8/],
  [['--fit', '--csv'], /no place for --fit/],
])('%j is refused', async (flags, words) => {
  const { code, stderr } = await pth(['inspect', join('fixtures', 'tied.pth'), ...flags])
  expect(code).toBe(2)
  expect(stderr).toMatch(words)
})

test.each(['{"num_hidden_layers": 1e308, "model_type": "llama"}', '{', '[]'])(
  '%s is refused',
  async (text) => {
    const { code } = await pth(['inspect', model(text), '--fit', '--context', '5'])
    expect(code).toBe(2)
  },
)
