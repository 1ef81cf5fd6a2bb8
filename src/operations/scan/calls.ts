/**
 * What the calls of a pickle amount to. Names alone do not decide it: helpers that call what they are given are
 * followed to what they call, by Python's rules.
 */
import type { PickleCall } from '../../pickle/state.ts'
import { isKind, qualifiedName } from '../../pickle/value.ts'
import type { PickleGlobal, PicklePersistent, PickleValue } from '../../pickle/value.ts'
import { judgeSetters, readAttribute, setsSomething } from './attributes.ts'
import { allocation } from './allocation.ts'
import { isSoundArray, RESTORES_ARRAY } from './arrow.ts'
import { isKeeping, judgeArguments, keepShown, opensTimeZone } from './asked.ts'
import { LIBRARY_CALLS } from './known/library-names.ts'
import { keepHashedOf } from './hashed.ts'
import { iterated } from './iterate.ts'
import { HIDES_ARRAY, hidesArray } from './joblib.ts'
import { isState, withoutKept } from './kept-arguments.ts'
import { makerOf } from './makers.ts'
import { modernPath, partialOf, referent, resolvePath } from './resolve.ts'
import { addItems, addState, HANDS_BACK } from './states.ts'
import { addCallTo, nameOf, namedUse, payFor, resolvedUse } from './uses.ts'
import type { Collector, Effect, GlobalUse, Handed } from './uses.ts'

/** Calls inside one another that are followed; PyTorch nests two. */
const INNER_CALLS = 16

/** Names that are harmless only because what they call, load or read is followed: handed on, they are not. */
const FOLLOWED: ReadonlyMap<string, Follow> = new Map<string, Follow>([
  ['builtins.getattr', followGetattr],
  ['builtins.type', followType],
  ['functools.partial', followPartial],
  ['operator.getitem', followGetitem],
  ['_operator.getitem', followGetitem],
  ['torch.storage._load_from_bytes', followLoader],
  ['torch._tensor._rebuild_from_type_v2', followFromType],
  ['torch._tensor._rebuild_from_type', followFromType],
  ['torch.tensor._rebuild_from_type', followFromType],
  ['copyreg._reconstructor', followReconstructor],
  ['copyreg.__newobj__', followNewobj],
  ['copyreg.__newobj_ex__', followNewobj],
])

/** Follows one call; answers which arguments are left to look into. */
type Follow = (
  collector: Collector,
  call: PickleCall,
  depth: number,
  use: GlobalUse | undefined,
) => readonly PickleValue[]

/** Whether a name is harmless only when the pickle itself calls it. */
export function isFollowed(use: Pick<GlobalUse, 'module' | 'name' | 'resolved'>): boolean {
  return !use.resolved && followOf(modernPath(use)) !== undefined
}

function followOf(full: string): Follow | undefined {
  return FOLLOWED.get(full) ?? (makerOf(full) === undefined ? undefined : followMaker)
}

/** The class that a maker is given is called; what is left of the arguments is kept. */
function followMaker(collector: Collector, call: PickleCall, depth: number): readonly PickleValue[] {
  const maker = isKind(call.callee, 'global') ? makerOf(modernPath(call.callee)) : undefined
  if (maker === undefined) return call.args
  const { call: inner, left } = maker(call.args)
  if (inner !== undefined) addCall(collector, { ...inner, at: call.at }, depth + 1)
  return left
}

/** Add one call to what the pickle is known to do. */
export function addCall(collector: Collector, call: PickleCall, depth = 0): void {
  const callee = referent(call.callee)
  if (hidesArray(callee, call, depth)) resolvedUse(collector, call.at, undefined, HIDES_ARRAY)
  if (depth > INNER_CALLS) resolvedUse(collector, call.at, undefined, 'a callee inside too many others')
  else if (call.how === 'build') addState(collector, callee, call)
  else if (call.how === 'items') addItems(collector, callee, call)
  else if (isKind(callee, 'global')) addNamed(collector, callee, call, depth)
  else addCallOfResult(collector, callee, call, depth)
}

/**
 * `("reduce_package", id, func, args)`, before PyTorch 1.9 without the id: torch.package calls `func(importer, *args)`.
 * @see torch/package/package_importer.py `load_pickle`
 */
export function addPersistent(collector: Collector, { id, at }: PicklePersistent): void {
  const items = isKind(id, 'tuple') ? id.items : []
  if (items[0] !== 'reduce_package') return
  const [callee = null, given = null] = items.slice(items.length === 3 ? 1 : 2)
  const args = iterated(given) ?? [given]
  payFor(collector, args.length)
  addCall(collector, { how: 'reduce', callee, args: [null, ...args], kwargs: null, at })
}

function addNamed(collector: Collector, callee: PickleGlobal, call: PickleCall, depth: number): void {
  const use = namedUse(collector, callee)
  const full = modernPath(callee)
  if (use !== undefined) addCallTo(use, collector, call, effectOf(call, use.verdict))
  const large = allocation(full, call.args, call.kwargs)
  if (large !== undefined)
    collector.findings.push({ rule: 'ALLOCATION', severity: 'error', offset: call.at, detail: large })
  if (use !== undefined && full === RESTORES_ARRAY && !isSoundArray(call.args[0] ?? null))
    use.flaw = 'makes an array that reads outside of its buffers, or of a type that is not checked'
  if (use !== undefined && opensTimeZone(collector, full, [...call.args, call.kwargs]))
    use.flaw = 'opens the file that a time zone names'
  const follow = followOf(full)
  if (use !== undefined && follow === undefined && isAsking(use.verdict, full))
    judgeArguments(collector, full, call.args)
  keepHashedOf(collector, full, call.args)
  keepShown(collector, full, call.args, call.at)
  const left =
    follow === undefined ? withoutKept(collector, callee, call) : follow(collector, call, depth, use)
  const values = call.kwargs === null ? left : [...left, call.kwargs]
  const told = { use, callee: full, at: call.at }
  if (values.length > 0) collector.handed.push({ ...told, values, how: attention(use, full, call) })
  // Whoever looks up a key that is not there calls the factory: PyTorch does it while it loads, `quantizer_params[0]`.
  if (full === 'collections.defaultdict')
    collector.handed.push({ ...told, values: call.args.slice(0, 1), how: 'known' })
  // Python 3.13 takes a dictionary of attributes; other records keep what they are given.
  if (values.length > 0 && isKeeping(full))
    collector.handed.push({ ...told, values, how: 'stored', isState: true })
}

/** Known functions that look into what they are given. */
function isAsking(verdict: GlobalUse['verdict'], full: string): boolean {
  if (verdict === 'known_call') return LIBRARY_CALLS.has(full)
  return verdict === 'container' || verdict === 'tensor_data' || verdict === 'allowed_by_weights_only'
}

/** NEWOBJ without arguments makes an object and runs no `__init__`; everything else is a call. */
function effectOf({ how, args, kwargs }: PickleCall, verdict?: GlobalUse['verdict']): Effect {
  // `__new__` of a known class was followed to its end, whatever it is given.
  if (verdict === 'known_class' && (how === 'newobj' || how === 'newobj_ex')) return 'class'
  const bare = args.length === 0 && (kwargs === null || (isKind(kwargs, 'dict') && kwargs.entries === null))
  return bare && (how === 'newobj' || how === 'newobj_ex' || how === 'reconstructor') ? 'class' : 'call'
}

function attention(use: GlobalUse | undefined, full: string, call: PickleCall): Handed['how'] {
  const follow = followOf(full)
  if (follow !== undefined) return follow === followLoader ? 'open' : 'stored'
  switch (use?.verdict) {
    case 'container':
      return 'stored'
    case 'tensor_data':
    case 'allowed_by_weights_only':
    case 'known_call':
      return isKeeping(full) ? 'stored' : 'known'
    default:
      return effectOf(call) === 'class' ? 'stored' : 'open'
  }
}

/** A call of what another call returned. */
function addCallOfResult(collector: Collector, callee: PickleValue, call: PickleCall, depth: number): void {
  const bound = isKind(callee, 'object') ? partialOf(callee) : undefined
  if (bound !== undefined) {
    payFor(collector, bound.args.length + call.args.length)
    const args = [...bound.args, ...call.args]
    return addCall(collector, { ...call, how: 'reduce', callee: bound.callee, args }, depth + 1)
  }
  const path = resolvePath(callee)
  const made = path === undefined ? undefined : makerOf(path)?.(call.args).call
  if (made !== undefined) return addCall(collector, { ...made, at: call.at }, depth + 1)
  const use = resolvedUse(collector, call.at, path, 'a callee that cannot be resolved')
  // What a call returns may be anything; a class inside a class is reached by getattr.
  const effect = path?.includes('(') === false ? effectOf(call, use.verdict) : 'call'
  addCallTo(use, collector, call, effect)
  if (effect === 'class') return
  const values = [callee, ...call.args, call.kwargs]
  collector.handed.push({ values, how: 'open', use, callee: nameOf(use), at: call.at })
}

/** `getattr(base, 'name')`: the attribute is a name of its own. */
function followGetattr(collector: Collector, { args, at }: PickleCall): readonly PickleValue[] {
  const [first = null, second] = args
  const base = resolvePath(first)
  readAttribute(
    collector,
    at,
    isKind(referent(first), 'global'),
    base === undefined || typeof second !== 'string' ? undefined : `${base}.${second}`,
  )
  return args
}

/** `type(x)` is the class of x, such as that of None; with three arguments it makes a class of any methods. */
function followType(
  _: Collector,
  { args }: PickleCall,
  __: number,
  use: GlobalUse | undefined,
): readonly PickleValue[] {
  if (args.length !== 1 && use !== undefined) use.flaw = 'makes a class of what it is given'
  return args
}

function followPartial(collector: Collector, { args, at }: PickleCall): readonly PickleValue[] {
  if (resolvePath(args[0] ?? null) === undefined)
    resolvedUse(collector, at, undefined, 'a callee that cannot be resolved')
  return args
}

/**
 * `Optional[Tensor]` pickles as `operator.getitem(typing.Union, (Tensor, NoneType))`: a subscript of typing
 * makes a type. Every other one may run code.
 */
function followGetitem(
  _: Collector,
  { args }: PickleCall,
  __: number,
  use: GlobalUse | undefined,
): readonly PickleValue[] {
  const [first] = args
  const typing = isKind(first, 'global') && first.module === 'typing' && !first.name.includes('.')
  if (!typing && use !== undefined) use.flaw = 'calls a method of its argument'
  return args
}

/** Unpickles its argument: bytes of the pickle are scanned, others cannot be. */
function followLoader(collector: Collector, { args, at, callee }: PickleCall): readonly PickleValue[] {
  if (args.length > 0 && !isKind(args[0], 'bytes')) {
    const name = isKind(callee, 'global') ? qualifiedName(callee) : 'a loader'
    resolvedUse(collector, at, undefined, `${name} loads bytes that other calls make`)
  }
  return args
}

/**
 * `_rebuild_from_type_v2(func, type, args, state)` calls `func(*args)`, whatever can be iterated, and sets
 * attributes on what comes of it. @see torch/_tensor.py
 */
function followFromType(
  collector: Collector,
  call: PickleCall,
  depth: number,
  use: GlobalUse | undefined,
): readonly PickleValue[] {
  const [func, type, inner, ...rest] = call.args
  if (func === undefined) return call.args
  const args = inner === undefined ? [] : iterated(inner)
  if (args === undefined) {
    resolvedUse(collector, call.at, undefined, 'arguments of a call that cannot be followed')
    return call.args
  }
  payFor(collector, args.length)
  addCall(collector, { ...call, how: 'reduce', callee: func, args, kwargs: null }, depth + 1)
  const target = referent(func)
  const made = isKind(target, 'global') ? namedUse(collector, target)?.verdict : 'container'
  const handsBack = isKind(target, 'global') && HANDS_BACK.test(modernPath(target))
  // What hands back its argument makes it settable, a class or a function too; so does what loads it.
  const [state = null] = rest
  const loads = isKind(target, 'global') && followOf(modernPath(target)) !== undefined && setsSomething(state)
  if ((made === 'container' || made === 'known_call' || handsBack || loads) && use !== undefined)
    use.flaw = 'sets attributes of what a call of another kind returns'
  judgeSetters(use, state)
  const given = { values: [state], use, callee: nameOfCall(call), at: call.at }
  collector.handed.push({ ...given, how: isState(state) ? 'stored' : 'known', isState: true })
  return isKind(type, 'global') ? rest : [type ?? null, ...rest]
}

function nameOfCall({ callee }: PickleCall): string {
  return isKind(callee, 'global') ? qualifiedName(callee) : 'a function'
}

/** Python's own bases of data: their `__new__` and `__init__` run none of a class's code. */
const BASES = /^builtins\.(object|bool|int|float|complex|str|bytes|bytearray|list|tuple|set|frozenset|dict)$/

/** `_reconstructor(cls, base, state)`: an object of `cls`, made by `base`. @see CPython Lib/copyreg.py */
function followReconstructor(collector: Collector, call: PickleCall, depth: number): readonly PickleValue[] {
  const [cls, base, ...state] = call.args
  if (cls === undefined) return call.args
  addCall(collector, { ...call, how: 'newobj', callee: cls, args: [], kwargs: null }, depth + 1)
  if (base === undefined) return state
  if (isKind(base, 'global') && BASES.test(modernPath(base))) {
    // `base.__new__(cls, state)` and `base.__init__` ask the state for what they make of it.
    const full = modernPath(base)
    if (full !== 'builtins.object') judgeArguments(collector, full, state)
    keepHashedOf(collector, full, state)
    keepShown(collector, full, state, call.at)
    return state
  }
  addCall(collector, { ...call, how: 'reduce', callee: base, args: [cls, ...state], kwargs: null }, depth + 1)
  return state
}

/** `__newobj__(cls, *args)` and `__newobj_ex__(cls, args, kwargs)`: NEWOBJ and NEWOBJ_EX spelled as calls. */
function followNewobj(collector: Collector, call: PickleCall, depth: number): readonly PickleValue[] {
  const [cls, ...rest] = call.args
  if (cls === undefined) return call.args
  const isEx = isKind(call.callee, 'global') && call.callee.name === '__newobj_ex__'
  const args = isEx ? iterated(rest[0] ?? null) : rest
  const inner = { ...call, callee: cls, args: args ?? rest, kwargs: isEx ? (rest[1] ?? null) : null }
  addCall(collector, { ...inner, how: isEx ? 'newobj_ex' : 'newobj' }, depth + 1)
  return []
}
