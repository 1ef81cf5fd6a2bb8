/** The folders of a walk: each is entered once, whatever symbolic links lead to it, so the walk ends. */
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { kindOfPath } from './file.ts'

/** Folders of other programs: what is linked from outside of them is not of them. */
const FOREIGN = new Set(['.git', 'node_modules', '__pycache__', '.venv'])

/** A walk through a folder and all below it. */
export interface Visits {
  /** The folder to look into now; undefined when the walk is over. Its parts are handed in before the next is asked. */
  next(): Promise<string | undefined>
  /**
   * A folder `name` in the folder that was given last, by its path. Handed in by name, entered in that order; one of
   * another program after all links.
   */
  folder(name: string, path: string): void
  /** A symbolic link there, to whatever it is. It is followed after all folders that have names of their own. */
  link(path: string): void
}

interface Waiting {
  readonly path: string
  /** Without links. */
  readonly real: string
}

export function newVisits(top: string): Visits {
  const visited = new Set<string>()
  const links: string[] = [top]
  const foreign: string[] = []
  const waiting: Waiting[] = []
  let inside: Waiting[] = []
  let here = ''
  const linked = async (): Promise<void> => {
    const path = links.shift() ?? foreign.shift()
    if (path === undefined || (await kindOfPath(path)) !== 'folder') return
    const real = await realpath(path).catch(() => path)
    waiting.push({ path, real })
  }
  return {
    next: async () => {
      for (const one of inside.toReversed()) waiting.push(one)
      inside = []
      while (waiting.length > 0 || links.length > 0 || foreign.length > 0) {
        if (waiting.length === 0) await linked()
        const next = waiting.pop()
        if (next === undefined || visited.has(next.real)) continue
        visited.add(next.real)
        here = next.real
        return next.path
      }
      return undefined
    },
    folder: (name, path) => {
      if (FOREIGN.has(name)) foreign.push(path)
      else inside.push({ path, real: join(here, name) })
    },
    link: (path) => links.push(path),
  }
}
