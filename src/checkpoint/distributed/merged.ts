/** What was put together from the files of a folder, as one checkpoint like any other. */
import type { DType } from '../../dtype/dtype.ts'
import type { Container, Note, PickleRecord, StorageRecord } from '../../container/record.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { PicklePersistent, PickleValue } from '../../pickle/value.ts'
import type { Checkpoint, OpenOptions, PartsFacts } from '../checkpoint.ts'
import { chooseCandidate, findCandidates } from '../find/candidate.ts'
import { flattenedStateDict, stateDictAt, stateDictOf } from '../find/state-dict.ts'
import { recognizeWrappers } from '../find/wrappers.ts'
import type { StateDict } from '../find/state-dict.ts'
import type { Interpreter } from '../rebuild/context.ts'
import { walkGraph } from '../graph.ts'
import type { Graph } from '../graph.ts'
import { newInterpreter } from '../interpreter.ts'
import { pathText } from '../path.ts'
import { isLocalShard } from './local-shard.ts'
import { storageNotes } from '../notes.ts'
import { cluesOf } from '../find/clues.ts'
import type { Storage } from '../storage.ts'
import { contiguousStride, numelOf } from '../tensor.ts'
import type { StridedTensor, Tensor } from '../tensor.ts'

/** The tensors of a merge: what refers to each in the tree of values, and what it is. */
export interface MergedTensors {
  readonly tensors: Map<PickleValue, Tensor>
  readonly storages: Map<string, Storage>
}

/** Everything of one merge. */
export interface Merged extends MergedTensors {
  /** The folder. */
  readonly name: string
  /** Bytes of all its files. */
  readonly byteLength: number
  /** One phrase for people, such as `distributed checkpoint (DCP), 4 files`. */
  readonly title: string
  /** The tree: dicts, lists and values, with the references of `tensors` as its leaves. */
  readonly value: PickleValue
  /** Files and items with pickles, by what makes their storage keys unique: text that ends in its only `:`. */
  readonly containers: ReadonlyMap<string, Container>
  readonly notes: readonly Note[]
  readonly parts: PartsFacts
  /** The weights, where no dict of the tree has them under their names. */
  readonly stateDict?: (interpreter: Interpreter) => StateDict
}

/** A merge without tensors yet. */
export function newMergedTensors(): MergedTensors {
  return { tensors: new Map(), storages: new Map() }
}

/** A tensor that is put together: contiguous, as every merge gives it. */
export interface WholeTensor {
  /** Unique among all tensors of the merge. */
  readonly key: string
  readonly dtype: DType | null
  /** As the file names the element type. */
  readonly dtypeName: string
  readonly shape: readonly number[]
  /** Null when its bytes cannot be given. */
  readonly record: StorageRecord | null
  readonly problem?: string | null
}

/** Add a tensor; the value that refers to it belongs into the tree. */
export function addWhole({ tensors, storages }: MergedTensors, whole: WholeTensor): PicklePersistent {
  const { key, dtype, dtypeName, shape, record, problem = null } = whole
  const byteLength = numelOf(shape) * (dtype?.itemsize ?? 0)
  const storage: Storage = {
    key,
    dtype,
    className: dtype === null ? dtypeName : 'UntypedStorage',
    untyped: true,
    location: 'cpu',
    numel: byteLength,
    byteLength,
    record,
    bigEndian: false,
    problem: null,
  }
  const tensor: StridedTensor = {
    kind: 'strided',
    type: 'torch.Tensor',
    dtype,
    dtypeName,
    shape,
    requiresGrad: false,
    parameter: false,
    problem,
    stride: contiguousStride(shape),
    storageOffset: 0,
    storage,
    conj: false,
    neg: false,
  }
  const reference: PicklePersistent = { kind: 'persistent', id: key, at: 0 }
  storages.set(key, storage)
  tensors.set(reference, tensor)
  return reference
}

/** The checkpoint of a merge. @throws PthError STATE_DICT_NOT_FOUND, LIMIT_EXCEEDED */
export function mergedCheckpoint(merged: Merged, options: OpenOptions = {}): Checkpoint {
  const { name, byteLength, value, tensors, storages } = merged
  const { root, limits = DEFAULT_LIMITS } = options
  const container = containerOf(merged)
  const interpreter = newInterpreter(container, { tensors, storages })
  const opcodes = container.pickles.reduce((sum, { pickle }) => sum + pickle.opcodes, tensors.size)
  const graph = walkGraph(value, interpreter, limits, opcodes)
  const candidates = findCandidates(graph, interpreter)
  const chosen = chooseCandidate(candidates)
  const found =
    merged.stateDict?.(interpreter) ??
    (chosen === undefined ? flattenedStateDict(graph, candidates) : stateDictOf(chosen, interpreter))
  const stateDict = root === undefined ? found : stateDictAt(root, graph, candidates, interpreter)
  return {
    name,
    byteLength,
    container,
    value,
    graph,
    stateDict,
    candidates,
    storages: interpreter.storages,
    interpreter,
    limits,
    metadata: null,
    wrappers: recognizeWrappers(cluesOf(value, stateDict, candidates)),
    notes: [...merged.notes, ...lostNotes(graph), ...storageNotes(interpreter.storages.values())],
    parts: merged.parts,
  }
}

/** A value that is a pickle of its own was saved by one rank: of a DTensor in it, the shards of the others are lost. */
function lostNotes({ tensors }: Graph): readonly Note[] {
  const lost = tensors.filter(({ tensor }) => isLocalShard(tensor))
  const [first] = lost
  if (first === undefined) return []
  return [
    {
      code: 'PART_IN_VALUES',
      message:
        `${lost.length} ${lost.length === 1 ? 'tensor' : 'tensors'} inside of values, such as ` +
        `${pathText(first.path)}, ${lost.length === 1 ? 'is' : 'are'} the part of one rank: ` +
        'the other parts were never saved',
    },
  ]
}

function containerOf({ title, containers, notes }: Merged): Container {
  const pickles: PickleRecord[] = []
  for (const [prefix, container] of containers)
    for (const pickle of container.pickles)
      pickles.push({
        ...pickle,
        member: `${prefix}${pickle.member}`,
        storagePrefix: prefix + (pickle.storagePrefix ?? ''),
      })
  return {
    facts: {
      kind: 'distributed',
      title,
      root: null,
      byteOrder: 'little',
      version: null,
      entryCount: null,
      alignment: null,
    },
    pickles,
    notes,
    findStorage: (key) => {
      const end = key.indexOf(':') + 1
      return containers.get(key.slice(0, end))?.findStorage(key.slice(end))
    },
  }
}
