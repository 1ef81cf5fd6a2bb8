/** The state of one run of the pickle machine, and its stack discipline. */
import { overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import type { CopyCount } from './copies.ts'
import type { Memo } from './memo.ts'
import { invalid } from './reader.ts'
import type { PickleReader } from './reader.ts'
import type { KnownFacts } from './tensor-call.ts'
import type { PickleGlobal, PickleObject, PicklePersistent, PickleValue } from './value.ts'

/** One call, reported when it is met: also calls whose result is later popped. */
export interface PickleCall {
  /** `build` gives a state to what `callee` is, `items` appends, adds or sets items of it. */
  readonly how: PickleObject['how'] | 'build' | 'items'
  readonly callee: PickleValue
  readonly args: readonly PickleValue[]
  /** Keyword arguments of NEWOBJ_EX; null otherwise. */
  readonly kwargs: PickleValue
  /** Byte offset of the opcode. */
  readonly at: number
}

/** Bytes after a BUILD that are no opcodes, and what takes the place of the object on the stack. */
export interface Inserted {
  readonly length: number
  readonly value: PickleValue
}

/** What the handlers of the opcodes work on. */
export interface MachineState extends PickleReader, CopyCount {
  readonly limits: Limits
  readonly onCall: ((call: PickleCall) => void) | undefined
  readonly onGlobal: ((global: PickleGlobal) => void) | undefined
  readonly onPersistent: ((persistent: PicklePersistent) => void) | undefined
  readonly onReplaced: ((key: PickleValue, before: PickleValue) => void) | undefined
  readonly onHashed: ((key: PickleValue) => void) | undefined
  readonly onBuilt: ((target: PickleObject, at: number) => Inserted | undefined) | undefined
  readonly stack: PickleValue[]
  /** Stack heights at which a MARK is open. */
  readonly marks: number[]
  readonly memo: Memo
  /** Slots of the memo that are asked for; null where all are kept. */
  readonly fetched: ReadonlySet<number> | null
  readonly persistents: PicklePersistent[]
  readonly globals: PickleGlobal[]
  protocol: number
  /** Opcodes run, and what they count against the budget of values, of which there is `most`. */
  opcodes: number
  work: number
  readonly most: number
  /** What calls of tensors have in common; null where every opcode is told of, and none is read with others. */
  readonly known: KnownFacts | null
  // Both interfaces have it: here it is written.
  at: number
  copied: number
}

/** What one opcode does. */
export type Handler = (state: MachineState) => void

/** @throws PthError LIMIT_EXCEEDED */
export function push(state: MachineState, value: PickleValue): void {
  if (state.stack.length >= state.limits.values) {
    throw overLimit(state.limits, 'values', `${state.member}: values on the stack`, state.stack.length + 1)
  }
  state.stack.push(value)
}

/** @throws PthError PICKLE_INVALID when the stack is empty above the last MARK */
export function pop(state: MachineState): PickleValue {
  return requireAbove(state, state.stack.pop())
}

/** The top of the stack, left there. */
export function top(state: MachineState): PickleValue {
  return requireAbove(state, state.stack.at(-1), 1)
}

function requireAbove(state: MachineState, value: PickleValue | undefined, height = 0): PickleValue {
  // `pop` has already shortened the stack: what it took must not have been below the mark.
  const fence = state.marks.at(-1) ?? 0
  if (value === undefined || state.stack.length - height < fence) throw invalid(state, 'the stack is empty')
  return value
}

/** Take the top `count` values, lowest first. */
export function popMany(state: MachineState, count: number): PickleValue[] {
  const fence = state.marks.at(-1) ?? 0
  if (state.stack.length - fence < count) throw invalid(state, 'the stack is empty')
  // Most are one value: a list of exactly one costs a third of what splice makes.
  const last = count === 1 ? state.stack.pop() : undefined
  return last === undefined ? state.stack.splice(state.stack.length - count) : [last]
}

/** Open a MARK. */
export function pushMark(state: MachineState): void {
  if (state.marks.length >= state.limits.marks) {
    throw overLimit(state.limits, 'marks', `${state.member}: open marks`, state.marks.length + 1)
  }
  state.marks.push(state.stack.length)
}

/** Close the last MARK and take everything above it, lowest first. */
export function popMark(state: MachineState): PickleValue[] {
  const mark = state.marks.pop()
  if (mark === undefined) throw invalid(state, 'there is no MARK')
  return state.stack.splice(mark)
}
