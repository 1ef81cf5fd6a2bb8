/** The values of two checkpoints, name by name: equal, close, cast, changed; and renames found by content. */
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { isPthError } from '../../errors.ts'
import type { ActualStateDict } from './actual.ts'
import { compareParts } from './compare-parts.ts'
import { compareValues } from './compare-values.ts'
import type { Tolerance } from './compare-values.ts'

export interface ValuesOptions extends Tolerance {
  /** Stop at the first tensor that differs. */
  readonly failFast?: boolean
  /** Told after each tensor. */
  readonly progress?: (done: number, total: number) => void
}

export type ValueVerdict = 'bit_equal' | 'close' | 'cast_only' | 'changed' | 'unreadable'

/** One pair of tensors of the same name and shape. Numbers that JSON cannot hold are null. */
export interface TensorValues {
  readonly name: string
  readonly verdict: ValueVerdict
  readonly dtypes: readonly [found: string, expected: string]
  readonly different: number | null
  readonly max_abs: number | null
  readonly mean_abs: number | null
  readonly max_rel: number | null
  readonly cosine: number | null
  /** Pairs in which one is NaN or infinite and the other is not the same. */
  readonly non_finite: number | null
  /** Why the values cannot be compared, or which parts of a composite tensor differ; else null. */
  readonly reason: string | null
}

export interface ValuesReport {
  readonly rtol: number
  readonly atol: number
  readonly equal_nan: boolean
  readonly summary: {
    readonly compared: number
    readonly bit_equal: number
    readonly close: number
    readonly cast_only: number
    readonly changed: number
    readonly unreadable: number
    /** Changed and unreadable. */
    readonly failed: number
  }
  readonly tensors: readonly TensorValues[]
  /** Entries of the same bytes, shape and dtype under two names. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  readonly stopped_early: boolean
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
  let stopped = false
  for (const [at, [found, wanted]] of pairs.entries()) {
    const result = await compareEntries(found, wanted, options)
    tensors.push(result)
    options.progress?.(at + 1, pairs.length)
    if (options.failFast === true && (result.verdict === 'changed' || result.verdict === 'unreadable')) {
      stopped = at + 1 < pairs.length
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
    renamed: stopped ? [] : await sameContent(actual, expected),
    stopped_early: stopped,
  }
}

function pairsOf(actual: ActualStateDict, expected: ActualStateDict): [TensorEntry, TensorEntry][] {
  const pairs: [TensorEntry, TensorEntry][] = []
  for (const [name, wanted] of expected.entries) {
    const found = actual.entries.get(name)
    if (wanted.kind !== 'tensor' || found?.kind !== 'tensor') continue
    if (wanted.entry === undefined || found.entry === undefined) continue
    // Jagged tensors have no shape in the file; they have parts.
    if ((wanted.shape === null) !== (found.shape === null) || wanted.shape?.join() !== found.shape?.join())
      continue
    pairs.push([
      { ...found.entry, name },
      { ...wanted.entry, name },
    ])
  }
  return pairs
}

async function compareEntries(
  found: TensorEntry,
  wanted: TensorEntry,
  tolerance: Tolerance,
): Promise<TensorValues> {
  const dtypes: [string, string] = [found.tensor.dtypeName, wanted.tensor.dtypeName]
  const nothing = {
    different: null,
    max_abs: null,
    mean_abs: null,
    max_rel: null,
    cosine: null,
    non_finite: null,
  }
  try {
    const parts = await compareParts(found, wanted, tolerance)
    const result = parts?.whole ?? (await compareValues(found, wanted, tolerance))
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
      max_abs: finite(result.maxAbs),
      mean_abs: finite(result.meanAbs),
      max_rel: finite(result.maxRel),
      cosine: result.cosine,
      non_finite: result.nonFinite,
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

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** Tensors that only one side has under their name, matched by shape, dtype and bytes. */
async function sameContent(
  actual: ActualStateDict,
  expected: ActualStateDict,
): Promise<{ from: string; to: string }[]> {
  const lacking = loners(expected, actual)
  const strays = loners(actual, expected)
  const facts = new Set(strays.map(factsOf))
  const byHash = new Map<string, TensorEntry[]>()
  for (const entry of lacking) {
    if (!facts.has(factsOf(entry))) continue
    const hash = await hashOf(entry)
    if (hash !== null) byHash.set(hash, [...(byHash.get(hash) ?? []), entry])
  }
  const wanted = new Set(lacking.map(factsOf))
  const found: { from: string; to: string }[] = []
  for (const entry of strays) {
    if (!wanted.has(factsOf(entry))) continue
    const hash = await hashOf(entry)
    const twins = hash === null ? undefined : byHash.get(hash)
    // The hash only proposes; the bytes decide. Equal twins (all zeros) are no evidence.
    const [twin] = twins ?? []
    if (twins?.length !== 1 || twin === undefined) continue
    const result = await compareValues(entry, twin, { rtol: 0, atol: 0, equalNan: true })
    if (result?.bitEqual === true) found.push({ from: entry.name, to: twin.name })
  }
  return found
}

function loners(one: ActualStateDict, other: ActualStateDict): TensorEntry[] {
  const entries: TensorEntry[] = []
  for (const [name, entry] of one.entries) {
    if (entry.kind === 'tensor' && entry.entry !== undefined && !other.entries.has(name))
      entries.push({ ...entry.entry, name })
  }
  return entries
}

function factsOf({ tensor }: TensorEntry): string {
  return `${tensor.dtypeName} ${tensor.shape?.join()}`
}

/** A hash of the bytes with shape and dtype; null for what cannot be read. */
async function hashOf(entry: TensorEntry): Promise<string | null> {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  try {
    for await (const chunk of tensorChunks(entry)) {
      for (const byte of chunk) {
        a = Math.imul(a ^ byte, 0x01000193)
        b = Math.imul(b, 31) + byte
      }
    }
  } catch (error) {
    if (isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')) return null
    throw error
  }
  return `${factsOf(entry)} ${a >>> 0} ${b >>> 0}`
}
