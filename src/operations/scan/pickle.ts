/** One pickle under scan: every global with its verdict and its calls, also of a pickle that breaks off. */
import { isPthError } from '../../errors.ts'
import type { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { parsePickle } from '../../pickle/machine.ts'
import type { Pickle } from '../../pickle/machine.ts'
import { opcodeName } from '../../pickle/opcodes.ts'
import type { PickleCall } from '../../pickle/state.ts'
import { isKind, qualifiedName } from '../../pickle/value.ts'
import type { PickleGlobal, PickleValue } from '../../pickle/value.ts'
import { describeArguments } from './describe.ts'
import { modernPath, resolvePath } from './resolve.ts'
import { judgeGlobal, judgePath } from './verdict.ts'
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
}

/** Bytes inside a pickle that a call would load as another file. */
export interface Payload {
  readonly data: Uint8Array
  /** What would load it. */
  readonly loader: string
  readonly offset: number
}

export interface ScannedPickle {
  readonly globals: readonly GlobalUse[]
  readonly payloads: readonly Payload[]
  /** Null when it broke off. */
  readonly pickle: Pickle | null
  /** Why it broke off, or null. */
  readonly error: PthError | null
}

/** Calls and places that are kept of one name; all are counted. Largest known: 400,000 calls of one name. */
const KEPT = 3

interface Collector {
  /** By module and name; as many as the pickle has distinct names. */
  readonly uses: Map<string, GlobalUse>
  readonly payloads: Payload[]
  /** Uses of getitem that are more than a subscript of a name of `typing`, by key. */
  readonly subscripts: Set<string>
  readonly bytes: Uint8Array
}

/** Run the pickle at `offset` and report what it names and calls. Only a defect of pth is thrown. */
export function scanPickle(bytes: Uint8Array, offset: number, member: string, limits: Limits): ScannedPickle {
  const collector: Collector = { uses: new Map(), payloads: [], subscripts: new Set(), bytes }
  const onGlobal = ({ module, name, at }: PickleGlobal): void => {
    useOf(collector, module, name, at, false, () => judgeGlobal(module, name))
  }
  const onCall = (call: PickleCall): void => addCall(collector, call)
  let pickle: Pickle | null = null
  let error: PthError | null = null
  try {
    pickle = parsePickle(bytes, { member, offset, limits, onGlobal, onCall })
  } catch (thrown) {
    if (!isPthError(thrown)) throw thrown
    error = thrown
  }
  return {
    globals: [...collector.uses.values()].map((use) => finalVerdict(use, collector)),
    payloads: collector.payloads,
    pickle,
    error,
  }
}

/** The use of a name, made at its first place; the place is added to it. */
function useOf(
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
    use = { ...judge(), module, name, resolved, placeCount: 0, places: [], callCount: 0, calls: [] }
    collector.uses.set(key, use)
  }
  use.placeCount += 1
  if (use.places.length < KEPT) use.places.push({ offset, opcode: opcodeName(collector.bytes[offset] ?? 0) })
  return use
}

/** Unambiguous whatever the names hold. */
function keyOf(module: string, name: string, resolved: boolean): string {
  return JSON.stringify([resolved, module, name])
}

/** Calls inside one another that are followed; PyTorch nests two. */
const INNER_CALLS = 16

function addCall(collector: Collector, call: PickleCall, depth = 0): void {
  const { callee, args, at, how } = call
  if (how === 'build') {
    if (isKind(callee, 'global'))
      resolvedUse(collector, at, `${qualifiedName(callee)}.__dict__`, 'changes a class or function')
    return
  }
  if (!isKind(callee, 'global')) {
    const use = resolvedUse(collector, at, resolvePath(callee), 'a callee that cannot be resolved')
    addTo(use, collector, call)
    addPayloads(collector, use.verdict, `${use.module}.${use.name}`, args, at)
    return
  }
  const full = modernPath(callee)
  const use = collector.uses.get(keyOf(callee.module, callee.name, false))
  if (use !== undefined) addTo(use, collector, call)
  const [first = null, second] = args
  if (full === 'builtins.getattr') {
    const base = resolvePath(first)
    const path = base === undefined || typeof second !== 'string' ? undefined : `${base}.${second}`
    resolvedUse(collector, at, path, 'an attribute that cannot be resolved')
  }
  if (full === 'functools.partial' && resolvePath(first) === undefined) {
    resolvedUse(collector, at, undefined, 'a callee that cannot be resolved')
  }
  if (full === 'torch._tensor._rebuild_from_type_v2') addInnerCall(collector, call, depth)
  if (LOADERS_OF_BYTES.has(full) && args.length > 0 && !isKind(first, 'bytes')) {
    resolvedUse(collector, at, undefined, `${full} loads bytes that other calls make`)
  }
  if (GETITEM.test(full) && !isTypingName(first))
    collector.subscripts.add(keyOf(callee.module, callee.name, false))
  addPayloads(collector, use?.verdict ?? 'unknown', full, args, at)
}

/** What unpickles its first argument, and counts as harmless because bytes in the pickle are followed. */
const LOADERS_OF_BYTES: ReadonlySet<string> = new Set(['torch.storage._load_from_bytes'])

/** `_rebuild_from_type_v2(func, type, args, state)` calls `func(*args)`, which is a call like any other. */
function addInnerCall(collector: Collector, call: PickleCall, depth: number): void {
  const [func, , inner] = call.args
  if (func === undefined || !(isKind(func, 'global') || isKind(func, 'object'))) return
  if (depth === INNER_CALLS) {
    resolvedUse(collector, call.at, undefined, 'a callee inside too many others')
    return
  }
  const args = isKind(inner, 'tuple') || isKind(inner, 'list') ? inner.items : []
  addCall(collector, { ...call, callee: func, args }, depth + 1)
}

const GETITEM = /^_?operator\.getitem$/

/**
 * `Optional[Tensor]` pickles as `operator.getitem(typing.Union, (Tensor, NoneType))`: a subscript of typing
 * makes a type.
 */
function isTypingName(value: PickleValue): boolean {
  return isKind(value, 'global') && value.module === 'typing' && !value.name.includes('.')
}

function addTo(use: GlobalUse, { bytes }: Collector, call: PickleCall): void {
  use.callCount += 1
  if (use.calls.length >= KEPT) return
  use.calls.push({
    offset: call.at,
    opcode: opcodeName(bytes[call.at] ?? 0),
    arguments: describeArguments(call.args),
  })
}

/**
 * A name that calls put together; what cannot be resolved, or is wrong whatever it is called, is dangerous
 * for `reason`.
 */
function resolvedUse(
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

/**
 * getattr and partial are what they are applied to, which is a use of its own, and getitem of typing
 * makes a type: they
 * are no worse than unknown when they are called, and dangerous when they are handed to something that would call them.
 */
function finalVerdict(use: GlobalUse, { subscripts }: Collector): GlobalUse {
  const full = modernPath(use)
  const typing = GETITEM.test(full) && !subscripts.has(keyOf(use.module, use.name, false))
  if (use.resolved || (full !== 'builtins.getattr' && full !== 'functools.partial' && !typing)) return use
  return use.callCount > 0
    ? { ...use, verdict: 'unknown', reason: null }
    : { ...use, verdict: 'dangerous', reason: 'is handed to something that would call it' }
}

const PICKLE_LOADERS =
  /(^|\.)(loads?|_load_from_bytes|_load|Unpickler|basichandlers|read_pickle|load_config|BytesIO|decode)$/

/** Bytes that a call would unpickle: the arguments of loaders, of dangerous and of unknown callees. */
function addPayloads(
  collector: Collector,
  verdict: string,
  loader: string,
  args: readonly PickleValue[],
  at: number,
): void {
  if (verdict === 'container' || (verdict === 'tensor_data' && !PICKLE_LOADERS.test(loader))) return
  for (const arg of args) {
    if (isKind(arg, 'bytes') && arg.data.length >= 2)
      collector.payloads.push({ data: arg.data, loader, offset: at })
  }
}
