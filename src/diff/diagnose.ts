/**
 * The likely cause of the differences, offered as lines that mend it: only where the meaning of the values is
 * known.
 */
import type { ExpectedModel } from '../schema/model.ts'
import type { NameRule } from '../names/name-rule.ts'
import type { ActualStateDict } from './actual.ts'
import type { Step } from './causes/cause.ts'
import { explain } from './causes/explain.ts'
import { codesBeside } from './causes/stops.ts'
import type { Explanation } from './causes/explain.ts'
import { isPthError } from '../errors.ts'
import { optionsOfFlags } from './causes/flags.ts'
import { count } from './causes/cause.ts'
import { otherNames } from './causes/other-names.ts'
import { quietLosses } from './causes/quiet-losses.ts'
import { viewOf } from './view-key.ts'
import { diffStateDict } from './diff.ts'
import type { StateDictDiff } from './diff.ts'

/** A way to make both sides fit, or the sentence that there is none. */
export interface Suggestion {
  readonly kind: 'root' | 'rename' | 'transpose' | 'leave_out' | 'values' | 'mixed' | 'none'
  /** Ids of the causes, in the order of their steps; `pth explain ID` says more. */
  readonly causes: readonly string[]
  /** What was found, in one line. */
  readonly message: string
  /** Flags of `pth diff` and of `pth convert`, each an argument of its own; empty when no flags do it. */
  readonly flags: readonly string[]
  /** Python lines over `sd`, the state_dict of the file, and `model`; the last one loads. Empty without a mend. */
  readonly python: readonly string[]
  /** Flags of `pth convert` that write the file that loads; null when convert cannot. */
  readonly convert: readonly string[] | null
  /** Whether the mended file loads with `strict=True`; else some names keep their initial values. */
  readonly strict: boolean
  /** Whether values are computed rather than copied. */
  readonly computed: boolean
  readonly sure: 'certain' | 'likely'
  /** Problems of a strict diff now, and with the mend. */
  readonly problems: number
  readonly remaining: number
}

/** Another place in the file that could be meant. */
export interface OtherRoot {
  readonly path: string
  readonly state: ActualStateDict
}

interface Way {
  readonly root: string | null
  readonly explanation: Explanation
  readonly remaining: number
}

/** Suggestions that are printed. */
const SHOWN = 3

/**
 * Suggestions, the best first; none when nothing is known of the differences. A way that explains less than half of
 * them is not offered: when most of the model is not in the file, one sentence says that they are two models.
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
  const diff = diffStateDict(actual, expected, { ...base, strict: true })
  const now = problemsOf(diff)
  // Codes load as weights once their scales are left out: that is said of a clean diff too.
  const coded = codesBeside(actual.entries.keys(), actual, expected)
  const lost = coded ?? quietLosses(actual, expected, diff)
  if (now === 0) return lost === undefined ? [] : [nothing([lost.cause], `${lost.reason}; ${lost.advice}`, 0)]
  const ways: Way[] = []
  const places = new Map<string | null, ActualStateDict>([
    [null, actual],
    ...others.map(({ path, state }) => [path, state] as const),
  ])
  for (const [root, state] of places) {
    // Another place is looked at only while the chosen one does not explain everything.
    if (
      root !== null &&
      ways.some((way) => way.root === null && way.remaining === 0 && way.explanation.steps.length > 0)
    )
      break
    for (const explanation of explain(state, expected, base))
      ways.push({ root, explanation, remaining: explanation.remaining })
  }
  const stopped = ways.find(({ root, explanation }) => root === null && explanation.stop !== null)
  const good = ways
    .filter((way) => isOffered(way, now))
    .sort((a, b) => a.remaining - b.remaining)
    .slice(0, SHOWN)
    .map((way) =>
      suggestionOf(way, now, (flags) => left(places.get(way.root) ?? actual, expected, base, flags)),
    )
  if (good.length > 0) return good
  const stop = stopped?.explanation.stop
  if (stop !== null && stop !== undefined)
    return [nothing([stop.cause], `${stop.reason}; ${stop.advice}`, now)]
  if (
    diff.crash === null &&
    diff.matched * 2 < diff.expected &&
    ways.every(({ remaining }) => remaining * 2 > now)
  )
    return [otherModel(diff, now)]
  return []
}

/** Whether enough is explained, and what is left does not put a guess into doubt. */
function isOffered({ root, explanation, remaining }: Way, now: number): boolean {
  const { steps, stop, left } = explanation
  if (stop !== null || (steps.length === 0 && root === null)) return false
  if (left.matched.size === 0 || left.diff.crash !== null) return false
  if (remaining === 0) return true
  return (
    remaining * 2 <= now && steps.every(({ sure }) => sure === 'certain') && left.matched.size >= remaining
  )
}

/** Problems that the flags leave; they are applied in an order of their own, which is not always that of the steps. */
function left(
  state: ActualStateDict,
  expected: ExpectedModel,
  base: Parameters<typeof diagnose>[3],
  flags: readonly string[],
): number {
  const options = optionsOfFlags(flags)
  const ignores = [base?.ignore, options.ignore].filter((rule) => rule !== undefined)
  const ignore: NameRule = {
    text: ignores.map(({ text }) => text).join(' '),
    patterns: ignores.flatMap(({ patterns }) => patterns),
    matches: (name) => ignores.some((rule) => rule.matches(name)),
  }
  try {
    return problemsOf(diffStateDict(state, expected, { ...base, ...options, ignore }))
  } catch (error) {
    if (isPthError(error, 'NAME_COLLISION')) return Infinity
    throw error
  }
}

function suggestionOf(
  { root, explanation, remaining }: Way,
  now: number,
  leftBy: (flags: readonly string[]) => number,
): Suggestion {
  const { steps } = explanation
  const told = steps.flatMap((step) => step.flags ?? [])
  const byFlags = steps.every(({ flags }) => flags !== null) && leftBy(told) <= remaining
  const flags = byFlags ? [...(root === null ? [] : ['--root', root]), ...told] : []
  const initial = steps.flatMap((step) => step.initial)
  const reasons = [
    ...(root === null ? [] : [`the weights that match are at ${root}`]),
    ...steps.map(({ reason }) => reason),
  ]
  const rest = remaining === 0 ? 'everything else matches' : `${remaining} of ${now} problems are left`
  const sure = steps.every((step) => step.sure === 'certain') ? 'certain' : 'likely'
  const strict = initial.length === 0 && remaining === 0
  return {
    kind: kindOf(root, steps),
    causes: [...new Set(steps.map(({ cause }) => cause))],
    message: `${sure === 'likely' ? 'likely: ' : ''}${reasons.join('; ')}: ${rest}`,
    flags,
    python: pythonLines(
      steps,
      loadLine(strict, initial, remaining === 0 ? 0 : explanation.left.diff.errors.length),
    ),
    convert: byFlags ? [...flags, ...sharedFlags(steps.at(-1)?.state ?? explanation.left.actual)] : null,
    strict,
    computed: steps.some(({ computed }) => computed),
    sure,
    problems: now,
    remaining,
  }
}

/** `load_state_dict` asks for every name of a tensor that the file has under several; convert writes it once. */
function sharedFlags({ entries }: ActualStateDict): readonly string[] {
  const seen = new Set<string>()
  for (const entry of entries.values()) {
    const view = viewOf(entry)
    if (view !== null && seen.has(view)) return ['--shared', 'copy']
    if (view !== null) seen.add(view)
  }
  return []
}

function pythonLines(steps: readonly Step[], load: string): string[] {
  const lines = [...steps.flatMap((step) => step.python), load]
  return lines.some((line) => /\bre\./.test(line)) ? ['import re', ...lines] : lines
}

function loadLine(strict: boolean, initial: readonly string[], errors: number): string {
  if (strict) return 'model.load_state_dict(sd)'
  const [keys, keep] = initial.length === 1 ? ['key', 'keeps its'] : ['keys', 'keep their']
  const kept = initial.length === 0 ? '' : `  # ${initial.length} ${keys} ${keep} initial values`
  const line = `model.load_state_dict(sd, strict=False)${kept}`
  return errors === 0 ? line : `# ${count(errors, 'tensor')} left that raise: mend them before ${line}`
}

function nothing(causes: readonly string[], message: string, problems: number): Suggestion {
  return {
    kind: 'none',
    causes,
    message,
    flags: [],
    python: [],
    convert: null,
    strict: false,
    computed: false,
    sure: 'certain',
    problems,
    remaining: problems,
  }
}

function otherModel(diff: StateDictDiff, now: number): Suggestion {
  const { cause, message } = otherNames(diff)
  return nothing([cause], message, now)
}

function kindOf(root: string | null, steps: readonly Step[]): Suggestion['kind'] {
  const kinds = new Set<Suggestion['kind']>(root === null ? [] : ['root'])
  for (const { flags, computed } of steps) {
    if (computed || flags === null) kinds.add('values')
    else if (flags.includes('--transpose')) kinds.add('transpose')
    else if (flags.includes('--ignore')) kinds.add('leave_out')
    else kinds.add('rename')
  }
  const [only] = kinds
  return kinds.size === 1 && only !== undefined ? only : 'mixed'
}

/** Everything that a strict load stumbles over. */
function problemsOf(diff: StateDictDiff): number {
  return (
    diff.missing_keys.length +
    diff.unexpected_keys.length +
    diff.errors.length +
    (diff.crash === null ? 0 : 1)
  )
}
