/** Tensors that the container describes itself (safetensors, .npz, .pt2), made to look like every other. */
import type { ArrayRecord, Container } from '../container/record.ts'
import { newDict, setItem } from '../pickle/value.ts'
import type { PickleDict, PicklePersistent, PickleValue } from '../pickle/value.ts'
import { boundsProblem } from './bounds.ts'
import type { Storage } from './storage.ts'
import { contiguousStride, numelOf } from './tensor.ts'
import type { StridedTensor, Tensor } from './tensor.ts'

/** The arrays of a container as one value: names to references, and what each reference represents. */
export interface ArrayRoot {
  /** `{name: reference}`; with constants beside the weights `{"state_dict": …, "constants": …}`. */
  readonly value: PickleDict
  readonly weights: PickleDict
  readonly tensors: ReadonlyMap<PickleValue, Tensor>
  readonly storages: ReadonlyMap<string, Storage>
}

/** Read the arrays of a container; null when it has pickles instead. */
export function readArrays(container: Container): ArrayRoot | null {
  if (container.arrays === undefined) return null
  const dicts = { weights: newDict(), constants: newDict() }
  const tensors = new Map<PickleValue, Tensor>()
  const storages = new Map<string, Storage>()
  for (const array of container.arrays) {
    const reference: PicklePersistent = { kind: 'persistent', id: array.storageKey, at: 0 }
    setItem(dicts[array.role], array.name, reference)
    tensors.set(reference, tensorOf(array, storageOf(array, storages)))
  }
  const { weights, constants } = dicts
  if (constants.entries === null) return { value: weights, weights, tensors, storages }
  const value = newDict()
  setItem(value, 'state_dict', weights)
  setItem(value, 'constants', constants)
  return { value, weights, tensors, storages }
}

/** Tensors with one key share the storage of the first. */
function storageOf(array: ArrayRecord, storages: Map<string, Storage>): Storage {
  const { storageKey: key, dtype, dtypeName, record, bigEndian } = array
  const known = storages.get(key)
  if (known !== undefined) return known
  const byteLength = record?.byteLength ?? 0
  // What swaps is typed: PyTorch leaves untyped storages as they are.
  const typed = bigEndian && dtype !== null
  const storage: Storage = {
    key,
    dtype,
    className: dtype === null ? dtypeName : typed ? `${dtype.storage}Storage` : 'UntypedStorage',
    untyped: !typed,
    location: 'cpu',
    numel: typed ? Math.floor(byteLength / dtype.itemsize) : byteLength,
    byteLength,
    record,
    bigEndian,
    problem: null,
  }
  storages.set(key, storage)
  return storage
}

function tensorOf(array: ArrayRecord, storage: Storage): Tensor {
  const { type, dtype, dtypeName, shape, requiresGrad, parameter, problem, facts } = array
  // Without an element type of torch's there are no elements, only the bytes as they are.
  if (dtype === null)
    return {
      type,
      dtype,
      dtypeName,
      shape,
      requiresGrad,
      parameter,
      kind: 'storage',
      storage,
      ...(facts !== undefined && { facts }),
      problem: problem ?? (numelOf(shape) === Infinity ? 'its shape is impossible' : null),
    }
  const tensor: StridedTensor = {
    type,
    dtype,
    dtypeName,
    shape,
    requiresGrad,
    parameter,
    kind: 'strided',
    stride: array.stride ?? contiguousStride(shape),
    storageOffset: array.storageOffset,
    storage,
    conj: false,
    neg: false,
    problem,
  }
  const outside = problem === null ? boundsProblem(tensor) : null
  return outside === null ? tensor : { ...tensor, problem: outside }
}
