/** The values of two checkpoints, name by name: equal, close, cast, changed; and renames found by content. */
import { announceTensors } from '../checkpoint/read/announce.ts'
import { ahead } from '../checkpoint/read/crew.ts'
import type { Crew } from '../checkpoint/read/crew.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import { nbytesOf } from '../checkpoint/tensor.ts'
import type { Tensor } from '../checkpoint/tensor.ts'
import { isPthError } from '../errors.ts'
import type { ActualStateDict } from './actual.ts'
import { averageProblems } from './average.ts'
import type { AverageSource } from './average.ts'
import { compareParts } from './compare-parts.ts'
import { compareValues } from './compare-values.ts'
import { sumApart } from './sums-apart.ts'
import type { SumsApart } from './sums-apart.ts'
import type { Tolerance } from './value-comparison.ts'
import { judgeExpectations, namesOf } from './expectations.ts'
import type { Expectation } from './expectations.ts'
import { movedLayers } from './moved-layers.ts'
import { sameContent } from './same-content.ts'
import { findReorder, mayBeReordered } from './reorder.ts'
import type { Reorder } from './reorder.ts'
import { parameterNames, tensorNames } from './tensor-names.ts'
import type { JsonNumber, TensorValues, ValuesReport, ValueVerdict } from './values-report.ts'

/** How values are compared. */
export interface ValuesOptions extends Tolerance {
  /** Stop at the first tensor that differs. */
  readonly failFast?: boolean
  /** What the values must be like. Every tensor is then compared, also when one differs. */
  readonly expectations?: readonly Expectation[]
  /** The files whose average is expected, of `average` expectations: `expected` is one of them. */
  readonly averaged?: readonly AverageSource[]
  /** @internal Threads that take a part of the work on large tensors; without them it is done by one. */
  readonly crew?: Crew
  /** Told after each tensor. */
  readonly progress?: (done: number, total: number) => void
  /** Told as tensors are compared: bytes of the first side, of all tensors that both have in one shape. */
  readonly onBytes?: (done: number, total: number) => void
}

/**
 * Compare every tensor that both sides have in the same shape, in the order of `expected`. Streams; shapes
 * that differ are not compared.
 */
export async function diffValues(
  actual: ActualStateDict,
  expected: ActualStateDict,
  options: ValuesOptions,
): Promise<ValuesReport> {
  const pairs = pairsOf(actual, expected)
  const tensors: TensorValues[] = []
  const search = { left: SEARCHED }
  let stopped = false
  const total = pairs.reduce((sum, [found]) => sum + (nbytesOf(found.tensor) ?? 0), 0)
  let before = 0
  let at = 0
  announceTensors(pairs.map(([found]) => found))
  announceTensors(pairs.map(([, wanted]) => wanted))
  const begin = ([found, wanted]: Pair): Promise<SumsApart | null> => sumApart(found, wanted, options)
  for await (const [[found, wanted], apart] of ahead(pairs, AHEAD, begin)) {
    const own = nbytesOf(found.tensor) ?? 0
    let seen = 0
    const told = (bytes: number): void => {
      seen = Math.min(own, seen + bytes)
      options.onBytes?.(before + seen, total)
    }
    const result = await compareEntries(found, wanted, options, search, told, apart)
    before += own
    options.onBytes?.(before, total)
    tensors.push(result)
    at += 1
    options.progress?.(at, pairs.length)
    if (options.failFast === true && (result.verdict === 'changed' || result.verdict === 'unreadable')) {
      stopped = at < pairs.length
      break
    }
  }
  const count = (verdict: ValueVerdict): number =>
    tensors.filter((tensor) => tensor.verdict === verdict).length
  const changed = count('changed')
  const unreadable = count('unreadable')
  return {
    rtol: options.rtol,
    atol: options.atol,
    equal_nan: options.equalNan,
    summary: {
      compared: tensors.length,
      bit_equal: count('bit_equal'),
      close: count('close'),
      cast_only: count('cast_only'),
      changed,
      unreadable,
      failed: changed + unreadable,
    },
    tensors,
    reordered: stopped ? [] : await reorderedShapes(actual, expected, search),
    renamed: stopped ? [] : await sameContent(actual, expected),
    stopped_early: stopped,
    elsewhere: null,
    layers: movedLayers(tensors, parameterNames(actual, expected)),
    expectations:
      options.expectations === undefined
        ? null
        : judgeExpectations(options.expectations, {
            tensors,
            found: tensorNames(actual),
            expected: tensorNames(expected),
            parameters: parameterNames(actual, expected),
            averages: await averageProblems(
              namesOf(options.expectations, 'average', tensorNames(expected)),
              actual,
              options.averaged ?? [],
              options,
            ),
          }),
    averaged: options.averaged?.map(({ label }) => label) ?? null,
  }
}

/** Pairs that other threads are given before the first is waited for. */
const AHEAD = 16

/** Bytes that are read again to look for another order of the same values. */
const SEARCHED = 1 << 30

interface Search {
  left: number
}

async function orderOf(found: TensorEntry, wanted: TensorEntry, search: Search): Promise<Reorder | null> {
  if (!mayBeReordered(found, wanted)) return null
  search.left -= 2 * (nbytesOf(wanted.tensor) ?? 0)
  return search.left < 0 ? null : findReorder(found, wanted)
}

/** Pairs whose shapes are the same sizes in another order. */
async function reorderedShapes(
  actual: ActualStateDict,
  expected: ActualStateDict,
  search: Search,
): Promise<{ name: string; order: Reorder }[]> {
  const reordered: { name: string; order: Reorder }[] = []
  for (const [name, { entry: wanted }] of expected.entries) {
    const found = actual.entries.get(name)?.entry
    if (wanted === undefined || found === undefined || !mayBeReordered(found, wanted)) continue
    if (found.tensor.shape?.join() === wanted.tensor.shape?.join()) continue
    const order = await orderOf(found, wanted, search)
    if (order !== null) reordered.push({ name, order })
  }
  return reordered
}

type Pair = readonly [found: TensorEntry, wanted: TensorEntry]

function pairsOf(actual: ActualStateDict, expected: ActualStateDict): Pair[] {
  const pairs: Pair[] = []
  for (const [name, wanted] of expected.entries) {
    const found = actual.entries.get(name)
    if (wanted.entry === undefined || found?.entry === undefined) continue
    const { tensor: a } = found.entry
    const { tensor: b } = wanted.entry
    // That numbers cannot be compared with quantized blocks is said of each name; it must not look like no difference.
    if (wanted.kind !== found.kind && !isForeign(a) && !isForeign(b)) continue
    // Jagged tensors have no shape in the file; they have parts.
    if ((a.shape === null) !== (b.shape === null) || a.shape?.join() !== b.shape?.join()) continue
    // Neither has values that could differ.
    if (isDataless(a) && isDataless(b)) continue
    pairs.push([
      { ...found.entry, name },
      { ...wanted.entry, name },
    ])
  }
  return pairs
}

/** Elements of another program, which torch has no type for. */
function isForeign({ kind, dtype }: Tensor): boolean {
  return kind === 'storage' && dtype === null
}

function isDataless({ kind }: Tensor): boolean {
  return kind === 'meta' || kind === 'uninitialized'
}

async function compareEntries(
  found: TensorEntry,
  wanted: TensorEntry,
  tolerance: Tolerance,
  search: Search,
  told: (bytes: number) => void,
  apart: SumsApart | null,
): Promise<TensorValues> {
  const dtypes: [string, string] = [found.tensor.dtypeName, wanted.tensor.dtypeName]
  const nothing = {
    different: null,
    max_abs: null,
    mean_abs: null,
    max_rel: null,
    cosine: null,
    distance: null,
    norm: null,
    relative_norm: null,
    non_finite: null,
    nan: null,
    order: null,
  }
  try {
    const parts = await compareParts(found, wanted, tolerance)
    const result = parts?.whole ?? (await compareValues(found, wanted, tolerance, told, apart))
    if (result === undefined) {
      return {
        name: found.name,
        verdict: 'unreadable',
        dtypes,
        ...nothing,
        reason: `${dtypes.join(' and ')} have no common numbers`,
      }
    }
    const verdict = result.bitEqual
      ? 'bit_equal'
      : result.castOnly
        ? 'cast_only'
        : result.close
          ? 'close'
          : 'changed'
    return {
      name: found.name,
      verdict,
      dtypes,
      different: result.different,
      max_abs: jsonNumber(result.maxAbs),
      mean_abs: parts === undefined ? jsonNumber(result.meanAbs) : null,
      max_rel: jsonNumber(result.maxRel),
      cosine: result.cosine,
      distance: result.distance,
      norm: result.norm,
      relative_norm: relativeOf(result.distance, result.norm),
      non_finite: result.nonFinite,
      nan: result.nan,
      order: verdict === 'changed' && result.mayBeReordered ? await orderOf(found, wanted, search) : null,
      reason:
        parts === undefined || parts.differing.length === 0
          ? null
          : `its parts differ: ${parts.differing.join(', ')}`,
    }
  } catch (error) {
    if (!isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')) throw error
    return { name: found.name, verdict: 'unreadable', dtypes, ...nothing, reason: error.message }
  }
}

/** 0 where nothing moved, `inf` where something came of zeros. */
function relativeOf(distance: number | null, norm: number | null): JsonNumber {
  if (distance === null || norm === null) return null
  return distance === 0 ? 0 : jsonNumber(distance / norm)
}

/** Distances are never negative. */
function jsonNumber(value: number): JsonNumber {
  return Number.isNaN(value) ? 'nan' : value === Infinity ? 'inf' : value
}
