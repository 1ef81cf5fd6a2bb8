/** Which checkpoints of the configuration a run judges: all, those that were named, or those that changed. */
import { basename, dirname, join, resolve, sep } from 'node:path'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import type { Asked } from '../../config/cascade.ts'
import type { Limits } from '../../limits.ts'
import { findFiles } from '../../node/find-files.ts'
import { configLine } from '../../operations/check/settle.ts'
import type { RuleResult } from '../../operations/check/report.ts'
import { isDcpMetadata } from '../../checkpoint/distributed/dcp/names.ts'
import { folderOf, placeIn } from '../../node/place.ts'
import { isAddress } from '../../remote/address.ts'
import { absolute } from './addresses.ts'
import { isPartsFolder, partNames } from '../../node/part-names.ts'
import { shardsOf } from '../../node/shards-of.ts'
import type { CheckPath } from './expand.ts'
import { pathIn, shown } from './locate.ts'
import type { Located } from './locate.ts'
import { baselinePath, lockPath, referencePath } from './references.ts'

/** A checkpoint and what is asked of it. */
export interface AskedPath {
  readonly path: CheckPath
  readonly asked: Asked
}

/** Those that `files` name, or a part of which they do. One that no entry covers is a fault: it is to be judged. */
export async function onlyNamed(
  all: readonly AskedPath[],
  files: readonly string[],
  limits: Limits,
): Promise<{ readonly paths: readonly AskedPath[]; readonly faults: readonly RuleResult[] }> {
  if (files.length === 0) return { paths: all, faults: [] }
  const { files: found, unreadable } = await findFiles(files, limits)
  const named = new Set([...found, ...unreadable.map(({ details }) => details.path)].map(absolute))
  // Hooks hand over each file: a part stands for the whole that it is of.
  const whole = new Set(all.map(({ path }) => path.path))
  const rest = new Set([...named].filter((file) => !whole.has(file)))
  const covered = new Set<string>()
  const paths: AskedPath[] = []
  for (const one of all) {
    const { path } = one.path
    const parts = [...(named.has(path) ? [path] : []), ...(await partsAmong(path, rest, limits))]
    for (const part of parts) covered.add(part)
    if (parts.length > 0) paths.push(one)
  }
  const folders = new Set(found.filter((file) => !files.includes(file)).map(absolute))
  const faults = [...named]
    // Of a folder or a glob the files that no entry covers are not meant.
    .filter((file) => !covered.has(file) && !folders.has(file))
    .map((file) => {
      const message = 'nothing is compared: no entry of the configuration has a glob that matches this file'
      return configLine('config', 'NOTHING_COMPARED', message, { file: shown(file), line: null })
    })
  if (paths.length > 0 || faults.length > 0) return { paths, faults }
  const message = `nothing is compared: no entry of the configuration covers a file of ${files.join(' ')}`
  return {
    paths,
    faults: [configLine('config', 'NOTHING_COMPARED', message, { file: files[0] ?? '', line: null })],
  }
}

/** Which of some files are a part of a checkpoint: a shard of an index, a file of an unpacked archive. */
async function partsAmong(
  path: string,
  files: ReadonlySet<string>,
  limits: Limits,
): Promise<readonly string[]> {
  if (files.size === 0) return []
  if (!isIndexName(path))
    return [...files].filter((file) => file.startsWith(isAddress(path) ? path : `${path}${sep}`))
  const shards = ((await shardsOf(path, limits)) ?? []).map((shard) => placeIn(folderOf(path), shard))
  return shards.filter((shard) => files.has(shard))
}

/** Those that changed since a commit, themselves or something that they are compared with. @throws PthError USAGE */
export async function onlyChanged(
  located: Located,
  all: readonly AskedPath[],
  since: string,
  limits: Limits,
): Promise<readonly AskedPath[]> {
  const { changedAmong } = await import('../../node/git.ts')
  const config = resolve(located.config.path)
  const needs = new Map<AskedPath, readonly string[]>()
  for (const one of all) needs.set(one, await dependenciesOf(located, one, limits))
  const paths = [...needs.values()].flat().filter((place) => !isAddress(place))
  const changed = await changedAmong(located.folder, since, new Set([config, ...paths]))
  // Another configuration may ask something else of every file.
  if (changed.has(config)) return all
  // Of what is at an address git cannot say that it is the same.
  return all.filter((one) => needs.get(one)?.some((place) => isAddress(place) || changed.has(place)) === true)
}

/** Every file on which the lines of a checkpoint depend. */
async function dependenciesOf(located: Located, one: AskedPath, limits: Limits): Promise<readonly string[]> {
  const { path, asked } = one
  const { settings } = asked
  const grows = [settings.bytes, settings.parameters].some((budget) => (budget?.grow ?? null) !== null)
  return [
    ...(await inputsOf(located, one, limits)).map(({ path: input }) => input),
    ...(asked.levels.some(({ rule, level }) => rule === 'lock' && level !== 'off')
      ? [lockPath(located, path, asked)]
      : []),
    ...(grows ? [baselinePath(located)] : []),
  ]
}

/** A checkpoint with what it is one with: the shards of an index, the files of a distributed one. */
export async function filesOf(path: string, limits: Limits): Promise<readonly string[]> {
  // Nothing at an address is written, and git does not know it.
  if (isAddress(path)) return [path]
  if (isIndexName(path)) {
    const shards = (await shardsOf(path, limits)) ?? []
    return [path, ...shards.map((shard) => join(dirname(path), shard))]
  }
  if (path.endsWith('.distcp') || isDcpMetadata(basename(path))) return [path, dirname(path)]
  if (!(await isPartsFolder(path, limits))) return [path]
  return [path, ...(await partNames(path, limits)).map((name) => join(path, name))]
}

/** A file that a checkpoint is judged by, and what it is. */
export interface Input {
  readonly path: string
  readonly what: string
}

/** What is only ever read: the checkpoint, its schema, their shards, the policy. @throws PthError CONFIG_INVALID */
export async function inputsOf(
  located: Located,
  { path, asked }: AskedPath,
  limits: Limits,
): Promise<readonly Input[]> {
  const schema = referencePath(located, path, asked, 'schema')
  const policy = asked.settings.scan?.policy ?? null
  const place = asked.places.get('scan')
  const own = await filesOf(path.path, limits)
  const compared = schema === undefined ? [] : await filesOf(schema, limits)
  return [
    ...own.map((file) => ({
      path: file,
      what: file === path.path ? `the checkpoint ${path.shown}` : `a part of ${path.shown}`,
    })),
    ...compared.map((file) => ({ path: file, what: `the schema of ${path.shown}` })),
    ...(policy === null || place === undefined
      ? []
      : [{ path: pathIn(located, policy, place), what: `the policy of ${path.shown}` }]),
  ]
}
