/** Statistics and digests of tensors: each is streamed once, in memory that does not grow with it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { nbytesOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { isPthError } from '../../errors.ts'
import type { NewHasher } from '../../io/hash.ts'
import { checkLimit } from '../../limits.ts'
import type { StatNumber, StatsReport } from './inspect-report.ts'
import { newMeasure } from './measure.ts'
import { leavesOf } from './tensor-facts.ts'

/** How the statistics of tensors are made. */
export interface StatsOptions {
  readonly newHasher: NewHasher
  /** Told after each chunk; bytes of all tensors together. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

/** Bytes of a chunk: its numbers take 8 times as much at most. */
const CHUNK = 1 << 20

/**
 * Statistics of every tensor, and of the parts of composite ones. A tensor that cannot be read gets a
 * `problem` instead; views of the very same object are measured once.
 * @throws PthError LIMIT_EXCEEDED when expanded views have far more bytes than the file contains
 */
export async function tensorStats(
  checkpoint: Checkpoint,
  entries: readonly TensorEntry[],
  options: StatsOptions,
): Promise<ReadonlyMap<Tensor, StatsReport>> {
  const leaves = [
    ...new Map(entries.flatMap(({ name, tensor }) => leavesOf(tensor).map((leaf) => [leaf, name] as const))),
  ]
  const total = leaves.reduce((sum, [leaf]) => sum + (leaf.problem === null ? (nbytesOf(leaf) ?? 0) : 0), 0)
  // Views may repeat what the file contains (expanded tensors); far beyond that it is a trap, not a model.
  checkLimit(checkpoint.limits, 'measuredBytes', 'tensors to measure', total)
  const stats = new Map<Tensor, StatsReport>()
  let done = 0
  for (const [tensor, name] of leaves) {
    const onBytes = (bytes: number): void => {
      done += bytes
      options.onProgress?.(done, total)
    }
    stats.set(tensor, await measureTensor(tensor, name, options.newHasher, onBytes))
  }
  for (const { tensor } of entries)
    if ('parts' in tensor)
      stats.set(tensor, withoutNumbers(null, `a ${tensor.kind} tensor: its parts are measured`))
  return stats
}

async function measureTensor(
  tensor: Tensor,
  name: string,
  newHasher: NewHasher,
  onBytes: (bytes: number) => void,
): Promise<StatsReport> {
  const hasher = newHasher()
  const measure = tensor.dtype === null ? undefined : newMeasure(tensor.dtype)
  try {
    for await (const chunk of tensorChunks({ name, tensor }, CHUNK, true)) {
      hasher.update(chunk)
      measure?.add(chunk)
      onBytes(chunk.length)
    }
  } catch (error) {
    // One bad tensor does not hide the others; its own row reports it.
    if (isPthError(error) && error.code !== 'INTERNAL') return withoutNumbers(null, error.message)
    throw error
  }
  const sha256 = hasher.hex()
  if (measure === undefined) return withoutNumbers(sha256, `${tensor.dtypeName} has no numbers to measure`)
  const { min, max, mean, meanImag, std, zeros, nan, inf } = measure.result()
  return {
    min: statNumber(min),
    max: statNumber(max),
    mean: statNumber(mean),
    mean_imag: statNumber(meanImag),
    std: statNumber(std),
    zeros,
    nan,
    inf,
    sha256,
    problem: null,
  }
}

function withoutNumbers(sha256: string | null, problem: string): StatsReport {
  return {
    min: null,
    max: null,
    mean: null,
    mean_imag: null,
    std: null,
    zeros: null,
    nan: null,
    inf: null,
    sha256,
    problem,
  }
}

/** JSON has no infinity, and integers only up to 2^53. */
function statNumber(value: number | bigint | null): StatNumber {
  if (value === null) return null
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (Number.isFinite(value)) return Object.is(value, -0) ? 0 : value
  return Number.isNaN(value) ? null : value > 0 ? 'inf' : '-inf'
}
