/** Checkpoints that no entry of a configuration names: they are told, and what is no model of the repository is not. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plainParts } from '../support/archive.ts'
import { buildZip } from '../support/zip.ts'
import { inFolder, pth } from './harness.ts'

const MODEL = join('fixtures', 'check-repo', 'mended', 'models', 'half.pth')
const DCP = join('fixtures', 'distributed', 'dcp-1proc-types')
const SHARDED = join('fixtures', 'kinds', 'sharded-bin')

/** A folder with one checkpoint, and more of it in other places. */
function inRepository<Value>(
  more: readonly string[],
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  return inFolder(async (folder) => {
    for (const path of ['models/net.pth', ...more]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      cpSync(MODEL, join(folder, path))
    }
    return use(folder)
  })
}

function configure(folder: string, fields: object, files: unknown = 'models/*.pth'): void {
  const entry = { files, rules: { scan: 'error' } }
  writeFileSync(join(folder, 'pth.config.json'), JSON.stringify({ checkpoints: [entry], ...fields }))
}

interface Told {
  readonly code: number
  /** Level of the line, and the files that it names; null where there is no line. */
  readonly uncovered: readonly [status: string, files: readonly string[]] | null
}

async function check(folder: string, ...words: readonly string[]): Promise<Told> {
  const { code, stdout } = await pth([
    'check',
    '--json',
    '--config',
    join(folder, 'pth.config.json'),
    ...words,
  ])
  const { results } = JSON.parse(stdout) as {
    results: { rule: string; status: string; findings: { rule: string; file: string }[] }[]
  }
  const line = results.find(({ rule }) => rule === 'uncovered')
  if (line === undefined) return { code, uncovered: null }
  expect(new Set(line.findings.map(({ rule }) => rule))).toEqual(new Set(['PTH-C106']))
  // Paths are printed relative to the working folder, or absolute.
  return {
    code,
    uncovered: [
      line.status,
      line.findings.map(({ file }) => file.slice(file.indexOf(folder) + folder.length + 1)),
    ],
  }
}

describe('a checkpoint that no entry names', () => {
  test.each([
    [undefined, 0, ['WARN', ['old/net.pth']]],
    ['warn', 0, ['WARN', ['old/net.pth']]],
    ['error', 1, ['FAIL', ['old/net.pth']]],
    ['off', 0, null],
  ] as const)('with the level %s', (level, code, uncovered) =>
    inRepository(['old/net.pth'], async (folder) => {
      configure(folder, level === undefined ? {} : { uncovered: level })
      expect(await check(folder)).toEqual({ code, uncovered })
    }),
  )

  test('another level is refused, with its line', () =>
    inRepository([], async (folder) => {
      configure(folder, { uncovered: 'fail' })
      const { code, stderr } = await pth(['check', '--config', join(folder, 'pth.config.json')])
      expect([code, stderr]).toEqual([2, expect.stringMatching(/CONFIG_INVALID.*uncovered/s)])
    }))

  test('is left out by a !glob, and covered by any entry', () =>
    inRepository(['old/net.pth', 'more/a.pth', 'more/b.pth'], async (folder) => {
      configure(folder, { uncovered: 'error' }, ['models/*.pth', '!old/**'])
      expect(await check(folder)).toEqual({ code: 1, uncovered: ['FAIL', ['more/a.pth', 'more/b.pth']] })
      configure(folder, { uncovered: 'error' }, ['models/*.pth', 'more', '!old/**'])
      expect(await check(folder)).toEqual({ code: 0, uncovered: null })
    }))

  test('is told on one line that names three of them', () =>
    inRepository(['a/1.pth', 'a/2.pth', 'a/3.pth', 'a/4.pth'], async (folder) => {
      configure(folder, {})
      const { stdout } = await pth(['check', '--config', join(folder, 'pth.config.json')])
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
        /WARN uncovered .*nothing looks at 4 checkpoints: .*1\.pth, .*2\.pth, .*3\.pth and 1 more; add globs/,
      )
    }))

  test('counts while git lfs has only left its pointer', () =>
    inRepository([], async (folder) => {
      mkdirSync(join(folder, 'lfs'))
      const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`
      writeFileSync(join(folder, 'lfs', 'net.bin'), pointer)
      writeFileSync(join(folder, 'lfs', 'data.csv'), pointer)
      configure(folder, {})
      expect(await check(folder)).toEqual({ code: 0, uncovered: ['WARN', ['lfs/net.bin']] })
    }))

  test('counts when it is a shard or a distributed folder, once each', () =>
    inRepository([], async (folder) => {
      cpSync(SHARDED, join(folder, 'sharded'), { recursive: true })
      cpSync(DCP, join(folder, 'run'), { recursive: true })
      configure(folder, {})
      const shards = readdirSync(SHARDED).filter((name) => name.endsWith('.bin'))
      expect(await check(folder)).toEqual({
        code: 0,
        uncovered: ['WARN', ['run/ckpt', ...shards.map((name) => `sharded/${name}`)]],
      })
      configure(folder, {}, ['models/*.pth', 'sharded/*.index.json', 'run/**'])
      expect((await check(folder)).uncovered).toBe(null)
    }))
})

test('no file counts that is none, is known already, or is of somebody else', () =>
  inRepository(['reference.pth', 'node_modules/x/y.pth', 'service/own.pth'], async (folder) => {
    writeFileSync(join(folder, 'firmware.bin'), Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9))
    writeFileSync(join(folder, 'words.pkl'), "(lp0\nS'a'\np1\na.")
    writeFileSync(join(folder, 'README.md'), '# models')
    writeFileSync(join(folder, 'service', 'pth.config.json'), '{"checkpoints": [{"files": "own.pth"}]}')
    symlinkSync(join('models', 'net.pth'), join(folder, 'latest.pth'))
    const entry = { files: 'models/*.pth', schema: 'reference.pth' }
    writeFileSync(
      join(folder, 'pth.config.json'),
      JSON.stringify({ checkpoints: [entry], uncovered: 'error' }),
    )
    expect(await check(folder)).toEqual({ code: 0, uncovered: null })
  }))

function git(folder: string, ...words: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { cwd: folder })
}

test('a path that leads out is told by its own rule, and the run goes on', () =>
  inRepository(['old/net.pth'], async (folder) => {
    const entry = { files: 'models/*.pth', schema: '../out.json' }
    writeFileSync(join(folder, 'pth.config.json'), JSON.stringify({ checkpoints: [entry] }))
    expect(await check(folder)).toEqual({ code: 2, uncovered: ['WARN', ['old/net.pth']] })
  }))

describe('in a repository of git', () => {
  test('what git ignores does not count; new files do, and with --changed-since only what changed', () =>
    inRepository(['old/net.pth', 'cache/x.pth'], async (folder) => {
      configure(folder, { uncovered: 'error' })
      writeFileSync(join(folder, '.gitignore'), 'cache/\n')
      git(folder, 'init', '--quiet')
      git(folder, 'add', '.')
      git(folder, 'commit', '--quiet', '-m', 'one')
      expect((await check(folder)).uncovered).toEqual(['FAIL', ['old/net.pth']])
      expect(await check(folder, '--changed-since', 'HEAD')).toEqual({ code: 0, uncovered: null })
      cpSync(MODEL, join(folder, 'new.pth'))
      expect(await check(folder, '--changed-since', 'HEAD')).toEqual({
        code: 1,
        uncovered: ['FAIL', ['new.pth']],
      })
      rmSync(join(folder, 'old'), { recursive: true })
      expect((await check(folder)).uncovered).toEqual(['FAIL', ['new.pth']])
      // Who names files asks for these alone.
      expect(await check(folder, join(folder, 'models', 'net.pth'))).toEqual({ code: 0, uncovered: null })
    }))
})

test('init asks for it: what it wrote passes, and a checkpoint that comes in another folder fails', () =>
  inRepository(['sub/net.pth'], async (folder) => {
    const broken = buildZip(plainParts()).subarray(0, 300)
    mkdirSync(join(folder, 'broken'))
    writeFileSync(join(folder, 'broken', 'cut.pth'), broken)
    expect((await pth(['init', folder])).code).toBe(2)
    const config = JSON.parse(readFileSync(join(folder, 'pth.config.json'), 'utf8'))
    expect([config.uncovered, config.checkpoints[0].files]).toEqual([
      'error',
      ['models/*.pth', 'sub/*.pth', '!broken/cut.pth'],
    ])
    expect(await check(folder)).toEqual({ code: 0, uncovered: null })
    mkdirSync(join(folder, 'next'))
    cpSync(MODEL, join(folder, 'next', 'net.pth'))
    expect(await check(folder)).toEqual({ code: 1, uncovered: ['FAIL', ['next/net.pth']] })
  }))
