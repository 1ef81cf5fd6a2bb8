/** The machine of `torch.load(weights_only=True)`, emulated on inert values: would it accept this pickle? */
import { isPthError } from '../errors.ts'
import { DEFAULT_LIMITS, LIMIT_RULES } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { OP } from '../pickle/opcodes.ts'
import { currentOpcode, newReader, take, takeBytes, takeLine } from '../pickle/reader.ts'
import type { PickleReader } from '../pickle/reader.ts'
import { decodeLong } from '../pickle/integers.ts'
import { decodeSurrogatePass, decodeUtf8, hasSurrogatePair } from '../pickle/text.ts'
import { ALLOWED_GLOBALS, BLOCKED_MODULES, IMPORT_MAPPING, NAME_MAPPING } from './allowed-globals.ts'
import { answerOf, stopAt } from './answer.ts'
import { build } from './build.ts'
import { newObject, reduce } from './calls.ts'
import { emptyDict, setItem } from './python-rules.ts'
import { isInt, isWo, woType } from './value.ts'
import type { ForeignNames, WoStop, WoValue } from './value.ts'

/** What a persistent id gives, by the rules of the container; throws through `stop` when torch would raise. */
export type LoadPersistent = (id: readonly WoValue[], stop: WoStop) => WoValue

/** What the emulation must know of the loader. */
export interface WoLoader {
  readonly load: LoadPersistent
  readonly mapsDevices: boolean
  /** Given where every name counts as allowed by the user. */
  readonly foreign?: ForeignNames
}

/** How the emulation of one pickle ended. */
export interface WoRun {
  readonly answer: 'accepts' | 'refuses' | 'undetermined'
  /** Why torch refuses, or what is not known; null when it accepts. */
  readonly reason: string | null
  /** Offset of the opcode at which it ended. */
  readonly at: number
  /** Offset just past STOP. */
  readonly end: number
  /** The loaded value; null unless accepted. */
  readonly value: WoValue
  /** Whether it ended because the bytes did. */
  readonly truncated: boolean
  /** Whether it ended because bytes of a storage were not at hand. */
  readonly wantsBytes: boolean
}

interface WoState extends PickleReader, WoStop {
  stack: WoValue[]
  readonly below: WoValue[][]
  readonly memo: Map<number, WoValue>
  readonly load: LoadPersistent
  wantsBytes: boolean
}

type Handler = (state: WoState) => void

/** Every opcode that the unpickler knows; any other is refused. */
const HANDLERS: ReadonlyMap<number, Handler> = new Map<number, Handler>([
  [OP.GLOBAL, global],
  [OP.NEWOBJ, (state) => binary(state, (cls, args) => newObject(cls, args, state))],
  [OP.REDUCE, (state) => binary(state, (callee, args) => reduce(callee, args, state))],
  [OP.BUILD, (state) => build(top(state, 1), pop(state), state)],
  [OP.APPEND, (state) => append(state, popMany(state, 1))],
  [OP.APPENDS, (state) => append(state, popMark(state))],
  [OP.SETITEM, (state) => setItems(state, popMany(state, 2))],
  [OP.SETITEMS, (state) => setItems(state, popMark(state))],
  [OP.MARK, mark],
  [OP.TUPLE, (state) => tuple(state, popMark(state))],
  [OP.TUPLE1, (state) => tuple(state, popMany(state, 1))],
  [OP.TUPLE2, (state) => tuple(state, popMany(state, 2))],
  [OP.TUPLE3, (state) => tuple(state, popMany(state, 3))],
  [OP.NONE, (state) => push(state, null)],
  [OP.NEWFALSE, (state) => push(state, false)],
  [OP.NEWTRUE, (state) => push(state, true)],
  [OP.EMPTY_TUPLE, (state) => tuple(state, [])],
  [OP.EMPTY_LIST, (state) => push(state, { kind: 'list', items: [] })],
  [OP.EMPTY_DICT, (state) => push(state, emptyDict())],
  [OP.EMPTY_SET, (state) => push(state, { kind: 'set', members: new Map() })],
  [OP.BININT, (state) => push(state, state.view.getInt32(take(state, 4), true))],
  [OP.BININT1, (state) => push(state, state.view.getUint8(take(state, 1)))],
  [OP.BININT2, (state) => push(state, state.view.getUint16(take(state, 2), true))],
  [
    OP.BINFLOAT,
    (state) => push(state, { kind: 'float', value: state.view.getFloat64(take(state, 8), false) }),
  ],
  [OP.BINUNICODE, text],
  [OP.SHORT_BINSTRING, shortString],
  [OP.BINPERSID, persistent],
  [OP.BINGET, (state) => memoGet(state, state.view.getUint8(take(state, 1)))],
  [OP.LONG_BINGET, (state) => memoGet(state, state.view.getUint32(take(state, 4), true))],
  [OP.BINPUT, (state) => memoPut(state, state.view.getUint8(take(state, 1)))],
  [OP.LONG_BINPUT, (state) => memoPut(state, state.view.getUint32(take(state, 4), true))],
  [OP.LONG1, (state) => push(state, decodeLong(takeBytes(state, state.view.getUint8(take(state, 1)))))],
  [OP.PROTO, (state) => void take(state, 1)],
])

/** Emulate the load of a pickle. Never throws for anything in the pickle. */
export function runWeightsOnly(bytes: Uint8Array, loader: WoLoader, limits: Limits = DEFAULT_LIMITS): WoRun {
  const state = newState(bytes, loader)
  try {
    for (let opcodes = 0; opcodes < limits.values; opcodes += 1) {
      state.opcodeAt = state.at
      const byte = bytes[take(state, 1)] ?? 0
      if (byte === OP.STOP) {
        return {
          answer: 'accepts',
          reason: null,
          at: state.opcodeAt,
          value: pop(state),
          end: state.at,
          truncated: false,
          wantsBytes: false,
        }
      }
      const handler = HANDLERS.get(byte)
      if (handler === undefined) throw state.refuse(`Unsupported operand ${byte}`)
      handler(state)
    }
    throw state.unsure(`more than ${limits.values} opcodes; ${LIMIT_RULES.values.flag} raises it`)
  } catch (error) {
    const { answer, reason } = answerOf(error)
    const truncated = isPthError(error, 'PICKLE_TRUNCATED')
    return {
      answer,
      reason,
      at: state.opcodeAt,
      end: state.at,
      value: null,
      truncated,
      wantsBytes: state.wantsBytes,
    }
  }
}

function newState(bytes: Uint8Array, { load, mapsDevices, foreign }: WoLoader): WoState {
  const place = (): { member: string; offset: number; opcode: string } => ({
    member: state.member,
    offset: state.opcodeAt,
    opcode: currentOpcode(state),
  })
  const state: WoState = {
    ...newReader(bytes, 'weights_only', 0),
    ...stopAt(place, mapsDevices, () => {
      state.wantsBytes = true
    }),
    stack: [],
    below: [],
    memo: new Map(),
    load,
    wantsBytes: false,
    ...(foreign !== undefined && { foreign }),
  }
  return state
}

/** Module and name of a GLOBAL as this unpickler reads them: renamed at every protocol. */
export function torchName(module: string, name: string): readonly [module: string, name: string] {
  return NAME_MAPPING.get(`${module} ${name}`) ?? [IMPORT_MAPPING.get(module) ?? module, name]
}

function global(state: WoState): void {
  const [module, name] = torchName(line(state), line(state))
  const full = `${module}.${name}`
  if (BLOCKED_MODULES.has(module)) {
    throw state.refuse(`Trying to load unsupported GLOBAL ${full} whose module ${module} is blocked.`)
  }
  const is = ALLOWED_GLOBALS.get(full)
  if (is === undefined) {
    if (state.foreign === undefined) throw state.refuse(`GLOBAL ${full} is not an allowed global by default`)
    state.foreign.modules.set(full, module)
    push(state, { kind: 'name', name: full, is: 'foreign' })
    return
  }
  push(state, { kind: 'name', name: full, is })
}

function line(state: WoState): string {
  const decoded = decodeUtf8(takeLine(state))
  if (decoded === undefined) throw state.refuse('a name is not UTF-8')
  return decoded
}

function text(state: WoState): void {
  const bytes = takeBytes(state, state.view.getUint32(take(state, 4), true))
  const decoded = decodeSurrogatePass(bytes)
  if (decoded === undefined)
    throw hasSurrogatePair(bytes)
      ? state.unsure('a text with a surrogate pair')
      : state.refuse('a text is not UTF-8')
  push(state, decoded)
}

/** Python 2 strings are decoded as UTF-8, which is `torch.load`'s default. */
function shortString(state: WoState): void {
  const decoded = decodeUtf8(takeBytes(state, state.view.getUint8(take(state, 1))))
  if (decoded === undefined) throw state.refuse("'utf-8' codec can't decode a byte string")
  push(state, decoded)
}

function persistent(state: WoState): void {
  const id = pop(state)
  if (!isWo(id, 'tuple') || id.type !== 'tuple') {
    throw state.refuse(
      isInt(id)
        ? 'saved_id must be a tuple, got int'
        : `persistent_load id must be tuple or int, but got ${woType(id)}`,
    )
  }
  const [typename] = id.items
  const named = isWo(typename, 'bytes') && typename.type === 'bytes' ? typename.bytes : typename
  if (named === null && typename !== null) throw state.unsure('a persistent id of unknown type')
  const text = named instanceof Uint8Array ? new TextDecoder().decode(named) : named
  if (text !== 'storage') throw state.refuse('Only persistent_load of storage is allowed')
  push(state, state.load(id.items, state))
}

function append(state: WoState, items: readonly WoValue[]): void {
  const list = top(state)
  if (isWo(list, 'foreign') && list.type === null) throw state.unsure('items for an object of unknown type')
  if (!isWo(list, 'list')) throw state.refuse(`Can only append to lists, but got ${woType(list)}`)
  for (const item of items) list.items.push(item)
}

function setItems(state: WoState, items: readonly WoValue[]): void {
  const target = top(state)
  if (isWo(target, 'foreign') && target.type === null)
    throw state.unsure('items for an object of unknown type')
  if (!isWo(target, 'dict')) {
    throw state.refuse(
      `Can only SETITEMS for dict, collections.OrderedDict, collections.Counter, but got ${woType(target)}`,
    )
  }
  for (let at = 0; at < items.length; at += 2) {
    const [key, value] = [items[at], items[at + 1]]
    if (key === undefined || value === undefined) throw state.refuse('a key has no value')
    setItem(target, key, value, state)
  }
}

function mark(state: WoState): void {
  state.below.push(state.stack)
  state.stack = []
}

function popMark(state: WoState): readonly WoValue[] {
  const items = state.stack
  const below = state.below.pop()
  if (below === undefined) throw state.refuse('there is no MARK')
  state.stack = below
  return items
}

function tuple(state: WoState, items: readonly WoValue[]): void {
  push(state, { kind: 'tuple', items, type: 'tuple' })
}

/** Take the top value, and put what it does to the one below it in that one's place. */
function binary(state: WoState, act: (below: WoValue, value: WoValue) => WoValue): void {
  const value = pop(state)
  const below = pop(state)
  push(state, act(below, value))
}

function push(state: WoState, value: WoValue): void {
  state.stack.push(value)
}

function pop(state: WoState): WoValue {
  const value = state.stack.pop()
  if (value === undefined) throw state.refuse('the stack is empty')
  return value
}

function top(state: WoState, below = 0): WoValue {
  const value = state.stack.at(-1 - below)
  if (value === undefined) throw state.refuse('the stack is empty')
  return value
}

function popMany(state: WoState, count: number): readonly WoValue[] {
  if (state.stack.length < count) throw state.refuse('the stack is empty')
  // Most are one value: a list of exactly one costs a third of what splice makes.
  const last = count === 1 ? state.stack.pop() : undefined
  return last === undefined ? state.stack.splice(state.stack.length - count) : [last]
}

function memoGet(state: WoState, index: number): void {
  const value = state.memo.get(index)
  if (value === undefined) throw state.refuse(`memo slot ${index} was never written`)
  push(state, value)
}

function memoPut(state: WoState, index: number): void {
  state.memo.set(index, top(state))
}
