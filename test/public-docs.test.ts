/** Every exported symbol says what it is, and every type that an exported declaration names is exported too. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..', 'src')

/** A declaration of a file: where it begins, and the names of the types that its public side uses. */
interface Declaration {
  readonly file: string
  readonly documented: boolean
  readonly types: ReadonlySet<string>
}

/** A file as its imports, its exports from elsewhere, and its own declarations. */
interface Module {
  /** Local name to the file and the name there; packages have no file. */
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>
  readonly declarations: ReadonlyMap<string, Declaration>
  readonly exports: readonly { readonly name: string; readonly file: string; readonly local: string }[]
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
}

function nameOf(value: unknown): string {
  return isNode(value) && typeof value['name'] === 'string' ? value['name'] : ''
}

/**
 * Names of types below a node. Bodies of functions and members marked internal are not public, and type
 * parameters name themselves.
 */
function typesBelow(node: Node, into: Set<string>, internal: (start: number) => boolean): Set<string> {
  if (internal(node.start)) return into
  const parameters = new Set(
    nodesOf(isNode(node['typeParameters']) ? node['typeParameters']['params'] : []).map((parameter) =>
      nameOf(parameter['name']),
    ),
  )
  const inside = new Set<string>()
  if (node.type === 'TSTypeReference' && nameOf(node['typeName']) !== '') inside.add(nameOf(node['typeName']))
  if (node.type === 'TSInterfaceHeritage') inside.add(nameOf(node['expression']))
  for (const [key, value] of Object.entries(node)) {
    if (node.type === 'FunctionDeclaration' && key === 'body') continue
    if (node.type === 'VariableDeclarator' && key === 'init') continue
    for (const child of nodesOf(value)) typesBelow(child, inside, internal)
  }
  for (const name of inside) if (!parameters.has(name)) into.add(name)
  return into
}

const modules = new Map<string, Module>()

function moduleOf(file: string): Module {
  const known = modules.get(file)
  if (known !== undefined) return known
  const text = readFileSync(join(SRC, file), 'utf8')
  const { program, comments, errors } = parseSync(file, text)
  expect(errors, file).toEqual([])
  /** The docblock that ends right before a place. */
  const docblock = (start: number): string | undefined =>
    comments.find(
      ({ type, value, end }) =>
        type === 'Block' && value.startsWith('*') && /^\s*$/.test(text.slice(end, start)),
    )?.value
  const resolve = (target: unknown): string => {
    const path = isNode(target) ? String(target['value']) : ''
    return path.startsWith('.') ? join(dirname(file), path).replaceAll('\\', '/') : ''
  }
  const imports = new Map<string, { file: string; name: string }>()
  const declarations = new Map<string, Declaration>()
  const exported: { name: string; file: string; local: string }[] = []
  for (const statement of nodesOf(program.body)) {
    const source = resolve(statement['source'])
    if (statement.type === 'ImportDeclaration') {
      for (const one of nodesOf(statement['specifiers'])) {
        imports.set(nameOf(one['local']), { file: source, name: nameOf(one['imported']) })
      }
      continue
    }
    if (statement.type === 'ExportAllDeclaration') exported.push(...moduleOf(source).exports)
    for (const one of nodesOf(statement['specifiers'])) {
      exported.push({ name: nameOf(one['exported']), file: source, local: nameOf(one['local']) })
    }
    const inner = isNode(statement['declaration']) ? statement['declaration'] : statement
    const named = inner.type === 'VariableDeclaration' ? nodesOf(inner['declarations']) : [inner]
    for (const one of named) {
      const name = nameOf(one['id'])
      if (name === '') continue
      declarations.set(name, {
        file,
        documented: docblock(statement.start) !== undefined,
        types: typesBelow(one, new Set(), (start) => docblock(start)?.includes('@internal') === true),
      })
    }
  }
  const found = { imports, declarations, exports: exported }
  modules.set(file, found)
  return found
}

/** The declaration that a name of a file stands for, through its imports; undefined for what is not of the project. */
function follow(file: string, name: string): { readonly key: string; readonly of: Declaration } | undefined {
  const { imports, declarations } = moduleOf(file)
  const own = declarations.get(name)
  if (own !== undefined) return { key: `${file} ${name}`, of: own }
  const from = imports.get(name)
  return from === undefined || from.file === '' ? undefined : follow(from.file, from.name)
}

const publicOnes = moduleOf('node.ts').exports.map(({ name, file, local }) => ({
  name,
  found: follow(file, local),
}))
const publicKeys = new Set(publicOnes.map(({ found }) => found?.key))

describe('what the package exports', () => {
  test('both entry points are walked, core included', () => {
    expect(publicOnes.length).toBeGreaterThan(180)
    expect(publicOnes.filter(({ found }) => found === undefined)).toEqual([])
    expect(
      moduleOf('index.ts').exports.every(({ name }) => publicOnes.some((one) => one.name === name)),
    ).toBe(true)
  })

  test('each symbol has a docblock at its declaration', () => {
    const bare = publicOnes.filter(({ found }) => found?.of.documented === false)
    expect(bare.map(({ name, found }) => `${String(found?.of.file)}: ${name}`)).toEqual([])
  })

  test('each type that a declaration names is exported', () => {
    const missing = new Set<string>()
    for (const { found } of publicOnes) {
      for (const type of found?.of.types ?? []) {
        const target = found === undefined ? undefined : follow(found.of.file, type)
        if (target !== undefined && !publicKeys.has(target.key)) missing.add(target.key)
      }
    }
    expect([...missing].toSorted()).toEqual([])
  })
})
