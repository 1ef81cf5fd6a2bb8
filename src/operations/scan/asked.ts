/**
 * What runs without a call in the pickle: methods that Python looks for on an object, which may be attributes that
 * BUILD sets, and the own methods of objects that harmless calls are given.
 */
import { dictEntries, isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import { COMPUTED, nameOfKey } from './attributes.ts'
import { modernPath, partialOf, referent, resolvePath } from './resolve.ts'
import { makerUse, namedUse, payFor, raise, resolvedUse } from './uses.ts'
import type { Collector, GlobalUse } from './uses.ts'

/** Attributes that the unpickler calls on the object, not on its class: for BUILD, APPENDS and ADDITEMS. */
const UNPICKLER: ReadonlySet<string> = new Set(['__setstate__', 'extend', 'append', 'add'])

/**
 * Attributes that `__setstate__` of known classes calls on what it takes for dictionaries, lists and texts, and that
 * known classes call on themselves: `__del__` (`_detach_hooks`), `__iter__` (`size`), `__repr__` (`_get_args`).
 */
const OTHERS: ReadonlySet<string> = new Set(
  `
  update get items keys values pop popitem setdefault insert copy split rsplit join startswith endswith strip lstrip
  rstrip replace format lower upper discard remove clear index count union isdigit partition rpartition sort reverse
  title fill_ move_to_end
  default_factory as_subclass requires_grad_ tolist isidentifier detach astype min max reshape view
  __array__ __array_interface__ __array_struct__ __array_finalize__ __signature__
  detach_hook _detach_hooks _initialize size _get_args _get_kwargs
`
    .trim()
    .split(/\s+/),
)

/** Partial objects inside one another that are followed. */
const DEPTH = 16

/** Callables among the attributes of a state under a name that Python asks for. */
export function judgeState(
  collector: Collector,
  states: readonly PickleValue[],
  owner: string,
  seen: Set<unknown>,
): void {
  for (const attributes of states.flatMap(attributesOf)) {
    if (seen.has(attributes)) continue
    seen.add(attributes)
    for (const [key, value] of dictEntries(attributes)) {
      const name = nameOfKey(key)
      if (name !== undefined && (name === COMPUTED || UNPICKLER.has(name) || OTHERS.has(name)))
        judgeAsked(collector, value, name, `is the attribute ${name} of ${owner}, which Python calls`)
    }
  }
}

/** A state is a dictionary, or a dictionary and one of slots; a class may wrap it. */
function attributesOf(state: PickleValue): readonly PickleDict[] {
  const values = isKind(state, 'tuple') ? state.items : [state]
  return values.filter((item) => isKind(item, 'dict'))
}

function judgeAsked(collector: Collector, value: PickleValue, key: string, remark: string, depth = 0): void {
  const target = referent(value)
  if (isKind(target, 'global')) return raiseTo(namedUse(collector, target), remark)
  if (!isKind(target, 'object') || depth === DEPTH) return
  const bound = partialOf(target)
  if (bound !== undefined) return judgeAsked(collector, bound.callee, key, remark, depth + 1)
  const attribute = isKind(target.callee, 'global') && modernPath(target.callee) === 'builtins.getattr'
  if (attribute) raiseTo(resolvedUse(collector, target.at, resolvePath(target), remark), remark)
  // Objects are attributes of any name, and few of them can be called.
  else if (UNPICKLER.has(key) || key === COMPUTED) raiseTo(makerUse(collector, target), remark)
}

/** A use that counts as a call although no opcode calls it, when nothing is known of the call. */
export function raiseTo(use: GlobalUse | undefined, remark: string): void {
  if (use === undefined || use.effect === 'call') return
  if (use.verdict !== 'unknown' && use.verdict !== 'known_class') return
  raise(use, 'call')
  use.remark = remark
}

/** Calls that keep what they are given: nothing of it is asked, and nothing in it is called. */
const KEEPS = new RegExp(
  String.raw`^(copyreg\.|builtins\.(object|slice|Ellipsis|NotImplemented)$|types\.SimpleNamespace$|tokenizers\.|` +
    String.raw`argparse\.|` +
    String.raw`torch\.jit\._pickle\.|torch\.distributed\.|torch\._dynamo\.eval_frame\.OptimizeContext$|` +
    String.raw`torch_geometric\.inspector\.|e3nn\.o3\._linear\.)`,
)

/** Whether a harmless call only keeps its arguments. */
export function isKeeping(full: string): boolean {
  return KEEPS.test(full)
}

/** Calls that keep the items of what they are given, and ask only the whole. */
const KEEPS_ITEMS =
  /^(builtins\.(list|tuple|set|frozenset|bool)|collections\.(deque|Counter)|torch\._utils\..*)$/

/** Objects whose own methods run when a harmless call is given them: `list(x)` runs `x.__iter__()`. */
export function judgeArguments(collector: Collector, full: string, args: readonly PickleValue[]): void {
  if (KEEPS.test(full)) return
  const remark = `is handed to ${full}, which runs methods of it`
  for (const value of full === 'collections.defaultdict' ? args.slice(1) : args) {
    askObject(collector, value, remark)
    if (KEEPS_ITEMS.test(full)) continue
    const items = sequenceItems(value)
    if (items === undefined) continue
    payFor(collector, items.length)
    for (const item of items) askObject(collector, item, remark)
  }
}

/** Every object inside what `str` is given runs its `__repr__`, and typing hashes and shows what a type is made of. */
export function keepShown(
  collector: Collector,
  full: string,
  args: readonly PickleValue[],
  at: number,
): void {
  const isText = full === 'builtins.str'
  const values = isText ? args.filter((value) => typeof value !== 'string') : shownByTyping(args.slice(1))
  if (values.length === 0 || (!isText && !GETS_ITEM.test(full))) return
  const remark = `is handed to ${full}, which runs methods of it`
  collector.handed.push({ values, how: 'known', use: undefined, callee: full, at, asks: remark })
}

const GETS_ITEM = /^_?operator\.getitem$/

/** Objects that are no types themselves: names of classes, and types that typing made of them, are only kept. */
function shownByTyping(values: readonly PickleValue[], depth = 0): readonly PickleValue[] {
  return values.flatMap((value) => {
    const isType = isKind(value, 'object') && isKind(value.callee, 'global') && value.states === null
    if (isType && GETS_ITEM.test(modernPath(value.callee))) return []
    if (isKind(value, 'object') || isKind(value, 'dict') || isKind(value, 'set') || depth > TEXT_DEPTH)
      return [value]
    return shownByTyping(sequenceItems(value) ?? [], depth + 1)
  })
}

export function askObject(collector: Collector, value: PickleValue, remark: string): void {
  const maker = makerUse(collector, value)
  // It marks the place of an array, and has no methods that Python asks for.
  if (maker?.module !== 'joblib.numpy_pickle') raiseTo(maker, remark)
}

/** Containers inside one another whose texts are read. */
const TEXT_DEPTH = 4

/**
 * Whether pandas is given a time zone that is the path of a file: it is opened, wherever it is.
 * @see dateutil/tz/tz.py `gettz`, which pandas asks for `datetime64[ns, dateutil/…]`
 */
export function opensTimeZone(collector: Collector, full: string, values: readonly PickleValue[]): boolean {
  return full.startsWith('pandas.') && values.some((value) => namesTimeZone(collector, value, TEXT_DEPTH))
}

function namesTimeZone(collector: Collector, value: PickleValue, depth: number): boolean {
  if (typeof value === 'string') return value.includes('dateutil/')
  if (depth === 0) return false
  const items = isKind(value, 'dict') ? [...dictEntries(value)].flat() : (sequenceItems(value) ?? [])
  payFor(collector, items.length)
  return items.some((item) => namesTimeZone(collector, item, depth - 1))
}
