/** What of a folder the first configuration is for: globs that match the checkpoints and nothing that is not one. */
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import type { Limits } from '../../limits.ts'
import { filesOfGlob } from '../../node/path-glob.ts'
import { shardsOf } from '../../node/shards-of.ts'

/** Globs as a configuration has them, and the files that they leave out, relative to the folder. */
export interface Globs {
  readonly files: readonly string[]
  readonly others: readonly string[]
}

/**
 * A glob per folder and suffix, so that a new checkpoint there is checked too. What it matches besides `kept` is left
 * out by name: what init writes, other files of the suffix, and checkpoints that it could not describe.
 */
export async function globsOf(
  folder: string,
  kept: readonly string[],
  written: readonly string[],
  limits: Limits,
): Promise<Globs> {
  const globs = [...new Set(kept.map(globOf))].toSorted()
  const own = new Set(kept)
  for (const file of kept)
    if (isIndexName(file))
      for (const shard of (await shardsOf(join(folder, file), limits)) ?? [])
        own.add(slashed(join(dirname(file), shard)))
  const matched = new Set<string>()
  for (const glob of globs) {
    if (own.has(glob)) continue
    const { files } = await filesOfGlob(join(folder, glob), limits)
    for (const file of files) matched.add(slashed(relative(resolve(folder), resolve(file))))
  }
  const ours = new Set(written)
  const others = [...matched].filter((file) => !own.has(file) && !ours.has(file)).toSorted()
  return { files: [...globs.map(asGlob), ...others.map((file) => `!${file}`)], others }
}

/** A file without a suffix, and one whose suffix is that of what init writes, stands for itself. */
function globOf(file: string): string {
  const suffix = file.endsWith('.index.json') ? '.index.json' : extname(file)
  if (suffix === '' || suffix === '.json') return file
  const folder = dirname(file)
  // A folder whose name has characters of a glob would be read as one.
  if (/[*?[\]{}\\!]/.test(folder + suffix)) return file
  return folder === '.' ? `*${suffix}` : `${folder}/*${suffix}`
}

/** At the beginning of a glob, `!` leaves out. */
export function asGlob(glob: string): string {
  return glob.startsWith('!') ? `./${glob}` : glob
}

/** A path with the separators of a configuration. */
export function slashed(path: string): string {
  return path.split(sep).join('/')
}
