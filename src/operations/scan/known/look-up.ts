/** What is known about one name: the only door to the tables of names, written by hand and generated. */
import { dangerByHand } from './by-hand.ts'
import { EXCEPTIONS } from './dangerous-names.ts'
import { DISTRIBUTED_CLASSES } from './distributed-names.ts'
import { enumOf, HARMLESS_CALLS } from './harmless-names.ts'
import { LEARNING_CLASSES } from './learning-names.ts'
import { LIBRARY_CLASSES } from './library-names.ts'
import { markOf } from './mark.ts'
import { reachedBy } from './paths.ts'
import type { Reached } from './paths.ts'
import { walked } from './walked.ts'

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
  /** Why a call of the class is dangerous, though NEWOBJ and BUILD are not; null when nothing is known against it. */
  readonly call: string | null
}

/** Look up `module.name` as a GLOBAL names it: `name` may be dotted (protocol 4). */
export function lookUp(module: string, name: string): Known {
  const full = `${module}.${name}`
  const harmless = HARMLESS_CALLS.get(full)
  if (harmless !== undefined) return { kind: 'harmless-call', reason: harmless, canonical: full, call: null }
  const record =
    DISTRIBUTED_CLASSES.get(full) ??
    LEARNING_CLASSES.get(full) ??
    LIBRARY_CLASSES.get(full) ??
    memberOfEnum(full)
  if (record !== undefined) return { kind: 'harmless-class', reason: record, canonical: full, call: null }
  const excepted = EXCEPTIONS.has(full)
  const byHand = excepted ? undefined : dangerByHand(module, name)
  if (byHand !== undefined)
    return { kind: 'dangerous', reason: byHand, canonical: canonicalOf(module, name), call: null }
  const mark = markOf(full)
  const call = mark?.called === true ? mark.reason : null
  const plain = walked().plain.get(full)
  if (plain !== undefined) {
    const kind = plain.callable ? 'harmless-call' : 'harmless-class'
    return { kind, reason: plain.seen, canonical: full, call }
  }
  if (mark?.called === false) return { kind: 'dangerous', reason: mark.reason, canonical: full, call: null }
  const nothing: Known = { kind: 'unknown', reason: null, canonical: full, call }
  if (excepted) return nothing
  const [, ...others] = reachedBy(module, name)
  return others.map(throughAnother).find((known) => known !== undefined) ?? nothing
}

/** Why `getattr(Enum, 'MEMBER')`, as Python 3.11.2 pickles a member, is harmless; undefined for other names. */
function memberOfEnum(full: string): string | undefined {
  const cls = enumOf(full)
  return cls === undefined ? undefined : `a member of the enum ${cls}`
}

/** What is known against an object that is reached through another module; undefined when nothing is. */
function throughAnother(reached: Reached): Known | undefined {
  const canonical = nameOf(reached)
  if (EXCEPTIONS.has(canonical)) return undefined
  const reason = dangerByHand(reached.module, reached.name)
  if (reason !== undefined)
    return { kind: 'dangerous', reason: `${reason}: it is ${canonical}`, canonical, call: null }
  const mark = markOf(canonical)
  if (mark === undefined) return undefined
  return mark.called
    ? { kind: 'unknown', reason: null, canonical, call: mark.reason }
    : { kind: 'dangerous', reason: mark.reason, canonical, call: null }
}

/** The name of what a dangerous name reaches through other modules; the name as given when it goes through none. */
function canonicalOf(module: string, name: string): string {
  const [given, ...others] = reachedBy(module, name)
  const reached = others.findLast((other) => dangerByHand(other.module, other.name) !== undefined) ?? given
  return reached === undefined ? `${module}.${name}` : nameOf(reached)
}

function nameOf({ module, name }: Reached): string {
  return name === '' ? module : `${module}.${name}`
}
