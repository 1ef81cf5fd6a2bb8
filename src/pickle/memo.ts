/** The memo of one run: slots by index, dense as Python's pickler numbers them, sparse as anybody may. */
import type { PickleValue } from './value.ts'

export interface Memo {
  /** Slots from 0 up; a hole was never written. */
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
  return value === undefined ? memo.sparse.get(index) : value
}

export function writeMemo(memo: Memo, index: number, value: PickleValue): void {
  const { dense, sparse } = memo
  if (readMemo(memo, index) === undefined) memo.count += 1
  if (index >= dense.length + GAP || sparse.has(index)) {
    sparse.set(index, value)
    return
  }
  while (dense.length < index) dense.push(undefined)
  dense[index] = value
}
