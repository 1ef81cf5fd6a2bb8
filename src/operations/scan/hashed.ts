/**
 * What Python hashes: keys of dicts and elements of sets. `__hash__` of a known class may call attributes that BUILD
 * set before, such as `_hash_impl` of a DTensorSpec.
 */
import { isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { iterated } from './iterate.ts'
import { makerUse, nameOf, payFor } from './uses.ts'
import type { Collector } from './uses.ts'

/** Tuples inside one another that are followed. */
const DEPTH = 16

/** Calls that hash what they are given. Of pairs the first is the key. */
const HASHES = /^(builtins\.(set|frozenset|dict)|collections\.(OrderedDict|Counter|defaultdict))$/
const OF_PAIRS = /dict$/i

/** Look, when the pickle is over, into the state of an object that is hashed: a callable in it counts as called. */
export function keepHashed(collector: Collector, key: PickleValue, depth = 0): void {
  if (isKind(key, 'object')) {
    const use = makerUse(collector, key)
    if (key.states === null || use?.verdict !== 'known_class') return
    const callee = `${nameOf(use)}, which is hashed`
    collector.handed.push({ values: key.states, how: 'known', use: undefined, callee, at: key.at })
    return
  }
  const items = isKind(key, 'tuple') || isKind(key, 'set') ? key.items : []
  if (depth === DEPTH) return
  payFor(collector, items.length)
  for (const item of items) keepHashed(collector, item, depth + 1)
}

/** The same of the arguments of calls that make dicts and sets. */
export function keepHashedOf(collector: Collector, full: string, args: readonly PickleValue[]): void {
  if (!HASHES.test(full)) return
  for (const argument of args) {
    const items = iterated(argument) ?? []
    payFor(collector, items.length)
    for (const item of items) {
      const key = OF_PAIRS.test(full) ? sequenceItems(item)?.[0] : item
      if (key !== undefined) keepHashed(collector, key)
    }
  }
}
