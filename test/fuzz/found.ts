/** Where inputs that failed are kept: one of each kind, by target and by the place in the code. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { failureOf } from './run.ts'
import type { Target } from './targets.ts'

export interface Found {
  /** Kinds so far. */
  readonly size: number
  /** Write the input into the folder when its kind is new. */
  keep(target: string, number: number, text: string, input: Uint8Array): void
}

export function newFound(folder: string): Found {
  const kinds = new Set<string>()
  return {
    get size() {
      return kinds.size
    },
    keep: (target, number, text, input) => {
      const kind = `${target}: ${text
        .split('\n')
        .slice(0, 2)
        .join(' ')
        .replaceAll(/\d+ (?:MiB|bytes)/g, '')}`
      if (kinds.has(kind)) return
      kinds.add(kind)
      const path = join(folder, `${target}-${number >>> 0}.bin`)
      mkdirSync(folder, { recursive: true })
      writeFileSync(path, input)
      process.stderr.write(`FAILURE ${path}\n${text}\n`)
    },
  }
}

/** Run a kept input again: its target stands in its name. */
export async function replay(path: string, targets: readonly Target[]): Promise<number> {
  const name = basename(path).split('-')[0]
  const target = targets.find((one) => one.name === name)
  if (target === undefined)
    throw new Error(`the name of ${path} begins with no target: ${targets.map((one) => one.name).join(', ')}`)
  const failure = await failureOf(target, new Uint8Array(readFileSync(path)))
  process.stdout.write(`${failure ?? 'success or PthError'}\n`)
  return failure === undefined ? 0 : 1
}
