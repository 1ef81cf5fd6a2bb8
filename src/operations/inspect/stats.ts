/** Statistics and digests of tensors: each is streamed once, in memory that does not grow with it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { announceTensors } from '../../checkpoint/read/announce.ts'
import { ahead, PIECE_BYTES, piecesOf, stretchOf } from '../../checkpoint/read/crew.ts'
import type { Crew } from '../../checkpoint/read/crew.ts'
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { nbytesOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { BLOCK_BYTES } from '../../dtype/kernels.ts'
import { isOfNetwork, isPthError } from '../../errors.ts'
import type { NewHasher } from '../../io/hash.ts'
import { checkLimit } from '../../limits.ts'
import type { StatNumber, StatsReport } from './inspect-report.ts'
import { newMeasure } from './measure.ts'
import type { Measure } from './measure.ts'
import { leavesOf } from './tensor-facts.ts'

/** How the statistics of tensors are made. */
export interface StatsOptions {
  readonly newHasher: NewHasher
  /** @internal Threads that take a part of the work on large tensors; without them it is done by one. */
  readonly crew?: Crew
  /** Told after each chunk; bytes of all tensors together. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

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
  announceTensors(leaves.map(([leaf, name]) => ({ name, tensor: leaf })))
  let done = 0
  const { crew } = options
  for await (const [[tensor, name], apart] of ahead(leaves, AHEAD, ([leaf, of]) =>
    beginApart(leaf, of, crew),
  )) {
    const onBytes = (bytes: number): void => {
      done += bytes
      options.onProgress?.(done, total)
    }
    const measured = apart === null ? null : reportOf(apart.measure, apart.sha256)
    if (measured !== null) onBytes(nbytesOf(tensor) ?? 0)
    stats.set(tensor, measured ?? (await measureTensor(tensor, name, options.newHasher, onBytes)))
  }
  for (const { tensor } of entries)
    if ('parts' in tensor)
      stats.set(tensor, withoutNumbers(null, `a ${tensor.kind} tensor: its parts are measured`))
  return stats
}

/** Bytes of a tensor that is given to another thread. */
const LEAST_BYTES = 1 << 18
/** Tensors that other threads are given before the first is waited for. */
const AHEAD = 16

/** A tensor measured by other threads; null where they cannot, or could not read it: it is measured in its turn. */
async function beginApart(
  tensor: Tensor,
  name: string,
  crew: Crew | undefined,
): Promise<{ readonly measure: Measure; readonly sha256: string } | null> {
  const { dtype } = tensor
  if (crew === undefined || dtype === null || tensor.problem !== null) return null
  const measure = newMeasure(dtype)
  if (measure?.addMoments === undefined || (nbytesOf(tensor) ?? 0) < LEAST_BYTES) return null
  const at = await stretchOf({ name, tensor })
  if (at === null) return null
  // One thread digests all of a tensor; the blocks of a large one are measured by the others meanwhile.
  const whole = at.length <= 2 * PIECE_BYTES
  const [digest, parts] = await Promise.all([
    whole ? null : crew.run('sha256', { at }),
    Promise.all(
      (whole ? [at] : piecesOf(at)).map((piece) =>
        crew.run('measure', { at: piece, dtype: dtype.name, digest: whole }),
      ),
    ),
  ])
  for (const part of parts) {
    if (part === null) return null
    for (const block of part.blocks) measure.addMoments(block)
  }
  const sha256 = digest ?? parts[0]?.sha256 ?? null
  return sha256 === null ? null : { measure, sha256 }
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
    for await (const chunk of tensorChunks({ name, tensor }, BLOCK_BYTES, true)) {
      hasher.update(chunk)
      measure?.add(chunk)
      onBytes(chunk.length)
    }
  } catch (error) {
    // One bad tensor does not hide the others; its own row reports it.
    if (isPthError(error) && error.code !== 'INTERNAL' && !isOfNetwork(error))
      return withoutNumbers(null, error.message)
    throw error
  }
  const sha256 = hasher.hex()
  if (measure === undefined) return withoutNumbers(sha256, `${tensor.dtypeName} has no numbers to measure`)
  return reportOf(measure, sha256)
}

function reportOf(measure: Measure, sha256: string): StatsReport {
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
