/** What is known about one name: the only door to the tables of names, written by hand and generated. */
import { modernName } from '../../../pickle/names.ts'
import { DANGEROUS_MODULES, DANGEROUS_NAMES, EXCEPTIONS, MIXED_MODULES, WAYS_OUT } from './dangerous-names.ts'
import { HARMLESS_CALLS } from './harmless-names.ts'

/**
 * `dangerous`: calling it, or anything that it leads to, runs code, opens files or reaches the network.
 * `harmless-class`: made by NEWOBJ without arguments and given a state by BUILD, it runs nothing.
 * `harmless-call`: called with any arguments it makes a value and nothing else; what is handed to it is judged apart.
 * `unknown`: no table contains it.
 */
export type KnownKind = 'dangerous' | 'harmless-class' | 'harmless-call' | 'unknown'

/** The answer of the tables on one name. */
export interface Known {
  readonly kind: KnownKind
  /** Why it is dangerous, or in which library and version a harmless one was seen; null for unknown. */
  readonly reason: string | null
  /** The name under which the object is defined, as far as it is known; otherwise the name as given. */
  readonly canonical: string
}

/** Look up `module.name` as a GLOBAL names it: `name` may be dotted (protocol 4). */
export function lookUp(module: string, name: string): Known {
  const full = `${module}.${name}`
  const harmless = HARMLESS_CALLS.get(full)
  if (harmless !== undefined) return { kind: 'harmless-call', reason: harmless, canonical: full }
  if (EXCEPTIONS.has(full)) return { kind: 'unknown', reason: null, canonical: full }
  // A Python 2 name at a later protocol is not renamed by Python 3, but Python 2 and renaming loaders run it.
  const modern = modernName(module, name)
  const reason = dangerOf(module, name) ?? dangerOf(modern.module, modern.name)
  return { kind: reason === undefined ? 'unknown' : 'dangerous', reason: reason ?? null, canonical: full }
}

/** Parts of the longest name in the tables: what follows them cannot match one. */
const LONGEST = [...DANGEROUS_MODULES.keys(), ...DANGEROUS_NAMES.keys()].reduce(
  (most, name) => Math.max(most, name.split('.').length),
  0,
)

/** Why a name is dangerous: its module or a parent of it, an exact name, or a way out of its module. */
function dangerOf(module: string, name: string): string | undefined {
  const parts = [...module.split('.'), ...name.split('.')]
  let path = ''
  for (const part of parts.slice(0, LONGEST)) {
    path = path === '' ? part : `${path}.${part}`
    const reason = DANGEROUS_MODULES.get(path) ?? DANGEROUS_NAMES.get(path)
    if (reason !== undefined) return reason
  }
  const mixed = MIXED_MODULES.get(parts[0] ?? '')
  if (mixed !== undefined && !mixed.harmless.test((parts[1] ?? '').replace(/\(\)$/, ''))) return mixed.reason
  const attributes = name.split('.')
  const out = attributes.find((part) => WAYS_OUT.has(part) || WAYS_OUT.has(part.replace(/^_(?!_)/, '')))
  if (out === undefined) return undefined
  // Only as a step on the way: a class of a module of one's own may be called `io`.
  return attributes.length > 1 || out.startsWith('__') || module.includes('.') ? `leads to ${out}` : undefined
}
