/** Histograms of tensors: two streamed passes, one for the range and one for the bins, in memory that does not grow. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { tensorChunks } from '../../checkpoint/read/read.ts'
import { nbytesOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { DType } from '../../dtype/dtype.ts'
import { isPthError, PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { compileGlob } from '../../names/glob.ts'
import { binEdges, countInto } from './bins.ts'
import { decoderOf, decodeWide } from '../../dtype/element-values.ts'
import type { Decoder } from '../../dtype/element-values.ts'
import type { HistogramReport } from './histogram-report.ts'

/** How histograms are made. */
export interface HistogramOptions {
  /** Bins of each tensor, 1 to {@link MOST_BINS}. */
  readonly bins: number
  /** Told after each chunk; bytes of both passes over all tensors. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

/** Bins when nobody says how many: they fit a terminal of 24 lines. */
export const BINS = 20
export const MOST_BINS = 1000

/** Bytes of a chunk: its numbers take 8 times as much at most. */
const CHUNK = 1 << 20
const PASSES = 2

type Counts = Pick<HistogramReport, 'zeros' | 'nan' | 'positive_inf' | 'negative_inf'>

/**
 * The entries that one of the globs matches, in the order of the file.
 * @throws PthError USAGE for a glob that matches none of them
 */
export function histogramEntries(
  entries: readonly TensorEntry[],
  globs: readonly string[],
): readonly TensorEntry[] {
  const matchers = globs.map((glob) => ({ glob, matches: compileGlob(glob) }))
  const idle = matchers.filter(({ matches }) => !entries.some(({ name }) => matches(name)))
  if (idle.length > 0)
    throw new PthError('USAGE', {
      reason: `${idle.map(({ glob }) => `--histogram ${glob}`).join(' and ')} matches no tensor`,
    })
  return entries.filter(({ name }) => matchers.some(({ matches }) => matches(name)))
}

/**
 * The histogram of each tensor, by the rule of `numpy.histogram` over its finite values as float64: bins of one width
 * from the smallest to the largest, half open but for the last. What has no such bins gets a `problem`.
 * @throws PthError LIMIT_EXCEEDED when expanded views have far more bytes than the file contains
 */
export async function tensorHistograms(
  checkpoint: Checkpoint,
  entries: readonly TensorEntry[],
  { bins, onProgress }: HistogramOptions,
): Promise<HistogramReport[]> {
  const total = entries.reduce((sum, { tensor }) => sum + PASSES * bytesOf(tensor), 0)
  checkLimit(checkpoint.limits, 'measuredBytes', 'tensors to measure', total)
  const histograms: HistogramReport[] = []
  let done = 0
  for (const entry of entries) {
    const onBytes = (bytes: number): void => {
      done += bytes
      onProgress?.(done, total)
    }
    histograms.push(await histogramOf(entry, bins, onBytes))
  }
  return histograms
}

function bytesOf(tensor: Tensor): number {
  return tensor.problem === null ? (nbytesOf(tensor) ?? 0) : 0
}

async function histogramOf(
  { name, tensor }: TensorEntry,
  bins: number,
  onBytes: (bytes: number) => void,
): Promise<HistogramReport> {
  const without = (problem: string): HistogramReport => ({
    name,
    dtype: tensor.dtypeName,
    edges: [],
    counts: [],
    zeros: null,
    nan: null,
    positive_inf: null,
    negative_inf: null,
    problem,
  })
  if ('parts' in tensor) return without(`a ${tensor.kind} tensor has no bins of its own`)
  const { dtype } = tensor
  const decode = dtype === null ? undefined : numbersOf(dtype)
  if (dtype === null || decode === undefined)
    return without(`${tensor.dtypeName} has no numbers that can be put in order`)
  // Of 100,000 small tensors each would wait for memory that it has no use for.
  const scratch = new Float64Array(Math.min(CHUNK, bytesOf(tensor)) / dtype.itemsize + 1)
  const pass = async (take: (value: number) => void): Promise<void> => {
    for await (const chunk of tensorChunks({ name, tensor }, CHUNK, true)) {
      const count = decode(chunk, scratch)
      for (let index = 0; index < count; index += 1) take(scratch[index] ?? 0)
      onBytes(chunk.length)
    }
  }
  try {
    const { min, max, ...found } = await rangeOf(pass)
    if (min > max) return { ...without(''), ...found, problem: null }
    // 64-bit integers are rounded past 2^53: they would fall into the wrong bin.
    if (
      dtype.itemsize === 8 &&
      dtype.name !== 'float64' &&
      !(Number.isSafeInteger(min) && Number.isSafeInteger(max))
    )
      return without('it has integers past 2^53, which bins of float64 cannot tell apart')
    const edges = binEdges(min, max, bins)
    if (edges === null) return without(`no ${bins} bins of one width fit between ${min} and ${max}`)
    const counts = edges.slice(1).map(() => 0)
    await pass((value) => {
      if (Number.isFinite(value)) countInto(counts, edges, value)
    })
    return { name, dtype: tensor.dtypeName, edges, counts, ...found, problem: null }
  } catch (error) {
    // One bad tensor does not hide the others; its own row reports it.
    if (isPthError(error) && error.code !== 'INTERNAL') return without(error.message)
    throw error
  }
}

async function rangeOf(
  pass: (take: (value: number) => void) => Promise<void>,
): Promise<Counts & { readonly min: number; readonly max: number }> {
  let min = Infinity
  let max = -Infinity
  let zeros = 0
  let nan = 0
  let positive = 0
  let negative = 0
  await pass((value) => {
    if (Number.isNaN(value)) nan += 1
    else if (value === Infinity) positive += 1
    else if (value === -Infinity) negative += 1
    else {
      if (value === 0) zeros += 1
      if (value < min) min = value
      if (value > max) max = value
    }
  })
  return { min, max, zeros, nan, positive_inf: positive, negative_inf: negative }
}

function numbersOf(dtype: DType): Decoder | undefined {
  return dtype.name === 'int64' || dtype.name === 'uint64'
    ? decodeWide(dtype.name === 'int64')
    : decoderOf(dtype)
}
