/** How much of the storages is used, and which tensors share elements: metadata only, no storage is read. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import { haveOwnStorages } from '../../checkpoint/own-storages.ts'
import { isContiguous, numelOf } from '../../checkpoint/tensor.ts'
import type { StridedTensor, Tensor } from '../../checkpoint/tensor.ts'
import type { PartlyUsedReport, SharedReport, StoragesReport } from './inspect-report.ts'
import { joinRuns, runsOf } from './storage-runs.ts'
import type { Run } from './storage-runs.ts'
import { leavesOf } from './tensor-facts.ts'

/** A view of one storage under its name in the state_dict; null for a tensor that is elsewhere. */
interface View {
  readonly tensor: Tensor
  readonly name: string | null
  readonly runs: readonly Run[]
  readonly exact: boolean
  /** Bytes from the beginning of the storage to that of the tensor's own. */
  readonly shift: number
}

/** Held, used and unused bytes of every storage of the file, and what the tensors of the state_dict share. */
export function storageUse(checkpoint: Checkpoint): StoragesReport {
  const views = viewsOf(checkpoint)
  const partly: PartlyUsedReport[] = []
  const shared: SharedReport[] = []
  let count = 0
  let held = 0
  let used = 0
  let missing = 0
  let exact = true
  for (const storage of checkpoint.storages.values()) {
    if (storage.view !== undefined) continue
    count += 1
    const found = views(storage)
    const bytes = storage.record?.byteLength ?? 0
    if (storage.record === null && storage.location !== 'meta') missing += 1
    let touched = 0
    if (typeof found === 'number') touched = Math.max(0, Math.min(found, bytes))
    else if (found !== undefined) {
      const [first] = found
      const runs = found.length === 1 ? (first?.runs ?? []) : joinRuns(found.flatMap((view) => view.runs))
      touched = runs.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, bytes) - start), 0)
      exact &&= found.every((view) => view.exact)
      for (const group of sharedIn(storage, found)) shared.push(group)
    }
    held += bytes
    used += touched
    if (touched < bytes) partly.push({ storage_key: storage.key, held_bytes: bytes, used_bytes: touched })
  }
  return {
    count,
    missing,
    held_bytes: held,
    used_bytes: used,
    unused_bytes: held - used,
    exact,
    partly_used: partly.sort((a, b) => b.held_bytes - b.used_bytes - (a.held_bytes - a.used_bytes)),
    shared,
  }
}

/** The views of the storages, which are asked for in their order. */
function viewsOf(checkpoint: Checkpoint): (storage: Storage) => readonly View[] | number | undefined {
  const { graph, storages } = checkpoint
  // Where each has one view, in one order, and all views begin with their storages and have no gaps.
  if (haveOwnStorages(graph.tensors, storages) && graph.tensors.every(({ tensor }) => isPlain(tensor))) {
    let at = 0
    return () => plainBytes(graph.tensors[at++]?.tensor)
  }
  const views = collectViews(checkpoint)
  return (storage) => views.get(storage)
}

function isPlain(tensor: Tensor): boolean {
  return plainBytes(tensor) !== undefined
}

/** Runs of all views together; past it a view counts from its first byte to its last. */
const MOST_RUNS = 500_000

/**
 * The views of each storage. One that has a single view without gaps, from its first byte on, is the number of bytes
 * of that view: nearly all are, and of them nothing else is asked.
 */
function collectViews(checkpoint: Checkpoint): ReadonlyMap<Storage, readonly View[] | number> {
  const { stateDict, graph } = checkpoint
  const several = sharedStorages(checkpoint)
  const views = new Map<Storage, View[] | number>()
  let room = MOST_RUNS
  const add = (tensor: Tensor, name: string | null): void => {
    if (tensor.kind === 'strided' && tensor.storage.view === undefined && !several.has(tensor.storage)) {
      const plain = plainBytes(tensor)
      if (plain !== undefined) {
        views.set(tensor.storage, plain)
        room = Math.max(1, room - 1)
        return
      }
    }
    for (const leaf of leavesOf(tensor)) {
      if (leaf.kind !== 'strided' && leaf.kind !== 'storage') continue
      const { runs, exact } = leaf.kind === 'strided' ? runsOf(leaf, room) : wholeOf(leaf.storage)
      room = Math.max(1, room - runs.length)
      // A storage view (PyTorch 0.1 to 0.3) has no bytes of its own: they are its root's.
      const { view: within } = leaf.storage
      const root = within === undefined ? undefined : checkpoint.storages.get(within.root)
      const storage = root ?? leaf.storage
      const shift = storage === leaf.storage ? 0 : (leaf.storage.view?.byteOffset ?? 0)
      const inRoot =
        shift === 0 ? runs : runs.map(({ start, end }) => ({ start: start + shift, end: end + shift }))
      const view = { tensor: leaf, name, runs: inRoot, exact, shift }
      const known = views.get(storage)
      if (typeof known === 'object') known.push(view)
      else views.set(storage, [view])
    }
  }
  for (const { name, tensor } of stateDict.tensors) add(tensor, name)
  for (const { tensor } of otherTensors(stateDict.tensors, graph.tensors)) add(tensor, null)
  return views
}

/** The tensors of the graph that the state_dict has not, each value once. */
function* otherTensors(
  entries: Checkpoint['stateDict']['tensors'],
  places: Checkpoint['graph']['tensors'],
): Generator<{ readonly tensor: Tensor }> {
  const same = entries.length === places.length
  if (same && places.every(({ value }, at) => value === entries[at]?.value)) return
  const told = new Set(entries.map((entry) => entry.value))
  for (const place of places) {
    if (told.has(place.value)) continue
    told.add(place.value)
    yield place
  }
}

/** Storages that more than one tensor may be a view of, or that are views of others or viewed. */
function sharedStorages({ stateDict, graph, storages }: Checkpoint): ReadonlySet<Storage> {
  const once = new Set<Storage>()
  const several = new Set<Storage>()
  const note = (storage: Storage): void => {
    const root = storage.view === undefined ? undefined : storages.get(storage.view.root)
    if (root !== undefined) several.add(root)
    if (once.has(storage)) several.add(storage)
    else once.add(storage)
  }
  for (const { tensor } of stateDict.tensors) noteStorages(tensor, note)
  for (const { tensor } of otherTensors(stateDict.tensors, graph.tensors)) noteStorages(tensor, note)
  return several
}

function noteStorages(tensor: Tensor, note: (storage: Storage) => void): void {
  for (const leaf of tensor.kind === 'strided' ? [tensor] : leavesOf(tensor))
    if (leaf.kind === 'strided' || leaf.kind === 'storage') note(leaf.storage)
}

/** The bytes of a view that begins with its storage and has no gaps; undefined for any other, and for an empty one. */
function plainBytes(tensor: Tensor | undefined): number | undefined {
  if (tensor?.kind !== 'strided') return undefined
  const numel = numelOf(tensor.shape)
  if (tensor.storageOffset !== 0 || numel === 0 || !isContiguous(tensor)) return undefined
  return numel * (tensor.dtype?.itemsize ?? 1)
}

function wholeOf(storage: Storage): { runs: readonly Run[]; exact: boolean } {
  return { runs: storage.byteLength === 0 ? [] : [{ start: 0, end: storage.byteLength }], exact: true }
}

/** Groups of tensors with elements in common: a sweep over the runs joins what overlaps. */
function sharedIn(storage: Storage, views: readonly View[]): SharedReport[] {
  const named = views.filter((view): view is View & { name: string } => view.name !== null)
  if (named.length < 2) return []
  const groupOf = named.map((_, index) => index)
  const find = (start: number): number => {
    let index = start
    for (let up = groupOf[index] ?? index; up !== index; up = groupOf[index] ?? index) {
      groupOf[index] = groupOf[up] ?? up
      index = up
    }
    return index
  }
  const runs = named.flatMap((view, index) => view.runs.map((run) => ({ ...run, index })))
  let end = -1
  let last = 0
  for (const run of runs.sort((a, b) => a.start - b.start)) {
    if (run.start < end) groupOf[find(run.index)] = find(last)
    if (run.end > end) {
      end = run.end
      last = run.index
    }
  }
  const groups = new Map<number, (View & { name: string })[]>()
  for (const [index, view] of named.entries()) {
    const root = find(index)
    const known = groups.get(root)
    if (known === undefined) groups.set(root, [view])
    else known.push(view)
  }
  return [...groups.values()]
    .filter((group) => group.length > 1 && group.some((view) => view.runs.length > 0))
    .map((group) => ({
      kind: new Set(group.map(viewKey)).size === 1 ? 'alias' : 'overlap',
      storage_key: storage.key,
      tensors: group.map(({ name }) => name),
    }))
}

/** Equal for views of the very same elements in the same order. */
function viewKey({ tensor, shift }: View): string {
  if (tensor.kind !== 'strided') return JSON.stringify([tensor.kind, shift])
  const { dtypeName, shape, storageOffset, conj, neg }: StridedTensor = tensor
  const stride = tensor.stride.map((step, dim) => (tensor.shape[dim] === 1 ? 0 : step))
  return JSON.stringify([dtypeName, shape, stride, storageOffset, conj, neg, shift])
}
