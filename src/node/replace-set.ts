/**
 * A sharded checkpoint over another one of the same name. A rename replaces one file, a set is many: the new shards get
 * names of their own, one rename of the index moves readers from the old set to the new one, and only then are the
 * old files removed and the usual names given. After a kill at any moment the index leads to one whole set.
 */
import { basename, dirname, join } from 'node:path'
import { PthError } from '../errors.ts'
import { isShardName, stagedShardName } from '../safetensors/shards.ts'
import { splitExtension } from '../operations/convert/parts.ts'
import type { IndexPart } from '../operations/convert/parts.ts'
import { writeWhole, isSameFile, linkFile, namesIn, randomName, removeFile } from './output.ts'

/** Files of a set: where the shards and the index are to be, symbolic links resolved. */
export interface SetPlaces {
  readonly shards: readonly string[]
  readonly index: string
  /** The first path that is itself a symbolic link; null when none is. */
  readonly linked: string | null
}

/** A new set that is written beside an old one. */
export interface Replacement {
  /** Names of the new shards until the old ones are gone, in the order of the shards. */
  readonly staged: readonly string[]
  /** What a reader of this name could take for the model, and is removed: old shards, one whole file. */
  readonly old: readonly string[]
}

/** Files under the name of `output` that are not of the new set, sorted. `output` itself counts: readers prefer it. */
export async function oldFiles(output: string, { shards, index }: SetPlaces): Promise<string[]> {
  const folder = dirname(index)
  const { base, extension } = splitExtension(basename(output))
  const own = new Set(shards.map((path) => basename(path)))
  const names = await namesIn(folder)
  return names
    .filter((name) => name === basename(output) || (isShardName(name, base, extension) && !own.has(name)))
    .map((name) => join(folder, name))
    .toSorted()
}

/**
 * How to replace what is there, or null when nothing is: then the files get their names at once. Nothing is changed.
 * @throws PthError OUTPUT_IS_INPUT when a file to be removed is read; OUTPUT_UNWRITABLE when a link is in the way
 */
export async function planReplacement(
  output: string,
  places: SetPlaces,
  inputs: readonly string[],
): Promise<Replacement | null> {
  const folder = dirname(places.index)
  const there = new Set(await namesIn(folder))
  const others = await oldFiles(output, places)
  for (const path of others) {
    for (const input of inputs)
      if (await isSameFile(path, input)) throw new PthError('OUTPUT_IS_INPUT', { path, input })
  }
  const same = places.shards.filter((path) => there.has(basename(path)))
  if (places.linked !== null) {
    const reason = 'it is a symbolic link: such a set cannot be replaced at once; write to another folder'
    throw new PthError('OUTPUT_UNWRITABLE', { path: places.linked, reason })
  }
  if (others.length === 0 && same.length === 0 && !there.has(basename(places.index))) return null
  const { base } = splitExtension(basename(output))
  const run = randomName()
  const staged = places.shards.map((path) => join(folder, stagedShardName(basename(path), base, run)))
  return { staged, old: [...others, ...same] }
}

/**
 * After the index leads to the staged shards: remove the old files, and give the new ones their usual names where
 * the file system has hard links. Returns the paths of the shards. What fails here leaves the new set whole.
 * @throws PthError OUTPUT_UNWRITABLE
 */
export async function settleReplacement(
  { staged, old }: Replacement,
  { shards, index }: SetPlaces,
  { text }: IndexPart,
): Promise<readonly string[]> {
  for (const path of old) await removeFile(path)
  const linked: string[] = []
  for (const [at, path] of shards.entries()) {
    if (!(await linkFile(staged[at] ?? '', path))) {
      for (const made of linked) await removeFile(made)
      return staged
    }
    linked.push(path)
  }
  await writeWhole(index, text, { force: true })
  for (const path of staged) await removeFile(path)
  return shards
}
