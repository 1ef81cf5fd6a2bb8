/** The memo of one run: slots by index, dense as Python's pickler numbers them, sparse as anybody may. */
import { TensorCall } from './tensor-call.ts'
import type { PickleValue } from './value.ts'

export interface Memo {
  /**
   * Slots from 0 up, {@link CHUNK} to a list, so that none is copied as they become more; a hole was never written. A
   * call is in the slots of its values, too, until they are asked for.
   */
  readonly dense: (PickleValue | undefined)[][]
  /** Dense slots, holes included. */
  length: number
  /** Slots far past the dense ones: an index alone must not allocate. */
  readonly sparse: Map<number, PickleValue>
  /** Slots written: MEMOIZE takes this number as its index. */
  count: number
}

/** A gap this small is filled: Python 2 counts from 1 and leaves slots out. */
const GAP = 64
const BITS = 12
const CHUNK = 1 << BITS

export function newMemo(): Memo {
  return { dense: [], length: 0, sparse: new Map(), count: 0 }
}

/** The value of a slot, or undefined when it was never written. */
export function readMemo(memo: Memo, index: number): PickleValue | undefined {
  const value = denseSlot(memo, index)
  if (value === undefined) return memo.sparse.get(index)
  return value instanceof TensorCall ? value.slot(index) : value
}

/** What is in a dense slot as it is: also a call in the slot of one of its values. */
function denseSlot({ dense, length }: Memo, index: number): PickleValue | undefined {
  return index < length ? dense[index >>> BITS]?.[index & (CHUNK - 1)] : undefined
}

/** Write the next dense slot. */
export function pushMemo(memo: Memo, value: PickleValue | undefined): void {
  const at = memo.length & (CHUNK - 1)
  if (at === 0) memo.dense.push([])
  ;(memo.dense[memo.length >>> BITS] as (PickleValue | undefined)[])[at] = value
  memo.length += 1
}

export function writeMemo(memo: Memo, index: number, value: PickleValue): void {
  const { sparse } = memo
  if (index === memo.length && memo.count === index) {
    pushMemo(memo, value)
    memo.count += 1
    return
  }
  if (value instanceof TensorCall && value.slot(index) !== value) settle(memo, value)
  if (denseSlot(memo, index) === undefined && !sparse.has(index)) memo.count += 1
  if (index >= memo.length + GAP || sparse.has(index)) {
    sparse.set(index, value)
    return
  }
  while (memo.length < index) pushMemo(memo, undefined)
  if (index === memo.length) pushMemo(memo, value)
  else overwrite(memo, index, value)
}

/** Put the values of a call into its slots, before one of these gets the call itself. */
function settle(memo: Memo, call: TensorCall): void {
  const [first, end] = call.slots()
  for (let at = first; at < end; at += 1) if (denseSlot(memo, at) === call) overwrite(memo, at, call.slot(at))
  call.settle()
}

function overwrite({ dense }: Memo, index: number, value: PickleValue): void {
  const chunk = dense[index >>> BITS]
  if (chunk !== undefined) chunk[index & (CHUNK - 1)] = value
}
