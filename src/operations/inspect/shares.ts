/** What fills a file: the model, averages, the optimizer, the rest. Each storage counts once. */
import { hasAverageWord } from '../../checkpoint/averages.ts'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { haveOwnStorages } from '../../checkpoint/own-storages.ts'
import { stepName } from '../../checkpoint/path.ts'
import type { PathStep } from '../../checkpoint/path.ts'
import type { ShareReport } from './inspect-report.ts'
import { leavesOf, storageOf } from './tensor-facts.ts'

/** In order of importance: a storage that two of them use belongs to the first. */
type Part = ShareReport['part']
const PARTS: readonly Part[] = ['model', 'averages', 'optimizer', 'other']

/** One storage: the part that it counts for, and the first place of that part that uses it. */
export interface StorageOwner {
  readonly part: Part
  readonly path: readonly PathStep[]
  /** Bytes of the storage. */
  readonly bytes: number
}

/** The parts that have bytes, in a fixed order. */
export function sharesOf(checkpoint: Checkpoint): ShareReport[] {
  const bytes = new Map<Part, number>()
  const { graph, storages } = checkpoint
  if (haveOwnStorages(graph.tensors, storages)) {
    const part = partsOf(checkpoint)
    for (const { path, tensor } of graph.tensors) {
      const own = part(path)
      bytes.set(own, (bytes.get(own) ?? 0) + (storageOf(tensor)?.byteLength ?? 0))
    }
  } else
    for (const owner of storageOwners(checkpoint))
      bytes.set(owner.part, (bytes.get(owner.part) ?? 0) + owner.bytes)
  return PARTS.flatMap((part) => ((bytes.get(part) ?? 0) > 0 ? [{ part, bytes: bytes.get(part) ?? 0 }] : []))
}

/** Every storage once, in the order of the file's graph. */
export function storageOwners(checkpoint: Checkpoint): readonly StorageOwner[] {
  const { graph } = checkpoint
  const part = partsOf(checkpoint)
  const owners = new Map<string, StorageOwner>()
  for (const { path, tensor } of graph.tensors) {
    const own = part(path)
    for (const leaf of leavesOf(tensor)) {
      const storage = storageOf(leaf)
      if (storage === null) continue
      const owner = owners.get(storage.key)
      if (owner === undefined || PARTS.indexOf(own) < PARTS.indexOf(owner.part))
        owners.set(storage.key, { part: own, path, bytes: storage.byteLength })
    }
  }
  return [...owners.values()]
}

/** The part that a path belongs to. */
function partsOf({ stateDict, candidates }: Checkpoint): (path: readonly PathStep[]) => Part {
  const model =
    stateDict.kind === 'flattened'
      ? []
      : (candidates.find(({ path }) => path === stateDict.path)?.steps ?? [])
  const optimizers = candidates.filter(({ optimizer }) => optimizer).map(({ steps }) => steps)
  return (path) => partOf(path, model, optimizers)
}

function partOf(
  path: readonly PathStep[],
  model: readonly PathStep[],
  optimizers: readonly (readonly PathStep[])[],
): Part {
  if (model.length > 0 && isBelow(path, model)) return 'model'
  if (optimizers.some((steps) => isBelow(path, steps))) return 'optimizer'
  if (path.some((step) => step.kind === 'key' && hasAverageWord(stepName(step)))) return 'averages'
  return model.length === 0 ? 'model' : 'other'
}

function isBelow(path: readonly PathStep[], above: readonly PathStep[]): boolean {
  return path.length >= above.length && above.every((step, at) => sameStep(step, path[at]))
}

function sameStep(one: PathStep, other: PathStep | undefined): boolean {
  return other !== undefined && one.kind === other.kind && stepName(one) === stepName(other)
}
