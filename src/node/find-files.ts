/** Paths on a command line to files: folders are walked, globs that no shell expanded are matched. */
import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'

/** What was found, and what could not be looked into: it may hold anything. */
export interface FoundFiles {
  readonly files: readonly string[]
  readonly unreadable: readonly PthError<'SOURCE_UNREADABLE'>[]
}

interface Found {
  readonly files: string[]
  readonly unreadable: PthError<'SOURCE_UNREADABLE'>[]
}

/** Whether a path is matched by the glob it was made from. */
export type PathMatcher = (path: string) => boolean

/**
 * The files that `paths` name, in the order given, folders in the order of their names. A path that is
 * there is taken as it is, whatever characters it has; else `*`, `?`, `[` and `{` make it a glob.
 * Symbolic links to folders inside a folder are not followed, so the walk ends.
 * @throws PthError USAGE when a glob matches nothing, LIMIT_EXCEEDED
 */
export async function findFiles(
  paths: readonly string[],
  compile: (glob: string) => PathMatcher,
  limits: Limits = DEFAULT_LIMITS,
): Promise<FoundFiles> {
  const found: Found = { files: [], unreadable: [] }
  for (const path of paths) {
    const facts = await stat(path).catch(() => undefined)
    if (facts?.isDirectory() === true) await walk(path, () => true, found, limits)
    else if (facts === undefined && /[*?[{]/.test(path)) await glob(path, compile, found, limits)
    // What cannot be opened is reported when it is opened.
    else found.files.push(path)
  }
  return found
}

async function glob(
  pattern: string,
  compile: (glob: string) => PathMatcher,
  found: Found,
  limits: Limits,
): Promise<void> {
  const before = found.files.length
  const fixed = pattern.slice(0, pattern.search(/[*?[{]/))
  const cut = Math.max(fixed.lastIndexOf('/'), fixed.lastIndexOf(sep))
  const base = cut < 0 ? '.' : fixed.slice(0, cut + 1)
  const matches = compile(pattern)
  await walk(base, (path) => matches(path), found, limits)
  if (found.files.length === before) throw new PthError('USAGE', { reason: `no file matches ${pattern}` })
}

async function walk(folder: string, wanted: PathMatcher, found: Found, limits: Limits): Promise<void> {
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = await readdir(next, { withFileTypes: true }).catch((cause: unknown) => {
      found.unreadable.push(
        new PthError('SOURCE_UNREADABLE', { path: next, reason: reasonOf(cause) }, { cause }),
      )
      return []
    })
    const folders: string[] = []
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = next === '.' ? entry.name : join(next, entry.name)
      if (entry.isDirectory()) folders.push(path)
      else if ((entry.isFile() || entry.isSymbolicLink()) && wanted(path)) found.files.push(path)
      checkLimit(limits, 'files', folder, found.files.length)
    }
    for (const inside of folders.toReversed()) waiting.push(inside)
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
  return code === 'EACCES' || code === 'EPERM'
    ? 'permission denied: what is in the folder was not looked at'
    : code
}
