/** The layer rule: data flows one way, and each package has one importing file. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..', 'src')

/** What each folder may import, besides itself and the files that everybody may. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  io: [],
  container: ['io', 'pickle', 'safetensors'],
  pickle: [],
  safetensors: ['io'],
  checkpoint: ['io', 'container', 'pickle', 'safetensors'],
  schema: [],
  operations: ['io', 'container', 'pickle', 'checkpoint', 'safetensors', 'schema'],
  // Types only, except for the free functions that name and measure.
  report: ['checkpoint', 'container', 'operations', 'pickle', 'schema'],
  cli: ['io', 'checkpoint', 'operations', 'report', 'schema'],
}
const EVERYBODY = new Set(['errors.ts', 'dtype.ts', 'limits.ts'])

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  return [...text.matchAll(/(?:from\s+|import\(|import\s+)'([^']+)'/g)].map(([, target = '']) => target)
}

function folderOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : ''
}

describe('layers', () => {
  test.each(files)('%s imports only from the layers before it', (file) => {
    const folder = folderOf(file)
    if (folder === '') return
    for (const target of importsOf(file).filter((name) => name.startsWith('.'))) {
      const path = relative(SRC, normalize(join(SRC, dirname(file), target)))
      const allowed =
        EVERYBODY.has(path) || folderOf(path) === folder || MAY_IMPORT[folder]?.includes(folderOf(path))
      expect(allowed, `${file} imports ${path}`).toBe(true)
    }
  })

  test('each package, and each part of node, has one importing file', () => {
    const importers = new Map<string, Set<string>>()
    for (const file of files) {
      for (const target of importsOf(file).filter((name) => !name.startsWith('.'))) {
        importers.set(target, (importers.get(target) ?? new Set()).add(file))
      }
    }
    const shared = [...importers].filter(([name, by]) => by.size > 1 && name !== 'commander')
    // commander's types are named by the command declarations; node:path is no capability; reading and
    // writing files are two jobs, both of io/.
    const excused = shared.filter(
      ([name, by]) =>
        name === 'node:path' ||
        (name === 'node:fs/promises' && [...by].every((file) => file.startsWith('io/'))),
    )
    expect(shared.filter((entry) => !excused.includes(entry))).toEqual([])
  })

  test('no call takes as many arguments as a file has things: the call stack would overflow', () => {
    for (const file of files) {
      const text = readFileSync(join(SRC, file), 'utf8')
      expect(
        text.match(/\b(push|unshift|concat|max|min|fromCharCode|fromCodePoint)\(\.\.\.[^)]*/)?.[0],
        file,
      ).toBeUndefined()
    }
  })

  test('only io/ reads files, only cli/ knows the process', () => {
    for (const file of files) {
      const text = readFileSync(join(SRC, file), 'utf8')
      if (!file.startsWith('io/')) expect(text, file).not.toMatch(/from 'node:fs/)
      if (!file.startsWith('cli/')) expect(text, file).not.toMatch(/\bprocess\.(argv|exit|env|std)/)
      expect(text, file).not.toMatch(/\bconsole\./)
    }
  })
})
