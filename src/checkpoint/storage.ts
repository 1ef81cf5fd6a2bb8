/** Storages: the flat byte ranges that tensors are views of. */
import type { DType } from '../dtype.ts'
import { dtype, dtypeByStorageClass } from '../dtype.ts'
import type { StorageRecord } from '../container/record.ts'
import { isKind, sequenceItems } from '../pickle/value.ts'
import type { PicklePersistent, PickleValue } from '../pickle/value.ts'

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
  /** Where the bytes are; null when the file holds none. */
  readonly record: StorageRecord | null
  /** Whether multi-byte elements stand high byte first in the record. */
  readonly bigEndian: boolean
  /** Why no byte of it can be read, or null. */
  readonly problem: string | null
}

/** What a storage's persistent id says. */
export interface StorageReference {
  readonly className: string
  readonly dtype: DType | null
  readonly untyped: boolean
  readonly key: string
  readonly location: string
  readonly numel: number
  /** The sixth item of legacy ids: null, or (view key, offset, size) in elements. */
  readonly view: PickleValue
}

/**
 * Read a persistent id `("storage", class, key, location, numel[, view])`; undefined when it is
 * something else or malformed. The module of the class is ignored, as PyTorch does.
 * @see torch/serialization.py `persistent_load`
 */
export function parseStorageReference(persistent: PicklePersistent): StorageReference | undefined {
  const items = isKind(persistent.id, 'tuple') ? persistent.id.items : []
  const [tag, cls, key, location, numel, view = null] = items
  if (tag !== 'storage' || items.length < 5 || items.length > 6) return undefined
  if (!isKind(cls, 'global')) return undefined
  if (typeof key !== 'string' && typeof key !== 'number') return undefined
  if (typeof numel !== 'number' || numel < 0) return undefined
  const untyped = cls.name === 'UntypedStorage' || cls.name === '_UntypedStorage'
  return {
    className: cls.name,
    dtype: untyped ? dtype('uint8') : (dtypeByStorageClass(cls.name) ?? null),
    untyped,
    key: String(key),
    location: typeof location === 'string' ? location : 'unknown',
    numel,
    view,
  }
}

/** A shape or stride: a tuple, list or torch.Size of safe non-negative integers; undefined otherwise. */
export function parseDimensions(value: PickleValue | undefined): readonly number[] | undefined {
  const items = sequenceItems(value) ?? sizeItems(value)
  if (items === undefined) return undefined
  const dimensions: number[] = []
  for (const item of items) {
    if (typeof item !== 'number' || item < 0) return undefined
    dimensions.push(item)
  }
  return dimensions
}

/** `torch.Size((2, 3))` */
function sizeItems(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return undefined
  if (value.callee.module !== 'torch' || value.callee.name !== 'Size') return undefined
  return value.args.length === 0 ? [] : sequenceItems(value.args[0])
}
