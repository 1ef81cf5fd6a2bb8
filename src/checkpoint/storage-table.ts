/** From the persistent ids of a container to its storages: each key once, views as parts of their root. */
import type { DType } from '../dtype/dtype.ts'
import { partRecord } from '../container/range-record.ts'
import type { Container } from '../container/record.ts'
import { parseStorageReference } from '../container/storage-reference.ts'
import type { StorageReference } from '../container/storage-reference.ts'
import { sequenceItems } from '../pickle/value.ts'
import type { PicklePersistent } from '../pickle/value.ts'
import type { Storage } from './storage.ts'

/** The storage of one persistent id; undefined when it names none. `prefix` makes its key unique in the container. */
export function addStorage(
  storages: Map<string, Storage>,
  container: Container,
  persistent: PicklePersistent,
  prefix: string,
): Storage | undefined {
  const reference = parseStorageReference(persistent)
  if (reference === undefined) return undefined
  const root = addRoot(storages, container, reference, prefix)
  return reference.view === null ? root : addView(storages, root, reference, prefix)
}

/**
 * The first mention of a key fixes class and size for all later ones, as in `torch.load`. A storage without memory
 * (empty, or on the meta device) is made anew for every mention, with the type that this mention names.
 * @see torch/serialization.py `load_tensor` and both `persistent_load`: `_data_ptr() != 0`
 */
function addRoot(
  storages: Map<string, Storage>,
  container: Container,
  reference: StorageReference,
  prefix: string,
): Storage {
  const { dtype, className, untyped, location, numel } = reference
  const key = prefix + reference.key
  const known = storages.get(key)
  if (known !== undefined && !isWithoutMemory(known)) return known
  // The legacy reader makes an empty one, whatever size is mentioned.
  if (known !== undefined && container.facts.kind === 'legacy')
    return { ...known, dtype, className, untyped, numel: 0, byteLength: 0 }
  const byteLength = numel * (dtype?.itemsize ?? 1)
  const record = container.findStorage(key) ?? null
  const storage: Storage = {
    key,
    dtype,
    className,
    untyped,
    location,
    numel,
    byteLength,
    record,
    bigEndian: container.facts.byteOrder === 'big',
    problem: storageProblem(location, key, byteLength, record?.byteLength),
  }
  // The table lists each key once; only a mention that brings memory takes the place of one without.
  if (known === undefined || !isWithoutMemory(storage)) storages.set(key, storage)
  return storage
}

function isWithoutMemory({ byteLength, location, record }: Storage): boolean {
  return byteLength === 0 || (location === 'meta' && record === null)
}

function storageProblem(
  location: string,
  key: string,
  needed: number,
  held: number | undefined,
): string | null {
  if (held === undefined && location === 'meta') return null
  if (held === undefined) return `its storage ${key} is missing from the file`
  if (held < needed)
    return `its storage ${key} has ${held} bytes, ${needed} are declared: the file was cut or edited`
  return null
}

/**
 * A storage view of PyTorch 0.1 to 0.3, `(view key, offset, size)` in elements: a slice of the root that
 * shares its bytes. As in `torch.load`, the first mention of a view key counts.
 */
function addView(
  storages: Map<string, Storage>,
  root: Storage,
  reference: StorageReference,
  prefix: string,
): Storage | undefined {
  const [viewKey, offset, size, ...others] = sequenceItems(reference.view) ?? []
  if (typeof viewKey !== 'string' && typeof viewKey !== 'number') return undefined
  if (typeof offset !== 'number' || typeof size !== 'number' || offset < 0 || size < 0 || others.length > 0)
    return undefined
  const key = prefix + String(viewKey)
  const known = storages.get(key)
  if (known !== undefined) return known
  const { dtype, className } = reference
  const byteOffset = offset * (dtype?.itemsize ?? 1)
  const byteLength = size * (dtype?.itemsize ?? 1)
  const record = root.record === null ? null : (partRecord(root.record, byteOffset, byteLength) ?? null)
  const storage: Storage = {
    ...root,
    key,
    dtype,
    className,
    numel: size,
    byteLength,
    record,
    view: { root: root.key, byteOffset },
    problem: viewProblem(root, byteOffset + byteLength, record !== null),
  }
  storages.set(key, storage)
  return storage
}

function viewProblem(root: Storage, end: number, inside: boolean): string | null {
  if (end > root.byteLength)
    return `it views byte ${end} of storage ${root.key}, which has ${root.byteLength}`
  return inside ? null : root.problem
}

/** A storage whose bytes are in memory: they are in a pickle, not in a record of their own. */
export function memoryStorage(
  facts: Pick<Storage, 'key' | 'location' | 'numel' | 'record' | 'problem'> & { readonly dtype: DType },
): Storage {
  const { dtype, numel } = facts
  const className = `${dtype.storage}Storage`
  return { ...facts, className, untyped: false, byteLength: numel * dtype.itemsize, bigEndian: false }
}
