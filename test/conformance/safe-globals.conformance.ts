/** The line that pth prints for weights_only is run in real PyTorch: after it the file loads, and where there is none it cannot. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openFile } from '../../src/node/file.ts'
import { weightsOnlyVerdict } from '../../src/weights-only/verdict.ts'
import type { WeightsOnly } from '../../src/weights-only/verdict.ts'
import { zooFolder } from './zoo.ts'

const FOLDER = join(zooFolder(), 'safe_globals-2.13')
const HOME = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
const PYTHON = join(HOME, 'torch-2.13', 'bin', 'python')

type Loaded = readonly [path: string, before: string | null, after: string | null]

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.pth'))
  .map((name) => join(FOLDER, name))
const verdicts = new Map<string, WeightsOnly>()
for (const path of files) {
  const source = await openFile(path)
  verdicts.set(path, await weightsOnlyVerdict(source))
  await source.close()
}
const cases = join(mkdtempSync(join(tmpdir(), 'pth-safe-globals-')), 'cases.json')
writeFileSync(
  cases,
  JSON.stringify(files.map((path) => [path, verdicts.get(path)?.add_safe_globals ?? null])),
)
const checked: readonly Loaded[] = JSON.parse(
  execFileSync(PYTHON, ['-W', 'ignore', join(import.meta.dirname, 'safe_globals_check.py'), cases], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  }),
)

describe('add_safe_globals', () => {
  test('there are enough files', () => {
    expect(files.length).toBeGreaterThan(75)
  })

  test.each(checked.map(([path, before, after]) => [basename(path), path, before, after] as const))(
    '%s',
    (_, path, before, after) => {
      const verdict = verdicts.get(path)
      if (before === null) expect(verdict?.answer).toBe('accepts')
      else if (verdict?.add_safe_globals != null) expect(after).toBeNull()
      else expect(verdict?.no_list).toMatch(/^Can only /)
    },
  )
})
