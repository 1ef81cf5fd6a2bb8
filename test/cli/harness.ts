/** Runs the program in-process and keeps what it wrote. */
import type { CliIo } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  /** Columns of a terminal; piped when absent. */
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
  /** Whether stderr is a terminal, too. */
  readonly watched?: boolean
}

/** `pth` with these arguments, in this world. */
export async function pth(argv: readonly string[], world: World = {}): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  const isTTY = world.columns !== undefined
  const io: CliIo = {
    stdout: {
      write: async (text) => {
        stdout += text
      },
      isTTY,
      columns: world.columns,
    },
    stderr: {
      write: async (text) => {
        stderr += text
      },
      isTTY: world.watched === true,
      columns: world.watched === true ? 80 : undefined,
    },
    env: world.env ?? {},
  }
  const code = await run(argv, io)
  return { code, stdout, stderr }
}
