/** Locks: one digest for each tensor, the same whatever file format contains it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { PthError } from '../../errors.ts'
import type { NewHasher } from '../../io/hash.ts'
import { newStatsOnce } from './stats-once.ts'
import type { StatsOnce } from './stats-once.ts'

/**
 * One tensor. `sha256` is of its elements in row-major order, each little-endian, `numel x itemsize` bytes,
 * lazily conjugated or negated values made real: what `tensor.contiguous()` has in memory.
 */
export interface LockedTensor {
  readonly name: string
  /** torch's name, such as `float32`. */
  readonly dtype: string
  readonly shape: readonly number[]
  readonly sha256: string
}

/** The digests of every tensor of a state_dict. */
export interface Lock {
  readonly kind: 'pth.lock'
  readonly version: 1
  /**
   * Of the lines `name NUL dtype NUL shape NUL sha256 LF`, shape joined by commas, in the order of their
   * UTF-8 bytes.
   */
  readonly digest: string
  /** In file order. */
  readonly tensors: readonly LockedTensor[]
}

/**
 * The lock of a state_dict. `onProgress` is told after each chunk; bytes of all tensors together.
 * @throws PthError TENSOR_UNREADABLE for a tensor without bytes of its own, and those of reading
 */
export async function makeLock(
  checkpoint: Checkpoint,
  newHasher: NewHasher,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Lock> {
  return lockOf(checkpoint, newHasher, newStatsOnce(checkpoint, newHasher), onProgress)
}

/** The same with tensors that may have been measured already. @throws as `makeLock` */
export async function lockOf(
  checkpoint: Checkpoint,
  newHasher: NewHasher,
  statsOf: StatsOnce,
  onProgress: (done: number, total: number) => void,
): Promise<Lock> {
  const entries = checkpoint.stateDict.tensors
  const stats = await statsOf(entries, onProgress)
  const tensors = entries.map(({ name, tensor }): LockedTensor => {
    const digest = stats.get(tensor)
    if (tensor.shape === null || digest?.sha256 === undefined || digest.sha256 === null) {
      throw new PthError('TENSOR_UNREADABLE', {
        name,
        kind: tensor.kind,
        reason: tensor.problem ?? digest?.problem ?? 'it has no bytes of its own, only its parts have',
      })
    }
    return { name, dtype: tensor.dtypeName, shape: tensor.shape, sha256: digest.sha256 }
  })
  return { kind: 'pth.lock', version: 1, digest: digestOf(tensors, newHasher), tensors }
}

function digestOf(tensors: readonly LockedTensor[], newHasher: NewHasher): string {
  const encoder = new TextEncoder()
  const lines = tensors.map(({ name, dtype, shape, sha256 }) =>
    encoder.encode(`${name}\0${dtype}\0${shape.join(',')}\0${sha256}\n`),
  )
  const hasher = newHasher()
  for (const line of lines.toSorted(compareBytes)) hasher.update(line)
  return hasher.hex()
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Read a lock file. @throws PthError USAGE for anything that is not one */
export function parseLock(text: string, path: string): Lock {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new PthError('USAGE', { reason: `lock ${path} is not JSON` }, { cause })
  }
  if (isLock(value)) return value
  throw new PthError('USAGE', { reason: `${path} is not a lock written by pth lock (version 1)` })
}

function isLock(value: unknown): value is Lock {
  if (typeof value !== 'object' || value === null) return false
  const { kind, version, tensors } = value as Partial<Record<keyof Lock, unknown>>
  return kind === 'pth.lock' && version === 1 && Array.isArray(tensors) && tensors.every(isLockedTensor)
}

function isLockedTensor(value: unknown): value is LockedTensor {
  if (typeof value !== 'object' || value === null) return false
  const { name, dtype, shape, sha256 } = value as Partial<Record<keyof LockedTensor, unknown>>
  const dimensions = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0)
  return (
    typeof name === 'string' &&
    typeof dtype === 'string' &&
    dimensions &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  )
}
