/** Where the pairs of module and state_dict are, written by PyTorch when they are not there yet. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of write_diff.py. PTH_CONFORMANCE_HOME is that of setup.sh. A missing PyTorch is a failure, never a skip. */
export function diffFolder(): string {
  const home = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
  const folder = join(home, 'diff-2.13')
  if (!existsSync(join(folder, 'cases.json'))) {
    const python = join(home, 'torch-2.13', 'bin', 'python')
    const script = join(import.meta.dirname, 'write_diff.py')
    execFileSync(python, ['-B', '-W', 'ignore', script, folder], { stdio: 'inherit' })
  }
  return folder
}
