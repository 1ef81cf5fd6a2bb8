/** How much of the storages behind some tensors those tensors use. */
import type { Storage } from '../../checkpoint/storage.ts'
import { extentOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'

/** Bytes. */
export interface StorageUsage {
  /** Of all storages that a tensor uses. */
  readonly held: number
  /** Held, and between the first and last element of some tensor. */
  readonly used: number
}

type View = Extract<Tensor, { kind: 'strided' | 'storage' }>

/** Measure; arrays inside pickles count as storages that are wholly used. */
export function measureStorages(tensors: readonly Tensor[]): StorageUsage {
  // Most storages have one view: of these no list is made.
  const views = new Map<Storage, View | View[]>()
  let arrays = 0
  const add = (tensor: Tensor): void => {
    if ('parts' in tensor) for (const part of strandsOf(tensor)) add(part)
    else if (tensor.kind === 'array') arrays += tensor.bytes?.length ?? 0
    else if (tensor.kind === 'strided' || tensor.kind === 'storage') {
      const known = views.get(tensor.storage)
      if (known === undefined) views.set(tensor.storage, tensor)
      else if (Array.isArray(known)) known.push(tensor)
      else views.set(tensor.storage, [known, tensor])
    }
  }
  for (const tensor of tensors) add(tensor)
  let held = arrays
  let used = arrays
  for (const [storage, view] of views) {
    held += storage.byteLength
    let covered = 0
    const ranges = Array.isArray(view) ? view.map(spanOf) : [spanOf(view)]
    for (const [start, stop] of ranges.sort((a, b) => a[0] - b[0])) {
      used += Math.max(0, stop - Math.max(start, covered))
      covered = Math.max(covered, stop)
    }
  }
  return { held, used }
}

/** The tensors that a composite is made of; kinds wrap each other a few times at most. */
function strandsOf(tensor: Tensor): Tensor[] {
  return 'parts' in tensor ? tensor.parts.flatMap(({ tensor: part }) => strandsOf(part)) : [tensor]
}

function spanOf(tensor: View): [start: number, stop: number] {
  if (tensor.kind === 'storage') return [0, tensor.storage.byteLength]
  const itemsize = tensor.dtype?.itemsize ?? 1
  const start = tensor.storageOffset * itemsize
  const extent = extentOf(tensor.shape, tensor.stride) * itemsize
  return extent === 0 ? [0, 0] : [start, start + extent]
}
