/** Builds the package once before the tests: some run the binary and the library as a user would. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const PROJECT = join(import.meta.dirname, '..')

/** Called by vitest; a failing build fails the run. */
export function setup(): void {
  const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc')
  const steps = [
    [compiler, '-p', join(PROJECT, 'tsconfig.build.json')],
    [join(PROJECT, 'scripts', 'bundle.mjs')],
    [join(PROJECT, 'scripts', 'manual.mjs')],
    [join(PROJECT, 'web', 'build.mjs')],
  ]
  for (const step of steps) execFileSync(process.execPath, step, { stdio: 'inherit' })
}
