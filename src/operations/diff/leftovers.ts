/** What stays different after the best renaming, when it has one plain cause: a new head, fewer layers, adapters. */
import { isPthError } from '../../errors.ts'
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualStateDict } from './actual.ts'
import { compileGlobs } from '../../names/glob.ts'
import type { StateDictDiff } from './diff.ts'
import { EXTRAS } from './families.ts'
import { literalGlob } from '../../names/name-rule.ts'
import { rewriteName } from './rewrite.ts'
import type { Rewrites } from './rewrite.ts'

/** Patterns that are offered; more explain nothing. */
const PATTERNS = 8
/** Components of a name at which a module may begin. Deepest known: about 20. */
const COMPONENTS = 64

/** Globs over the names whose two sizes are exchanged. */
export function transposePatterns(diff: StateDictDiff): { patterns: string[]; count: number } {
  const names: string[] = []
  const others: string[] = []
  for (const error of diff.errors) {
    if (error.kind !== 'shape') continue
    const { expected, found } = error
    const turned =
      expected.length === 2 && found.length === 2 && expected[0] === found[1] && expected[1] === found[0]
    ;(turned ? names : others).push(error.name)
  }
  const patterns = [...new Set(names.map((name) => literalGlob(name).replaceAll(NUMBER, '*')))]
  if (patterns.length === 0 || !patterns.every(isPattern)) return { patterns: [], count: 0 }
  const exact = patterns.length > PATTERNS || others.some(compileGlobs(patterns))
  const offered = exact ? names.filter(isPattern).slice(0, PATTERNS).map(literalGlob) : patterns
  return { patterns: offered, count: exact ? offered.length : names.length }
}

/**
 * Globs that leave out exactly the names that still differ, with the reason; undefined when nothing is left or
 * it is too much to be meant.
 */
export function leftoverPatterns(
  diff: StateDictDiff,
  actual: ActualStateDict,
  expected: ExpectedModel,
  rewrites: Rewrites,
): { patterns: string[]; reason: string } | undefined {
  const bad = badNames(diff)
  if (bad.size === 0 || diff.crash !== null || diff.matched === 0) return undefined
  const good = new Set<string>()
  for (const name of expected.tensors.keys()) if (!bad.has(name)) good.add(name)
  for (const name of actual.entries.keys()) {
    const renamed = rewriteName(name, rewrites)
    if (!bad.has(renamed)) good.add(renamed)
  }
  const reasons: string[] = []
  const patterns: string[] = []
  let rest = [...bad]
  for (const { component, pattern, reason } of EXTRAS) {
    const fits = rest.filter((name) => component.test(name))
    if (fits.length === 0 || [...good].some(compileGlobs([pattern]))) continue
    patterns.push(pattern)
    reasons.push(`${fits.length} keys are ${reason}`)
    rest = rest.filter((name) => !component.test(name))
  }
  const trees = subtreePatterns(rest, good)
  for (const tree of trees) patterns.push(tree)
  // Before they are held against every name: there may be as many patterns as names.
  if (patterns.length > PATTERNS || !patterns.every(isPattern)) return undefined
  const matches = compileGlobs(patterns)
  // Numbers such as 007 are not what {7..8} stands for.
  if (!rest.every(matches)) return undefined
  // What differs must stay the smaller part, unless whole layers are gone.
  const layers = layerReason(diff, trees)
  if ((layers === undefined && rest.length > good.size) || [...good].some(matches)) return undefined
  if (rest.length > 0) reasons.push(layers ?? headReason(diff, trees))
  return { patterns, reason: reasons.join('; ') }
}

/** Whether a flag can hold it: neither empty, nor longer or with more choices than a pattern may have. */
function isPattern(pattern: string): boolean {
  try {
    compileGlobs([pattern])
    return true
  } catch (error) {
    if (isPthError(error, 'USAGE')) return false
    throw error
  }
}

function badNames(diff: StateDictDiff): Set<string> {
  const names = [...diff.missing_keys, ...diff.unexpected_keys].map(({ name }) => name)
  for (const error of diff.errors) {
    for (const name of error.kind === 'running_stats' ? error.names : [error.name]) names.push(name)
  }
  return new Set(names)
}

/** The largest modules that hold nothing that matches; numbered neighbours as one pattern. */
function subtreePatterns(names: readonly string[], good: ReadonlySet<string>): string[] {
  const kept = new Set<string>()
  for (const name of good) for (const prefix of prefixesOf(name)) kept.add(prefix)
  const roots = new Set<string>()
  for (const name of names) {
    roots.add(prefixesOf(name).find((prefix) => !kept.has(prefix)) ?? name)
  }
  const groups = new Map<string, { numbers: number[]; roots: string[] }>()
  for (const root of roots) {
    const match = /^(.*?\.)?(\d+)\.$/.exec(root)
    const key = match === null ? root : `${match[1] ?? ''}\n`
    const group = groups.get(key) ?? { numbers: [], roots: [] }
    group.roots.push(root)
    if (match !== null) group.numbers.push(Number(match[2]))
    groups.set(key, group)
  }
  return [...groups].flatMap(([key, { numbers, roots: members }]) => {
    if (numbers.length < 2) return members.map((root) => literalGlob(root) + (root.endsWith('.') ? '*' : ''))
    const sorted = numbers.sort((a, b) => a - b)
    const range = isRun(sorted) ? `${sorted[0]}..${sorted.at(-1)}` : sorted.join(',')
    return [`${literalGlob(key.slice(0, -1))}{${range}}.*`]
  })
}

/** `a.`, `a.b.`, … of `a.b.c`; only the first of a name that is made of dots. */
function prefixesOf(name: string): string[] {
  const prefixes: string[] = []
  for (
    let dot = name.indexOf('.');
    dot !== -1 && prefixes.length < COMPONENTS;
    dot = name.indexOf('.', dot + 1)
  ) {
    prefixes.push(name.slice(0, dot + 1))
  }
  return prefixes
}

function isRun(sorted: readonly number[]): boolean {
  return sorted.every((number, at) => at === 0 || number === (sorted[at - 1] ?? 0) + 1)
}

/** "layers.{24..31}.* are missing: the checkpoint is of a smaller model" */
function layerReason(diff: StateDictDiff, trees: readonly string[]): string | undefined {
  const layers = trees.filter((tree) => /(?:^|\.)(?:\{[\d.,]+\}|\d+)\.\*$/.test(tree))
  if (layers.length === 0 || layers.length < trees.length) return undefined
  const { missing_keys: missing, unexpected_keys: unexpected } = diff
  if (missing.length > 0 && unexpected.length === 0)
    return `the checkpoint is of a smaller model: ${layers.join(' and ')} are missing`
  if (unexpected.length > 0 && missing.length === 0)
    return `the checkpoint is of a larger model: the model has no ${layers.join(' and ')}`
  return undefined
}

function headReason(diff: StateDictDiff, trees: readonly string[]): string {
  const { missing_keys: missing, unexpected_keys: unexpected, errors } = diff
  const what = trees.join(' and ')
  if (errors.length > 0 && missing.length === 0 && unexpected.length === 0)
    return `the replaced head ${what} has other sizes`
  if (missing.length > 0 && unexpected.length > 0)
    return `the replaced head: ${list(unexpected)} in the file, ${list(missing)} in the model`
  if (missing.length > 0) return `the file has no ${list(missing)}`
  return `the model has no ${list(unexpected)}`
}

function list(keys: readonly { readonly name: string }[]): string {
  const names = keys.map(({ name }) => name)
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}

const NUMBER = /(?<![^.])\d+(?![^.])/g
