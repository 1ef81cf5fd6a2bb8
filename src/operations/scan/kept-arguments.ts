/** Arguments of known functions that are classes of what is made, or attributes of it: nothing calls them. */
import type { PickleCall } from '../../pickle/state.ts'
import { isKind } from '../../pickle/value.ts'
import type { PickleGlobal, PickleValue } from '../../pickle/value.ts'
import { judgeSetters } from './attributes.ts'
import { modernPath } from './resolve.ts'
import { namedUse, raise } from './uses.ts'
import type { Collector } from './uses.ts'

interface Kept {
  readonly at: number
  /** Whether the argument is of the kind that is kept as it is. */
  readonly is: (value: PickleValue) => boolean
}

const KEPT: ReadonlyMap<string, Kept> = new Map([
  ['torch._utils._rebuild_wrapper_subclass', { at: 0, is: isClass }],
  ['torch._utils._rebuild_parameter_with_state', { at: 3, is: isState }],
  ['numpy.core.multiarray._reconstruct', { at: 0, is: isClass }],
  ['numpy._core.multiarray._reconstruct', { at: 0, is: isClass }],
])

/** The index of the argument that `full` only keeps; undefined when it has none, or none of that kind. */
function keptArgument(full: string, args: readonly PickleValue[]): number | undefined {
  const kept = KEPT.get(full)
  const value = kept === undefined ? undefined : args[kept.at]
  return value !== undefined && kept?.is(value) === true ? kept.at : undefined
}

function isClass(value: PickleValue): boolean {
  return isKind(value, 'global')
}

/**
 * The arguments but the one that is only kept: a class is made without arguments as NEWOBJ does it, a state is set.
 */
export function withoutKept(
  collector: Collector,
  callee: PickleGlobal,
  { args, at }: PickleCall,
): readonly PickleValue[] {
  const full = modernPath(callee)
  const kept = keptArgument(full, args)
  if (kept === undefined) return args
  const cls = args[kept]
  const use = isKind(cls, 'global') ? namedUse(collector, cls) : undefined
  if (use !== undefined) raise(use, 'class')
  if (!isKind(cls, 'global')) {
    const maker = namedUse(collector, callee)
    judgeSetters(maker, cls ?? null)
    collector.handed.push({
      values: [cls ?? null],
      how: 'stored',
      use: maker,
      callee: full,
      at,
      isState: true,
    })
  }
  return args.filter((_, index) => index !== kept)
}

/**
 * Whether a state is data: of every object PyTorch calls an attribute, `items()`, which may be any callable. A tuple
 * is taken apart when it has two items, and refused otherwise. @see torch/_utils.py `_set_obj_state`
 */
export function isState(value: PickleValue): boolean {
  return isKind(value, 'tuple') && value.items.length === 2 ? value.items.every(isData) : isData(value)
}

function isData(value: PickleValue): boolean {
  return !isKind(value, 'object') && !isKind(value, 'global') && !isKind(value, 'persistent')
}
