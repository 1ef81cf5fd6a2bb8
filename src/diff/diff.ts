/**
 * `diffStateDict`: would `load_state_dict` succeed, and everything that would prevent it. Pure: names in,
 * report out.
 */
import type { ExpectedModel } from '../schema/model.ts'
import { selectSides } from './select.ts'
import type { DiffRules, LeftOut } from './select.ts'
import { idleRules } from './idle.ts'
import { ownLoading } from './own-loading.ts'
import type { OwnLoading } from './own-loading.ts'
import { applyRewrites } from './rewrite.ts'
import type { Rewrites } from './rewrite.ts'
import type { ActualStateDict } from './actual.ts'
import { walkLoad } from './load.ts'
import type { Crash, LoadError } from './load.ts'
import { moduleTree } from './tree.ts'

/** What a diff is asked to do. */
export interface DiffOptions extends DiffRules {
  /** Missing and unexpected keys fail, as with `load_state_dict(strict=True)`. */
  readonly strict?: boolean
  /** A dtype that differs fails too. PyTorch casts it without a word. */
  readonly checkDtype?: boolean
  /** Changes of the checkpoint's names before it is compared. */
  readonly rewrites?: Rewrites
}

/** A tensor that PyTorch would cast. */
export interface DtypeDifference {
  readonly name: string
  readonly expected: string
  readonly found: string
}

/** An expected entry that the checkpoint lacks. */
export interface MissingKey {
  readonly name: string
  readonly shape: readonly (number | string | null)[] | null
  readonly dtype: string | null
  /** Line of the schema, or null. */
  readonly line: number | null
}

/** An entry of the checkpoint that the model does not expect. */
export interface UnexpectedKey {
  readonly name: string
  /** Null for what is not a tensor. */
  readonly shape: readonly number[] | null
  readonly dtype: string | null
}

/**
 * `compatible`: every key matches. `partial`: `load_state_dict(strict=False)` succeeds, and keys differ. `different`:
 * it raises, keys differ under `strict`, a dtype differs where that was asked, or nothing matches.
 */
export type Verdict = 'compatible' | 'partial' | 'different'

/** The report of a diff. Lists are in PyTorch's order. */
export interface StateDictDiff {
  readonly strict: boolean
  readonly check_dtype: boolean
  /** The answer in a word; see {@link Verdict}. */
  readonly verdict: Verdict
  /** Whether `load_state_dict` would return, with this `strict`. */
  readonly loads: boolean
  /** Whether every key matches: the verdict is `compatible`. */
  readonly compatible: boolean
  /** Whether nothing was compared, or nothing of it matches: always a failure. */
  readonly nothing_matches: boolean
  /** Rules, globs and flags that matched no name; a failure with `strict`. */
  readonly idle: readonly string[]
  /** What `strict=True` does with the whole file under its own names; null when that is what was compared. */
  readonly whole: { readonly loads_strict: boolean } | null
  /** Class name for PyTorch's error text. */
  readonly class_name: string | null
  /** Entries that the model expects and those that the checkpoint contains, after all that was left out. */
  readonly expected: number
  readonly found: number
  /** Entries that are copied. */
  readonly matched: number
  readonly missing_keys: readonly MissingKey[]
  readonly unexpected_keys: readonly UnexpectedKey[]
  readonly errors: readonly LoadError[]
  readonly dtypes: readonly DtypeDifference[]
  /** Counters that PyTorch fills in for old files. */
  readonly filled: readonly string[]
  readonly left_out: LeftOut
  /** Renamed entries, old and new name. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** An exception that PyTorch raises instead of its report. */
  readonly crash: Crash | null
  /** Modules that load by code of their own: what it does to these keys is not known. */
  readonly own_loading: readonly OwnLoading[]
}

/**
 * Compare a state_dict with what a model expects, by the rules of `Module.load_state_dict` of PyTorch 2.13.
 * Non-strict finds the same keys; they only do not fail. Linear in the number of names.
 * @throws PthError RENAME_COLLISION when a rewrite gives one name to two entries
 */
export function diffStateDict(
  actual: ActualStateDict,
  expected: ExpectedModel,
  options: DiffOptions = {},
): StateDictDiff {
  const { strict = false, checkDtype = false } = options
  const { state: renamed, renames } = applyRewrites(actual, options.rewrites ?? {})
  const { state, model, leftOut } = selectSides(renamed, expected, options)
  const walk = walkLoad(moduleTree(model), state)
  const dtypes: DtypeDifference[] = []
  for (const { expected: wanted, actual: found } of walk.matched) {
    if (
      wanted.dtype === null ||
      found.kind !== 'tensor' ||
      found.dtype === null ||
      wanted.dtype === found.dtype
    )
      continue
    dtypes.push({ name: wanted.name, expected: wanted.dtype, found: found.dtype })
  }
  const sameKeys = walk.missing.length === 0 && walk.unexpected.length === 0
  const returns = walk.crash === null && walk.errors.length === 0
  const loads = returns && (!strict || sameKeys)
  // A number under the same name in two files is not a reason to call them one model.
  const loaded = walk.matched.filter(
    ({ expected: wanted, actual: found }) =>
      wanted.kind !== 'value' || (found.kind === 'value' && found.entry !== undefined),
  )
  const values = new Set(loaded.map(({ expected: wanted }) => wanted.name))
  const nothing = loaded.length === 0
  const idle = idleRules(actual, renamed, expected, options)
  const accepted = loads && !nothing && (!checkDtype || dtypes.length === 0) && (!strict || idle.length === 0)
  const verdict = !accepted ? 'different' : sameKeys ? 'compatible' : 'partial'
  return {
    strict,
    check_dtype: checkDtype,
    verdict,
    loads,
    compatible: verdict === 'compatible',
    nothing_matches: nothing,
    idle,
    whole:
      leftOut.count === 0 && renames.length === 0 ? null : { loads_strict: loadsWhole(actual, expected) },
    class_name: model.className,
    expected: [...model.tensors.values()].filter(({ kind, name }) => kind !== 'value' || values.has(name))
      .length,
    found: state.entries.size,
    matched: loaded.length,
    missing_keys: walk.missing.map(({ name, shape, dtype, line }) => ({ name, shape, dtype, line })),
    unexpected_keys: walk.unexpected.map((name) => {
      const entry = state.entries.get(name)
      const tensor = entry?.kind === 'tensor' ? entry : undefined
      return { name, shape: tensor?.shape ?? null, dtype: tensor?.dtype ?? null }
    }),
    errors: walk.errors,
    dtypes,
    filled: walk.filled,
    left_out: leftOut,
    renamed: renames,
    crash: walk.crash,
    own_loading: ownLoading(model),
  }
}

/** Whether `load_state_dict(strict=True)` accepts everything as it is in the file. */
function loadsWhole(actual: ActualStateDict, expected: ExpectedModel): boolean {
  const { crash, errors, missing, unexpected } = walkLoad(moduleTree(expected), actual)
  return crash === null && errors.length + missing.length + unexpected.length === 0
}
