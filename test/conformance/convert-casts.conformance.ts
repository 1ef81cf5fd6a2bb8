/** Casts a million random float32 patterns (PTH_CASTS says how many) and every pattern of the narrow types; torch judges. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../cli/harness.ts'

const HOME = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
const PYTHON = join(HOME, 'torch-2.13', 'bin', 'python')
const JUDGE = join(import.meta.dirname, 'cast_check.py')
const TARGETS = [
  'float64',
  'float32',
  'float16',
  'bfloat16',
  'float8_e4m3fn',
  'float8_e5m2',
  'float8_e4m3fnuz',
  'float8_e5m2fnuz',
]

test('casts are those of torch', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pth-casts-'))
  try {
    const input = join(folder, 'patterns.safetensors')
    expect(spawnSync(PYTHON, [JUDGE, 'make', input]).status).toBe(0)
    const pairs: string[] = []
    for (const target of TARGETS) {
      const file = join(folder, `${target}.safetensors`)
      expect((await runCli('convert', input, '-o', file, '--dtype', target)).code).toBe(0)
      pairs.push(`${target}=${file}`)
    }
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-W', 'ignore', JUDGE, 'judge', input, ...pairs], {
      encoding: 'utf8',
    })
    process.stdout.write(`\n${stdout}${stderr}`)
    expect(status, stdout).toBe(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 600_000)
