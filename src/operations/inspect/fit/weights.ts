/** Bytes of the weights in memory: as `sum(t.numel() * t.element_size())` over parameters and buffers counts them. */
import { isCastSource } from '../../../dtype/castable.ts'
import type { DType } from '../../../dtype/dtype.ts'
import type { TensorEntry } from '../../../checkpoint/find/state-dict.ts'
import { nbytesOf } from '../../../checkpoint/tensor.ts'
import type { Tensor } from '../../../checkpoint/tensor.ts'
import { overFixedLimit } from '../../../limits.ts'
import { leavesOf } from '../tensor-facts.ts'
import type { FitDtypeReport, FitWeightsReport } from './fit-report.ts'

/** The sums of a state_dict. Bytes that are repeated or unknown are not in `bytes`. */
export type WeightSums = Omit<FitWeightsReport, 'complete'>

/**
 * The weights as they are, or with their floats cast. Names of the very same elements count once; views that only
 * overlap count each, as each becomes memory of its own when a model loads it.
 * @throws PthError LIMIT_EXCEEDED when the sum is no safe integer
 */
export function sumWeights(entries: readonly TensorEntry[], cast: DType | null): WeightSums {
  const seen = new Set<string>()
  const rows = new Map<string, { dtype: string; tensors: number; bytes: number }>()
  let [repeated, unknown] = [0, 0]
  for (const { tensor } of entries) {
    const parts = leavesOf(tensor).map((leaf) => sized(leaf, castOf(leaf, tensor, cast)))
    // An empty composite has no parts that say anything.
    if (parts.length === 0 || parts.includes(null)) {
      unknown += 1
      continue
    }
    for (const part of parts) {
      if (part === null) continue
      if (part.view !== null && part.bytes > 0) {
        if (seen.has(part.view)) {
          repeated += part.bytes
          continue
        }
        seen.add(part.view)
      }
      const row = rows.get(part.dtype) ?? { dtype: part.dtype, tensors: 0, bytes: 0 }
      rows.set(part.dtype, row)
      row.tensors += 1
      row.bytes += part.bytes
    }
  }
  const by_dtype: FitDtypeReport[] = [...rows.values()].sort((a, b) => b.bytes - a.bytes)
  const bytes = by_dtype.reduce((sum, row) => sum + row.bytes, 0)
  if (!Number.isSafeInteger(bytes + repeated))
    throw overFixedLimit({
      what: 'the shapes of the state_dict',
      limit: Number.MAX_SAFE_INTEGER,
      found: bytes + repeated,
      unit: 'bytes',
      why: 'no device has that much memory',
    })
  return { bytes, by_dtype, repeated_bytes: repeated, unknown_tensors: unknown }
}

interface Part {
  readonly dtype: string
  readonly bytes: number
  /** Equal for the very same elements; null for what is in no storage. */
  readonly view: string | null
}

/** Null when the file does not say how large it is, or says what no memory holds. */
function sized(leaf: Tensor, cast: DType | null): Part | null {
  const bytes = nbytesOf(leaf)
  if (bytes === null || !Number.isSafeInteger(bytes)) return null
  const dtype = cast?.name ?? leaf.dtype?.name ?? leaf.dtypeName
  const size = cast === null || leaf.dtype === null ? bytes : (bytes / leaf.dtype.itemsize) * cast.itemsize
  return Number.isSafeInteger(size) ? { dtype, bytes: size, view: viewOf(leaf) } : null
}

/** The type that the elements get; null when they stay as they are: integers, and the codes of quantized tensors. */
function castOf(leaf: Tensor, whole: Tensor, cast: DType | null): DType | null {
  if (cast === null || leaf.dtype === null || whole.kind === 'quantized') return null
  return isCastSource(leaf.dtype) ? cast : null
}

function viewOf(leaf: Tensor): string | null {
  if (leaf.kind !== 'strided' && leaf.kind !== 'storage') return null
  const { storage } = leaf
  const root = storage.view?.root ?? storage.key
  const own = leaf.kind === 'strided' ? leaf.storageOffset * (leaf.dtype?.itemsize ?? 1) : 0
  const stride = leaf.kind === 'strided' ? leaf.stride.filter((_, dim) => leaf.shape[dim] !== 1) : []
  return JSON.stringify([
    root,
    (storage.view?.byteOffset ?? 0) + own,
    leaf.dtypeName,
    leaf.shape.filter((size) => size !== 1),
    stride,
  ])
}
