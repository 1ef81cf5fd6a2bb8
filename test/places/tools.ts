/** The programs of the places where pth is used; one that is missing fails the test, and says what installs it. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { temporaryFolder } from '../cli/harness.ts'

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js')

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How a program is run. */
export interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  /** Milliseconds; what installs packages on a loaded machine takes minutes. */
  readonly timeout?: number
}

/** A folder with `pth` in it, as npm would link it, for the PATH. */
function binFolder(): string {
  const folder = join(temporaryFolder(), 'bin')
  mkdirSync(folder)
  const path = join(folder, 'pth')
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`)
  chmodSync(path, 0o755)
  return folder
}

const BIN = binFolder()

/** The environment of a user who has configured nothing, with `pth` on the PATH. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: temporaryFolder(),
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    GIT_CONFIG_NOSYSTEM: '1',
    ...extra,
  }
}

/** Run a program to its end. @throws Error when it is not installed */
export function ran(
  program: string,
  args: readonly string[],
  { cwd, env, input, timeout = 120_000 }: Place,
): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: env ?? plainEnvironment(),
    encoding: 'utf8',
    timeout,
    ...(input !== undefined && { input }),
  })
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT')
    throw new Error(`${program} did not end in ${timeout / 1000} seconds: ${stderr}${stdout}`, {
      cause: error,
    })
  if (error !== undefined)
    throw new Error(`${program} did not run: bash test/places/setup.sh installs it`, { cause: error })
  return { code: status ?? -1, stdout, stderr }
}

/** The same, and it must end well. */
export function output(program: string, args: readonly string[], place: Place): string {
  const { code, stdout, stderr } = ran(program, args, place)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`)
  return stdout
}
