/** What git says has changed. The one file that starts another program. */
import { execFile } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PthError } from '../errors.ts'

/** Bytes of a list of paths. */
const MOST_OUTPUT = 1 << 28

/**
 * Which of some files differ from where the current branch left `ref`: committed, staged, edited and new ones. Without
 * a common commit (a shallow clone) those that differ from `ref` itself, which are never fewer. Paths are absolute;
 * of a symbolic link both the link and its target count.
 * @throws PthError USAGE where git does not know `ref`, or is not there
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
  const base = await git(folder, ['merge-base', commit, 'HEAD'], ref).catch(() => commit)
  const top = await realpath((await git(folder, ['rev-parse', '--show-toplevel'], ref)).replace(/\n$/, ''))
  const lists = [
    await git(top, ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', base.trim(), '--'], ref),
    await git(top, ['ls-files', '--others', '--exclude-standard', '-z'], ref),
  ]
  const names = lists.flatMap((list) => list.split('\0')).filter((name) => name !== '')
  const changed = new Set(names.map((name) => join(top, name)))
  const found = new Set<string>()
  for (const path of paths) {
    const target = await realpath(path).catch(() => path)
    const link = join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path))
    if (changed.has(target) || changed.has(link)) found.add(path)
  }
  return found
}

function git(folder: string, args: readonly string[], ref: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: MOST_OUTPUT, encoding: 'utf8', windowsHide: true } as const
    execFile('git', ['--no-optional-locks', ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new PthError('USAGE', { reason: reasonOf(error, stderr, ref) }, { cause: error }))
    })
  })
}

function reasonOf(error: Error, stderr: string, ref: string): string {
  if ('code' in error && error.code === 'ENOENT')
    return '--changed-since asks git, and there is no program git on the PATH'
  const [said = ''] = stderr.trim().split('\n')
  const what = said === '' ? `git knows no commit ${JSON.stringify(ref)}` : said.replace(/^fatal: /, '')
  return `--changed-since: ${what}; in CI fetch the branch first (fetch-depth: 0)`
}
