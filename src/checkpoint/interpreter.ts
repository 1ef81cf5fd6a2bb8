/** From inert pickle values to storages and tensors: each object is read once and remembered. */
import type { Container } from '../container/record.ts'
import { parseStorageReference } from '../container/storage-reference.ts'
import { isKind, qualifiedName } from '../pickle/value.ts'
import type { PicklePersistent, PickleValue } from '../pickle/value.ts'
import type { ArrayRoot } from './arrays.ts'
import { opaqueTensor, REBUILDERS } from './rebuild.ts'
import type { RebuildContext } from './rebuild.ts'
import type { Storage } from './storage.ts'
import type { Tensor } from './tensor.ts'

/** The storages and tensors of one container. */
export interface Interpreter extends RebuildContext {
  /** Every storage, in the order in which the pickles name them. */
  readonly storages: ReadonlyMap<string, Storage>
}

/** How deep tensors may wrap tensors (a Parameter of a subclass of a sparse tensor: 3). */
const WRAPPING_DEPTH = 16

/** Resolve every storage of the container and make ready to read its tensors. */
export function newInterpreter(container: Container, arrays: ArrayRoot | null = null): Interpreter {
  const storages = new Map<string, Storage>(arrays?.storages)
  const byPersistent = new Map<PicklePersistent, Storage | undefined>()
  for (const { pickle, storagePrefix = '' } of container.pickles) {
    for (const persistent of pickle.persistents) {
      byPersistent.set(persistent, addStorage(storages, container, persistent, storagePrefix))
    }
  }
  const tensors = new Map<PickleValue, Tensor | undefined>()
  let depth = 0
  const interpreter: Interpreter = {
    storages,
    storageOf: (value) => (isKind(value, 'persistent') ? byPersistent.get(value) : undefined),
    tensorOf: (value) => {
      if (isKind(value, 'persistent')) return arrays?.tensors.get(value) ?? storageValue(byPersistent.get(value))
      if (!isKind(value, 'object') || depth > WRAPPING_DEPTH) return undefined
      if (tensors.has(value)) return tensors.get(value)
      if (!isKind(value.callee, 'global')) return undefined
      const name = qualifiedName(value.callee)
      const rebuild = REBUILDERS.get(name)
      if (rebuild === undefined) return undefined
      // A tensor among its own arguments would never end; it is opaque while it is being read.
      tensors.set(value, opaqueTensor(name))
      depth += 1
      const tensor = rebuild(value, interpreter) ?? opaqueTensor(name)
      depth -= 1
      tensors.set(value, tensor)
      return tensor
    },
  }
  return interpreter
}

/** The first mention of a key fixes class and size for all later ones, as in `torch.load`. */
function addStorage(
  storages: Map<string, Storage>,
  container: Container,
  persistent: PicklePersistent,
  prefix: string,
): Storage | undefined {
  const reference = parseStorageReference(persistent)
  if (reference === undefined) return undefined
  const { dtype, className, untyped, location, numel } = reference
  const key = prefix + reference.key
  const known = storages.get(key)
  if (known !== undefined) return known
  const byteLength = numel * (dtype?.itemsize ?? 1)
  const record = location === 'meta' ? null : (container.findStorage(key) ?? null)
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
  storages.set(key, storage)
  return storage
}

function storageProblem(location: string, key: string, needed: number, held: number | undefined): string | null {
  if (location === 'meta') return null
  if (held === undefined) return `its storage ${key} is missing from the file`
  if (held < needed) return `its storage ${key} has ${held} bytes, ${needed} are declared: the file was cut or edited`
  return null
}

/** A storage that is a value by itself, not under a tensor. */
function storageValue(storage: Storage | undefined): Tensor | undefined {
  if (storage === undefined) return undefined
  return {
    kind: 'storage',
    type: storage.untyped ? 'torch.UntypedStorage' : `torch.${storage.className}`,
    dtype: storage.dtype,
    dtypeName: storage.dtype?.name ?? storage.className,
    shape: [storage.numel],
    requiresGrad: false,
    parameter: false,
    problem: storage.problem,
    storage,
  }
}
