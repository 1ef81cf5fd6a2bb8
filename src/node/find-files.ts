/** Paths on a command line to files: folders are walked, globs that no shell expanded are matched. */
import { join } from 'node:path'
import type { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { isAddress } from '../remote/address.ts'
import { listEntries, statPath } from './calls.ts'
import { notAFile } from './file.ts'
import { memberAddress } from './member-address.ts'
import { kindOfPlace, namesAt, placeIn } from './place.ts'
import { filesOfGlob, isGlob, unreadableFolder } from './path-glob.ts'
import { realTarget } from './real-target.ts'
import { newVisits } from './visits.ts'

/** What was found, and what could not be looked into: it may hold anything. */
export interface FoundFiles {
  readonly files: readonly string[]
  readonly unreadable: readonly PthError<'SOURCE_UNREADABLE'>[]
}

interface Found {
  readonly files: string[]
  readonly unreadable: PthError<'SOURCE_UNREADABLE'>[]
}

/**
 * The files that `paths` name, in the order given, folders in the order of their names. A path that is
 * there is taken as it is, whatever characters it has; else `*`, `?`, `[` and `{` make it a glob.
 * Symbolic links to folders inside a folder are followed last and once each, so the walk ends.
 * @throws PthError SOURCE_UNREADABLE when a glob matches nothing, LIMIT_EXCEEDED
 */
export async function findFiles(
  paths: readonly string[],
  limits: Limits = DEFAULT_LIMITS,
): Promise<FoundFiles> {
  const found: Found = { files: [], unreadable: [] }
  for (const path of paths) {
    if (isAddress(path)) {
      await filesOfAddress(path, found, limits)
      continue
    }
    const facts = await statPath(path).catch(() => undefined)
    if (facts?.isDirectory() === true) await walk(path, found, limits)
    else if (facts === undefined && isGlob(path) && (await memberAddress(path)) === null) {
      const { files, unreadable } = await filesOfGlob(path, limits)
      for (const file of files) found.files.push(file)
      for (const folder of unreadable) found.unreadable.push(folder)
      checkLimit(limits, 'files', path, found.files.length)
    }
    // What cannot be opened is reported when it is opened.
    else found.files.push(path)
  }
  return found
}

/** Every file below an address, or the file that it is of. */
async function filesOfAddress(address: string, found: Found, limits: Limits): Promise<void> {
  if ((await kindOfPlace(address)) === 'file') found.files.push(address)
  else for (const name of await namesAt(address)) found.files.push(placeIn(address, name))
  checkLimit(limits, 'files', address, found.files.length)
}

/** Paths in folders of other programs: no glob and no search of a repository leads into them. */
export const FOREIGN = /(^|[/\\])(\.git|node_modules|__pycache__|\.venv)[/\\]/

/** A file of a hub's cache, which its snapshots link to under its name. */
const BLOB = /(^|[/\\])blobs[/\\][0-9a-f]{40,64}$/

async function walk(folder: string, found: Found, limits: Limits): Promise<void> {
  const start = found.files.length
  const linked = new Set<string>()
  const visits = newVisits(folder)
  for (let next = await visits.next(); next !== undefined; next = await visits.next()) {
    const entries = await listEntries(next).catch((cause: unknown) => {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
      found.unreadable.push(unreadableFolder(next, code, cause))
      return []
    })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = next === '.' ? entry.name : join(next, entry.name)
      // A link that leads nowhere is reported when it is opened.
      const facts = entry.isSymbolicLink() ? await statPath(path).catch(() => undefined) : entry
      if (facts?.isDirectory() === true) {
        if (facts === entry) visits.folder(entry.name, path)
        else visits.link(path)
      }
      // Nothing is read from a pipe, a socket or a device.
      else if (facts?.isFile() === false) found.unreadable.push(notAFile(path))
      else {
        found.files.push(path)
        if (facts !== undefined && facts !== entry) linked.add(await realTarget(path))
      }
      checkLimit(limits, 'files', folder, found.files.length)
    }
  }
  if (linked.size > 0) await leaveOutLinked(found.files, start, linked)
}

/** Each file once, under the name that it has: the name of a blob says nothing, and its folder nothing about it. */
async function leaveOutLinked(files: string[], start: number, linked: ReadonlySet<string>): Promise<void> {
  for (const file of files.splice(start))
    if (!BLOB.test(file) || !linked.has(await realTarget(file))) files.push(file)
}
