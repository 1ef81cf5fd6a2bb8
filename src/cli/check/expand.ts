/** The globs of a configuration as checkpoints, each with the entries that match it. */
import { dirname, join, relative, resolve, sep } from 'node:path'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import type { Entry, FileGlob } from '../../config/config.ts'
import { isPthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { nearest } from '../../names/near.ts'
import { kindOfPath, listFolder } from '../../node/file.ts'
import { findCheckpoints } from '../../node/find-checkpoints.ts'
import { FOREIGN } from '../../node/find-files.ts'
import { foldParts } from '../../node/part-names.ts'
import { filesOfGlob, isGlob } from '../../node/path-glob.ts'
import { folderOf, placeIn } from '../../node/place.ts'
import { isAddress } from '../../remote/address.ts'
import { configLine } from '../../operations/check/settle.ts'
import type { RuleResult } from '../../operations/check/report.ts'
import { addressOf, checkpointsAt } from './addresses.ts'
import { pathIn, shown } from './locate.ts'
import type { Located } from './locate.ts'
import { shardsOf } from '../../node/shards-of.ts'

/** One checkpoint of the configuration. */
export interface CheckPath {
  /** Absolute, or an address. */
  readonly path: string
  /** As it is printed. */
  readonly shown: string
  /** Relative to the configuration, with slashes, or an address. */
  readonly name: string
  readonly entries: readonly Entry[]
}

/** Every checkpoint, and the globs that are at fault. */
export interface Expanded {
  readonly paths: readonly CheckPath[]
  readonly faults: readonly RuleResult[]
  /** Files that a `!glob` leaves out of an entry, absolute. */
  readonly left: ReadonlySet<string>
}

/** @throws PthError CONFIG_INVALID for a path that leads out of the repository, LIMIT_EXCEEDED */
export async function expandEntries(located: Located, limits: Limits): Promise<Expanded> {
  const found = new Map<string, Entry[]>()
  const faults: RuleResult[] = []
  const allLeft = new Set<string>()
  for (const entry of located.config.entries) {
    const left = new Set<string>()
    for (const glob of entry.exclude)
      for (const file of await expandGlob(located, glob, limits)) left.add(file)
    for (const file of left) allLeft.add(file)
    const matched = new Set<string>()
    for (const glob of entry.include) {
      const all = await expandGlob(located, glob, limits)
      const files = all.filter((file) => !left.has(file))
      if (all.length === 0) faults.push(await nothingMatches(located, glob))
      else if (files.length === 0) faults.push(allLeftOut(located, glob, all.length))
      for (const file of files) matched.add(file)
    }
    for (const file of await withoutShards(matched, limits))
      found.set(file, [...(found.get(file) ?? []), entry])
  }
  const paths = [...found]
    .map(([path, entries]): CheckPath => ({
      path,
      shown: shown(path),
      name: isAddress(path) ? path : relative(located.folder, path).split(sep).join('/'),
      entries,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { paths, faults, left: allLeft }
}

/** The files of one glob, absolute, or those at an address. What is there is taken, whatever characters it has. */
export async function expandGlob(
  located: Located,
  glob: FileGlob,
  limits: Limits,
): Promise<readonly string[]> {
  const { pattern } = glob
  if (isAddress(pattern)) return checkpointsAt(addressOf(located.config, pattern, glob), limits)
  pathIn(located, pattern, glob)
  const whole = resolve(located.folder, pattern)
  const kind = await kindOfPath(whole)
  if (kind === 'file') return [whole]
  if (kind === 'folder') {
    const { files, refused, archives } = await findCheckpoints([whole], { one: false, limits })
    // An archive may hold a checkpoint: what is not judged must not look as if it were.
    return [...files, ...archives, ...refused.map(({ path }) => path)].map((file) => resolve(file))
  }
  if (!isGlob(pattern)) return []
  try {
    // Names of folders above the configuration may have characters of a glob; they are there, and taken as they are.
    const { files, unreadable } = await filesOfGlob(join(located.folder, pattern), limits)
    const all = [...files, ...unreadable.map(({ details }) => details.path)].map((file) => resolve(file))
    const own = FOREIGN.test(pattern)
      ? all
      : all.filter((file) => !FOREIGN.test(relative(located.folder, file)))
    // A part of a distributed checkpoint is judged with all others.
    const parts = foldParts(located.folder, own)
    return [...parts.folders, ...parts.rest]
  } catch (error) {
    if (isPthError(error, 'SOURCE_UNREADABLE')) return []
    throw error
  }
}

function allLeftOut(located: Located, { pattern, key, line }: FileGlob, count: number): RuleResult {
  const files = count === 1 ? 'the only file' : `all ${count} files`
  const are = count === 1 ? 'is' : 'are'
  const message = `${key}: ${files} that ${JSON.stringify(pattern)} matches ${are} left out by a !glob`
  return configLine('files', 'NOTHING_MATCHES', message, { file: located.config.path, line })
}

async function nothingMatches(located: Located, { pattern, key, line }: FileGlob): Promise<RuleResult> {
  const folder = dirname(resolve(located.folder, pattern))
  const names = isGlob(folder) ? [] : await listFolder(folder).catch(() => [])
  const above = names.length > 0 ? [] : await listFolder(located.folder).catch(() => [])
  const [first = ''] = pattern.split('/')
  const near = [
    ...nearest(pattern.slice(pattern.lastIndexOf('/') + 1), names),
    ...nearest(first, above).map((name) => `${name}/`),
  ]
  const hint = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
  return configLine('files', 'NOTHING_MATCHES', `${key}: ${JSON.stringify(pattern)} matches no file${hint}`, {
    file: located.config.path,
    line,
  })
}

/** An index stands for its shards: they are judged as one model. */
async function withoutShards(files: ReadonlySet<string>, limits: Limits): Promise<readonly string[]> {
  const shards = new Set<string>()
  for (const file of files) {
    if (!isIndexName(file)) continue
    for (const shard of (await shardsOf(file, limits)) ?? []) shards.add(placeIn(folderOf(file), shard))
  }
  return [...files].filter((file) => !shards.has(file))
}
