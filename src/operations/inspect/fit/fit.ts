/** Fit: what a model needs in memory to infer, as far as its file and its configuration say it. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { groupShards } from '../../../checkpoint/several/shard-names.ts'
import { dtypeByName } from '../../../dtype/dtype.ts'
import type { DType } from '../../../dtype/dtype.ts'
import type { NoteCode } from '../../../ids.ts'
import { overFixedLimit } from '../../../limits.ts'
import { planCache } from './cache.ts'
import type { FitCacheReport, FitDeviceReport, FitReport, FitWeightsReport } from './fit-report.ts'
import { configDtype, countOf } from './model-config.ts'
import type { ModelConfig } from './model-config.ts'
import { sumWeights } from './weights.ts'

/** What to count. Every field may be left out. */
export interface FitOptions {
  /** Cast every float of the weights, and keys and values unless it has one byte. */
  readonly dtype?: DType
  /** Element type of keys and values. */
  readonly cacheDtype?: DType
  /** Tokens of each sequence; without it no cache is counted. */
  readonly context?: number
  /** Sequences at one time (1). */
  readonly batch?: number
  /** The configuration of the model, or why there is none. */
  readonly config?: ModelConfig | { readonly missing: string }
  /** Bytes of the device. */
  readonly deviceMemory?: number
}

/** What no figure of this report includes. */
const NOT_COUNTED = [
  'activations and workspaces of kernels',
  'the context of CUDA or another runtime',
  'fragmentation and pages of the allocator',
  'what the framework keeps beside the model',
]

type Note = FitReport['notes'][number]

/**
 * Count the weights of the whole state_dict, and the cache where a context is given.
 * @throws PthError USAGE and LIMIT_EXCEEDED for numbers that no memory holds
 */
export function estimateFit(checkpoint: Checkpoint, options: FitOptions = {}): FitReport {
  const { tensors } = checkpoint.stateDict
  const notes: Note[] = []
  const sums = sumWeights(tensors, null)
  const missing = missingOf(checkpoint, sums.unknown_tensors)
  for (const message of missing) notes.push(note('FIT_WEIGHTS_INCOMPLETE', message))
  for (const message of othersIn(checkpoint)) notes.push(note('FIT_NOT_ONLY_WEIGHTS', message))
  const weights: FitWeightsReport = { ...sums, complete: missing.length === 0 }
  const cast = options.dtype === undefined ? null : castReport(checkpoint, options.dtype)
  const cache = options.context === undefined ? null : cacheOf(options.context, weights, options)
  if (typeof cache === 'string') notes.push(note('FIT_CACHE_UNKNOWN', cache))
  const known = typeof cache === 'string' ? null : cache
  for (const message of known === null ? [] : tooLong(options)) notes.push(note('FIT_CONTEXT_LONG', message))
  const bytes = cast?.bytes ?? weights.bytes
  return {
    weights,
    cast,
    cache: known,
    device:
      options.deviceMemory === undefined
        ? null
        : verdictOf(options.deviceMemory, bytes, known, weights.complete && typeof cache !== 'string'),
    not_counted: NOT_COUNTED,
    notes,
  }
}

function note(code: NoteCode, message: string): Note {
  return { code, message }
}

/** Why the weights are a lower bound. */
function missingOf({ name }: Checkpoint, unknown: number): string[] {
  const reasons: string[] = []
  if (unknown > 0)
    reasons.push(`${unknown} ${unknown === 1 ? 'tensor has' : 'tensors have'} no size in the file`)
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const [group] = groupShards([base])
  if (group?.sharded === true && group.missing > 0)
    reasons.push(`the file is one of ${group.missing + 1} shards: name the folder or the index to count all`)
  return reasons
}

/** What else is among the tensors that were counted. */
function othersIn({ stateDict, candidates }: Checkpoint): string[] {
  const chosen = candidates.find(({ path }) => path === stateDict.path)
  if (stateDict.kind === 'flattened' && stateDict.tensors.length > 0)
    return ['the file has no single state_dict: every tensor of it is counted (--root selects one)']
  return chosen?.optimizer === true ? ['what is counted is the state of an optimizer, not a model'] : []
}

function castReport(checkpoint: Checkpoint, dtype: DType): NonNullable<FitReport['cast']> {
  const { bytes, by_dtype } = sumWeights(checkpoint.stateDict.tensors, dtype)
  return { dtype: dtype.name, bytes, by_dtype }
}

/** The cache, or why it is not known. */
function cacheOf(context: number, weights: FitWeightsReport, options: FitOptions): FitCacheReport | string {
  const { config = { missing: 'no configuration was given' }, batch = 1 } = options
  if ('missing' in config) return config.missing
  const plan = planCache(config, context)
  if ('unknown' in plan) return plan.unknown
  const type = cacheDtype(config, weights, options)
  if (type === null)
    return `${config.name} names no dtype and the weights have several: --cache-dtype names that of keys and values`
  const bytes = plan.elements * batch * type.dtype.itemsize
  if (!Number.isSafeInteger(bytes))
    throw overFixedLimit({
      what: `the cache that ${config.name} asks for`,
      limit: Number.MAX_SAFE_INTEGER,
      found: bytes,
      unit: 'bytes',
      why: 'no device has that much memory',
    })
  return {
    bytes,
    context,
    batch,
    dtype: type.dtype.name,
    dtype_from: type.from,
    model_type: config.modelType,
    kind: plan.kind,
    layers: plan.layers,
  }
}

/** A model that is cast to one byte does not compute in it: its keys and values are wider unless a flag says so. */
function cacheDtype(
  config: ModelConfig,
  { by_dtype: rows }: FitWeightsReport,
  { cacheDtype: own, dtype: cast }: FitOptions,
): { readonly dtype: DType; readonly from: FitCacheReport['dtype_from'] } | null {
  if (own !== undefined) return { dtype: own, from: 'flag' }
  if (cast !== undefined && cast.itemsize > 1) return { dtype: cast, from: 'flag' }
  const said = configDtype(config)
  if (said !== null) return { dtype: said, from: 'config' }
  const floats = rows
    .flatMap(({ dtype }) => dtypeByName(dtype) ?? [])
    .filter(({ category }) => category === 'float')
  const [only, ...others] = floats
  return only !== undefined && others.length === 0 && only.itemsize > 1
    ? { dtype: only, from: 'weights' }
    : null
}

/** More tokens than the model was made for. */
function tooLong({ config, context = 0 }: FitOptions): string[] {
  if (config === undefined || 'missing' in config) return []
  const most = countOf(config, 'tokens', 'max_position_embeddings', 'n_positions', 'max_seq_len')
  return most !== null && context > most
    ? [`--context ${context} is over the ${most} positions that ${config.name} gives the model`]
    : []
}

function verdictOf(
  device: number,
  weights: number,
  cache: FitCacheReport | null,
  complete: boolean,
): FitDeviceReport {
  const beside = cache === null ? null : device - weights - cache.bytes
  const left = beside ?? device - weights
  return {
    bytes: device,
    left_by_weights: device - weights,
    left_by_weights_and_cache: beside,
    verdict: left < 0 ? 'too_small' : complete ? 'room_left' : 'unknown',
  }
}
