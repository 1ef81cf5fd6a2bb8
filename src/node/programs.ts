/** Other programs. The one file that starts any: by their names, with words that no shell reads. */
import { execFile, spawn } from 'node:child_process'

/** How a program ended. */
export interface ProgramEnd {
  readonly error: Error | null
  readonly stdout: string
  readonly stderr: string
}

/** Run a program in a folder and keep what it writes, up to `most` bytes. */
export function runProgram(
  name: string,
  args: readonly string[],
  cwd: string,
  most: number,
): Promise<ProgramEnd> {
  const options = { cwd, maxBuffer: most, encoding: 'utf8', windowsHide: true } as const
  return new Promise((resolve) => {
    execFile(name, args, options, (error, stdout, stderr) => resolve({ error, stdout, stderr }))
  })
}

/** Start a program that goes on by itself. False when there is none of that name. */
export function startProgram(name: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { detached: true, stdio: 'ignore', windowsHide: true, shell: false })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
