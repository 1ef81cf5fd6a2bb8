/** A file in a few lines that change when it does: what `git diff` compares instead of bytes. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { pathText } from '../../checkpoint/path.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { lfsPointer } from '../../container/text-file.ts'
import type { LfsPointer } from '../../container/text-file.ts'
import { isPthError } from '../../errors.ts'
import type { NewHasher } from '../../io/hash.ts'
import type { ByteSource } from '../../io/source.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { fileValues, objectsOf } from '../inspect/contents.ts'
import type { ObjectReport, StatsReport, TensorReport, ValuesReport } from '../inspect/inspect-report.ts'
import { tensorStats } from '../inspect/stats.ts'
import { tensorFacts } from '../inspect/tensor-facts.ts'

/** The file as bytes, and what is in it. */
export interface Outline {
  readonly bytes: number
  /** Of all bytes, lower-case hexadecimal: whatever changes, this does. */
  readonly sha256: string
  readonly content: Content
}

/** What the file is. */
export type Content =
  | CheckpointOutline
  | { readonly kind: 'pointer'; readonly pointer: LfsPointer }
  | { readonly kind: 'broken'; readonly code: string; readonly message: string }

/** A checkpoint: tensors with the digests of their values, and every plain value. */
export interface CheckpointOutline {
  readonly kind: 'checkpoint'
  /** Such as `PyTorch archive (zip, torch.save)`. */
  readonly title: string
  /** Where the state_dict is, such as `$.state_dict`. */
  readonly path: string
  /** Of the state_dict, in file order. */
  readonly tensors: readonly TensorReport[]
  /** Tensors elsewhere in the file, under their paths. */
  readonly others: readonly TensorReport[]
  /** Of classes that are not tensors, most frequent first. */
  readonly objects: readonly ObjectReport[]
  readonly values: ValuesReport
  readonly metadata: ReadonlyMap<string, string> | null
  /** Why the tensors have no digests; null when they were read. */
  readonly unmeasured: string | null
}

const CHUNK = 1 << 20

/** SHA-256 of all bytes. @throws PthError of reading */
export async function digestOfSource(source: ByteSource, newHasher: NewHasher): Promise<string> {
  const hasher = newHasher()
  for (let at = 0; at < source.byteLength; at += CHUNK)
    hasher.update(await source.read(at, Math.min(CHUNK, source.byteLength - at)))
  return hasher.hex()
}

/** Bytes that show a pointer; Git LFS writes fewer than 1,024. */
const HEAD = 1024

/** The pointer that a file is; null for every other file. @throws PthError of reading */
export async function pointerIn(source: ByteSource): Promise<LfsPointer | null> {
  const head = await source.read(0, Math.min(HEAD, source.byteLength))
  return lfsPointer(new TextDecoder('latin1').decode(head))
}

/** The outline of a checkpoint; reads every tensor once. @throws PthError of reading */
export async function outlineCheckpoint(
  checkpoint: Checkpoint,
  newHasher: NewHasher,
): Promise<CheckpointOutline> {
  const { stateDict } = checkpoint
  const others = tensorsOutside(checkpoint)
  const entries = [...stateDict.tensors, ...others]
  const { stats, unmeasured } = await measured(checkpoint, entries, newHasher)
  const facts = (entry: TensorEntry): TensorReport => tensorFacts(entry, { stats })
  return {
    kind: 'checkpoint',
    title: checkpoint.container.facts.title,
    path: stateDict.path,
    tensors: stateDict.tensors.map(facts),
    others: others.map(facts),
    objects: objectsOf(checkpoint),
    values: fileValues(checkpoint, { filters: [], below: null }),
    metadata: checkpoint.metadata,
    unmeasured,
  }
}

/** Views that repeat far more than the file contains are not read: their lines are printed without digests. */
async function measured(
  checkpoint: Checkpoint,
  entries: readonly TensorEntry[],
  newHasher: NewHasher,
): Promise<{ readonly stats: ReadonlyMap<Tensor, StatsReport>; readonly unmeasured: string | null }> {
  try {
    return { stats: await tensorStats(checkpoint, entries, { newHasher }), unmeasured: null }
  } catch (error) {
    if (!isPthError(error, 'LIMIT_EXCEEDED')) throw error
    return { stats: new Map(), unmeasured: error.message }
  }
}

/** Tensors that are not in the state_dict, each at the first of its places. */
function tensorsOutside({ stateDict, graph }: Checkpoint): TensorEntry[] {
  const seen = new Set<PickleValue>(stateDict.tensors.map(({ value }) => value))
  const outside: TensorEntry[] = []
  for (const { path, tensor, value } of graph.tensors) {
    if (seen.has(value)) continue
    seen.add(value)
    const place = pathText(path)
    outside.push({ name: place, path: place, tensor, role: null, value })
  }
  return outside
}
