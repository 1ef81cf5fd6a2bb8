/** The tree as a rule: data flows one way between the rooms and inside each, and each package has one importing file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..', 'src')

/** The rooms from the ground up. A file imports from its own room and from those that its room names here. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ids: [],
  dtype: [],
  io: [],
  json: [],
  remote: ['io'],
  names: ['json'],
  pickle: [],
  zip: ['io'],
  safetensors: ['io', 'json', 'dtype'],
  gguf: ['io'],
  schema: ['json', 'names', 'dtype'],
  config: ['json', 'dtype', 'names'],
  container: ['io', 'json', 'dtype', 'names', 'zip', 'pickle', 'safetensors', 'gguf'],
  'weights-only': ['io', 'dtype', 'zip', 'pickle', 'container'],
  checkpoint: ['io', 'json', 'dtype', 'names', 'pickle', 'safetensors', 'container'],
  // The rules of load_state_dict; conversions ask them too, so they are below the operations.
  diff: ['io', 'json', 'dtype', 'names', 'pickle', 'schema', 'container', 'checkpoint'],
  operations: ['io', 'json', 'dtype', 'names', 'zip', 'pickle', 'safetensors', 'schema'].concat([
    'gguf',
    'config',
    'container',
    'weights-only',
    'checkpoint',
    'diff',
  ]),
  // Types of what it renders, and free functions that name and measure.
  report: ['dtype', 'names', 'config', 'schema', 'pickle', 'container', 'checkpoint', 'diff', 'operations'],
  // The only room besides cli/ with `node:` imports: files, paths, and the platform's hashes.
  node: [
    'io',
    'remote',
    'dtype',
    'names',
    'safetensors',
    'zip',
    'schema',
    'container',
    'checkpoint',
    'operations',
  ],
  cli: [
    'io',
    'remote',
    'dtype',
    'names',
    'config',
    'schema',
    'checkpoint',
    'diff',
    'operations',
    'report',
    'node',
  ],
}
/** Files of the root that everybody may import. */
const EVERYBODY = new Set(['ascii.ts', 'digits.ts', 'errors.ts', 'limits.ts', 'ids.ts', 'salvage.ts'])

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))

function textOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8')
}

/** What a file imports, types included: paths below src/, and names of packages as they are written. */
function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/(?:from\s+|import\(\s*|import\s+)'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? relative(SRC, join(SRC, dirname(file), target)).replaceAll('\\', '/') : target,
  )
}

function insideOf(file: string): string[] {
  return importsOf(file).filter((target) => target.endsWith('.ts'))
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : ''
}

/** The parts of a room: its files, and each of its folders as a whole. */
function partOf(file: string): string {
  return file.split('/').slice(0, 2).join('/')
}

/** One circle of the graph, as a path that ends where it began; null when there is none. */
function circle(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>()
  const visit = (node: string, path: readonly string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return null
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...path, node])
      if (found !== null) return found
    }
    done.add(node)
    return null
  }
  for (const node of graph.keys()) {
    const found = visit(node, [])
    if (found !== null) return found
  }
  return null
}

describe('the tree', () => {
  test.each(files)('%s imports only from the rooms below it', (file) => {
    const room = roomOf(file)
    if (room === '') return
    for (const path of insideOf(file)) {
      const allowed = EVERYBODY.has(path) || roomOf(path) === room || MAY_IMPORT[room]?.includes(roomOf(path))
      expect(allowed, `${file} imports ${path}`).toBe(true)
    }
  })

  test('no circle of files, types included', () => {
    expect(circle(new Map(files.map((file) => [file, new Set(insideOf(file))])))).toBeNull()
  })

  test.each(Object.keys(MAY_IMPORT))('inside %s the folders form no circle either', (room) => {
    const graph = new Map<string, Set<string>>()
    for (const file of files.filter((name) => roomOf(name) === room)) {
      const targets = insideOf(file)
        .filter((path) => roomOf(path) === room)
        .map(partOf)
      const known = graph.get(partOf(file)) ?? new Set<string>()
      for (const target of targets) if (target !== partOf(file)) known.add(target)
      graph.set(partOf(file), known)
    }
    expect(circle(graph)).toBeNull()
  })

  test('the tree in CONTRIBUTING.md is the tree', () => {
    const text = readFileSync(join(SRC, '..', 'CONTRIBUTING.md'), 'utf8')
    const [, tree = ''] = /```text\n(.*?)```/s.exec(text) ?? []
    const printed: string[] = []
    const above: string[] = []
    for (const line of tree.split('\n').filter((row) => row.trim() !== '')) {
      const [, indent = '', name = ''] = /^( *)([\w-]+)\//.exec(line) ?? []
      above.splice(indent.length / 2, Infinity, name)
      printed.push(above.join('/'))
    }
    const folders = new Set(
      files.flatMap((file) => {
        const steps = dirname(file).split('/')
        return steps.map((_, at) => join('src', ...steps.slice(0, at + 1)).replaceAll('\\', '/'))
      }),
    )
    folders.delete('src')
    expect(printed.filter((path) => path.startsWith('src/')).toSorted()).toEqual([...folders].toSorted())
    for (const path of printed) expect(existsSync(join(SRC, '..', path)), path).toBe(true)
  })

  test('every folder of src/ is a room with a rule', () => {
    const folders = new Set(files.map(roomOf).filter((room) => room !== ''))
    expect([...folders].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted())
  })

  test('files and rooms keep a size that can be read', () => {
    const written = files.filter((file) => !file.endsWith('.generated.ts'))
    const lines = new Map(written.map((file) => [file, textOf(file).split('\n').length - 1]))
    const total = [...lines.values()].reduce((sum, count) => sum + count, 0)
    expect([...lines].filter(([, count]) => count > 300)).toEqual([])
    const wide = written.flatMap((file) =>
      textOf(file)
        .split('\n')
        .flatMap((line, at) => (line.length > 120 ? [`src/${file}:${at + 1}`] : [])),
    )
    expect(wide, 'lines past 120 columns').toEqual([])
    const rooms = new Map<string, number>()
    for (const [file, count] of lines) rooms.set(roomOf(file), (rooms.get(roomOf(file)) ?? 0) + count)
    expect([...rooms].filter(([, count]) => count > total * 0.3)).toEqual([])
  })
})

describe('the capabilities', () => {
  test('each package, and each part of node, has one importing file', () => {
    const importers = new Map<string, Set<string>>()
    for (const file of files) {
      for (const target of importsOf(file).filter((name) => !name.endsWith('.ts'))) {
        importers.set(target, (importers.get(target) ?? new Set()).add(file))
      }
    }
    // commander's types are named by the command declarations; node:path is no capability; reading and
    // writing files are two jobs of node/; a thread has two ends, and waits for what it reads.
    const shared = new Set(['commander', 'node:path', 'node:os', 'node:worker_threads'])
    for (const part of ['node:fs', 'node:fs/promises']) shared.add(part)
    expect([...importers].filter(([name, by]) => by.size > 1 && !shared.has(name))).toEqual([])
  })

  test('no call takes as many arguments as a file has things: the call stack would overflow', () => {
    for (const file of files) {
      const spread = /\b(push|unshift|concat|max|min|fromCharCode|fromCodePoint)\(\.\.\.[^)]*/
      expect(textOf(file).match(spread)?.[0], file).toBeUndefined()
    }
  })

  test('only node/ and cli/ import parts of node, only node/ reads files, only cli/ knows the process', () => {
    for (const file of files) {
      const text = textOf(file)
      const room = roomOf(file)
      const parts = importsOf(file).filter((target) => target.startsWith('node:'))
      if (room !== 'node' && room !== 'cli') expect(parts, file).toEqual([])
      if (room !== 'node')
        expect(
          parts.filter((part) => part.startsWith('node:fs')),
          file,
        ).toEqual([])
      if (room !== 'cli') expect(text, file).not.toMatch(/\bprocess\.(argv|exit|env|std)/)
      expect(text, file).not.toMatch(/\bconsole\./)
    }
  })
})
