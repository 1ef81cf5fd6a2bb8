/** Edits of 40 files of the official package, a new seed in every run; it judges names, metadata and every bit. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../cli/harness.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_CONFORMANCE_HOME'] ?? join(ROOT, '.conformance')
const SEED = process.env['PTH_SEED'] ?? String(Date.now() % 1_000_000)

function python(...words: readonly string[]): string {
  const script = join(import.meta.dirname, 'edit_check.py')
  const { status, stdout, stderr } = spawnSync(
    join(HOME, 'torch-2.13', 'bin', 'python'),
    ['-W', 'ignore', script, ...words],
    { encoding: 'utf8' },
  )
  expect(status, stderr).toBe(0)
  return stdout
}

test(`seed ${SEED} (PTH_SEED)`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pth-edit-'))
  try {
    python('make', folder, SEED)
    const edits: readonly { file: string; flags: readonly string[] }[] = JSON.parse(
      readFileSync(join(folder, 'edits.json'), 'utf8'),
    )
    const ways = new Set<string>()
    for (const { file, flags } of edits) {
      const { code, stdout } = await runCli('edit', join(folder, file), '--json', ...flags)
      expect(code, `${file} ${flags.join(' ')}\n${stdout}`).toBe(0)
      ways.add(JSON.parse(stdout).how)
    }
    expect([...ways]).toEqual(expect.arrayContaining(['in-place', 'rewrite']))
    expect(JSON.parse(python('judge', folder))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
