/** Words of a command line to inputs: a glob that no shell expanded is many files, a set of shards is one. */
import { basename, dirname, join } from 'node:path'
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'

const MAGIC = /[*?[{]/

/**
 * The inputs that `paths` name, in the order given. A path that is there is taken as it is, whatever
 * characters it has. Else `*`, `?`, `[` and `{` in its last part match names of files in that one folder.
 * A glob that matches one set of shards and nothing else stays a glob: it is opened as one input.
 * @throws PthError SOURCE_UNREADABLE when a glob matches nothing, LIMIT_EXCEEDED
 */
export async function inputPaths(
  paths: readonly string[],
  limits: Limits = DEFAULT_LIMITS,
): Promise<readonly string[]> {
  const { kindOfPath } = await import('./file.ts')
  const inputs: string[] = []
  for (const path of paths) {
    const asIs = path === '-' || !MAGIC.test(basename(path)) || (await kindOfPath(path)) !== 'missing'
    if (asIs) inputs.push(path)
    else for (const input of await globInputs(path)) inputs.push(input)
    checkLimit(limits, 'files', path, inputs.length)
  }
  return inputs
}

async function globInputs(path: string): Promise<readonly string[]> {
  const { groupShards } = await import('../checkpoint/several/shard-names.ts')
  const names = await matchedNames(path)
  const groups = groupShards(names)
  return groups.length === 1 && groups[0]?.sharded === true
    ? [path]
    : names.map((name) => join(dirname(path), name))
}

/** The names of files that the last part of a glob matches, sorted. @throws PthError SOURCE_UNREADABLE when none */
export async function matchedNames(path: string): Promise<readonly string[]> {
  const [{ compileGlobs }, { kindOfPath, listFolder }] = await Promise.all([
    import('../names/glob.ts'),
    import('./file.ts'),
  ])
  const folder = dirname(path)
  const names: string[] = []
  for (const name of (await listFolder(folder)).filter(compileGlobs([basename(path)])))
    if ((await kindOfPath(join(folder, name))) === 'file') names.push(name)
  if (names.length === 0) throw new PthError('SOURCE_UNREADABLE', { path, reason: 'no file has such a name' })
  return names
}

/**
 * The names that one input made of a glob consists of: one file, or every shard of one model.
 * @throws PthError SHARDS_INVALID when shards are missing, FORMAT_UNSUPPORTED when the files are not of one model
 */
export async function oneInput(path: string): Promise<readonly string[]> {
  const { groupShards } = await import('../checkpoint/several/shard-names.ts')
  const names = await matchedNames(path)
  const [group, ...others] = groupShards(names)
  if (group === undefined || others.length > 0)
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: `${names.length} files whose names do not say that they are shards of one model`,
      hint: `name one of them: ${names.slice(0, 10).join(', ')}`,
    })
  if (group.missing > 0)
    throw new PthError('SHARDS_INVALID', {
      index: path,
      reason: `${group.missing} of ${group.missing + group.names.length} shards are missing; found`,
      names: group.names.slice(0, 10),
    })
  return group.names
}
