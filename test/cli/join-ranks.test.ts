/** `--join` on the commands that open a folder, and what they say without it. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { runCli, temporaryFolder } from './harness.ts'

const LLAMA = join(FIXTURES, 'distributed', 'mp-llama2-2', 'ckpt')
const RULES = [
  '*.{wq,wk,wv,w1,w3}.weight=0',
  'output.weight=0',
  '*.{wo,w2}.weight=1',
  '*norm.weight=same',
  'rope.freqs=same',
  'tok_embeddings.weight=1',
]
const JOIN = RULES.flatMap((rule) => ['--join', rule])

test('without rules: the groups of names, what to check, and a line to complete', async () => {
  const { code, stderr } = await runCli('inspect', LLAMA)
  expect(code).toBe(2)
  expect(stderr).toContain('JOIN_NEEDED')
  expect(stderr).toMatch(
    /tok_embeddings\.weight +bfloat16 2 x \[20, 8\], different on the ranks; 0 gives \[40, 8\], 1 gives \[20, 16\]/,
  )
  expect(stderr).toContain('no shape tells the dimension')
  const line = stderr.split('\n').find((text) => text.startsWith('  pth inspect'))
  expect(line).toContain("--join 'tok_embeddings.weight=?'")
  expect(line).toContain('--join norm.weight=same')
})

test('the line is no answer before its question marks are replaced', async () => {
  const { code, stderr } = await runCli('inspect', LLAMA, '--join', '*=?')
  expect(code).toBe(2)
  expect(stderr).toContain('USAGE')
  expect(stderr).toContain('question mark')
})

describe('with rules', () => {
  test('inspect says how tensors were joined', async () => {
    const { code, stdout } = await runCli('inspect', LLAMA, ...JOIN)
    expect(code).toBe(0)
    expect(stdout).toContain('Llama checkpoint of 2 tensor-parallel ranks, joined by rules')
    expect(stdout).toContain('joined along 1 5 tensors')
  })

  test('convert, lock, verify and diff agree', async () => {
    const folder = temporaryFolder()
    const out = join(folder, 'out.safetensors')
    expect((await runCli('convert', LLAMA, '-o', out, ...JOIN)).code).toBe(0)
    expect((await runCli('diff', out, LLAMA, '--values', ...expected(JOIN))).code).toBe(0)
    expect((await runCli('diff', LLAMA, out, '--values', ...JOIN)).code).toBe(0)
    const locked = await runCli('lock', LLAMA, ...JOIN)
    expect(JSON.parse(locked.stdout).digest).toBe(JSON.parse((await runCli('lock', out)).stdout).digest)
    expect((await runCli('verify', LLAMA, ...JOIN)).code).toBe(0)
    const schema = await runCli('schema', LLAMA, ...JOIN)
    expect(schema.code).toBe(0)
  })

  test('verify asks for rules, and does not call the files broken', async () => {
    const { code, stdout, stderr } = await runCli('verify', LLAMA)
    expect(code).toBe(2)
    expect(stderr).toContain('JOIN_NEEDED')
    expect(stdout).toMatch(/^NEEDS --join +1 file · 0 broken · 1 to be joined by rules first \(--join\)/)
  })

  test('verify names a tensor that is not the same on all ranks', async () => {
    const { code, stdout } = await runCli('verify', '--json', LLAMA, '--join', '*=same')
    expect(code).toBe(1)
    const [file] = JSON.parse(stdout).files
    const broken = file.findings.filter(({ rule }: { rule: string }) => rule === 'PIECE_BROKEN')
    expect(broken).toHaveLength(16)
    expect(broken[0].subject).toBe('tok_embeddings.weight')
  })

  test('two plans of a conversion with other rules are two plans', async () => {
    const folder = temporaryFolder()
    const out = join(folder, 'model.safetensors')
    const first = await runCli('convert', LLAMA, '-o', out, '--shard-size', '4KB', '--part', '1/2', ...JOIN)
    expect(first.code).toBe(0)
    const others = JOIN.map((word) => word.replace('*.{wo,w2}.weight=1', '*.{wo,w2}.weight=1:2'))
    const other = await runCli('convert', LLAMA, '-o', out, '--shard-size', '4KB', '--part', '1/2', ...others)
    expect(other.code).toBe(2)
    expect(other.stderr).toContain('PART_CONFLICT')
  })
})

test('verify without rules says what is needed, and judges nothing', async () => {
  const { code, stderr, stdout } = await runCli('verify', LLAMA)
  expect(code).toBe(2)
  expect(stderr + stdout).toContain('JOIN_NEEDED')
  expect(stdout).not.toContain('BROKEN')
})

test('a rule for what has no ranks is a mistake', async () => {
  const file = join(FIXTURES, 'attributes-on-parameter.pth')
  for (const command of ['inspect', 'verify']) {
    const { code, stderr } = await runCli(command, file, '--join', '*=0')
    expect(code).toBe(2)
    expect(stderr).toContain('a rule of joining is for')
  }
})

describe('one file of several is a part', () => {
  test.each(['consolidated.00.pth', 'consolidated.01.pth'])('%s', async (name) => {
    const { code, stderr } = await runCli(
      'convert',
      join(LLAMA, name),
      '-o',
      join(temporaryFolder(), 'x.safetensors'),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('PART_ONLY')
    expect(stderr).toContain('the share of one tensor-parallel rank of Llama')
  })

  test('the first alone is the whole of a model of one rank', async () => {
    const folder = temporaryFolder()
    const alone = join(folder, 'consolidated.00.pth')
    copyFileSync(join(LLAMA, 'consolidated.00.pth'), alone)
    expect((await runCli('convert', alone, '-o', join(temporaryFolder(), 'x.safetensors'))).code).toBe(0)
    expect((await runCli('inspect', folder)).code).toBe(0)
  })

  test('and the second alone in its folder lacks the first', async () => {
    const folder = temporaryFolder()
    copyFileSync(join(LLAMA, 'consolidated.01.pth'), join(folder, 'consolidated.01.pth'))
    const { code, stderr } = await runCli('inspect', folder)
    expect(code).toBe(2)
    expect(stderr).toContain('consolidated.00.pth')
  })
})

function expected(words: readonly string[]): readonly string[] {
  return words.map((word) => (word === '--join' ? '--expected-join' : word))
}
