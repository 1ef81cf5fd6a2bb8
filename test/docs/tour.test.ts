/** docs/tour.md is what the program prints. `node scripts/tour.mjs` writes it. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('docs/tour.md', () => {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'tour.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
