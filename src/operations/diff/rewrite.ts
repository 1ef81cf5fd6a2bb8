/** The checkpoint seen under other names: prefixes taken off or put on, components renamed, matrices turned. */
import { PthError } from '../../errors.ts'
import type { ActualEntry, ActualStateDict } from './actual.ts'
import type { NameRule } from './select.ts'

/** Applied in this order. Names are literal text, never patterns, except for `transpose`. */
export interface Rewrites {
  /** Prefixes to take off, each from every name that has it. */
  readonly stripPrefix?: readonly string[]
  /** `[old, new]`: whole components of a path, wherever they stand; a new one of `""` removes them. */
  readonly rename?: readonly (readonly [old: string, wanted: string])[]
  readonly addPrefix?: string
  /** Two-dimensional tensors to see with their sizes exchanged. */
  readonly transpose?: NameRule
}

/**
 * Rename and turn the entries of a state_dict; versions of modules follow their names.
 * @throws PthError RENAME_COLLISION naming both sources
 */
export function applyRewrites(
  actual: ActualStateDict,
  rewrites: Rewrites,
): { state: ActualStateDict; renames: { from: string; to: string }[] } {
  const renames: { from: string; to: string }[] = []
  const { transpose } = rewrites
  if (isIdentity(rewrites) && transpose === undefined) return { state: actual, renames }
  const entries = new Map<string, ActualEntry>()
  const sources = new Map<string, string>()
  for (const [name, entry] of actual.entries) {
    const wanted = rewriteName(name, rewrites)
    const before = sources.get(wanted)
    if (before !== undefined) throw new PthError('RENAME_COLLISION', { name: wanted, sources: [before, name] })
    sources.set(wanted, name)
    if (wanted !== name) renames.push({ from: name, to: wanted })
    entries.set(wanted, transpose?.matches(wanted) === true ? turned(entry) : entry)
  }
  const versions = actual.versions === null ? null : new Map<string, number | null>()
  for (const [path, version] of actual.versions ?? []) versions?.set(rewriteModule(path, rewrites), version)
  return { state: { ...actual, entries, versions }, renames }
}

function isIdentity({ stripPrefix = [], rename = [], addPrefix = '' }: Rewrites): boolean {
  return stripPrefix.length === 0 && rename.length === 0 && addPrefix === ''
}

/** One name under the rewrites. */
export function rewriteName(name: string, { stripPrefix = [], rename = [], addPrefix = '' }: Rewrites): string {
  let wanted = name
  for (const prefix of stripPrefix) if (wanted.startsWith(prefix)) wanted = wanted.slice(prefix.length)
  for (const [old, next] of rename) wanted = renameComponents(wanted, old, next)
  return addPrefix + wanted
}

/** A module's path, which has no final dot where a prefix has one. */
function rewriteModule(path: string, rewrites: Rewrites): string {
  const name = rewriteName(`${path}.`, rewrites)
  return name.endsWith('.') ? name.slice(0, -1) : name
}

/** Replace `old` where it stands between dots, from left to right. */
function renameComponents(name: string, old: string, next: string): string {
  if (old === '' || !name.includes(old)) return name
  const dotted = `.${name}.`
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

function turned(entry: ActualEntry): ActualEntry {
  if (entry.kind !== 'tensor' || entry.shape?.length !== 2) return entry
  return { ...entry, shape: entry.shape.toReversed() }
}
