/** Which tensors share memory, which of them keeps the bytes, and which is only another name. */
import type { DType } from '../../dtype/dtype.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { compareNames } from '../../safetensors/layout.ts'

/** A tensor under the name and element type that it is written with. */
export interface SharedCandidate {
  readonly name: string
  readonly dtype: DType
  /** As written, when that is not the tensor's own. */
  readonly shape?: readonly number[]
  readonly tensor: Tensor
}

/** Tensors whose bytes overlap in one storage. */
export interface SharedGroup {
  /** In the order of the output. */
  readonly names: readonly string[]
  /** Each name that is exactly another tensor, and that one's name. */
  readonly aliases: ReadonlyMap<string, string>
  /** Whether tensors overlap without being the same. */
  readonly overlap: boolean
}

/** Names of one tensor that are written, the first for all others; empty writes every name. */
export type KeepRule = (names: readonly string[]) => readonly string[]

/** As `save_model`: the least name by code point. */
export function leastName(names: readonly string[]): readonly string[] {
  return names.toSorted(compareNames).slice(0, 1)
}

interface Span {
  readonly item: SharedCandidate
  readonly storage: Storage
  /** Bytes [start, stop) of the storage between which all elements lie. */
  readonly start: number
  readonly stop: number
  /** Equal for tensors that are the same in every respect. */
  readonly identity: string
  /** Whether it fills its storage from end to end. */
  readonly complete: boolean
}

/**
 * Group tensors whose byte ranges overlap. Of tensors that are the same, `keep` chooses the names that stay; without
 * it that is the one that `save_model` keeps (all of them fill the storage, or none does).
 * Unlike the official sweep this one uses the furthest end, so that nothing that overlaps is missed.
 * @see safetensors/torch.py `_find_shared_tensors`, `_remove_duplicate_names`
 */
export function findShared(items: readonly SharedCandidate[], keep: KeepRule = leastName): SharedGroup[] {
  const several = usedBySeveral(items)
  if (several.size === 0) return []
  const byStorage = new Map<Storage, Span[]>()
  for (const item of items) {
    const storage = storageOf(item)
    const span = storage !== undefined && several.has(storage) ? spanOf(item) : undefined
    if (span === undefined) continue
    const known = byStorage.get(span.storage)
    if (known === undefined) byStorage.set(span.storage, [span])
    else known.push(span)
  }
  const order = new Map(items.map(({ name }, index) => [name, index]))
  const groups: SharedGroup[] = []
  for (const spans of byStorage.values()) {
    for (const group of overlapping(spans)) if (group.length > 1) groups.push(describe(group, order, keep))
  }
  return groups.toSorted((a, b) => (order.get(a.names[0] ?? '') ?? 0) - (order.get(b.names[0] ?? '') ?? 0))
}

/** Storages of which more than one is a view: nearly always few or none. */
function usedBySeveral(items: readonly SharedCandidate[]): ReadonlySet<Storage> {
  const once = new Set<Storage>()
  const several = new Set<Storage>()
  for (const item of items) {
    const storage = storageOf(item)
    if (storage === undefined) continue
    if (once.has(storage)) several.add(storage)
    else once.add(storage)
  }
  return several
}

function storageOf({ tensor }: SharedCandidate): Storage | undefined {
  return tensor.kind === 'strided' || tensor.kind === 'storage' ? tensor.storage : undefined
}

function spanOf(item: SharedCandidate): Span | undefined {
  const { tensor } = item
  if (tensor.kind === 'storage') {
    const { storage } = tensor
    if (storage.byteLength === 0) return undefined
    return {
      item,
      storage,
      start: 0,
      stop: storage.byteLength,
      identity: `s ${item.dtype.name}`,
      complete: true,
    }
  }
  if (tensor.kind !== 'strided' || tensor.dtype === null) return undefined
  const { shape, stride, storageOffset, storage, dtype, conj, neg } = tensor
  const numel = numelOf(shape)
  if (numel === 0 || storage.byteLength === 0) return undefined
  const last = shape.reduce((sum, size, dim) => sum + (size - 1) * (stride[dim] ?? 0), storageOffset)
  // Strides of dimensions of size 1 say nothing.
  const steps = stride.filter((_, dim) => shape[dim] !== 1)
  return {
    item,
    storage,
    start: storageOffset * dtype.itemsize,
    stop: (last + 1) * dtype.itemsize,
    identity:
      `${storageOffset} ${shape.join(',')} ${item.shape?.join(',') ?? ''} ${steps.join(',')} ` +
      `${dtype.name} ${item.dtype.name} ${conj} ${neg}`,
    complete: storageOffset === 0 && numel * dtype.itemsize === storage.byteLength,
  }
}

function overlapping(spans: readonly Span[]): Span[][] {
  const groups: Span[][] = []
  let furthest = -1
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start >= furthest) groups.push([])
    groups.at(-1)?.push(span)
    furthest = Math.max(furthest, span.stop)
  }
  return groups
}

function describe(group: readonly Span[], order: ReadonlyMap<string, number>, keep: KeepRule): SharedGroup {
  const same = new Map<string, string[]>()
  for (const { item, identity } of group) {
    const names = same.get(identity)
    if (names === undefined) same.set(identity, [item.name])
    else names.push(item.name)
  }
  const aliases = new Map<string, string>()
  for (const names of same.values()) {
    const kept = names.length < 2 ? [] : keep(names)
    const [first] = kept
    if (first === undefined) continue
    for (const other of names) if (!kept.includes(other)) aliases.set(other, first)
  }
  const names = group
    .map(({ item }) => item.name)
    .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return { names, aliases, overlap: same.size > 1 }
}
