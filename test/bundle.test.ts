/** What each command loads at its start, counted: files of the bundle, their bytes, and parts of Node. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'acorn'
import type { Node, TemplateLiteral } from 'acorn'
import { simple } from 'acorn-walk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES } from './fixtures.ts'

const PROJECT = join(import.meta.dirname, '..')
const DIST = join(PROJECT, 'dist')
const RESNET = join(FIXTURES, 'resnet18.pth')
/** Prints which parts of Node were loaded, when the process ends. */
const LIST_PARTS = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process._rawDebug(JSON.stringify(process.moduleLoadList)))",
)}`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-bundle-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Loaded {
  /** Below dist/, sorted. */
  readonly files: readonly string[]
  readonly bytes: number
}

/** The files that a command loads, by the coverage that V8 records of every script. */
function load(words: readonly string[]): Loaded {
  const coverage = mkdtempSync(join(folder, 'coverage-'))
  const { status, stderr } = spawnSync(process.execPath, [join(DIST, 'cli.js'), ...words], {
    env: { ...process.env, NODE_V8_COVERAGE: coverage, XDG_CACHE_HOME: folder },
    stdio: 'pipe',
  })
  // Findings are no failure of the program.
  if (status !== 0 && status !== 1) throw new Error(String(stderr))
  const files = readdirSync(coverage)
    .flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
        result: { url: string }[]
      }
      return result.map(({ url }) => url)
    })
    .filter((url) => url.startsWith('file:'))
    .map((url) => relative(DIST, fileURLToPath(url)).replaceAll('\\', '/'))
  return {
    files: files.toSorted(),
    bytes: files.reduce((sum, file) => sum + statSync(join(DIST, file)).size, 0),
  }
}

/** The parts of Node that are loaded when a script has run. */
function loadedParts(args: readonly string[]): string[] {
  const script = `${JSON.stringify(process.execPath)} "$@" 2>&1 >/dev/null`
  const out = execFileSync('sh', ['-c', script, 'sh', '--import', LIST_PARTS, ...args], { encoding: 'utf8' })
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as string[]
}

/** Those that a command loads and an empty script does not. */
function partsOfNode(words: readonly string[]): Set<string> {
  const empty = new Set(loadedParts(['--input-type=module', '-e', '0']))
  return new Set(loadedParts([join(DIST, 'cli.js'), ...words]).filter((part) => !empty.has(part)))
}

const BASE = ['files', 'program', 'reader', 'run']

describe('a command line loads', () => {
  test('nothing but its entry for --version', () => {
    expect(load(['--version'])).toEqual({ files: ['cli.js'], bytes: statSync(join(DIST, 'cli.js')).size })
    expect(statSync(join(DIST, 'cli.js')).size).toBeLessThan(3_000)
  })

  test.each<[command: string, words: () => string[], chunks: string[], bytes: number]>([
    ['--help', () => ['--help'], [], 481_000],
    ['inspect', () => ['inspect', RESNET], ['inspect', 'inspect-run', 'values'], 587_000],
    [
      'scan',
      () => ['scan', RESNET],
      ['dcp-folders', 'findings', 'ids', 'scan', 'scan-run', 'weights-only'],
      1_071_000,
    ],
    [
      'convert',
      () => ['convert', RESNET, '-o', join(folder, 'out.safetensors')],
      [
        'convert',
        'convert-run',
        'diff',
        'digests',
        'expected',
        'findings',
        'ids',
        'schema',
        'values',
        'write',
      ],
      905_000,
    ],
    [
      'diff',
      () => ['diff', RESNET, RESNET],
      ['diff', 'diff-run', 'expected', 'findings', 'ids', 'schema', 'values'],
      785_000,
    ],
    [
      'verify',
      () => ['verify', RESNET],
      ['digests', 'findings', 'ids', 'values', 'verify', 'verify-folder', 'verify-run', 'weights-only'],
      674_000,
    ],
    [
      'check',
      () => ['check', '--config', join(FIXTURES, 'check-repo', 'pth.config.json')],
      [
        'check-run',
        'dcp-folders',
        'diff',
        'digests',
        'expected',
        'findings',
        'gate',
        'git',
        'ids',
        'inspect',
        'programs',
        'scan',
        'schema',
        'subject',
        'toml',
        'validate',
        'values',
        'verify',
        'verify-folder',
        'weights-only',
      ],
      1_560_000,
    ],
    ['lock', () => ['lock', RESNET], ['digests', 'lock-run', 'values'], 510_000],
    ['textconv', () => ['textconv', RESNET], ['digests', 'inspect', 'textconv-run', 'values'], 590_000],
  ])('for %s its own chunks and no more', (_, words, chunks, bytes) => {
    const loaded = load(words())
    const expected = [...BASE, ...chunks].map((name) => `chunks/${name}.js`)
    expect(loaded.files).toEqual(['cli.js', ...expected].toSorted())
    expect(loaded.bytes).toBeLessThan(bytes)
  })

  test('of Node, for inspect, neither cryptography nor processes nor terminals nor sockets', () => {
    const parts = partsOfNode(['inspect', RESNET])
    for (const part of ['crypto', 'child_process', 'tty', 'zlib', 'net', 'worker_threads'])
      expect([...parts], part).not.toContain(`NativeModule ${part}`)
    expect([...partsOfNode(['lock', RESNET])]).toContain('NativeModule crypto')
  })
})

/** What a file of dist/ imports at once, or when it is run, too: files below dist/, and parts of Node. */
function imports(file: string, later: boolean): string[] {
  const targets: string[] = []
  const take = ({ source }: { readonly source?: Node | null }): void => {
    if (source?.type === 'Literal' && 'value' in source) targets.push(String(source.value))
    else if (source?.type === 'TemplateLiteral' && 'quasis' in source)
      targets.push(cooked(source as TemplateLiteral))
  }
  simple(parse(readFileSync(join(DIST, file), 'utf8'), PARSE), {
    ImportDeclaration: take,
    ExportNamedDeclaration: take,
    ExportAllDeclaration: take,
    ...(later && { ImportExpression: take }),
  })
  return targets.map((target) =>
    target.startsWith('.') ? relative(DIST, join(DIST, file, '..', target)).replaceAll('\\', '/') : target,
  )
}
const PARSE = { ecmaVersion: 'latest', sourceType: 'module' } as const

function cooked({ quasis }: TemplateLiteral): string {
  return quasis.map(({ value }) => value.cooked ?? '').join('')
}

/** A file of dist/ and what it imports, and so on; `later` with what is imported when it is run. */
function reachedFrom(entry: string, later: boolean): ReadonlySet<string> {
  const reached = new Set([entry])
  for (const file of reached)
    if (file.endsWith('.js')) for (const target of imports(file, later)) reached.add(target)
  return reached
}

const code = (): string[] =>
  readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    // The page has tests of its own: test/browser.
    .filter((file) => file.endsWith('.js') && !file.startsWith('web/'))

describe('the bundle', () => {
  test.each([
    ['the library without files', 'index.js'],
    ['the worker of the page', 'worker.js'],
  ])('of %s reaches no part of Node and nothing of the program', (_, entry) => {
    const reached = reachedFrom(entry, true)
    expect(reached.size).toBeGreaterThan(5)
    const outside = [...reached].filter((target) => !target.endsWith('.js'))
    expect(outside).toEqual([])
    const names = [...reached].map((file) => basename(file, '.js'))
    for (const chunk of ['program', 'files', 'digests', 'write', 'cli']) expect(names).not.toContain(chunk)
  })

  test('has the core once: the page lists the chunks that its workers reach, and no other', () => {
    const list = JSON.parse(readFileSync(join(DIST, 'web', 'files.json'), 'utf8')) as Record<string, string>
    const ofCore = Object.entries(list).filter(([, place]) => !place.startsWith('dist/web/'))
    for (const [name, place] of ofCore) expect(place).toBe(`dist/${name}`)
    const reached = new Set(['worker.js', 'hash.js'].flatMap((entry) => [...reachedFrom(entry, true)]))
    expect(ofCore.map(([name]) => name).toSorted()).toEqual([...reached].toSorted())
    expect([...reachedFrom('hash.js', true)]).toEqual(['hash.js', 'chunks/sha256.js'])
    const own = readdirSync(join(DIST, 'web')).filter((name) => name.endsWith('.js'))
    expect(own.reduce((sum, name) => sum + statSync(join(DIST, 'web', name)).size, 0)).toBeLessThan(130_000)
  })

  test('of the worker loads what opens a file at once, and tables and rules when a view asks for them', () => {
    const atOnce = reachedFrom('worker.js', false)
    const chunks = ['inspect', 'open-input', 'portable', 'sha256', 'reader', 'values', 'http']
    for (const file of atOnce) expect(['worker', ...chunks]).toContain(basename(file, '.js'))
    const sizes = [...atOnce].map((file) => statSync(join(DIST, file)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(520_000)
  })

  test('has no circle of chunks: a constant is never asked for before it is made', () => {
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]): void => {
      expect(path, [...path, file].join(' -> ')).not.toContain(file)
      if (done.has(file)) return
      for (const target of imports(file, false)) if (target.endsWith('.js')) visit(target, [...path, file])
      done.add(file)
    }
    for (const file of code()) visit(file, [])
    expect(done.size).toBeGreaterThan(20)
  })

  test('imports nothing that has to be installed, and asks for no file that is not there', () => {
    for (const file of code())
      for (const target of imports(file, true)) {
        if (target.endsWith('.js'))
          expect(statSync(join(DIST, target)).isFile(), `${file}: ${target}`).toBe(true)
        // Proxies may be followed by a package that is installed beside; without it the error says so.
        else expect(target, file).toMatch(file === 'chunks/remote.js' ? /^node:|^undici$/ : /^node:/)
      }
  })

  test('is small, and has no long lines but those of its tables', () => {
    const texts = code().map((file) => readFileSync(join(DIST, file), 'utf8'))
    expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(2_060_000)
    const long = texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 5_000)
    expect(long.length).toBeLessThan(12)
  })

  test('keeps the names of functions in the stack of an error', () => {
    const script = `import { openBytes } from ${JSON.stringify(join(DIST, 'index.js'))}
      openBytes(new Uint8Array(9)).catch(({ stack }) => console.log(stack))`
    const stack = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(stack).toMatch(
      /at (?:async )?(?:openContainer|openSniffed|openCheckpoint) \(.*reader\.js:\d+:\d+\)/,
    )
  })
})
