/** The package gguf writes 40 files at random, a new seed in every run; every tensor and every key is compared. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPath } from '../../src/node/open-path.ts'
import { keysExpected, keysFound, tensorsExpected, tensorsFound } from '../support/gguf-answers.ts'
import type { Answer } from '../support/gguf-answers.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_CONFORMANCE_HOME'] ?? join(ROOT, '.conformance')
const SEED = process.env['PTH_SEED'] ?? String(Date.now() % 1_000_000)

test(`seed ${SEED} (PTH_SEED)`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pth-gguf-'))
  try {
    const { status, stderr } = spawnSync(
      join(HOME, 'torch-2.13', 'bin', 'python'),
      [join(ROOT, 'fixtures', 'generate_gguf.py'), folder, SEED],
      { env: { ...process.env, PYTHONPATH: join(HOME, 'listed') }, encoding: 'utf8' },
    )
    expect(status, stderr).toBe(0)
    const { files }: { files: readonly Answer[] } = JSON.parse(
      readFileSync(join(folder, 'expected.json'), 'utf8'),
    )
    expect(files.length).toBe(40)
    for (const answer of files) {
      const { checkpoint, close } = await openPath(join(folder, answer.file))
      expect(await tensorsFound(checkpoint), answer.file).toEqual(tensorsExpected(answer))
      expect(keysFound(checkpoint), answer.file).toEqual(keysExpected(answer.fields))
      await close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
