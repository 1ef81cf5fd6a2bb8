/** The checkpoint seen under other names: prefixes taken off or put on, components renamed, matrices turned. */
import { PthError } from '../errors.ts'
import { growName, newNameGrowth, newRenamer } from '../names/rename.ts'
import type { NameGrowth, Renamer, RenameRule } from '../names/rename.ts'
import type { ActualEntry, ActualStateDict } from './actual.ts'
import type { NameRule } from '../names/name-rule.ts'
import { foldNames } from './fold-names.ts'
import type { Fold } from './fold-names.ts'

/** Applied in this order. */
export interface Rewrites {
  /** Weights that are kept in parts, seen as the plain weights that they make. */
  readonly fold?: readonly Fold[]
  /** Prefixes to take off, each from every name that has it. Literal text. */
  readonly stripPrefix?: readonly string[]
  /** Whole names, by the rules of `pth convert --rename`. */
  readonly rename?: readonly RenameRule[]
  readonly addPrefix?: string
  /** `[old, new]`: whole components of a path, wherever they are; a new one of `""` removes them. Literal text. */
  readonly renameParts?: readonly (readonly [old: string, wanted: string])[]
  /** Two-dimensional tensors to see with their sizes exchanged, by their new names. */
  readonly transpose?: NameRule
  /**
   * Other sizes for the same numbers in the same order, by new names; a tensor with another number of
   * elements stays.
   */
  readonly reshape?: readonly { readonly rule: NameRule; readonly shape: readonly number[] }[]
}

/**
 * Rename and turn the entries of a state_dict; versions of modules follow their names.
 * @throws PthError NAME_COLLISION naming both sources
 */
export function applyRewrites(
  actual: ActualStateDict,
  rewrites: Rewrites,
): { state: ActualStateDict; renames: { from: string; to: string }[] } {
  const renames: { from: string; to: string }[] = []
  const { transpose, fold = [], reshape = [] } = rewrites
  const folded = fold.length === 0 ? actual : foldNames(actual, fold)
  if (isIdentity(rewrites) && transpose === undefined && reshape.length === 0)
    return { state: folded, renames }
  const rewrite = newRewriter(rewrites)
  const entries = new Map<string, ActualEntry>()
  const sources = new Map<string, string>()
  const modules = new Map<string, string>()
  for (const [name, entry] of folded.entries) {
    const wanted = rewrite(name)
    const before = sources.get(wanted)
    if (before !== undefined)
      throw new PthError('NAME_COLLISION', { name: wanted, first: before, second: name })
    sources.set(wanted, name)
    if (wanted !== name) renames.push({ from: name, to: wanted })
    if (localName(wanted) === localName(name)) modules.set(modulePath(name), modulePath(wanted))
    const turnedEntry = transpose?.matches(wanted) === true ? turned(entry) : entry
    const shape = reshape.find(({ rule }) => rule.matches(wanted))?.shape
    entries.set(wanted, shape === undefined ? turnedEntry : reshaped(turnedEntry, shape))
  }
  const versions = actual.versions === null ? null : new Map<string, number | null>()
  for (const [path, version] of actual.versions ?? []) versions?.set(modules.get(path) ?? path, version)
  const norms = new Map(
    [...(actual.spectralNorm ?? [])].map(([path, names]) => [modules.get(path) ?? path, names] as const),
  )
  return {
    state: { ...actual, entries, versions, ...(norms.size > 0 && { spectralNorm: norms }) },
    renames,
  }
}

function isIdentity({ stripPrefix = [], rename = [], renameParts = [], addPrefix = '' }: Rewrites): boolean {
  return stripPrefix.length + rename.length + renameParts.length === 0 && addPrefix === ''
}

/** One name under the rewrites. */
export function rewriteName(name: string, rewrites: Rewrites): string {
  return newRewriter(rewrites)(name)
}

/** The rewrites as a function, made ready once. */
export function newRewriter(rewrites: Rewrites): (name: string) => string {
  const { stripPrefix = [], rename = [], addPrefix = '', renameParts = [] } = rewrites
  const renamer: Renamer | undefined = rename.length === 0 ? undefined : newRenamer(rename)
  const growth = newNameGrowth()
  return (name) => {
    let wanted = name
    for (const prefix of stripPrefix) if (wanted.startsWith(prefix)) wanted = wanted.slice(prefix.length)
    wanted = addPrefix + (renamer?.rename(wanted).name ?? wanted)
    for (const [old, next] of renameParts) wanted = renameComponents(wanted, old, next, growth)
    return wanted
  }
}

function modulePath(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')))
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Replace `old`, whole components, from left to right; a `next` of `''` removes them. */
export function renameComponents(
  name: string,
  old: string,
  next: string,
  growth: NameGrowth = newNameGrowth(),
): string {
  if (old === '' || !name.includes(old)) return name
  const dotted = `.${name}.`
  // One component takes at least a character and its dot.
  const most = Math.ceil(dotted.length / (old.length + 1))
  if (most * next.length > dotted.length)
    growName(growth, name, name.length + countOf(dotted, `.${old}.`) * (next.length - old.length))
  let out = ''
  let from = 0
  const wanted = `.${old}.`
  for (let at = dotted.indexOf(wanted); at !== -1; at = dotted.indexOf(wanted, from)) {
    out += dotted.slice(from, at) + (next === '' ? '' : `.${next}`)
    // The final dot is the first of what follows.
    from = at + wanted.length - 1
  }
  out += dotted.slice(from)
  return out.slice(1, -1)
}

/** How often whole components occur; neighbours share a dot. */
function countOf(dotted: string, wanted: string): number {
  let count = 0
  for (let at = dotted.indexOf(wanted); at !== -1; at = dotted.indexOf(wanted, at + wanted.length - 1))
    count += 1
  return count
}

function turned(entry: ActualEntry): ActualEntry {
  if (entry.kind !== 'tensor' || entry.shape?.length !== 2) return entry
  const shape = entry.shape.toReversed()
  const { entry: stored, ...rest } = entry
  // Values are compared in the order that the turned matrix has; of what is not strided they are not.
  if (stored?.tensor.kind !== 'strided') return { ...rest, shape }
  const tensor = { ...stored.tensor, shape, stride: stored.tensor.stride.toReversed() }
  return { ...rest, shape, entry: { ...stored, tensor } }
}

function reshaped(entry: ActualEntry, shape: readonly number[]): ActualEntry {
  if (entry.kind !== 'tensor' || entry.shape === null) return entry
  return elements(entry.shape) === elements(shape) ? { ...entry, shape } : entry
}

function elements(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1)
}
