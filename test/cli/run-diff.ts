/** Runs the program in this process and keeps what it prints. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/cli/run.ts'

export interface Printed {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export async function runCli(...argv: readonly string[]): Promise<Printed> {
  const printed = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    write: async (text: string) => {
      printed[name] += text
    },
    isTTY: false,
    columns: undefined,
  })
  const exitCode = await run(argv, { stdout: stream('stdout'), stderr: stream('stderr'), env: {} })
  return { exitCode, ...printed }
}

/** A new folder for the files of one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'pth-diff-'))
}

/** A file with that text, in a new folder. */
export function temporaryFile(name: string, text: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}
