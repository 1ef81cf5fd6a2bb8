/** What peft's own merge makes of the same files is in fixtures/lora, written by fixtures/generate_lora.py. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { readEntry } from '../../../src/checkpoint/read/read.ts'
import { memorySource } from '../../../src/io/source.ts'
import { parseLoraConfig } from '../../../src/operations/convert/lora/config.ts'
import { float64Values } from '../../../src/operations/convert/floats.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { expectCode } from '../../support/errors.ts'
import { fixture, FIXTURES } from './helpers.ts'

const LORA = join(FIXTURES, 'lora')
const CASES = readdirSync(LORA)

/** Largest distance of two files, in units of the last place of the largest element of each tensor. */
async function distance(ours: Uint8Array, theirs: Uint8Array): Promise<number> {
  const [one, other] = await Promise.all(
    [ours, theirs].map((bytes) => openCheckpoint(memorySource(bytes, 'x.safetensors'))),
  )
  let most = 0
  for (const entry of one?.stateDict.tensors ?? []) {
    const match = other?.stateDict.tensors.find(({ name }) => name === entry.name)
    if (match === undefined || other === undefined || one === undefined || entry.tensor.dtype === null)
      throw new Error(entry.name)
    const dtype = entry.tensor.dtype
    const bits =
      new Map([
        ['float32', 23],
        ['float16', 10],
        ['bfloat16', 7],
      ]).get(dtype.name) ?? 52
    const a = float64Values({ bytes: await readEntry(entry), dtype })
    const b = float64Values({ bytes: await readEntry(match), dtype })
    const largest = a.reduce((before, value) => Math.max(before, Math.abs(value)), 0)
    const unit = 2 ** (Math.floor(Math.log2(largest)) - bits)
    for (const [at, value] of a.entries()) {
      if (value !== b[at]) most = Math.max(most, Math.abs(value - (b[at] ?? 0)) / unit)
    }
  }
  return most
}

test.each(CASES)('%s: the bytes of the merge of peft in float64, rounded once', async (name) => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    const done = await runCli(
      'convert',
      join(LORA, name, 'base.pth'),
      '--merge-lora',
      join(LORA, name),
      '-o',
      out,
      '--verify',
    )
    expect(done.code, done.stderr).toBe(0)
    const bytes = await readFile(out)
    expect(bytes.equals(fixture(`lora/${name}/exact.safetensors`))).toBe(true)
    // peft computes in the types of the files; the product of two bfloat16 factors it rounds to bfloat16 before it adds.
    const ulps = await distance(bytes, fixture(`lora/${name}/peft.safetensors`))
    expect(ulps, name).toBeLessThanOrEqual(2)
    if (process.env['PTH_MEASURE'] !== undefined) process.stderr.write(`${name}: ${ulps}\n`)
  })
})

test('the type that is written is the only rounding', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    const flags = ['--merge-lora', join(LORA, 'bias-all', 'adapter_model.safetensors'), '--dtype', 'f64']
    expect(
      (await runCli('convert', join(LORA, 'bias-all', 'base.pth'), ...flags, '-o', out, '--verify')).code,
    ).toBe(0)
    const narrow = join(folder, 'narrow.safetensors')
    expect((await runCli('convert', out, '-o', narrow, '--dtype', 'f32')).code).toBe(0)
    expect((await readFile(narrow)).equals(fixture('lora/bias-all/exact.safetensors'))).toBe(true)
  })
})

/** A copy of a case with another configuration. */
function changed(folder: string, name: string, change: Readonly<Record<string, unknown>>): string {
  const copy = join(folder, 'adapter')
  cpSync(join(LORA, name), copy, { recursive: true })
  const path = join(copy, 'adapter_config.json')
  const config: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...config, ...change }))
  return copy
}

test.each([
  ['plain', { peft_type: 'IA3' }, 'peft_type is "IA3"; only LORA'],
  ['plain', { init_lora_weights: 'pissa' }, 'init_lora_weights is "pissa"'],
  ['plain', { use_qalora: true }, '"use_qalora" is true, which pth does not compute'],
  ['plain', { trainable_token_indices: [1] }, '"trainable_token_indices" is an array'],
  ['plain', { some_new_setting: { a: 1 } }, '"some_new_setting" is an object'],
  ['plain', { r: 8 }, 'its rank is 4, and the configuration gives it 8'],
  ['plain', { rank_pattern: { 'layers.[01].q_proj': 4 } }, 'is a regular expression, not a name'],
  ['plain', { lora_alpha: '6' }, 'lora_alpha is not a number'],
  ['plain', { use_dora: true }, 'its magnitude is missing'],
  ['dora', { use_dora: false }, 'it has a magnitude, and use_dora is false'],
  ['plain', { fan_in_fan_out: true }, 'they match the other way round'],
  ['plain', { fan_in_fan_out: 'yes' }, 'fan_in_fan_out is "yes", not true or false'],
])('%s with %j is refused by name', async (name, change, told) => {
  await inFolder(async (folder) => {
    const adapter = changed(folder, name, change)
    const out = join(folder, 'out.safetensors')
    const done = await runCli('convert', join(LORA, name, 'base.pth'), '--merge-lora', adapter, '-o', out)
    expect(done.code).toBe(2)
    expect(done.stderr.replace(/\s+/g, ' ')).toContain(told)
    expect(readdirSync(folder)).toEqual(['adapter'])
  })
})

test.each([
  [
    'plain',
    ['--add-prefix', 'model.'],
    'the base has no "layers.0.q_proj.weight", but "model.layers.0.q_proj.weight": --strip-prefix model.',
  ],
  ['plain', ['--strip-prefix', 'layers.'], 'but "0.q_proj.weight": --add-prefix layers.'],
  ['plain', ['--exclude', '*.1.v_proj.weight'], 'the base has no "layers.1.v_proj.weight"'],
  [
    'bias-all',
    ['--exclude', 'norm.bias'],
    'the base has no "norm.bias", and modules_to_save does not name it',
  ],
  ['plain', ['--only', 'nothing'], 'the base has no'],
])('%s with %j: what the base lacks is an error', async (name, flags, told) => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    const done = await runCli(
      'convert',
      join(LORA, name, 'base.pth'),
      '--merge-lora',
      join(LORA, name),
      '-o',
      out,
      ...flags,
    )
    expect(done.code).toBe(2)
    expect(done.stderr.replace(/\s+/g, ' ')).toContain(told)
  })
})

test('a saved module that the base lacks is added, and told', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    const flags = ['--merge-lora', join(LORA, 'saved'), '--exclude', 'head.*']
    const done = await runCli('convert', join(LORA, 'saved', 'base.pth'), '-o', out, ...flags)
    expect(done.code, done.stderr).toBe(0)
    expect(done.stdout.replace(/\s+/g, ' ')).toContain('the base lacks them: head.')
  })
})

test.each([
  ['base.pth', 'adapter_config.json'],
  ['nowhere', 'nowhere'],
])('%s is no adapter', async (name, told) => {
  await inFolder(async (folder) => {
    cpSync(join(LORA, 'plain', 'base.pth'), join(folder, 'base.pth'))
    const done = await runCli(
      'convert',
      join(folder, 'base.pth'),
      '--merge-lora',
      join(folder, name),
      '-o',
      join(folder, 'o.pth'),
    )
    expect(done.code).toBe(2)
    expect(done.stderr).toContain(told)
  })
})

test('names of another program are called so', async () => {
  await inFolder(async (folder) => {
    const adapter = changed(folder, 'plain', {})
    const weights = join(adapter, 'adapter_model.safetensors')
    for (const [rename, told] of [
      ['*.q_proj.lora_A.weight=lora_unet_q.lora_down.weight$1', 'a name of kohya-ss'],
      ['base_model.model.*=unet.*', 'a name of diffusers'],
      ['base_model.model.*=*', 'not a name of peft'],
      ['*.lora_A.weight=*.lora_A.default.weight', '--preset peft'],
      ['*.lora_A.weight=*.lora_C.weight', 'does not know what it does'],
    ] as const) {
      const other = join(folder, 'adapter', 'renamed.safetensors')
      expect((await runCli('convert', weights, '-o', other, '--rename', rename, '--force')).code).toBe(0)
      const done = await runCli(
        'convert',
        join(LORA, 'plain', 'base.pth'),
        '--merge-lora',
        other,
        '-o',
        join(folder, 'o.pth'),
      )
      expect(done.code).toBe(2)
      expect(done.stderr.replace(/\s+/g, ' ')).toContain(told)
    }
  })
})

test('a configuration that is not one', async () => {
  await expectCode(() => parseLoraConfig('[]', 'c.json'), 'ADAPTER_REFUSED')
  await expectCode(() => parseLoraConfig('{', 'c.json'), 'JSON_INVALID')
  await expectCode(
    () => parseLoraConfig('{"peft_type": "LORA", "r": 0, "lora_alpha": 1}', 'c.json'),
    'ADAPTER_REFUSED',
  )
})
