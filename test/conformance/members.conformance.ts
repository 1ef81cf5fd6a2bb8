/** Archives around checkpoints, written anew by PyTorch: each member holds what torch.load of it gives. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { openPath } from '../../src/node/open-path.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_CONFORMANCE_HOME'] ?? join(ROOT, '.conformance')

test('every member of every archive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pth-members-'))
  try {
    const python = join(HOME, 'torch-2.13/bin/python')
    const run = spawnSync(python, [join(ROOT, 'fixtures/generate_members.py'), folder], { encoding: 'utf8' })
    expect(run.status, run.stderr).toBe(0)
    const answers = JSON.parse(readFileSync(join(folder, 'members.json'), 'utf8')) as Record<
      string,
      Record<string, { readonly sha256: string }>
    >
    let compared = 0
    for (const [address, expected] of Object.entries(answers)) {
      const { checkpoint, close } = await openPath(join(folder, address))
      const found: string[] = []
      for (const entry of checkpoint.stateDict.tensors)
        found.push(
          createHash('sha256')
            .update(await readEntry(entry))
            .digest('hex'),
        )
      await close()
      const wanted = Object.values(expected).map(({ sha256 }) => sha256)
      expect(found.toSorted(), address).toEqual(wanted.toSorted())
      compared += found.length
    }
    expect(compared).toBeGreaterThan(70)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
