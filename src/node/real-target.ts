/** What a path leads to. */
import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** One path for one file, behind symbolic links; of a file that is not there yet those on the way to it. */
export async function realTarget(path: string): Promise<string> {
  return realpath(path).catch(async () => {
    const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)))
    return join(folder, basename(path))
  })
}
