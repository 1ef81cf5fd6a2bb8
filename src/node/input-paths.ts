/** Words of a command line to inputs: a glob that no shell expanded is many files, a set of shards is one. */
import { basename, dirname, join } from 'node:path'
import { groupShards, globOfShards } from '../checkpoint/several/shard-names.ts'
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { kindOfPlace } from './place.ts'
import { isAddress } from '../remote/address.ts'
import { memberAddress } from './member-address.ts'
import { filesOfGlob, isGlob } from './path-glob.ts'

/**
 * The inputs that `paths` name, in the order given. A path that is there is taken as it is, whatever
 * characters it has; else `*`, `?`, `[` and `{` make it a glob. Every shard of one model, by a glob or one by one,
 * becomes one input: the glob that matches them. A glob of one incomplete set stays as it is and is refused when
 * opened.
 * @throws PthError SOURCE_UNREADABLE when a glob matches nothing, LIMIT_EXCEEDED
 */
export async function inputPaths(
  paths: readonly string[],
  limits: Limits = DEFAULT_LIMITS,
): Promise<readonly string[]> {
  const inputs: string[] = []
  for (const path of paths) {
    const asIs =
      path === '-' ||
      !isGlob(path) ||
      isAddress(path) ||
      (await kindOfPlace(path)) !== 'missing' ||
      (await memberAddress(path)) !== null
    if (asIs) inputs.push(path)
    else for (const input of await inputsOfGlob(path, limits)) inputs.push(input)
    checkLimit(limits, 'files', path, inputs.length)
  }
  return joinShards(inputs)
}

async function inputsOfGlob(path: string, limits: Limits): Promise<readonly string[]> {
  const { files, unreadable } = await filesOfGlob(path, limits)
  const [only, ...others] = groupShards(files)
  if (only !== undefined && others.length === 0 && only.missing > 0) return [path]
  return [...files, ...unreadable.map(({ details }) => details.path)]
}

/** Every complete set of shards as the glob of its files, where its first one stands. */
function joinShards(paths: readonly string[]): readonly string[] {
  const globs = new Map<string, string>()
  for (const { names, missing, sharded } of groupShards([...new Set(paths)]))
    if (sharded && missing === 0 && names.length > 1) {
      const [first = ''] = names
      const glob = globOfShards(basename(first))
      const path = first === basename(first) ? glob : join(dirname(first), glob)
      for (const name of names) globs.set(name, path)
    }
  const joined = new Set<string>()
  return paths.flatMap((path) => {
    const glob = globs.get(path)
    if (glob === undefined) return [path]
    if (joined.has(glob)) return []
    joined.add(glob)
    return [glob]
  })
}

/** The files of one input: names, and the folder that they are in. */
export interface InputFiles {
  readonly folder: string
  readonly names: readonly string[]
}

/**
 * The files that one input made of a glob consists of: one file, or every shard of one model.
 * @throws PthError SHARDS_INVALID when shards are missing, FORMAT_UNSUPPORTED when the files are not of one model,
 * SOURCE_UNREADABLE
 */
export async function oneInput(path: string, limits: Limits = DEFAULT_LIMITS): Promise<InputFiles> {
  const { files, unreadable } = await filesOfGlob(path, limits)
  const [refused] = unreadable
  if (refused !== undefined) throw refused
  const [group, ...others] = groupShards(files)
  if (group === undefined || others.length > 0)
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: `${files.length} files whose names do not say that they are shards of one model`,
      hint: `name one of them: ${files.slice(0, 10).join(', ')}`,
    })
  const names = group.names.map((name) => basename(name))
  if (group.missing > 0)
    throw new PthError('SHARDS_INVALID', {
      index: path,
      reason: `${group.missing} of ${group.missing + names.length} shards are missing; found`,
      names: names.slice(0, 10),
      total: names.length,
    })
  return { folder: dirname(group.names[0] ?? path), names }
}
