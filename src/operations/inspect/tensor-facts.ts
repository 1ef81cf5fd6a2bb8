/** One tensor as the report shows it. */
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import { isContiguous, nbytesOf, numelOf } from '../../checkpoint/tensor.ts'
import type { StridedTensor, Tensor, TensorPart } from '../../checkpoint/tensor.ts'
import type { StatsReport, TensorReport } from './inspect-report.ts'

/** Tensors made of tensors, this deep; real ones have 3. */
const PARTS_DEPTH = 16

/** What was measured of tensors, where it was asked for. */
export interface Measured {
  readonly offsets?: ReadonlyMap<Tensor, number | null>
  readonly stats?: ReadonlyMap<Tensor, StatsReport>
}

/** The report of an entry of the state_dict. */
export function tensorFacts(
  { name, path, tensor, role }: Omit<TensorEntry, 'value'>,
  measured: Measured = {},
): TensorReport {
  return factsOf(name, path, tensor, role, measured, 0)
}

function factsOf(
  name: string,
  path: string,
  tensor: Tensor,
  role: TensorEntry['role'],
  measured: Measured,
  depth: number,
): TensorReport {
  const stats = measured.stats?.get(tensor)
  const storage = storageOf(tensor)
  const strided = tensor.kind === 'strided' ? tensor : null
  const numel = tensor.shape === null ? null : numelOf(tensor.shape)
  const parts = 'parts' in tensor && depth < PARTS_DEPTH ? tensor.parts : null
  return {
    name,
    path,
    kind: tensor.kind,
    type: tensor.type,
    dtype: tensor.dtypeName,
    shape: tensor.shape,
    stride: strided?.stride ?? null,
    storage_offset: strided?.storageOffset ?? null,
    storage_key: storage?.key ?? null,
    numel: safe(numel),
    bytes: safe(bytesOf(tensor)),
    requires_grad: tensor.requiresGrad,
    parameter: tensor.parameter || role === 'parameter',
    role,
    contiguous: strided === null ? null : isContiguous(strided),
    conj: strided?.conj ?? false,
    neg: strided?.neg ?? false,
    member: storage?.record?.member ?? null,
    file_offset: measured.offsets?.get(tensor) ?? null,
    problem: tensor.problem,
    parts:
      parts?.map((part) =>
        factsOf(part.name, `${path}.${part.name}`, part.tensor, null, measured, depth + 1),
      ) ?? NONE,
    facts:
      'facts' in tensor && tensor.facts !== undefined
        ? tensor.facts.map(([fact, value]) => ({ name: fact, value: plain(value) }))
        : NONE,
    ...(stats !== undefined && { stats }),
  }
}

/** Parts and further facts of nearly every tensor. */
const NONE: readonly never[] = []

/** Bytes of the values; of a composite the sum of its parts; null when that is not defined. */
function bytesOf(tensor: Tensor): number | null {
  if (!('parts' in tensor)) return nbytesOf(tensor)
  return leavesOf(tensor).reduce<number | null>((sum, leaf) => {
    const bytes = nbytesOf(leaf)
    return sum === null || bytes === null ? null : sum + bytes
  }, 0)
}

/** The tensors that hold the bytes: itself, or the innermost parts of a composite. */
export function leavesOf(tensor: Tensor): readonly Tensor[] {
  if (!('parts' in tensor)) return [tensor]
  const leaves: Tensor[] = []
  const open: { tensor: Tensor; depth: number }[] = [{ tensor, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const parts: readonly TensorPart[] = 'parts' in next.tensor ? next.tensor.parts : []
    if (!('parts' in next.tensor)) leaves.push(next.tensor)
    else if (next.depth < PARTS_DEPTH) {
      const depth = next.depth + 1
      for (const part of parts.toReversed()) open.push({ tensor: part.tensor, depth })
    }
  }
  return leaves
}

/** The storage that a tensor is a view of, or null. */
export function storageOf(tensor: Tensor): Storage | null {
  return tensor.kind === 'strided' || tensor.kind === 'storage' ? tensor.storage : null
}

/** Where the first element is, in bytes from the beginning of its storage. */
export function firstByteOf(tensor: Tensor): number {
  return tensor.kind === 'strided' ? firstOf(tensor) : 0
}

function firstOf(tensor: StridedTensor): number {
  return tensor.storageOffset * (tensor.dtype?.itemsize ?? 1)
}

function safe(value: number | null): number | null {
  return value !== null && Number.isSafeInteger(value) ? value : null
}

/** A report contains no NaN and no infinity. */
function plain(value: string | number | boolean | null): string | number | boolean | null {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
