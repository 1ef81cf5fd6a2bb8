/** Where the pairs of module and state_dict are, written by PyTorch when they are not there yet. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folder that a writer fills: in the zoo of run.sh, or beside the interpreters of setup.sh.
 * A missing PyTorch is a failure, never a skip.
 */
export function diffFolder(name = 'diff-2.13', writer = 'write_diff.py', last = 'cases.json'): string {
  const home = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
  const folder = join(process.env['PTH_ZOO'] ?? home, name)
  if (!existsSync(join(folder, last))) {
    const python = join(home, 'torch-2.13', 'bin', 'python')
    execFileSync(python, ['-B', '-W', 'ignore', join(import.meta.dirname, writer), folder], {
      stdio: 'inherit',
    })
  }
  return folder
}
