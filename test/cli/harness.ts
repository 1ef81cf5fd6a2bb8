/** Runs the program in this process and keeps what it wrote. */
import { mkdtemp, rm } from 'node:fs/promises'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CliIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  /** Columns of a terminal; a pipe that is laid out for 100 columns when absent. */
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
  /** Whether stderr is a terminal, too. */
  readonly watched?: boolean
}

/** `pth` with these arguments, in this world, at that moment. */
export async function pth(argv: readonly string[], world: World = {}, now?: Date): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  const isTTY = world.columns !== undefined
  const io: CliIo = {
    stdout: {
      write: async (text) => {
        stdout += text
      },
      isTTY,
      // The screens of the documents are laid out for 100 columns.
      columns: world.columns ?? 100,
    },
    stderr: {
      write: async (text) => {
        stderr += text
      },
      isTTY: world.watched === true,
      columns: world.watched === true ? 80 : undefined,
    },
    env: world.env ?? {},
    ...(now !== undefined && { now: () => now }),
  }
  const code = await run(argv, io)
  return { code, stdout, stderr }
}

/** `pth` with these words, piped. */
export async function runCli(...argv: readonly string[]): Promise<Outcome> {
  return pth(argv)
}

/** A new folder for the files of one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'pth-test-'))
}

/** A file with that text, in a new folder. */
export function temporaryFile(name: string, text: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

/** Gives `use` a new folder, and removes it afterwards. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'pth-test-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
