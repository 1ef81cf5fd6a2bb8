/** The bytes of tensors: row-major, little-endian, exactly as `tensor.contiguous()` has them. */
import { PthError } from '../../errors.ts'
import type { StorageRecord } from '../../container/record.ts'
import type { Bytes } from '../../io/bytes.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import { allocate } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS, checkLimit } from '../../limits.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { applySignBits, swapBytes } from './elements.ts'
import { gatherBlocks } from './gather.ts'
import { gatheredExtent } from './gathered-extent.ts'
import type { TensorEntry } from '../find/state-dict.ts'
import type { Storage } from '../storage.ts'
import { isContiguous, nbytesOf, numelOf } from '../tensor.ts'
import type { StridedTensor, Tensor } from '../tensor.ts'
import { nearest } from '../../names/near.ts'

/** How bytes of a tensor are read. */
export interface ReadOptions {
  /** Largest tensor that is given in one piece, in bytes. */
  readonly maxBytes?: number
}

/** @throws PthError LIMIT_EXCEEDED for a tensor that is not to be made in one piece */
export function checkTensorBytes(
  { maxBytes = DEFAULT_LIMITS.tensorBytes }: ReadOptions,
  what: string,
  nbytes: number,
): void {
  checkLimit({ ...DEFAULT_LIMITS, tensorBytes: maxBytes }, 'tensorBytes', what, nbytes)
}

const CHUNK_BYTES = 1 << 22

/**
 * All bytes of one tensor: row-major, little-endian, `numel x itemsize` of them.
 * @throws PthError TENSOR_NOT_FOUND, TENSOR_UNREADABLE (with the kind), STORAGE_OUT_OF_RANGE,
 * SOURCE_TRUNCATED, LIMIT_EXCEEDED
 */
export async function readTensor(
  checkpoint: Checkpoint,
  name: string,
  options: ReadOptions = {},
): Promise<Bytes> {
  return readEntry(findTensor(checkpoint, name), options)
}

/** As {@link readTensor}, for an entry at hand. */
export async function readEntry(
  entry: Pick<TensorEntry, 'name' | 'tensor'>,
  options: ReadOptions = {},
): Promise<Bytes> {
  // Before anything is allocated for it.
  if (entry.tensor.problem !== null) throw unreadable(entry.name, entry.tensor, entry.tensor.problem)
  const nbytes = nbytesOf(entry.tensor) ?? 0
  checkTensorBytes(options, `tensor "${entry.name}"`, nbytes)
  const bytes = allocate(`tensor "${entry.name}"`, nbytes)
  let at = 0
  for await (const chunk of tensorChunks(entry)) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The entry of a name in the state_dict. @throws PthError TENSOR_NOT_FOUND with near names, also when doubled */
export function findTensor(checkpoint: Checkpoint, name: string): TensorEntry {
  const found = checkpoint.stateDict.tensors.filter((entry) => entry.name === name)
  const [entry] = found
  if (entry !== undefined && found.length === 1) return entry
  throw new PthError('TENSOR_NOT_FOUND', {
    name,
    reason:
      entry === undefined
        ? `it is not in ${checkpoint.stateDict.path}`
        : `${found.length} tensors have this name`,
    near:
      entry === undefined
        ? nearest(
            name,
            checkpoint.stateDict.tensors.map((other) => other.name),
          )
        : [],
  })
}

/**
 * The bytes of a tensor in order, in chunks of about `chunkBytes`. Memory does not grow with the tensor.
 * A chunk may share memory with the source: it must not be written to. With `reuse` it is good only until
 * the next is asked for: memory stays low, and the next one is read while this one is worked on.
 * @throws as {@link readTensor}
 */
export async function* tensorChunks(
  entry: Pick<TensorEntry, 'name' | 'tensor'>,
  chunkBytes = CHUNK_BYTES,
  reuse = false,
): AsyncGenerator<Uint8Array> {
  const { tensor, name } = entry
  if (tensor.problem !== null) throw unreadable(name, tensor, tensor.problem)
  switch (tensor.kind) {
    case 'strided':
      return yield* stridedChunks(tensor, name, chunkBytes, reuse)
    case 'array':
      if (tensor.bytes === null) throw unreadable(name, tensor, 'its bytes are not in the file')
      if (tensor.bytes.length > 0) yield tensor.bytes
      return
    case 'storage':
      return yield* storageChunks(tensor.storage, name, chunkBytes, reuse)
    default:
      throw unreadable(name, tensor, `a ${tensor.kind} tensor has no bytes of its own, only its parts have`)
  }
}

/** Bytes that are in a record just as the tensor has them. */
export interface PlainRange {
  readonly record: StorageRecord
  /** First byte in the record. */
  readonly offset: number
  readonly length: number
}

/**
 * Where the bytes of a tensor are just as `tensorChunks` gives them; undefined when they must be
 * gathered, swapped or negated first, or do not come from a storage.
 * @throws as {@link readTensor}, for tensors that have no bytes
 */
export function plainRange({ name, tensor }: Pick<TensorEntry, 'name' | 'tensor'>): PlainRange | undefined {
  if (tensor.problem !== null) throw unreadable(name, tensor, tensor.problem)
  if (tensor.kind !== 'strided' && tensor.kind !== 'storage') return undefined
  const { storage, dtype } = tensor
  const swapped = storage.bigEndian && (dtype?.swap ?? 1) > 1
  if (dtype === null || swapped || storage.record === null) return undefined
  if (storage.record.byteLength < storage.byteLength) return undefined
  if (tensor.kind === 'storage') return { record: storage.record, offset: 0, length: storage.byteLength }
  if (tensor.conj || tensor.neg || !isContiguous(tensor)) return undefined
  const length = numelOf(tensor.shape) * dtype.itemsize
  return { record: storage.record, offset: length === 0 ? 0 : tensor.storageOffset * dtype.itemsize, length }
}

/**
 * The bytes of a record that are read for a tensor, once and from front to back, as {@link plainRange} gives them or
 * as the elements of a view are gathered; undefined where they are read in another order, or where there are none.
 */
export function rangeInOrder(entry: Pick<TensorEntry, 'name' | 'tensor'>): PlainRange | undefined {
  const plain = plainRange(entry)
  const { tensor } = entry
  if (plain !== undefined || tensor.kind !== 'strided' || tensor.dtype === null) return plain
  const { storage, shape, stride, storageOffset, dtype } = tensor
  if (storage.record === null || storage.record.byteLength < storage.byteLength) return undefined
  const extent = isContiguous(tensor) ? numelOf(shape) : gatheredExtent(shape, stride, dtype.itemsize)
  if (extent === null || extent === 0) return undefined
  const { itemsize } = dtype
  return { record: storage.record, offset: storageOffset * itemsize, length: extent * itemsize }
}

async function* stridedChunks(
  tensor: StridedTensor,
  name: string,
  chunkBytes: number,
  reuse: boolean,
): AsyncGenerator<Uint8Array> {
  const { storage, dtype, shape, stride, storageOffset, conj, neg } = tensor
  if (dtype === null) throw unreadable(name, tensor, `its element type ${tensor.dtypeName} is unknown`)
  const numel = numelOf(shape)
  if (numel === 0) return
  const source = await openStorage(storage, name)
  const chunks = isContiguous(tensor)
    ? contiguousChunks(source, storageOffset * dtype.itemsize, numel * dtype.itemsize, chunkBytes, reuse)
    : gatherBlocks(source, shape, stride, storageOffset, dtype.itemsize, chunkBytes, reuse)
  // PyTorch swaps by the storage's type: what it stores untyped (uint16, complex32, …) it leaves as it is.
  const swap = storage.bigEndian && (storage.dtype?.swap ?? 1) > 1
  for await (const chunk of chunks) {
    if (!swap && !conj && !neg) {
      yield chunk
      continue
    }
    const own = chunk.slice()
    if (swap) swapBytes(own, storage.dtype?.swap ?? 1)
    const problem = conj || neg ? applySignBits(own, dtype, conj, neg) : null
    if (problem !== null) throw unreadable(name, tensor, problem)
    yield own
  }
}

async function* storageChunks(
  storage: Storage,
  name: string,
  chunkBytes: number,
  reuse: boolean,
): AsyncGenerator<Uint8Array> {
  if (storage.byteLength === 0) return
  const source = await openStorage(storage, name)
  const swap = storage.bigEndian ? (storage.dtype?.swap ?? 1) : 1
  for await (const chunk of contiguousChunks(source, 0, storage.byteLength, chunkBytes, reuse)) {
    if (swap === 1) {
      yield chunk
      continue
    }
    const own = chunk.slice()
    swapBytes(own, swap)
    yield own
  }
}

async function* contiguousChunks(
  source: ByteSource,
  start: number,
  length: number,
  chunkBytes: number,
  reuse: boolean,
): AsyncGenerator<Uint8Array> {
  // A chunk contains whole elements: the widest has 16 bytes.
  const step = Math.max(16, chunkBytes - (chunkBytes % 16))
  if (reuse) return yield* chunksAhead(source, start, length, step)
  for (let at = 0; at < length; at += step) yield source.read(start + at, Math.min(step, length - at))
}

async function openStorage(storage: Storage, name: string): Promise<ByteSource> {
  const { record } = storage
  if (record === null) {
    throw new PthError('TENSOR_UNREADABLE', {
      name,
      kind: 'strided',
      reason: 'the file has no bytes for its storage',
    })
  }
  if (record.byteLength < storage.byteLength) {
    throw new PthError('STORAGE_OUT_OF_RANGE', {
      name,
      member: record.member,
      expected: storage.byteLength,
      found: record.byteLength,
    })
  }
  return record.open()
}

function unreadable(name: string, tensor: Tensor, reason: string): PthError {
  if (tensor.kind === 'strided' && tensor.storage.record !== null) {
    const { record, byteLength } = tensor.storage
    if (record.byteLength < byteLength) {
      return new PthError('STORAGE_OUT_OF_RANGE', {
        name,
        member: record.member,
        expected: byteLength,
        found: record.byteLength,
      })
    }
  }
  return new PthError('TENSOR_UNREADABLE', { name, kind: tensor.kind, reason })
}
