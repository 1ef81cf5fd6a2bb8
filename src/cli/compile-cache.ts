/** Compiled code kept between runs, where Node can do that (22.1 and later). */
import module from 'node:module'
import { join } from 'node:path'

/** Newer than the oldest Node that pth runs on. */
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown }

/**
 * Keep what is compiled from here on in the user's own cache folder. Node's default is below the temporary folder,
 * which is shared: whoever makes it first could put code there. Without a home nothing is kept.
 * `NODE_COMPILE_CACHE` and `NODE_DISABLE_COMPILE_CACHE` have the last word, and a folder that cannot be written is
 * no error: Node then compiles as ever.
 */
export function keepCompiled(env: Readonly<Record<string, string | undefined>>): void {
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: local, HOME: home } = env
  const folder = cache || local || (home && join(home, '.cache'))
  if (folder) enableCompileCache?.(join(folder, 'pth-cli'))
}
