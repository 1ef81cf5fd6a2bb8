/** What a run of `pth check` is asked besides: parts of a repository, new locks and baselines, and why a rule holds. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documentErrors } from '../support/documents.ts'
import { inFolder, pth } from './harness.ts'

const REPO = join('fixtures', 'check-repo')
const PROGRAM = resolve('dist', 'cli.js')

/** The sample repository without its faults, and git around it. */
function inClean<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  return inFolder(async (folder) => {
    const repo = join(folder, 'repo')
    cpSync(REPO, repo, { recursive: true })
    cpSync(join(REPO, 'mended'), repo, { recursive: true })
    rmSync(join(repo, 'mended'), { recursive: true })
    mkdirSync(join(repo, '.git'))
    return use(repo)
  })
}

interface Document {
  readonly code: number
  readonly results: readonly {
    rule: string
    file: string
    status: string
    detail: string
    skipped: string | null
  }[]
  readonly summary: Readonly<Record<string, number>>
  readonly message: string
}

/** The document of a run in a folder; an error has its message. */
async function check(repo: string, ...words: readonly string[]): Promise<Document> {
  const argv = ['check', '--config', join(repo, 'pth.config.json'), '--json', ...words]
  const { code, stdout } = await pth(argv, {}, new Date('2026-11-27T12:00:00Z'))
  const document = JSON.parse(stdout)
  expect(documentErrors(document)).toEqual([])
  return { results: [], summary: {}, message: '', ...document, code }
}

function git(repo: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main']
  execFileSync('git', [...who, ...args], { cwd: repo, env, stdio: 'pipe' })
}

function configure(repo: string, config: object): void {
  writeFileSync(join(repo, 'pth.config.json'), JSON.stringify(config))
}

/** A repository with a commit on main and a branch. */
function inGit<Value>(use: (repo: string) => Promise<Value>): Promise<Value> {
  return inClean(async (repo) => {
    rmSync(join(repo, '.git'), { recursive: true })
    git(repo, 'init', '--quiet')
    git(repo, 'add', '.')
    git(repo, 'commit', '--quiet', '-m', 'one')
    git(repo, 'checkout', '--quiet', '-b', 'topic')
    return use(repo)
  })
}

/** Names of the checkpoints that a run judged. */
async function judged(repo: string, since = 'main'): Promise<readonly string[]> {
  const { results, code } = await check(repo, '--changed-since', since)
  expect(code).toBeLessThan(2)
  return [...new Set(results.map(({ file }) => file.slice(repo.length + 1)))].toSorted()
}

describe('--changed-since', () => {
  test('nothing: the verdict says so', () =>
    inGit(async (repo) => {
      const argv = ['check', '--config', join(repo, 'pth.config.json'), '--changed-since', 'main']
      const { code, stdout } = await pth(argv)
      expect([code, stdout.split('\n').at(-2)]).toEqual([
        0,
        'NOTHING CHANGED   0 checkpoints of 8 (changed since main) · 0 rules: 0 passed',
      ])
    }))

  test('an edited, a committed and a new checkpoint; not what changed on main since', () =>
    inGit(async (repo) => {
      const [half, nan] = [join(repo, 'models', 'half.pth'), join(repo, 'models', 'nan.pth')]
      cpSync(nan, half)
      git(repo, 'commit', '--quiet', '--all', '-m', 'two')
      cpSync(join(repo, 'models', 'large.pth'), nan)
      cpSync(join(repo, 'models', 'head.pth'), join(repo, 'models', 'new one.pth'))
      expect(await judged(repo)).toEqual(['models/half.pth', 'models/nan.pth', 'models/new one.pth'])
      git(repo, 'stash', '--quiet')
      git(repo, 'checkout', '--quiet', 'main')
      cpSync(nan, join(repo, 'models', 'views.pth'))
      git(repo, 'commit', '--quiet', '--all', '-m', 'three')
      git(repo, 'checkout', '--quiet', 'topic')
      expect(await judged(repo)).toEqual(['models/half.pth', 'models/new one.pth'])
    }))

  test('a lock selects its checkpoint, a schema those that it is for, the configuration all', () =>
    inGit(async (repo) => {
      const touch = (name: string): void =>
        writeFileSync(join(repo, name), `${readFileSync(join(repo, name), 'utf8')}\n`)
      touch('locks/stale.lock.json')
      expect(await judged(repo)).toEqual(['models/stale.pth'])
      touch('net.schema.json')
      expect(await judged(repo)).toHaveLength(7)
      touch('pth.config.json')
      expect(await judged(repo)).toHaveLength(8)
    }))

  test('a glob that matches nothing fails though nothing changed', () =>
    inGit(async (repo) => {
      configure(repo, { checkpoints: [{ files: 'modles/*.pth', rules: { scan: 'error' } }] })
      git(repo, 'commit', '--quiet', '--all', '-m', 'two')
      expect((await check(repo, '--changed-since', 'HEAD')).code).toBe(2)
    }))

  test.each([
    ['--output=/tmp/x', '--changed-since needs a branch, tag or commit, not "--output=/tmp/x"'],
    ['no-such-branch', 'git knows no commit "no-such-branch"'],
    ['main..topic', 'git knows no commit "main..topic"'],
  ])('%s is refused', (ref, message) =>
    inGit(async (repo) => {
      const run = await check(repo, `--changed-since=${ref}`)
      expect([run.code, run.message]).toEqual([2, expect.stringContaining(message)])
    }),
  )

  test('outside of git it cannot be said', () =>
    inClean(async (repo) => {
      rmSync(join(repo, '.git'), { recursive: true })
      expect((await check(repo, '--changed-since', 'main')).code).toBe(2)
    }))
})

function half(repo: string): string {
  return join(repo, 'models', 'half.pth')
}

/** A file of the same meaning and other bytes. */
function lengthen(path: string): void {
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0])]))
}

describe('--changed-since selects what git cannot say is the same', () => {
  const nan = join(REPO, 'models', 'nan.pth')

  test.each([
    ['ignored', 'models/half.pth'],
    ['with an ignored schema', 'net.schema.json'],
    ['with an ignored lock', 'locks/half.lock.json'],
  ])('a checkpoint %s', (_, ignored) =>
    inGit(async (repo) => {
      git(repo, 'rm', '--quiet', '--cached', ignored)
      writeFileSync(join(repo, '.gitignore'), `${ignored}\n`)
      git(repo, 'add', '.gitignore')
      git(repo, 'commit', '--quiet', '--all', '-m', 'ignored')
      expect(await judged(repo, 'HEAD')).toContain('models/half.pth')
      const { results } = await check(repo, '--changed-since', 'HEAD', half(repo))
      expect(results.length).toBeGreaterThan(0)
    }),
  )

  test('an ignored checkpoint that became NaN fails', () =>
    inGit(async (repo) => {
      git(repo, 'rm', '--quiet', '--cached', 'models/half.pth')
      writeFileSync(join(repo, '.gitignore'), '*.pth\n')
      git(repo, 'add', '.gitignore')
      git(repo, 'commit', '--quiet', '--all', '-m', 'ignored')
      cpSync(nan, half(repo))
      expect((await check(repo, '--changed-since', 'HEAD')).code).toBe(1)
    }))

  test.each(['--assume-unchanged', '--skip-worktree'])(
    'a file that git was told not to look at: %s',
    (flag) =>
      inGit(async (repo) => {
        git(repo, 'update-index', flag, 'models/half.pth')
        expect(await judged(repo)).toEqual(['models/half.pth'])
      }),
  )

  test('a file of a submodule and of a nested repository', () =>
    inGit(async (repo) => {
      const other = join(repo, '..', 'other')
      mkdirSync(other)
      cpSync(half(repo), join(other, 'half.pth'))
      git(other, 'init', '--quiet')
      git(other, 'add', '.')
      git(other, 'commit', '--quiet', '-m', 'one')
      git(repo, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'sub')
      cpSync(other, join(repo, 'nested'), { recursive: true })
      configure(repo, { checkpoints: [{ files: '{models,sub,nested}/*.pth', rules: { finite: 'error' } }] })
      git(repo, 'add', 'sub', '.gitmodules', 'pth.config.json')
      git(repo, 'commit', '--quiet', '-m', 'two')
      expect(await judged(repo, 'HEAD')).toEqual(['nested/half.pth', 'sub/half.pth'])
    }))

  test('a link out of the repository, and a file in a linked folder whose link changed', () =>
    inGit(async (repo) => {
      const outside = join(repo, '..', 'outside.pth')
      cpSync(half(repo), outside)
      mkdirSync(join(repo, 'a'))
      mkdirSync(join(repo, 'b'))
      for (const folder of ['a', 'b']) cpSync(half(repo), join(repo, folder, 'in.pth'))
      symlinkSync('a', join(repo, 'linked'))
      symlinkSync(join('..', '..', 'outside.pth'), join(repo, 'models', 'out.pth'))
      const files = '{models,linked}/*.pth'
      configure(repo, { checkpoints: [{ files, rules: { finite: 'error' } }] })
      git(repo, 'add', '.')
      git(repo, 'commit', '--quiet', '-m', 'two')
      expect(await judged(repo, 'HEAD')).toEqual(['models/out.pth'])
      rmSync(join(repo, 'linked'))
      symlinkSync('b', join(repo, 'linked'))
      expect(await judged(repo, 'HEAD')).toEqual(['linked/in.pth', 'models/out.pth'])
    }))

  test('nothing more in a repository that is reached by a link', () =>
    inGit(async (repo) => {
      const by = join(repo, '..', 'by')
      symlinkSync(repo, by)
      expect(await judged(by)).toEqual([])
    }))
})

describe('--changed-since selects by every part', () => {
  const SHARDS = join('fixtures', 'kinds', 'sharded-bin')
  test.each(['sh/pytorch_model.bin.index.json', 'sh'])('of a schema in shards: %s', (schema) =>
    inGit(async (repo) => {
      cpSync(SHARDS, join(repo, 'sh'), { recursive: true })
      for (const name of readdirSync(join(repo, 'sh')))
        if (name.includes('expected')) rmSync(join(repo, 'sh', name))
      configure(repo, { checkpoints: [{ files: 'models/half.pth', schema }] })
      git(repo, 'add', '.')
      git(repo, 'commit', '--quiet', '-m', 'shards')
      expect((await check(repo, '--changed-since', 'HEAD')).results).toEqual([])
      const shard = readdirSync(join(repo, 'sh')).find((name) => name.endsWith('.bin')) ?? ''
      lengthen(join(repo, 'sh', shard))
      expect((await check(repo, '--changed-since', 'HEAD')).results.length).toBeGreaterThan(0)
      git(repo, 'checkout', '--quiet', '.')
      rmSync(join(repo, 'sh', shard))
      expect((await check(repo, '--changed-since', 'HEAD')).results.length).toBeGreaterThan(0)
    }),
  )

  test('of a distributed checkpoint', () =>
    inGit(async (repo) => {
      mkdirSync(join(repo, 'dcp'))
      for (const name of ['.metadata', '__0_0.distcp', '__1_0.distcp'])
        cpSync(join(repo, 'models', 'half.pth'), join(repo, 'dcp', name))
      configure(repo, { checkpoints: [{ files: 'dcp/.metadata', rules: { scan: 'error' } }] })
      git(repo, 'add', '.')
      git(repo, 'commit', '--quiet', '-m', 'distributed')
      expect((await check(repo, '--changed-since', 'HEAD')).results).toEqual([])
      lengthen(join(repo, 'dcp', '__1_0.distcp'))
      expect((await check(repo, '--changed-since', 'HEAD')).results.length).toBeGreaterThan(0)
    }))

  test('of an unpacked archive', () =>
    inGit(async (repo) => {
      mkdirSync(join(repo, 'un'))
      execFileSync('unzip', ['-q', resolve('fixtures', 'tied.pth'), '-d', join(repo, 'un')])
      configure(repo, { checkpoints: [{ files: 'un', rules: { scan: 'error' } }] })
      git(repo, 'add', '--force', '.')
      git(repo, 'commit', '--quiet', '-m', 'unpacked')
      expect((await check(repo, '--changed-since', 'HEAD')).results).toEqual([])
      const names = readdirSync(join(repo, 'un'), { recursive: true, encoding: 'utf8' })
      lengthen(join(repo, 'un', names.find((name) => name.endsWith('data.pkl')) ?? ''))
      expect((await check(repo, '--changed-since', 'HEAD')).results.length).toBeGreaterThan(0)
    }))
})

test('--changed-since refuses a name of two commits, and takes either by its whole name', () =>
  inGit(async (repo) => {
    git(repo, 'tag', 'main')
    expect((await check(repo, '--changed-since', 'main')).code).toBe(0)
    cpSync(join(REPO, 'models', 'nan.pth'), join(repo, 'models', 'half.pth'))
    git(repo, 'commit', '--quiet', '--all', '-m', 'two')
    git(repo, 'tag', '--force', '--annotate', '-m', 'x', 'main')
    const run = await check(repo, '--changed-since', 'main')
    expect([run.code, run.message]).toEqual([
      2,
      expect.stringContaining('"main" is more than one commit; say which: refs/heads/main or refs/tags/main'),
    ])
    expect((await check(repo, '--changed-since', 'main~0')).code).toBe(2)
    expect(await judged(repo, 'refs/heads/main')).toEqual(['models/half.pth'])
    expect(await judged(repo, 'refs/tags/main')).toEqual([])
  }))

describe('--update-lock', () => {
  test('writes the locks, compares nothing with them, and the next run passes', () =>
    inClean(async (repo) => {
      cpSync(join(REPO, 'models', 'stale.pth'), join(repo, 'models', 'stale.pth'))
      rmSync(join(repo, 'locks', 'views.lock.json'))
      expect(
        (await check(repo)).results.filter(({ status }) => status === 'FAIL').map(({ rule }) => rule),
      ).toEqual(['lock', 'lock'])
      const run = await check(repo, '--update-lock')
      const locks = run.results.filter(({ rule }) => rule === 'lock')
      expect([run.code, locks.map(({ status, skipped }) => `${status} ${skipped}`)]).toEqual([
        0,
        Array.from({ length: 7 }, () => 'SKIP written'),
      ])
      expect((await check(repo)).summary).toMatchObject({ passed: 69, failed: 0 })
      // pth lock writes the same.
      const lock = await pth(['lock', join(repo, 'models', 'views.pth')])
      expect(readFileSync(join(repo, 'locks', 'views.lock.json'), 'utf8')).toBe(lock.stdout)
    }))

  test('two files of one lock are refused, and a broken file is not locked', () =>
    inClean(async (repo) => {
      configure(repo, { checkpoints: [{ files: 'models/{half,nan}.pth', lock: 'one.lock.json' }] })
      const run = await check(repo, '--update-lock')
      expect(run.code).toBe(2)
      expect(run.message).toContain('it is the lock of')
      expect(existsSync(join(repo, 'one.lock.json'))).toBe(false)
      const path = join(repo, 'models', 'half.pth')
      writeFileSync(path, readFileSync(path).subarray(0, 3000))
      configure(repo, { checkpoints: [{ files: 'models/half.pth', lock: 'half.lock.json' }] })
      expect((await check(repo, '--update-lock')).code).not.toBe(0)
      expect(existsSync(join(repo, 'half.lock.json'))).toBe(false)
    }))
})

describe('what is there and was not written by pth', () => {
  const half = 'models/half.pth'
  test.each([
    ['the checkpoint', { lock: '{path}' }, half, 'it is the checkpoint'],
    ['another checkpoint', { lock: 'models/nan.pth' }, 'models/nan.pth', 'is not a lock'],
    [
      'the schema',
      { schema: 'net.schema.json', lock: 'net.schema.json' },
      'net.schema.json',
      'it is the schema',
    ],
    ['another file', { lock: 'notes.txt' }, 'notes.txt', 'is not a lock'],
    ['other JSON', { lock: 'other.json' }, 'other.json', 'is not a lock'],
    ['the configuration', { lock: 'pth.config.json' }, 'pth.config.json', 'it is the configuration'],
    ['a link to a checkpoint', { lock: 'link.json' }, half, 'it is the checkpoint'],
  ])('%s is not replaced by a lock', (_, entry, path, said) =>
    inClean(async (repo) => {
      writeFileSync(join(repo, 'notes.txt'), 'mine')
      writeFileSync(join(repo, 'other.json'), '{}')
      symlinkSync(join('models', 'half.pth'), join(repo, 'link.json'))
      // The first file of the run would be locked before the second is looked at.
      const first = { files: 'adapters/*.safetensors', lock: 'first.lock.json' }
      configure(repo, { checkpoints: [first, { files: half, ...entry }] })
      const before = readFileSync(join(repo, path))
      const run = await check(repo, '--update-lock')
      expect([run.code, run.message]).toEqual([2, expect.stringContaining(said)])
      expect(readFileSync(join(repo, path)).equals(before)).toBe(true)
      expect(existsSync(join(repo, 'first.lock.json'))).toBe(false)
    }),
  )

  test.each([
    [half, 'it is the checkpoint'],
    ['locks/half.lock.json', 'is not a baseline'],
    ['pth.config.json', 'it is the configuration'],
    ['net.schema.json', 'it is the schema'],
  ])('%s is not replaced by a baseline', (path, said) =>
    inClean(async (repo) => {
      configure(repo, { baseline: path, checkpoints: [{ files: half, schema: 'net.schema.json' }] })
      const before = readFileSync(join(repo, path))
      const run = await check(repo, '--update-baseline')
      expect([run.code, run.message]).toEqual([2, expect.stringContaining(said)])
      expect(readFileSync(join(repo, path)).equals(before)).toBe(true)
    }),
  )

  test('a lock and the baseline do not share a file', () =>
    inClean(async (repo) => {
      configure(repo, { baseline: 'one.json', checkpoints: [{ files: half, lock: 'one.json' }] })
      const run = await check(repo, '--update-baseline', '--update-lock')
      expect([run.code, run.message]).toEqual([2, expect.stringContaining('it is the baseline')])
      expect(existsSync(join(repo, 'one.json'))).toBe(false)
    }))
})

describe('--update-baseline', () => {
  const grow = {
    checkpoints: [{ files: 'models/*.pth', budgets: { bytes: { grow: '5%' }, parameters: { grow: 0 } } }],
  }

  test('without a baseline growth cannot be judged; with one it can', () =>
    inClean(async (repo) => {
      configure(repo, grow)
      expect((await check(repo)).code).toBe(2)
      const first = await check(repo, '--update-baseline')
      const sizes = first.results.filter(({ rule }) => rule === 'bytes' || rule === 'parameters')
      expect([first.code, new Set(sizes.map(({ status, skipped }) => `${status} ${skipped}`))]).toEqual([
        0,
        new Set(['SKIP written']),
      ])
      expect(sizes[0]?.detail).toMatch(/^not compared: this run wrote .*pth\.baseline\.json$/)
      const baseline = JSON.parse(readFileSync(join(repo, 'pth.baseline.json'), 'utf8'))
      expect(documentErrors(baseline)).toEqual([])
      expect(baseline.checkpoints[0]).toEqual({
        file: 'models/half.pth',
        bytes: readFileSync(join(repo, 'models', 'half.pth')).length,
        // 16 x 8 + 8, BatchNorm of 8, 8 x 4 + 4.
        parameters: 136 + 16 + 36,
      })
      expect((await check(repo)).code).toBe(0)
      cpSync(join(REPO, 'models', 'large.pth'), join(repo, 'models', 'half.pth'))
      cpSync(join(REPO, 'models', 'head.pth'), join(repo, 'models', 'nan.pth'))
      const grown = await check(repo)
      expect([
        grown.code,
        grown.results.filter(({ status }) => status === 'FAIL').map(({ rule }) => rule),
      ]).toEqual([1, ['bytes', 'parameters']])
    }))

  test('a broken file is not written: it keeps the row that it had', () =>
    inClean(async (repo) => {
      configure(repo, grow)
      const path = join(repo, 'models', 'half.pth')
      const whole = readFileSync(path)
      writeFileSync(path, whole.subarray(0, 1000))
      const first = await check(repo, '--update-baseline')
      expect(first.code).not.toBe(0)
      const baseline = (): string => readFileSync(join(repo, 'pth.baseline.json'), 'utf8')
      expect(baseline()).not.toContain('half.pth')
      expect(first.results.find(({ rule }) => rule === 'bytes')?.detail).toContain(
        'a broken file is not written',
      )
      writeFileSync(path, whole)
      await check(repo, '--update-baseline')
      const before = baseline()
      expect(before).toContain('half.pth')
      writeFileSync(path, whole.subarray(0, 1000))
      await check(repo, '--update-baseline')
      expect(baseline()).toBe(before)
    }))

  test('what is absolute is judged in the run that writes the baseline', () =>
    inClean(async (repo) => {
      const bytes = { max: '1KB', grow: '5%' }
      configure(repo, { checkpoints: [{ files: 'models/half.pth', budgets: { bytes } }] })
      expect((await check(repo, '--update-baseline')).code).toBe(1)
      configure(repo, {
        checkpoints: [{ files: 'models/half.pth', budgets: { bytes: { ...bytes, max: '1MB' } } }],
      })
      const run = await check(repo, '--update-baseline')
      expect(run.results.find(({ rule }) => rule === 'bytes')?.detail).toContain(
        'growth not compared: this run',
      )
    }))

  test('a part of a run keeps the other rows', () =>
    inClean(async (repo) => {
      configure(repo, grow)
      await check(repo, '--update-baseline')
      const before = readFileSync(join(repo, 'pth.baseline.json'), 'utf8')
      cpSync(join(REPO, 'models', 'large.pth'), join(repo, 'models', 'half.pth'))
      await check(repo, join(repo, 'models', 'half.pth'), '--update-baseline')
      const after = readFileSync(join(repo, 'pth.baseline.json'), 'utf8')
      const lines = after.split('\n').filter((line) => !before.split('\n').includes(line))
      expect(lines).toEqual([`      "bytes": ${readFileSync(join(repo, 'models', 'half.pth')).length},`])
    }))
})

describe('paths that lead out of the repository', () => {
  test.each([
    ['files', { files: '../*.pth', rules: { scan: 'error' } }],
    ['schema', { files: 'models/*.pth', schema: '../net.schema.json' }],
    ['lock', { files: 'models/*.pth', lock: '/tmp/{name}.json' }],
    ['policy', { files: 'models/*.pth', scan: { policy: 'x/../../p.json' } }],
  ])('%s by .. or absolute: refused', (_, entry) =>
    inClean(async (repo) => {
      configure(repo, { checkpoints: [entry] })
      const run = await check(repo)
      const said =
        run.message === '' ? (run.results.find(({ status }) => status === 'FAIL')?.detail ?? '') : run.message
      expect([run.code, said]).toEqual([2, expect.stringContaining('expected a path inside of')])
    }),
  )

  test('a link is read through, and nothing is written through it', () =>
    inClean(async (repo) => {
      const outside = join(repo, '..', 'outside')
      renameSync(join(repo, 'models'), outside)
      symlinkSync(outside, join(repo, 'models'))
      expect((await check(repo)).code).toBe(0)
      configure(repo, { checkpoints: [{ files: 'models/half.pth', lock: '{path}.lock.json' }] })
      const run = await check(repo, '--update-lock')
      expect([run.code, readdirSync(outside).filter((name) => name.endsWith('.json'))]).toEqual([2, []])
      expect(run.message).toContain('a symbolic link leads out of the repository')
    }))
})

describe('--explain', () => {
  test('names every level and what set it', async () => {
    const argv = [
      'check',
      '--config',
      join(REPO, 'pth.config.json'),
      '--explain',
      join(REPO, 'models', 'nan.pth'),
    ]
    const { code, stdout } = await pth(argv)
    expect(code).toBe(0)
    for (const line of [
      '  entry        checkpoints[1]  models/*.pth  (fixtures/check-repo/pth.config.json:16)',
      '  structure    error  by default',
      '  finite       error  set: checkpoints[0].rules.finite  (fixtures/check-repo/pth.config.json:12)',
      '  schema       error  an entry has the field: checkpoints[1].schema  (fixtures/check-repo/pth.config.json:18)',
      '  lock by      fixtures/check-repo/locks/nan.lock.json',
    ])
      expect(stdout.split('\n')).toContain(line)
    const json = await pth([...argv, '--json'])
    expect(documentErrors(JSON.parse(json.stdout))).toEqual([])
  })

  test('a file that no entry covers', async () => {
    const argv = [
      'check',
      '--config',
      join(REPO, 'pth.config.json'),
      '--explain',
      'fixtures/tied.pth',
      '--json',
    ]
    const { code, stdout } = await pth(argv)
    expect([code, documentErrors(JSON.parse(stdout)), JSON.parse(stdout).entries]).toEqual([2, [], []])
  })
})

test('a shard or a part of an unpacked archive stands for its checkpoint', () =>
  inClean(async (repo) => {
    cpSync(join('fixtures', 'kinds', 'sharded-bin'), join(repo, 'sh'), { recursive: true })
    for (const name of readdirSync(join(repo, 'sh')))
      if (name.includes('expected')) rmSync(join(repo, 'sh', name))
    mkdirSync(join(repo, 'un'))
    execFileSync('unzip', ['-q', resolve('fixtures', 'tied.pth'), '-d', join(repo, 'un')])
    configure(repo, { checkpoints: [{ files: ['sh/*', 'un'], rules: { scan: 'error' } }] })
    const shards = readdirSync(join(repo, 'sh')).filter((name) => name.endsWith('.bin'))
    expect(shards.length).toBeGreaterThan(1)
    const paths = shards.map((name) => join(repo, 'sh', name))
    for (const words of [
      paths.slice(1),
      paths,
      [...paths, join(repo, 'sh', 'pytorch_model.bin.index.json')],
    ]) {
      const { code, results } = await check(repo, ...words)
      const files = new Set(results.map(({ file }) => file))
      expect([code, [...files]]).toEqual([0, [join(repo, 'sh', 'pytorch_model.bin.index.json')]])
    }
    const names = readdirSync(join(repo, 'un'), { recursive: true, encoding: 'utf8' })
    const part = join(repo, 'un', names.find((name) => name.endsWith('data.pkl')) ?? '')
    expect((await check(repo, part)).code).toBe(0)
    expect((await check(repo, join(repo, 'models', 'half.pth'))).code).toBe(2)
  }))

test.each(['w/**/*.pth', 'w', '**/*.pth'])('%s judges what is behind a linked folder', (files) =>
  inClean(async (repo) => {
    mkdirSync(join(repo, 'w'))
    renameSync(join(repo, 'models'), join(repo, '..', 'data'))
    cpSync(join(REPO, 'models', 'nan.pth'), join(repo, '..', 'data', 'nan.pth'))
    cpSync(join('fixtures', 'tied.pth'), join(repo, 'w', 'own.pth'))
    symlinkSync(join('..', '..', 'data'), join(repo, 'w', 'fdir'))
    configure(repo, { checkpoints: [{ files, rules: { finite: 'error' } }] })
    const { code, results } = await check(repo)
    const failed = results.filter(({ status }) => status === 'FAIL').map(({ file }) => file)
    expect([code, failed]).toEqual([1, [join(repo, 'w', 'fdir', 'nan.pth')]])
  }),
)

test('a configuration that is not valid is an error in JUnit, and no failure', () =>
  inClean(async (repo) => {
    configure(repo, { checkpoints: [] })
    const report = join(repo, 'x.xml')
    const argv = ['check', '--config', join(repo, 'pth.config.json'), '--report', `junit=${report}`]
    expect((await pth(argv)).code).toBe(2)
    expect(readFileSync(report, 'utf8')).toContain('tests="1" failures="0" errors="1"')
  }))

/** The built program, run in a folder. */
function inside(folder: string, ...words: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'check', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, text: stdout + stderr }
}

describe('the configuration of a folder', () => {
  test('is the nearest one upward, and paths are relative to it', () =>
    inClean(async (repo) => {
      const { status, text } = inside(join(repo, 'models'))
      expect([status, text]).toEqual([0, expect.stringContaining('PASSED   8 checkpoints')])
      expect(text).toContain('PASS  scan         nan.pth')
      expect(text).toContain('pth check   ../pth.config.json')
    }))

  test.each([
    ['a link that leads nowhere', 'pth.config.json', (path: string) => symlinkSync('nowhere', path)],
    ['a folder', 'pth.config.json', (path: string) => mkdirSync(path)],
    [
      'a package.json in UTF-16',
      'package.json',
      (path: string) => writeFileSync(path, '{"pth":{}}', 'utf16le'),
    ],
    ['a linked package.json that is gone', 'package.json', (path: string) => symlinkSync('nowhere', path)],
  ])('that is nearest is never passed by: %s', (_, name, make) =>
    inClean(async (repo) => {
      const folder = join(repo, 'models')
      make(join(folder, name))
      const { status, text } = inside(folder)
      expect([status, text]).toEqual([2, expect.stringMatching(/^error (CONFIG_INVALID|SOURCE_UNREADABLE)/)])
      expect(text).toContain(name)
    }),
  )

  test('may be a field of package.json or a table of pyproject.toml; two are refused, none is an error', () =>
    inClean(async (repo) => {
      const config = readFileSync(join(repo, 'pth.config.json'), 'utf8')
      writeFileSync(join(repo, 'package.json'), `{ "name": "weights", "pth": ${config} }`)
      expect(inside(repo)).toEqual({ status: 2, text: expect.stringContaining('CONFIG_UNCLEAR') })
      rmSync(join(repo, 'pth.config.json'))
      expect(inside(repo).status).toBe(0)
      writeFileSync(join(repo, 'package.json'), '{ "name": "pth-weights" }')
      expect(inside(repo)).toEqual({ status: 2, text: expect.stringContaining('pth init writes one') })
      expect(inside(repo, 'models/half.pth').text).toMatch(
        /\n {2}pth init\n {2}pth verify models\/half\.pth\n$/,
      )
      const toml = [
        '[[tool.pth.checkpoints]]',
        'files = "models/*.pth"',
        'unused = 0',
        '[tool.ruff]',
        'x = 1',
      ]
      writeFileSync(join(repo, 'pyproject.toml'), toml.join('\n'))
      expect(inside(repo, '--quiet')).toEqual({
        status: 0,
        text: expect.stringContaining('PASSED   7 checkpoints'),
      })
    }))
})

test.each<[what: string, harm: (folder: string) => void]>([
  [
    'a shard that is missing',
    (folder) => {
      for (const name of readdirSync(folder)) if (name.endsWith('.bin')) rmSync(join(folder, name))
    },
  ],
  [
    'an index that is broken',
    (folder) => writeFileSync(join(folder, 'pytorch_model.bin.index.json'), '{"weight_map": '),
  ],
])('%s is no byte of a budget, and nothing that a scan has followed', (_, harm) =>
  inFolder(async (folder) => {
    cpSync(join('fixtures', 'kinds', 'sharded-bin'), folder, { recursive: true })
    harm(folder)
    const rules = { structure: 'off', scan: 'error', bytes: 'error' }
    const entry = { files: '*.index.json', budgets: { bytes: '1GB' }, rules }
    writeFileSync(join(folder, 'pth.config.json'), JSON.stringify({ checkpoints: [entry], uncovered: 'off' }))
    const { code, stdout } = await pth(['check', '--json', '--config', join(folder, 'pth.config.json')])
    const { results } = JSON.parse(stdout) as { results: { rule: string; judged: boolean }[] }
    expect([code, results.map(({ rule, judged }) => [rule, judged])]).toEqual([
      2,
      [
        ['scan', false],
        ['bytes', false],
      ],
    ])
  }),
)
