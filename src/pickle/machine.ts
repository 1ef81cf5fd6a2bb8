/** The pickle machine: bytes to inert values. It calls nothing, imports nothing and never recurses. */
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, left, overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { CONTAINERS } from './containers.ts'
import { fetchedSlots } from './fetched.ts'
import { newMemo } from './memo.ts'
import { OBJECTS } from './objects.ts'
import { OP, opcodeName } from './opcodes.ts'
import { enterFrame, invalid, newReader, take, takeLength64 } from './reader.ts'
import type { Frames } from './reader.ts'
import { SCALARS } from './scalars.ts'
import { pop } from './state.ts'
import type { Handler, Inserted, MachineState, PickleCall } from './state.ts'
import type { PickleGlobal, PickleObject, PicklePersistent, PickleValue } from './value.ts'

export interface PickleOptions {
  /** Name of the record, for messages. */
  readonly member?: string
  /** Where the pickle begins; offsets in values and errors count from the beginning of `bytes`. */
  readonly offset?: number
  readonly limits?: Limits
  /** `strict` unless given: a pickle that readers of Python read differently is an error. */
  readonly frames?: Frames
  /** Told of every call as it is met, also of those whose result is dropped. */
  readonly onCall?: (call: PickleCall) => void
  /** Told of every global as it is met: also of those before an error. */
  readonly onGlobal?: (global: PickleGlobal) => void
  /** Told of every persistent id as it is met: also of those before an error. */
  readonly onPersistent?: (persistent: PicklePersistent) => void
  /** Told of every value of a dict that another one replaces, with its key. */
  readonly onReplaced?: (key: PickleValue, before: PickleValue) => void
  /** Told of every key of a dict and element of a set that is not a plain value: code of its class hashes it. */
  readonly onHashed?: (key: PickleValue) => void
  /** Answers what follows an object that got its state, where the file has more than opcodes. */
  readonly onBuilt?: (target: PickleObject, at: number) => Inserted | undefined
  /** Keep nothing for a memo slot that is never asked for: what `onBuilt` made of a value may be let go of. */
  readonly lean?: boolean
}

/** A pickle that was read to its STOP. */
export interface Pickle {
  readonly value: PickleValue
  /** Offset just past STOP. */
  readonly end: number
  /** The PROTO argument, 0 when the opcode is absent (protocols 0 and 1). */
  readonly protocol: number
  /** Opcodes run. */
  readonly opcodes: number
  /** Persistent ids in the order in which they are met. */
  readonly persistents: readonly PicklePersistent[]
  /** Every GLOBAL, STACK_GLOBAL and INST, in order; the same name may occur more than once. */
  readonly globals: readonly PickleGlobal[]
}

const CONTROL: readonly (readonly [number, Handler])[] = [
  [OP.PROTO, protocol],
  [OP.FRAME, frame],
  [OP.EXT1, (state) => unsupported(state, 'extension codes refer to a registry that is not in the file')],
  [OP.EXT2, (state) => unsupported(state, 'extension codes refer to a registry that is not in the file')],
  [OP.EXT4, (state) => unsupported(state, 'extension codes refer to a registry that is not in the file')],
  [OP.NEXT_BUFFER, (state) => unsupported(state, 'out-of-band buffers are not in the file')],
  [OP.READONLY_BUFFER, (state) => unsupported(state, 'out-of-band buffers are not in the file')],
]

const HANDLERS: readonly (Handler | undefined)[] = handlerTable()

function handlerTable(): (Handler | undefined)[] {
  const table = Array.from<Handler | undefined>({ length: 256 })
  for (const [byte, handler] of [...CONTROL, ...SCALARS, ...CONTAINERS, ...OBJECTS]) table[byte] = handler
  return table
}

/** What an opcode counts against the budget of values: True, False and None make nothing, and stand in long lists. */
const COSTS = new Float64Array(256).fill(1)
for (const singleton of [OP.NONE, OP.NEWTRUE, OP.NEWFALSE]) COSTS[singleton] = 1 / 4

/**
 * Run one pickle of protocol 0 to 5, from `offset` to its STOP; what follows is left alone.
 * @throws PthError PICKLE_INVALID, PICKLE_TRUNCATED, PICKLE_UNSUPPORTED, LIMIT_EXCEEDED
 * @see CPython Lib/pickle.py `_Unpickler`
 */
export function parsePickle(bytes: Uint8Array, options: PickleOptions = {}): Pickle {
  const {
    member = 'pickle',
    offset = 0,
    limits = DEFAULT_LIMITS,
    frames = 'strict',
    onCall,
    onGlobal,
    onPersistent,
    onReplaced,
    onHashed,
    onBuilt,
    lean = false,
  } = options
  const state: MachineState = {
    ...newReader(bytes, member, offset, frames),
    limits,
    onCall,
    onGlobal,
    onPersistent,
    onReplaced,
    onHashed,
    onBuilt,
    stack: [],
    marks: [],
    memo: newMemo(),
    fetched: lean ? fetchedSlots(bytes, offset) : null,
    persistents: [],
    globals: [],
    protocol: 0,
    opcodes: 0,
    work: 0,
    most: left(limits, 'values'),
    known: (onCall ?? onGlobal ?? onPersistent ?? onReplaced ?? onHashed ?? onBuilt) ? null : [],
    copied: 0,
  }
  const { most } = state
  try {
    for (;;) {
      state.opcodeAt = state.at
      const byte = bytes[take(state, 1)] as number
      state.opcodes += 1
      state.work += COSTS[byte] as number
      if (state.work > most)
        throw overLimit(limits, 'values', `${member}: opcodes`, Math.ceil(state.work + limits.values - most))
      if (byte === OP.STOP) return finish(state)
      const handler = HANDLERS[byte]
      if (handler === undefined) throw invalid(state, 'is not a pickle opcode')
      handler(state)
    }
  } finally {
    // Also what was run before an error is work.
    if (limits.spent !== undefined) limits.spent.values += Math.ceil(state.work)
  }
}

function finish(state: MachineState): Pickle {
  const value = pop(state)
  const { at, protocol, opcodes, persistents, globals } = state
  return { value, end: at, protocol, opcodes, persistents, globals }
}

function protocol(state: MachineState): void {
  const version = state.view.getUint8(take(state, 1))
  if (version > 5) throw invalid(state, `protocol ${version} does not exist`)
  state.protocol = version
}

/** A frame is a hint to read ahead; opcodes may go on behind it, as in CPython's C machine. */
function frame(state: MachineState): void {
  if (state.frames === 'ignored') take(state, 8)
  else enterFrame(state, takeLength64(state))
}

function unsupported(state: MachineState, reason: string): never {
  throw new PthError('PICKLE_UNSUPPORTED', {
    member: state.member,
    offset: state.opcodeAt,
    opcode: opcodeName(state.bytes[state.opcodeAt] ?? 0),
    reason,
  })
}
