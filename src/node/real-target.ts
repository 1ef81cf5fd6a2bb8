/** What a path leads to. */
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'

/** A path behind symbolic links; as it is where nothing is there. */
export function realTarget(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
