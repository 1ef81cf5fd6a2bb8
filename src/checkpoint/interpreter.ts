/** From inert pickle values to storages and tensors: each object is read once and remembered. */
import type { Container } from '../container/record.ts'
import { StoragePersistent, TensorCall } from '../pickle/tensor-call.ts'
import type { Holder } from '../pickle/tensor-call.ts'
import { isKind } from '../pickle/value.ts'
import type { PickleObject, PicklePersistent, PickleValue } from '../pickle/value.ts'
import type { ArrayRoot } from './arrays.ts'
import { readEmbedded } from './embedded.ts'
import { className } from './module.ts'
import { misfit, REBUILDERS, takesStates } from './rebuild/rebuild.ts'
import type { Interpreter } from './rebuild/context.ts'
import { calledTensor } from './rebuild/strided.ts'
import { unmadeTensor } from './rebuild/unmade.ts'
import { Meanings } from './meanings.ts'
import type { Storage } from './storage.ts'
import { addStorage } from './storage-table.ts'
import { opaqueTensor } from './tensor.ts'
import type { Tensor } from './tensor.ts'

const CHANGED = 'the file changes it after it is made, which PyTorch never writes and pth does not carry out'

/** Whether items are set on a tensor or array: in Python that writes into its memory. */
function isChanged({ items, entries }: PickleObject): boolean {
  return items !== null || entries !== null
}

/** How deep tensors may wrap tensors (a Parameter of a subclass of a sparse tensor: 3). */
const WRAPPING_DEPTH = 16

/** Resolve every storage of the container and make ready to read its tensors. */
export function newInterpreter(
  container: Container,
  arrays: Pick<ArrayRoot, 'tensors' | 'storages'> | null = null,
): Interpreter {
  const storages = new Map<string, Storage>(arrays?.storages)
  const byPersistent = new Meanings<PicklePersistent, Storage | undefined>(isStoragePersistent)
  const add = (persistent: PicklePersistent, prefix: string): void => {
    byPersistent.set(persistent, addStorage(storages, container, persistent, prefix))
  }
  for (const value of container.tables?.values() ?? []) if (isKind(value, 'persistent')) add(value, '')
  for (const { pickle, storagePrefix = '' } of container.pickles) {
    for (const persistent of pickle.persistents) add(persistent, storagePrefix)
  }
  const embedded = readEmbedded(container, newInterpreter)
  for (const { storage } of embedded.values()) if (storage !== undefined) storages.set(storage.key, storage)
  const tensors = new Meanings<PickleValue, Tensor | undefined>(isTensorCall)
  let depth = 0
  const interpreter: Interpreter = {
    storages,
    addStorage: (storage) => void storages.set(storage.key, storage),
    storageOf: (mentioned) => {
      const value = tabled(container, mentioned)
      if (isKind(value, 'persistent')) return byPersistent.get(value)
      return isKind(value, 'object') && !isChanged(value) ? embedded.get(value)?.storage : undefined
    },
    tensorOf: (mentioned) => {
      const value = tabled(container, mentioned)
      if (isKind(value, 'persistent'))
        return arrays?.tensors.get(value) ?? storageValue(byPersistent.get(value))
      if (!isKind(value, 'object') || depth > WRAPPING_DEPTH) return undefined
      const known = tensors.get(value)
      if (known !== undefined) return known
      if (value instanceof TensorCall && !value.changed) {
        const called = calledTensor(value, interpreter) ?? misfit(className(value))
        tensors.set(value, called)
        return called
      }
      const inside = embedded.get(value)
      const name = className(value)
      const rebuild = isKind(value.callee, 'global') ? REBUILDERS.get(name) : undefined
      if (rebuild === undefined && inside === undefined) {
        depth += 1
        const unmade = unmadeTensor(name, value, interpreter)
        depth -= 1
        if (unmade !== undefined) tensors.set(value, unmade)
        return unmade
      }
      if (isChanged(value) || (value.states !== null && !takesStates(name)))
        return opaqueTensor(name, CHANGED)
      if (inside !== undefined) return inside.tensor ?? storageValue(inside.storage)
      if (rebuild === undefined) return undefined
      // A tensor among its own arguments would never end; it is opaque while it is being read.
      tensors.set(value, misfit(name))
      depth += 1
      const tensor = rebuild(value, interpreter) ?? misfit(name)
      depth -= 1
      tensors.set(value, tensor)
      return tensor
    },
  }
  return interpreter
}

function isStoragePersistent(value: PicklePersistent): Holder | undefined {
  return value instanceof StoragePersistent ? value : undefined
}

function isTensorCall(value: PickleValue): Holder | undefined {
  return value instanceof TensorCall ? value : undefined
}

/** What a string persistent id of a tar represents; every other value represents itself. */
function tabled(container: Container, value: PickleValue | undefined): PickleValue | undefined {
  if (container.tables === undefined || !isKind(value, 'persistent')) return value
  return typeof value.id === 'string' ? (container.tables.get(value.id) ?? value) : value
}

/** A storage that is a value on its own, not under a tensor. */
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
