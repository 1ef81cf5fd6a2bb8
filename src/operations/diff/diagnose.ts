/** The likely single cause of many differences, offered as flags that undo it. */
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualStateDict } from './actual.ts'
import { diffStateDict } from './diff.ts'
import type { StateDictDiff } from './diff.ts'
import { explainRewrites } from './families.ts'
import { leftoverPatterns, transposePatterns } from './leftovers.ts'
import { searchRewrites } from './search.ts'
import { nameRule } from '../../names/name-rule.ts'
import type { Rewrites } from './rewrite.ts'
import type { NameRule } from '../../names/name-rule.ts'

/** A way to make both sides fit. */
export interface Suggestion {
  readonly kind: 'root' | 'rename' | 'transpose' | 'leave_out' | 'mixed'
  /** What was found, in one line. */
  readonly message: string
  /** Flags of `pth diff`, each an argument of its own. */
  readonly flags: readonly string[]
  /** Problems of a strict diff now, and with the flags. */
  readonly problems: number
  readonly remaining: number
}

/** Another place in the file that could be meant. */
export interface OtherRoot {
  readonly path: string
  readonly state: ActualStateDict
}

interface Attempt {
  readonly root: string | null
  readonly rewrites: Rewrites
  readonly flags: string[]
  readonly reasons: string[]
  readonly remaining: number
}

/**
 * Suggestions, the best first; none when nothing explains the differences. Linear in the number of names.
 * What the user left out already stays left out (`base`).
 */
export function diagnose(
  actual: ActualStateDict,
  expected: ExpectedModel,
  others: readonly OtherRoot[] = [],
  base: {
    readonly only?: NameRule
    readonly ignore?: NameRule
    readonly frozen?: 'include' | 'skip' | 'only'
  } = {},
): Suggestion[] {
  const now = problemsOf(diffStateDict(actual, expected, { ...base, strict: true }))
  if (now === 0) return []
  const places = [{ path: null, state: actual }, ...others.map(({ path, state }) => ({ path, state }))]
  const attempts = places
    .map(({ path, state }) => attempt(path, state, expected, base))
    .filter((found) => found !== undefined)
    .filter(({ remaining, flags }) => remaining < now && flags.length > 0)
    .sort((a, b) => a.remaining - b.remaining)
  return attempts.slice(0, 3).map(({ root, flags, reasons, remaining, rewrites }) => ({
    kind: kindOf(root, rewrites, flags),
    message: `${reasons.join('; ')}: ${remaining === 0 ? 'everything else matches' : `${remaining} of ${now} problems are left`}`,
    flags,
    problems: now,
    remaining,
  }))
}

function attempt(
  root: string | null,
  state: ActualStateDict,
  expected: ExpectedModel,
  base: Parameters<typeof diagnose>[3] & object,
): Attempt | undefined {
  const flags = root === null ? [] : ['--root', root]
  const reasons = root === null ? [] : [`the weights that fit are at ${root}`]
  const { rewrites, stripped } = searchRewrites(state, expected)
  for (const prefix of rewrites.stripPrefix ?? []) flags.push('--strip-prefix', prefix)
  for (const [old, next] of rewrites.renameParts ?? []) flags.push('--rename-part', `${old}=${next}`)
  if (rewrites.addPrefix !== undefined && rewrites.addPrefix !== '')
    flags.push('--add-prefix', rewrites.addPrefix)
  for (const reason of explainRewrites(rewrites, stripped)) reasons.push(reason)
  let diff = diffStateDict(state, expected, { ...base, strict: true, rewrites })
  if (diff.crash !== null || diff.matched === 0) return undefined
  const turned = transposePatterns(diff)
  if (turned.patterns.length > 0) {
    const rule = nameRule(turned.patterns)
    const better = diffStateDict(state, expected, {
      ...base,
      strict: true,
      rewrites: { ...rewrites, transpose: rule },
    })
    if (problemsOf(better) < problemsOf(diff)) {
      for (const pattern of turned.patterns) flags.push('--transpose', pattern)
      reasons.push(turned.count === 1 ? '1 matrix is transposed' : `${turned.count} matrices are transposed`)
      diff = better
    }
  }
  const rest = leftoverPatterns(diff, state, expected, rewrites)
  if (rest !== undefined) {
    for (const pattern of rest.patterns) flags.push('--ignore', pattern)
    reasons.push(rest.reason)
    return { root, rewrites, flags, reasons, remaining: 0 }
  }
  return { root, rewrites, flags, reasons, remaining: problemsOf(diff) }
}

function kindOf(root: string | null, rewrites: Rewrites, flags: readonly string[]): Suggestion['kind'] {
  const renames =
    (rewrites.stripPrefix?.length ?? 0) + (rewrites.renameParts?.length ?? 0) > 0 ||
    (rewrites.addPrefix ?? '') !== ''
  const kinds = [
    root !== null && 'root',
    renames && 'rename',
    flags.includes('--transpose') && 'transpose',
    flags.includes('--ignore') && 'leave_out',
  ].filter((kind) => kind !== false)
  const [only] = kinds
  return kinds.length === 1 && only !== undefined ? (only as Suggestion['kind']) : 'mixed'
}

/** Everything that a strict load stumbles over. */
export function problemsOf(diff: StateDictDiff): number {
  return (
    diff.missing_keys.length +
    diff.unexpected_keys.length +
    diff.errors.length +
    (diff.crash === null ? 0 : 1)
  )
}
