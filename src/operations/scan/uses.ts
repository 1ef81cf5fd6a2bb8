/** The names of one pickle while it is scanned: where each occurs, how it is called, and what speaks against it. */
import { overLimit, spend } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { opcodeName } from '../../pickle/opcodes.ts'
import type { PickleCall } from '../../pickle/state.ts'
import { isKind } from '../../pickle/value.ts'
import type { PickleGlobal, PickleValue } from '../../pickle/value.ts'
import { describeArguments } from './describe.ts'
import type { ScanFinding } from './finding.ts'
import { referent } from './resolve.ts'
import { judgePath } from './verdict.ts'
import type { Judgement } from './verdict.ts'

/** A call of a global, as in the pickle. */
export interface GlobalCall {
  readonly offset: number
  /** REDUCE, NEWOBJ, … */
  readonly opcode: string
  readonly arguments: string
}

/** Where a global is named. */
export interface Place {
  readonly offset: number
  /** GLOBAL, STACK_GLOBAL or INST; the calling opcode for a name put together by calls. */
  readonly opcode: string
}

/** What a pickle does with a name at most: names it, makes an object of it without arguments, or calls it. */
export type Effect = 'none' | 'class' | 'call'

/** A name in one pickle: all the places where it occurs, and all its calls. */
export interface GlobalUse extends Judgement {
  readonly module: string
  readonly name: string
  /** Whether the pickle puts the name together by calls (getattr and its like). */
  readonly resolved: boolean
  /** Places in all; the first few are kept. */
  placeCount: number
  readonly places: Place[]
  /** Calls in all; the first few are kept. */
  callCount: number
  readonly calls: GlobalCall[]
  effect: Effect
  /** What makes it dangerous although the name alone is not; null for nothing. */
  flaw: string | null
  /** Why an unknown name counts as called although no opcode calls it; null when one does. */
  remark: string | null
}

/** Values that a call was given, to be looked into when the pickle is over: lists among them may still grow. */
export interface Handed {
  readonly values: readonly PickleValue[]
  /**
   * `open`: to something that may do anything with them; `known`: to a known function, which may call what it is
   * given; `stored`: to be kept.
   */
  readonly how: 'open' | 'known' | 'stored'
  /** The use of what got them, if it has a name. */
  readonly use: GlobalUse | undefined
  /** What got them, in words. */
  readonly callee: string
  readonly at: number
  /** Whether the values are states: attributes of what got them. */
  readonly isState?: boolean
  /** Why methods of every object inside the values run; absent where they do not. */
  readonly asks?: string
}

/** What one pickle left so far. */
export interface Collector {
  /** By module and name; as many as the pickle has distinct names. */
  readonly uses: Map<string, GlobalUse>
  readonly handed: Handed[]
  readonly findings: Omit<ScanFinding, 'member'>[]
  readonly bytes: Uint8Array
  readonly limits: Limits
  /** Values that were copied to follow calls: one list may be the arguments of any number of them. */
  copied: number
}

/** Pay for values that are copied. @throws PthError LIMIT_EXCEEDED */
export function payFor(collector: Collector, values: number): void {
  collector.copied += values
  if (collector.copied > collector.limits.values)
    throw overLimit(collector.limits, 'values', 'arguments of calls inside calls', collector.copied)
}

/** What one more name costs, which is looked up in every table: as many values. Largest known: 300 names. */
const NAME_VALUES = 64
/** Calls and places that are kept of one name; all are counted. Largest known: 400,000 calls of one name. */
const KEPT = 3

/** The use of a name, made at its first place; the place is added to it. */
export function useOf(
  collector: Collector,
  module: string,
  name: string,
  offset: number,
  resolved: boolean,
  judge: () => Judgement,
): GlobalUse {
  const key = keyOf(module, name, resolved)
  let use = collector.uses.get(key)
  if (use === undefined) {
    spend(collector.limits, 'values', 'names in pickles, each as 64 values', NAME_VALUES)
    use = {
      ...judge(),
      module,
      name,
      resolved,
      placeCount: 0,
      places: [],
      callCount: 0,
      calls: [],
      effect: 'none',
      flaw: null,
      remark: null,
    }
    collector.uses.set(key, use)
  }
  use.placeCount += 1
  if (use.places.length < KEPT) use.places.push({ offset, opcode: opcodeName(collector.bytes[offset] ?? 0) })
  return use
}

/** The use of a global that the pickle has named. */
export function namedUse(
  collector: Collector,
  { module, name }: Pick<PickleGlobal, 'module' | 'name'>,
): GlobalUse | undefined {
  return collector.uses.get(keyOf(module, name, false))
}

/** The use of the name that made an object; undefined for other values, and where calls put the name together. */
export function makerUse(collector: Collector, value: PickleValue): GlobalUse | undefined {
  const maker = isKind(value, 'object') ? referent(value.callee) : null
  return isKind(maker, 'global') ? namedUse(collector, maker) : undefined
}

/**
 * A name that calls put together; what cannot be resolved, or is wrong whatever it is called, is dangerous
 * for `reason`.
 */
export function resolvedUse(
  collector: Collector,
  offset: number,
  path: string | undefined,
  reason: string,
): GlobalUse {
  const whole = path ?? 'unresolved'
  const dot = whole.lastIndexOf('.')
  const wrong = path === undefined || path.endsWith('.__dict__')
  return useOf(collector, dot < 0 ? '' : whole.slice(0, dot), whole.slice(dot + 1), offset, true, () =>
    wrong ? { verdict: 'dangerous', reason } : judgePath(whole),
  )
}

/** Count one call of a name. */
export function addCallTo(use: GlobalUse, { bytes }: Collector, call: PickleCall, effect: Effect): void {
  raise(use, effect)
  use.callCount += 1
  if (use.calls.length >= KEPT) return
  use.calls.push({
    offset: call.at,
    opcode: opcodeName(bytes[call.at] ?? 0),
    arguments: describeArguments(call.args),
  })
}

/** The most that is done with a name is what counts. */
export function raise(use: GlobalUse, effect: Effect): void {
  if (use.effect !== 'call' && effect !== 'none') use.effect = effect
}

/** `module.name`, or what calls put together. */
export function nameOf({ module, name }: Pick<GlobalUse, 'module' | 'name'>): string {
  return module === '' ? name : `${module}.${name}`
}

/** Unambiguous whatever the names hold. */
function keyOf(module: string, name: string, resolved: boolean): string {
  return `${resolved ? '+' : '-'}${module.length} ${module}${name}`
}
