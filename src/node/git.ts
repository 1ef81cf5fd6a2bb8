/** What git says has changed. */
import { lstat, readlink, realpath } from 'node:fs/promises'
import { dirname, join, parse, relative, resolve, sep } from 'node:path'
import { PthError } from '../errors.ts'
import { kindOfPath } from './file.ts'
import { findFiles } from './find-files.ts'
import { runProgram } from './programs.ts'

/** Bytes of a list of paths. */
const MOST_OUTPUT = 1 << 28

/** Symbolic links on the way to one file; the system follows no more either. */
const MOST_LINKS = 40

/**
 * Which of some files may differ from where the current branch left `ref`: all but those of which git knows that they
 * are the same. Committed, staged, edited and new files differ; what git does not track, ignored or not, in a nested
 * repository or behind a link that leads out, may. Without a common commit (a shallow clone) `ref` itself counts, which
 * never finds fewer. Paths are absolute; every link on the way to a file counts, and every file in a folder.
 * @throws PthError USAGE where git does not know `ref`, or knows two of the name, or is not there
 */
export async function changedAmong(
  folder: string,
  ref: string,
  paths: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  // What begins with a dash is a flag to git.
  if (ref === '' || ref.startsWith('-'))
    throw new PthError('USAGE', {
      reason: `--changed-since needs a branch, tag or commit, not ${JSON.stringify(ref)}`,
    })
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
  const commit = (await git(folder, verify, ref)).trim()
  await refuseTwo(folder, ref)
  const base = await git(folder, ['merge-base', commit, 'HEAD'], ref).catch(() => commit)
  const top = await realpath((await git(folder, ['rev-parse', '--show-toplevel'], ref)).replace(/\n$/, ''))
  const diff = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=none']
  const names = (await git(top, [...diff, base.trim(), '--'], ref)).split('\0').filter((name) => name !== '')
  const changed = new Set(names.map((name) => join(top, name)))
  const same = new Set<string>()
  // An H is before what git compares; other letters say that it does not look (assume-unchanged, skip-worktree).
  for (const line of (await git(top, ['ls-files', '-v', '-z'], ref)).split('\0'))
    if (line.startsWith('H ') && !changed.has(join(top, line.slice(2)))) same.add(join(top, line.slice(2)))
  // How the repository itself is reached is no part of it.
  for (const link of await stepsOf(resolve(folder))) if (!link.startsWith(`${top}${sep}`)) same.add(link)
  const found = new Set<string>()
  for (const path of paths) if (!(await isSame(path, same, changed))) found.add(path)
  return found
}

/**
 * The files of a repository in a folder and below it, relative to the folder: what git tracks, and new files that it
 * does not ignore. What is deleted may be listed. Null where there is no git, or no repository.
 */
export async function filesOfRepository(folder: string): Promise<readonly string[] | null> {
  const list = ['--no-optional-locks', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const { error, stdout } = await runProgram('git', list, folder, MOST_OUTPUT)
  if (error !== null) return null
  return [...new Set(stdout.split('\0').filter((name) => name !== ''))]
}

/** Whether git knows everything on the way to a file, or all that is in a folder, to be as it was. */
async function isSame(
  path: string,
  same: ReadonlySet<string>,
  changed: ReadonlySet<string>,
): Promise<boolean> {
  const steps = await stepsOf(path)
  const target = steps.at(-1) ?? path
  if ((await kindOfPath(target)) !== 'folder') return steps.every((step) => same.has(step))
  if (!steps.slice(0, -1).every((step) => same.has(step))) return false
  // Files that are gone are only in the list of git.
  for (const name of changed) if (name.startsWith(`${target}${sep}`)) return false
  const { files, unreadable } = await findFiles([target])
  if (unreadable.length > 0) return false
  for (const file of files) if (!(await stepsOf(file)).every((step) => same.has(step))) return false
  return true
}

/** Every symbolic link on the way to a file, and at the end the file itself; all without links before their names. */
async function stepsOf(path: string): Promise<readonly string[]> {
  const { root } = parse(path)
  const waiting = namesOf(relative(root, path)).toReversed()
  const links: string[] = []
  let at = root
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const next = join(at, name)
    const facts = await lstat(next).catch(() => undefined)
    if (facts?.isSymbolicLink() !== true || links.length === MOST_LINKS) at = next
    else {
      links.push(next)
      const target = resolve(dirname(next), await readlink(next))
      at = parse(target).root
      for (const part of namesOf(relative(at, target)).toReversed()) waiting.push(part)
    }
  }
  return [...links, at]
}

function namesOf(path: string): readonly string[] {
  return path.split(sep).filter((name) => name !== '')
}

/** Git takes the tag of two and goes on: the run would compare with what its user does not mean. */
async function refuseTwo(folder: string, ref: string): Promise<void> {
  const [name = ''] = ref.split(/[~^:]|@\{/)
  const all = ['tags', 'heads', 'remotes'].map((kind) => `refs/${kind}/${name}`)
  const format = '--format=%(refname) %(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)'
  const lines = (await git(folder, ['for-each-ref', format, ...all], ref)).split('\n')
  const found = lines.map((line) => line.split(' ')).filter(([known = '']) => all.includes(known))
  if (new Set(found.map(([, commit]) => commit)).size < 2) return
  const names = found.map(([known]) => known).join(' or ')
  throw new PthError('USAGE', {
    reason: `--changed-since: ${JSON.stringify(name)} is more than one commit; say which: ${names}`,
  })
}

async function git(folder: string, args: readonly string[], ref: string): Promise<string> {
  const { error, stdout, stderr } = await runProgram(
    'git',
    ['--no-optional-locks', ...args],
    folder,
    MOST_OUTPUT,
  )
  if (error === null) return stdout
  throw new PthError('USAGE', { reason: reasonOf(error, stderr, ref) }, { cause: error })
}

function reasonOf(error: Error, stderr: string, ref: string): string {
  if ('code' in error && error.code === 'ENOENT')
    return '--changed-since asks git, and there is no program git on the PATH'
  const [said = ''] = stderr.trim().split('\n')
  const what = said === '' ? `git knows no commit ${JSON.stringify(ref)}` : said.replace(/^fatal: /, '')
  return `--changed-since: ${what}; in CI fetch the branch first (fetch-depth: 0)`
}
