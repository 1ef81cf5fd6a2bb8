/** Opcodes that make and fill lists, tuples, dicts and sets, and those that move values about. */
import { overFixedLimit } from '../limits.ts'
import { readMemo, writeMemo } from './memo.ts'
import { OP } from './opcodes.ts'
import { invalid, take, takeLine } from './reader.ts'
import { parseDecimal } from './integers.ts'
import { decodeLatin1 } from './text.ts'
import { takeTensorCall } from './tensor-call-reader.ts'
import { pop, popMany, popMark, push, pushMark, top } from './state.ts'
import type { Handler, MachineState } from './state.ts'
import { isKind, newDict, setItem } from './value.ts'
import type { PickleDict, PickleValue } from './value.ts'

export const CONTAINERS: readonly (readonly [number, Handler])[] = [
  [OP.MARK, pushMark],
  [OP.POP, popOne],
  [OP.POP_MARK, (state) => void popMark(state)],
  [OP.DUP, (state) => push(state, top(state))],
  [OP.EMPTY_LIST, (state) => push(state, { kind: 'list', items: [] })],
  [OP.LIST, (state) => push(state, { kind: 'list', items: popMark(state) })],
  [OP.APPEND, (state) => append(state, [pop(state)])],
  [OP.APPENDS, (state) => append(state, popMark(state))],
  [OP.EMPTY_TUPLE, (state) => push(state, { kind: 'tuple', items: [] })],
  [OP.TUPLE, (state) => push(state, { kind: 'tuple', items: popMark(state) })],
  [OP.TUPLE1, (state) => push(state, { kind: 'tuple', items: popMany(state, 1) })],
  [OP.TUPLE2, (state) => push(state, { kind: 'tuple', items: popMany(state, 2) })],
  [OP.TUPLE3, (state) => push(state, { kind: 'tuple', items: popMany(state, 3) })],
  [OP.EMPTY_DICT, (state) => push(state, newDict())],
  [OP.DICT, makeDict],
  [OP.SETITEM, (state) => setItems(state, popMany(state, 2))],
  [OP.SETITEMS, (state) => setItems(state, popMark(state))],
  [OP.EMPTY_SET, (state) => push(state, { kind: 'set', type: 'set', items: [] })],
  [OP.ADDITEMS, (state) => addItems(state, popMark(state))],
  [OP.FROZENSET, makeFrozenset],
  [OP.GET, (state) => memoGet(state, memoLine(state))],
  [OP.BINGET, (state) => memoGet(state, state.view.getUint8(take(state, 1)))],
  [OP.LONG_BINGET, (state) => memoGet(state, state.view.getUint32(take(state, 4), true))],
  [OP.PUT, (state) => memoPut(state, memoLine(state))],
  [OP.BINPUT, (state) => memoPut(state, state.view.getUint8(take(state, 1)))],
  [OP.LONG_BINPUT, (state) => memoPut(state, state.view.getUint32(take(state, 4), true))],
  [OP.MEMOIZE, (state) => memoPut(state, state.memo.count)],
]

function popOne(state: MachineState): void {
  // POP directly after MARK takes the mark, as in CPython.
  if (state.marks.at(-1) === state.stack.length) popMark(state)
  else pop(state)
}

function append(state: MachineState, items: readonly PickleValue[]): void {
  const target = filled(state, items)
  if (isKind(target, 'list')) addAll(target.items, items)
  else if (isKind(target, 'object')) addAll((target.items ??= []), items)
  else throw invalid(state, `cannot append to ${kindOf(target)}`)
}

function addItems(state: MachineState, items: readonly PickleValue[]): void {
  const target = filled(state, items)
  if (isKind(target, 'set') && target.type === 'set') {
    for (const item of items) tellHashed(state, item)
    addAll(target.items, items)
  } else if (isKind(target, 'object')) addAll((target.items ??= []), items)
  else throw invalid(state, `cannot add to ${kindOf(target)}`)
}

/** Spreading them into `push` would overflow the call stack on a long list. */
function addAll(target: PickleValue[], items: readonly PickleValue[]): void {
  for (const item of items) target.push(item)
}

/** What gets the items: other values than Python's own containers run methods of theirs, which is reported. */
function filled(state: MachineState, items: readonly PickleValue[]): PickleValue {
  const target = top(state)
  if (isKind(target, 'object') || isKind(target, 'global') || isKind(target, 'persistent'))
    state.onCall?.({ how: 'items', callee: target, args: items, kwargs: null, at: state.opcodeAt })
  return target
}

function makeFrozenset(state: MachineState): void {
  const items = popMark(state)
  for (const item of items) tellHashed(state, item)
  push(state, { kind: 'set', type: 'frozenset', items })
}

/** Numbers and texts are hashed without code of a class. */
function tellHashed({ onHashed }: MachineState, key: PickleValue): void {
  if (onHashed !== undefined && key !== null && typeof key === 'object') onHashed(key)
}

function makeDict(state: MachineState): void {
  const dict = newDict()
  fill(state, dict, popMark(state))
  push(state, dict)
}

function setItems(state: MachineState, items: readonly PickleValue[]): void {
  const target = filled(state, items)
  if (isKind(target, 'dict')) fill(state, target, items)
  else if (isKind(target, 'object')) fill(state, (target.entries ??= newDict()), items)
  else throw invalid(state, `cannot set items of ${kindOf(target)}`)
}

function fill(state: MachineState, dict: PickleDict, items: readonly PickleValue[]): void {
  if (items.length % 2 !== 0) throw invalid(state, 'a key has no value')
  for (let at = 0; at < items.length; at += 2) {
    const key = items[at]
    const value = items[at + 1]
    if (key === undefined || value === undefined) throw invalid(state, 'a key has no value')
    if (isKind(key, 'list') || isKind(key, 'dict')) throw invalid(state, `${kindOf(key)} cannot be a key`)
    tellHashed(state, key)
    const before = setItem(dict, key, value, state)
    if (before !== undefined) state.onReplaced?.(key, before)
  }
}

function memoLine(state: MachineState): number {
  const index = parseDecimal(decodeLatin1(takeLine(state)))
  if (typeof index !== 'number' || index < 0) throw invalid(state, 'not a memo index')
  return index
}

function memoGet(state: MachineState, index: number): void {
  const value = readMemo(state.memo, index)
  if (value === undefined || value === DROPPED) throw invalid(state, `memo slot ${index} was never written`)
  // The call of a tensor begins so in all but the first.
  const call =
    isKind(value, 'global') && value.name === '_rebuild_tensor_v2' && value.module === 'torch._utils'
      ? takeTensorCall(state, value)
      : undefined
  push(state, call ?? value)
}

/** In the slots that nothing asks for, so that their values can be let go of. */
const DROPPED: PickleValue = { kind: 'tuple', items: [] }

/** A JavaScript Map cannot contain more than 16,777,216 entries; half the opcodes of the limit can be memoized. */
const MEMO = 16_700_000

function memoPut(state: MachineState, index: number): void {
  if (state.memo.count >= MEMO) {
    throw overFixedLimit({
      what: `${state.member}: memo slots`,
      limit: MEMO,
      found: state.memo.count + 1,
      unit: 'slots',
      why: 'a JavaScript Map cannot contain more',
    })
  }
  const value = top(state)
  writeMemo(state.memo, index, state.fetched === null || state.fetched.has(index) ? value : DROPPED)
}

/** What to call a value in a message. */
export function kindOf(value: PickleValue): string {
  if (value === null) return 'None'
  if (typeof value === 'object') return `a ${value.kind}`
  return typeof value === 'string' ? 'a str' : typeof value === 'boolean' ? 'a bool' : 'an int'
}
