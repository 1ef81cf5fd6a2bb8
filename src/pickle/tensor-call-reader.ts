/**
 * The opcodes of one tensor as PyTorch writes them, read at once: a hot loop. Whatever is otherwise is left to the
 * machine, opcode by opcode; a test compares the two.
 */
import { shortAscii } from '../ascii.ts'
import { spend } from './copies.ts'
import { pushMemo, readMemo } from './memo.ts'
import { OP } from './opcodes.ts'
import type { MachineState } from './state.ts'
import { StoragePersistent, TensorCall } from './tensor-call.ts'
import type { CallFacts, KnownFacts } from './tensor-call.ts'
import { isGlobal, isKind } from './value.ts'
import type { PickleGlobal, PickleValue } from './value.ts'

/** Where the reader is; `failed` once something is not as PyTorch writes it. */
interface Scan {
  readonly state: MachineState
  at: number
  /** The slot that the next PUT must name: PyTorch counts them up. */
  slot: number
  opcodes: number
  failed: boolean
}

/** Opcodes and stack of one call at most, by far. */
const ROOM = 300
/** Dimensions; PyTorch computes with at most 64. */
const DIMENSIONS = 64
/** Slots of the memo; the machine itself refuses a few more. */
const MEMO = 16_000_000
/** Facts that are kept, by a number of them. A model has a few hundred. */
const KEPT = 1 << 12

/** Sizes and strides of the call that is read, as they are met. */
const SIZES: number[] = []
const STRIDES: number[] = []

/**
 * Read what follows the mention of `callee` as the call of it, leaving `state` behind its REDUCE; undefined, with
 * nothing changed, when it is anything else.
 */
export function takeTensorCall(state: MachineState, callee: PickleGlobal): TensorCall | undefined {
  const { memo, limits, stack, marks, known: facts } = state
  if (facts === null) return undefined
  const first = memo.length
  if (memo.count !== first || state.at < state.frameEnd || state.frames === 'dropped') return undefined
  if (stack.length + ROOM > limits.values || marks.length + 3 > limits.marks) return undefined
  if (state.work + ROOM > state.most || first > MEMO) return undefined
  const scan: Scan = { state, at: state.at, slot: first, opcodes: 0, failed: false }
  expect(scan, OP.MARK)
  expect(scan, OP.MARK)
  if (scan.failed || known(scan) !== 'storage') return undefined
  const storageClass = known(scan)
  const ownKey = state.bytes[scan.at] === OP.BINUNICODE
  const key = ownKey ? text(scan) : known(scan)
  const location = known(scan)
  const numel = integer(scan)
  const sixth = state.bytes[scan.at] === OP.NONE
  if (sixth) expect(scan, OP.NONE)
  expect(scan, OP.TUPLE)
  put(scan)
  const persistentAt = scan.at
  expect(scan, OP.BINPERSID)
  const storageOffset = integer(scan)
  dimensions(scan, SIZES)
  dimensions(scan, STRIDES)
  const requiresGrad = flag(scan)
  const ordered = known(scan)
  expect(scan, OP.EMPTY_TUPLE)
  expect(scan, OP.REDUCE)
  put(scan)
  expect(scan, OP.TUPLE)
  put(scan)
  const at = scan.at
  expect(scan, OP.REDUCE)
  if (scan.failed) return undefined
  if (!isKind(storageClass, 'global') || typeof key !== 'string' || typeof location !== 'string')
    return undefined
  if (!isGlobal(ordered ?? null, 'collections', 'OrderedDict')) return undefined
  // A slot too few or too many would belong to another value.
  if (SIZES.length !== STRIDES.length) return undefined
  const shared = factsOf(facts, { callee, storageClass, location, requiresGrad, sixth, ownKey })
  const persistent = new StoragePersistent(shared, key, numel, persistentAt)
  const call = new TensorCall(persistent, storageOffset, at, first)
  for (let slot = first; slot < scan.slot; slot += 1) pushMemo(memo, call)
  memo.count += scan.slot - first
  state.at = scan.at
  state.opcodeAt = at
  state.opcodes += scan.opcodes
  // True and False count a quarter.
  state.work += scan.opcodes - 3 / 4 - (sixth ? 3 / 4 : 0)
  state.persistents.push(persistent)
  // The call takes a copy of its hooks, which have nothing in them.
  spend(state, 1 / 4)
  return call
}

function expect(scan: Scan, opcode: number): void {
  if (scan.state.bytes[scan.at] !== opcode) scan.failed = true
  scan.at += 1
  scan.opcodes += 1
}

/** A PUT of the next slot. */
function put(scan: Scan): void {
  const { bytes, view } = scan.state
  const opcode = bytes[scan.at]
  scan.opcodes += 1
  if (opcode === OP.BINPUT) {
    if (bytes[scan.at + 1] !== scan.slot) scan.failed = true
    scan.at += 2
  } else if (opcode === OP.LONG_BINPUT && scan.at + 5 <= bytes.length) {
    if (view.getUint32(scan.at + 1, true) !== scan.slot) scan.failed = true
    scan.at += 5
  } else scan.failed = true
  scan.slot += 1
}

/** What a GET takes from the memo. */
function known(scan: Scan): PickleValue | undefined {
  const { bytes, view, memo } = scan.state
  const opcode = bytes[scan.at]
  scan.opcodes += 1
  let index = -1
  if (opcode === OP.BINGET) {
    index = bytes[scan.at + 1] ?? -1
    scan.at += 2
  } else if (opcode === OP.LONG_BINGET && scan.at + 5 <= bytes.length) {
    index = view.getUint32(scan.at + 1, true)
    scan.at += 5
  }
  const value = index < 0 ? undefined : readMemo(memo, index)
  if (value === undefined) scan.failed = true
  return value
}

/** A text with its PUT. */
function text(scan: Scan): string | undefined {
  const { bytes, view } = scan.state
  const start = scan.at + 5
  if (start > bytes.length) {
    scan.failed = true
    return undefined
  }
  const length = view.getUint32(scan.at + 1, true)
  const value = length > bytes.length - start ? undefined : shortAscii(bytes, start, length)
  if (value === undefined) scan.failed = true
  scan.at = start + length
  scan.opcodes += 1
  put(scan)
  return value
}

/** An integer that is not negative. */
function integer(scan: Scan): number {
  const { bytes, view } = scan.state
  const opcode = bytes[scan.at]
  let value = -1
  let length = 1
  if (opcode === OP.BININT1) {
    value = bytes[scan.at + 1] ?? -1
    length = 2
  } else if (opcode === OP.BININT2 && scan.at + 3 <= bytes.length) {
    value = view.getUint16(scan.at + 1, true)
    length = 3
  } else if (opcode === OP.BININT && scan.at + 5 <= bytes.length) {
    value = view.getInt32(scan.at + 1, true)
    length = 5
  }
  if (value < 0) scan.failed = true
  scan.at += length
  scan.opcodes += 1
  return value
}

function flag(scan: Scan): boolean {
  const opcode = scan.state.bytes[scan.at]
  if (opcode !== OP.NEWTRUE && opcode !== OP.NEWFALSE) scan.failed = true
  scan.at += 1
  scan.opcodes += 1
  return opcode === OP.NEWTRUE
}

/** A tuple of integers with its PUT. */
function dimensions(scan: Scan, found: number[]): void {
  const { bytes } = scan.state
  found.length = 0
  if (scan.failed) return
  const marked = bytes[scan.at] === OP.MARK
  if (marked) expect(scan, OP.MARK)
  while (!scan.failed && found.length <= DIMENSIONS && isInteger(bytes[scan.at])) found.push(integer(scan))
  const short = TUPLES[found.length]
  expect(scan, marked || short === undefined ? OP.TUPLE : short)
  if (found.length > DIMENSIONS || marked !== (short === undefined)) scan.failed = true
  if (found.length > 0) put(scan)
}

const TUPLES: readonly number[] = [OP.EMPTY_TUPLE, OP.TUPLE1, OP.TUPLE2, OP.TUPLE3]

function isInteger(opcode: number | undefined): boolean {
  return opcode === OP.BININT1 || opcode === OP.BININT2 || opcode === OP.BININT
}

/** The facts of an earlier call that are the same, or new ones with the shape and stride that were read. */
function factsOf(known: KnownFacts, facts: Omit<CallFacts, 'shape' | 'stride'>): CallFacts {
  let number = SIZES.length
  for (const size of SIZES) number = Math.imul(number ^ size, 0x9e3779b1) ^ (number >>> 15)
  for (const step of STRIDES) number = Math.imul(number ^ step, 0x85ebca6b) ^ (number >>> 13)
  const place = (number >>> 7) & (KEPT - 1)
  const one = known[place]
  if (
    one !== undefined &&
    one.storageClass === facts.storageClass &&
    one.location === facts.location &&
    one.requiresGrad === facts.requiresGrad &&
    one.callee === facts.callee &&
    one.ownKey === facts.ownKey &&
    one.sixth === facts.sixth &&
    sameNumbers(one.shape, SIZES) &&
    sameNumbers(one.stride, STRIDES)
  )
    return one
  const made = { ...facts, shape: [...SIZES], stride: [...STRIDES] }
  known[place] = made
  return made
}

function sameNumbers(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}
