/**
 * Globs over paths, one rule for every command: `*`, `?`, `[a]` and `{a,b}` match names inside one folder, `**` crosses
 * folders. No shell is needed, so they mean the same on Windows.
 */
import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { PthError } from '../errors.ts'
import { checkLimit, DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { compileGlob } from '../names/glob.ts'
import { kindOfPath } from './file.ts'
import { newVisits } from './visits.ts'

const MAGIC = /[*?[{]/

/** A glob, cut where its first pattern begins. */
export interface PathGlob {
  /** The folder that the patterns begin in; `.` for the current one. */
  readonly base: string
  /** One pattern for each folder on the way, and one for the file. */
  readonly parts: readonly string[]
}

/** Whether a path has characters of a glob. One that is there is taken as it is all the same. */
export function isGlob(path: string): boolean {
  return MAGIC.test(path)
}

/**
 * Cut a glob into its fixed folder and its patterns. `separator` is that of the system: with `\` both it and `/`
 * separate, and a backslash escapes nothing.
 */
export function splitGlob(pattern: string, separator: string = sep): PathGlob {
  const fixed = pattern.slice(0, pattern.search(MAGIC))
  const cut = Math.max(fixed.lastIndexOf('/'), separator === '\\' ? fixed.lastIndexOf('\\') : -1)
  const parts = pattern.slice(cut + 1).split(separator === '\\' ? /[/\\]+/ : /\/+/)
  return { base: cut < 0 ? '.' : pattern.slice(0, cut + 1), parts: parts.filter((part) => part !== '') }
}

/** What was found, and the folders that could not be read: they may hold anything. */
export interface Globbed {
  readonly files: readonly string[]
  readonly unreadable: readonly PthError<'SOURCE_UNREADABLE'>[]
}

/**
 * The files that a glob matches, in the order of folders and names. Symbolic links to folders are followed, by `**`
 * once each, so the walk ends.
 * @throws PthError SOURCE_UNREADABLE when nothing matches, LIMIT_EXCEEDED
 */
export async function filesOfGlob(pattern: string, limits: Limits = DEFAULT_LIMITS): Promise<Globbed> {
  const { base, parts } = splitGlob(pattern)
  const walk: Walk = { pattern, limits, unreadable: [] }
  let folders: readonly string[] = [base]
  for (const part of parts.slice(0, -1)) folders = await foldersBy(part, folders, walk)
  const last = parts.at(-1) ?? ''
  if (last === '**') folders = await foldersBy(last, folders, walk)
  const matches = last === '**' ? () => true : compileGlob(last)
  const files: string[] = []
  for (const folder of folders) {
    const names = await namesOf(folder, walk)
    for (const { name } of exactly(names, last) ?? names.filter((entry) => matches(entry.name))) {
      const path = within(folder, name)
      if ((await kindOfPath(path)) !== 'folder') files.push(path)
      checkLimit(limits, 'files', pattern, files.length)
    }
  }
  if (files.length === 0 && walk.unreadable.length === 0)
    throw new PthError('SOURCE_UNREADABLE', { path: pattern, reason: 'no file matches' })
  return { files, unreadable: walk.unreadable }
}

interface Walk {
  readonly pattern: string
  readonly limits: Limits
  readonly unreadable: PthError<'SOURCE_UNREADABLE'>[]
}

interface Entry {
  readonly name: string
  readonly folder: boolean
  readonly link: boolean
}

async function foldersBy(part: string, folders: readonly string[], walk: Walk): Promise<readonly string[]> {
  const found: string[] = []
  if (part === '**') {
    for (const folder of folders) for (const inside of await foldersBelow(folder, walk)) found.push(inside)
    return [...new Set(found)].toSorted()
  }
  const matches = compileGlob(part)
  for (const next of folders) {
    const entries = await namesOf(next, walk)
    for (const { name, folder, link } of exactly(entries, part) ?? entries) {
      const path = within(next, name)
      if (!matches(name)) continue
      if (folder || (link && (await kindOfPath(path)) === 'folder')) found.push(path)
    }
    checkLimit(walk.limits, 'files', walk.pattern, found.length)
  }
  return found
}

/** A folder and all below. What lies in two places by links is entered once, where it has its own name if it can be. */
async function foldersBelow(top: string, walk: Walk): Promise<readonly string[]> {
  const found: string[] = []
  const visits = newVisits(top)
  for (let next = await visits.next(); next !== undefined; next = await visits.next()) {
    found.push(next)
    checkLimit(walk.limits, 'files', walk.pattern, found.length)
    for (const { name, folder, link } of await namesOf(next, walk))
      if (folder) visits.folder(name, within(next, name))
      else if (link) visits.link(within(next, name))
  }
  return found
}

/** A name that is there is taken as it is, whatever characters it has. */
function exactly(entries: readonly Entry[], part: string): readonly Entry[] | undefined {
  const same = entries.filter(({ name }) => name === part)
  return same.length > 0 ? same : undefined
}

async function namesOf(folder: string, walk: Walk): Promise<readonly Entry[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .map((entry) => ({ name: entry.name, folder: entry.isDirectory(), link: entry.isSymbolicLink() }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    // A folder that is not there matches nothing.
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    if (code !== 'ENOENT' && code !== 'ENOTDIR') walk.unreadable.push(unreadableFolder(folder, code, cause))
    return []
  }
}

/** What is said of a folder that cannot be listed. */
export function unreadableFolder(path: string, code: string, cause: unknown): PthError<'SOURCE_UNREADABLE'> {
  const refused = code === 'EACCES' || code === 'EPERM'
  const reason = refused ? 'permission denied: what is in the folder was not looked at' : code
  return new PthError('SOURCE_UNREADABLE', { path, reason }, { cause })
}

function within(folder: string, name: string): string {
  return folder === '.' ? name : join(folder, name)
}
