/** The memo of one run: slots by index, dense as Python's pickler numbers them, sparse as anybody may. */
import { TensorCall } from './tensor-call.ts'
import type { PickleValue } from './value.ts'

export interface Memo {
  /** Slots from 0 up; a hole was never written. A call is in the slots of its values, too, until they are asked for. */
  readonly dense: (PickleValue | undefined)[]
  /** Slots far past the dense ones: an index alone must not allocate. */
  readonly sparse: Map<number, PickleValue>
  /** Slots written: MEMOIZE takes this number as its index. */
  count: number
}

/** A gap this small is filled: Python 2 counts from 1 and leaves slots out. */
const GAP = 64

export function newMemo(): Memo {
  return { dense: [], sparse: new Map(), count: 0 }
}

/** The value of a slot, or undefined when it was never written. */
export function readMemo(memo: Memo, index: number): PickleValue | undefined {
  const value = memo.dense[index]
  if (value === undefined) return memo.sparse.get(index)
  return value instanceof TensorCall ? value.slot(index) : value
}

export function writeMemo(memo: Memo, index: number, value: PickleValue): void {
  const { dense, sparse } = memo
  if (index === dense.length && memo.count === index) {
    dense.push(value)
    memo.count += 1
    return
  }
  if (value instanceof TensorCall && value.slot(index) !== value) value.settle(dense)
  if (dense[index] === undefined && !sparse.has(index)) memo.count += 1
  if (index >= dense.length + GAP || sparse.has(index)) {
    sparse.set(index, value)
    return
  }
  while (dense.length < index) dense.push(undefined)
  dense[index] = value
}
