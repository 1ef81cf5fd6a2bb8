/** Checkpoints below the configuration that no entry names: passed by in silence, they would look judged. */
import { dirname, join, relative, resolve, sep } from 'node:path'
import { isCheckpointName } from '../../checkpoint/checkpoint-name.ts'
import { isPthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { findFiles, FOREIGN } from '../../node/find-files.ts'
import { isPointer, isWords, lookAt } from '../../node/folder-files.ts'
import { foldParts } from '../../node/part-names.ts'
import { realTarget } from '../../node/real-target.ts'
import { configLine, uncoveredLine } from '../../operations/check/settle.ts'
import type { RuleResult } from '../../operations/check/report.ts'
import { CONFIG, shown } from './locate.ts'
import type { Located } from './locate.ts'
import { filesOf, inputsOf } from './select.ts'
import type { AskedPath } from './select.ts'

/**
 * The line about them, or none. Files that git ignores are not of the repository; without git every file below the
 * configuration counts. `left` are the files that a `!glob` leaves out. With `since`, only files that changed.
 */
export async function uncoveredLines(
  located: Located,
  all: readonly AskedPath[],
  left: ReadonlySet<string>,
  { limits, since }: { readonly limits: Limits; readonly since: string | undefined },
): Promise<readonly RuleResult[]> {
  const { config, folder } = located
  if (config.uncovered === 'off') return []
  try {
    const known = await knownFiles(located, all, left, limits)
    const found = await checkpointsOf(await filesBelow(folder, limits), folder, known, limits)
    const changed = since === undefined ? found : await changedOf(located, found, since)
    const line = uncoveredLine(config.path, changed.map(shown), config.uncovered)
    return line === null ? [] : [line]
  } catch (error) {
    if (!isPthError(error, 'LIMIT_EXCEEDED')) throw error
    const message = `checkpoints that no entry names were not looked for: ${error.message}`
    return [configLine('config', 'NOT_JUDGED', message, { file: config.path, line: null })]
  }
}

/** All that the configuration names, with the parts of each, and what it leaves out. */
async function knownFiles(
  located: Located,
  all: readonly AskedPath[],
  left: ReadonlySet<string>,
  limits: Limits,
): Promise<ReadonlySet<string>> {
  const named = new Set(left)
  for (const one of all) for (const path of await placesOf(located, one, limits)) named.add(path)
  for (const path of left) for (const part of await filesOf(path, limits)) named.add(part)
  const known = new Set(named)
  // A file is the same under every name.
  for (const path of named) known.add(await realTarget(path))
  return known
}

/** A checkpoint with its parts, and what it is compared with. */
async function placesOf(located: Located, one: AskedPath, limits: Limits): Promise<readonly string[]> {
  try {
    return (await inputsOf(located, one, limits)).map(({ path }) => path)
  } catch (error) {
    // The line of its rule says what is wrong with the path.
    if (!isPthError(error, 'CONFIG_INVALID')) throw error
    return filesOf(one.path.path, limits)
  }
}

/** Every file below the folder, absolute. @throws PthError LIMIT_EXCEEDED */
async function filesBelow(folder: string, limits: Limits): Promise<readonly string[]> {
  const { filesOfRepository } = await import('../../node/git.ts')
  const files = (await filesOfRepository(folder)) ?? (await findFiles([folder], limits)).files
  const all = files.map((file) => resolve(folder, file))
  // What is below another configuration is for its runs.
  const others = all
    .filter((file) => file.endsWith(`${sep}${CONFIG}`) && dirname(file) !== folder)
    .map((file) => `${dirname(file)}${sep}`)
  return all.filter(
    (file) =>
      !FOREIGN.test(`${sep}${relative(folder, file)}`) && !others.some((other) => file.startsWith(other)),
  )
}

/** Those of some files that are checkpoints by name and content, and are not known. */
async function checkpointsOf(
  files: readonly string[],
  folder: string,
  known: ReadonlySet<string>,
  limits: Limits,
): Promise<readonly string[]> {
  const { folders, rest } = foldParts(folder, files)
  const isNew = async (path: string): Promise<boolean> =>
    !known.has(path) && !known.has(await realTarget(path))
  const found: string[] = []
  for (const path of folders) if (await isNew(path)) found.push(path)
  const named: string[] = []
  for (const path of rest)
    if (isCheckpointName(path) && (await isNew(path))) named.push(relative(folder, path))
  for (const { name, checkpoint } of await lookAt(folder, named)) {
    const path = join(folder, name)
    // A vocabulary is a pickle too, and a pointer of Git LFS stands for what is named.
    const isOne = checkpoint ? !(await isWords(path, limits)) : await isPointer(path)
    if (isOne) found.push(path)
  }
  return found.toSorted()
}

async function changedOf(
  { folder }: Located,
  files: readonly string[],
  since: string,
): Promise<readonly string[]> {
  if (files.length === 0) return []
  const { changedAmong } = await import('../../node/git.ts')
  const changed = await changedAmong(folder, since, new Set(files))
  return files.filter((file) => changed.has(file))
}
