/** Storages: the flat byte ranges that tensors are views of. */
import type { DType } from '../dtype/dtype.ts'
import type { StorageRecord } from '../container/record.ts'
import { isKind, sequenceItems } from '../pickle/value.ts'
import type { PickleValue } from '../pickle/value.ts'

/** One storage of a checkpoint; several tensors may be views of it. */
export interface Storage {
  /** Unique in the checkpoint; opaque text. */
  readonly key: string
  /** Element type of the storage class; null when the class is unknown to pth. */
  readonly dtype: DType | null
  /** Class as the file names it, such as `FloatStorage`. */
  readonly className: string
  /** Whether the class is untyped: `numel` then counts bytes. */
  readonly untyped: boolean
  /** Device on which it was saved, such as `cuda:0`. */
  readonly location: string
  /** Elements of `dtype`. */
  readonly numel: number
  /** Bytes that `numel` elements take. */
  readonly byteLength: number
  /** Where the bytes are; null when the file contains none. */
  readonly record: StorageRecord | null
  /** Whether multi-byte elements are high byte first in the record. */
  readonly bigEndian: boolean
  /** The root of which this is a view (PyTorch 0.1 to 0.3): the two share bytes. Absent for roots. */
  readonly view?: { readonly root: string; readonly byteOffset: number }
  /** Why no byte of it can be read, or null. */
  readonly problem: string | null
}

/** A shape or stride: a tuple, list or torch.Size of safe non-negative integers; undefined otherwise. */
export function parseDimensions(value: PickleValue | undefined): readonly number[] | undefined {
  const items = sequenceItems(value) ?? sizeItems(value)
  // The pickle's own items: a checkpoint of 100,000 tensors has 200,000 of these.
  return items?.every(isDimension) === true ? items : undefined
}

function isDimension(value: PickleValue): value is number {
  return typeof value === 'number' && value >= 0
}

/** `torch.Size((2, 3))` */
function sizeItems(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return undefined
  if (value.callee.module !== 'torch' || value.callee.name !== 'Size') return undefined
  return value.args.length === 0 ? [] : sequenceItems(value.args[0])
}
