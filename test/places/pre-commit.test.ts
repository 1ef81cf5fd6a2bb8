/** pre-commit itself with the hooks of this repository, which it clones, builds and installs as it does for its users. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { output, plainEnvironment, ran } from './tools.ts'
import type { Ran } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_PLACES_HOME'] ?? join(PROJECT, '.places')
const PRE_COMMIT = join(HOME, 'venv', 'bin', 'pre-commit')

/** The first run installs and builds what npm ci of this project does. */
const INSTALL = 900_000

const env = plainEnvironment({
  PRE_COMMIT_HOME: temporaryFolder(),
  npm_config_cache: process.env['npm_config_cache'] ?? join(process.env['HOME'] ?? '', '.npm'),
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
})

function git(cwd: string, ...args: readonly string[]): string {
  return output('git', args, { cwd, env })
}

/** This project as it is in the working tree, as a repository with one commit. */
let hooks = ''
let revision = ''
beforeAll(() => {
  hooks = temporaryFolder()
  const listed = git(PROJECT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
  // What a build needs; the fixtures would only make the copy slow.
  for (const name of listed.split('\0').filter((file) => file !== '' && !file.startsWith('fixtures/'))) {
    if (!existsSync(join(PROJECT, name))) continue
    mkdirSync(dirname(join(hooks, name)), { recursive: true })
    copyFileSync(join(PROJECT, name), join(hooks, name))
  }
  git(hooks, 'init', '--quiet')
  git(hooks, 'add', '--all', '--force')
  git(hooks, 'commit', '--quiet', '--message', 'as it is')
  revision = git(hooks, 'rev-parse', 'HEAD').trim()
})

/** pre-commit over a new repository with these files. */
function preCommit(
  files: Readonly<Record<string, string>>,
  ids: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): Ran {
  const cwd = temporaryFolder()
  git(cwd, 'init', '--quiet')
  for (const [name, fixture] of Object.entries(files)) copyFileSync(join(FIXTURES, fixture), join(cwd, name))
  const config = [
    'repos:',
    `  - repo: ${hooks}`,
    `    rev: ${revision}`,
    '    hooks:',
    ...ids.map((id) => `      - id: ${id}`),
  ]
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(cwd, name), text)
  writeFileSync(join(cwd, '.pre-commit-config.yaml'), `${config.join('\n')}\n`)
  git(cwd, 'add', '--all')
  return ran(PRE_COMMIT, ['run', '--all-files', '--verbose', '--color=never'], { cwd, env, timeout: INSTALL })
}

/** A configuration with this severity for values that are not finite. */
function configuration(rule: string): string {
  return JSON.stringify({ checkpoints: [{ files: '*.pth', rules: { finite: rule, scan: 'error' } }] })
}

const BAD = 'hostile/runs-a-command.pth'

describe('pre-commit', { timeout: INSTALL }, () => {
  test('accepts the hooks file', () => {
    const { code, stdout, stderr } = ran(PRE_COMMIT, ['validate-manifest', '.pre-commit-hooks.yaml'], {
      cwd: PROJECT,
      env,
    })
    expect([code, stdout, stderr]).toEqual([0, '', ''])
  })

  test('passes what is clean, and leaves other files alone', () => {
    const { code, stdout } = preCommit({ 'a b.pth': 'resnet18.pth', '-c.pth': 'tied.pth', 'note.txt': BAD }, [
      'pth-scan',
      'pth-verify',
    ])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/pth scan\.+Passed[^]*pth verify\.+Passed/)])
  })

  test('stops a commit of what runs something', () => {
    const { code, stdout } = preCommit({ 'a.pth': 'tied.pth', '-bad.pth': BAD }, ['pth-scan'])
    expect([code, stdout]).toEqual([1, expect.stringMatching(/pth scan\.+Failed/)])
    expect(stdout).toContain('posix.system')
  })

  test('stops a commit of what is cut off', () => {
    const { code, stdout } = preCommit({ 'cut.pth': 'cut-in-storage.pth' }, ['pth-verify'])
    expect([code, stdout]).toEqual([1, expect.stringMatching(/pth verify\.+Failed/)])
  })

  test('checks a repository by its configuration, whatever was changed', () => {
    const models = { 'nan.pth': 'check-repo/models/nan.pth', 'large.pth': 'check-repo/models/large.pth' }
    const strict = preCommit(models, ['pth-check'], { 'pth.config.json': configuration('error') })
    expect([strict.code, strict.stdout]).toEqual([1, expect.stringMatching(/pth check\.+Failed[^]*nan\.pth/)])
    const lenient = preCommit(models, ['pth-check'], { 'pth.config.json': configuration('off') })
    expect([lenient.code, lenient.stdout]).toEqual([0, expect.stringMatching(/pth check\.+Passed/)])
  })

  test('finds nothing to do where there is no checkpoint', () => {
    expect(preCommit({ 'note.txt': BAD }, ['pth-scan']).stdout).toContain('(no files to check)Skipped')
  })

  test('has the same hooks as docs/ci.md names', () => {
    const ids = [...readFileSync(join(PROJECT, '.pre-commit-hooks.yaml'), 'utf8').matchAll(/^- id: (.+)$/gm)]
    for (const [, id] of ids)
      expect(readFileSync(join(PROJECT, 'docs', 'ci.md'), 'utf8')).toContain(`id: ${id}`)
    expect(ids.length).toBeGreaterThan(1)
  })
})
