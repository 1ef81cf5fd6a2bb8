/** The verdict of the lists that are written by hand: by module, by exact name, and by what a name leads through. */
import { modernName } from '../../../pickle/names.ts'
import {
  DANGEROUS_ANYWHERE,
  DANGEROUS_MODULES,
  DANGEROUS_NAMES,
  MIXED_MODULES,
  WAYS_OUT,
} from './dangerous-names.ts'

/** Why the lists call `module.name` dangerous, also as Python 3 names it now; undefined when they do not. */
export function dangerByHand(module: string, name: string): string | undefined {
  // A Python 2 name at a later protocol is not renamed by Python 3, but Python 2 and renaming loaders run it.
  const modern = modernName(module, name)
  return dangerOf(module, name) ?? dangerOf(modern.module, modern.name)
}

/** Parts of the longest name in the tables: what follows them cannot match one. */
const LONGEST = [...DANGEROUS_MODULES.keys(), ...DANGEROUS_NAMES.keys()].reduce(
  (most, name) => Math.max(most, name.split('.').length),
  0,
)

/** Why a name is dangerous: its module or a parent of it, an exact name, or a way out of its module. */
function dangerOf(module: string, name: string): string | undefined {
  const exact = DANGEROUS_ANYWHERE.get(name) ?? DANGEROUS_NAMES.get(`${module}.${name}`)
  if (exact !== undefined) return exact
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
