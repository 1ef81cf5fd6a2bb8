/**
 * The GitHub Action as a release has it, in a folder that is not there yet: the packed package with action.yml and
 * action/ beside it. node scripts/pack-action.mjs FOLDER. Run `npm run build` first.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROJECT = join(import.meta.dirname, '..')
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node scripts/pack-action.mjs FOLDER')

const scratch = mkdtempSync(join(tmpdir(), 'pth-action-'))
try {
  const packed = execFileSync(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', scratch, '--cache', join(scratch, 'cache')],
    { cwd: PROJECT, encoding: 'utf8' },
  )
  const [{ filename }] = JSON.parse(packed)
  execFileSync('tar', ['-xzf', filename], { cwd: scratch })
  for (const name of ['action.yml', 'action'])
    cpSync(join(PROJECT, name), join(scratch, 'package', name), { recursive: true })
  cpSync(join(scratch, 'package'), folder, { recursive: true, errorOnExist: true, force: false })
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
