/** What is left out of a comparison, and by which rule: nothing disappears without a line in the report. */
import { compileGlob } from '../names/glob.ts'
import type { NameRule } from '../names/name-rule.ts'
import type { ExpectedModel, ExpectedTensor } from '../schema/model.ts'
import type { ActualEntry, ActualStateDict } from './actual.ts'

/** Which names a diff compares, and how they are rewritten first. */
export interface DiffRules {
  /** Compare only names that match. */
  readonly only?: NameRule
  /** Leave out names that match. */
  readonly ignore?: NameRule
  /** What to do with the model's frozen tensors: compare them (the default), leave them out, or compare only them. */
  readonly frozen?: 'include' | 'skip' | 'only'
}

/** Names that were not compared, under the rule that says so. */
export interface LeftOut {
  readonly count: number
  readonly rules: readonly { readonly rule: string; readonly names: readonly string[] }[]
}

/** Take the same names out of both sides. Modules stay: they give PyTorch's order. */
export function selectSides(
  actual: ActualStateDict,
  expected: ExpectedModel,
  rules: DiffRules,
): { state: ActualStateDict; model: ExpectedModel; leftOut: LeftOut } {
  const checks = checksOf(expected, rules)
  if (checks.length === 0) return { state: actual, model: expected, leftOut: { count: 0, rules: [] } }
  const left = checks.map(() => new Set<string>())
  const isOut = (name: string): boolean => {
    const at = checks.findIndex(({ drops }) => drops(name))
    if (at !== -1) left[at]?.add(name)
    return at !== -1
  }
  const tensors = new Map<string, ExpectedTensor>()
  for (const [name, tensor] of expected.tensors) if (!isOut(name)) tensors.set(name, tensor)
  const entries = new Map<string, ActualEntry>()
  for (const [name, entry] of actual.entries) if (!isOut(name)) entries.set(name, entry)
  const audited = checks
    .map(({ rule }, at) => ({ rule, names: [...(left[at] ?? [])] }))
    .filter(({ names }) => names.length > 0)
  return {
    state: { ...actual, entries },
    model: { ...expected, tensors },
    leftOut: { count: audited.reduce((sum, { names }) => sum + names.length, 0), rules: audited },
  }
}

interface Check {
  readonly rule: string
  drops(name: string): boolean
}

function checksOf(expected: ExpectedModel, rules: DiffRules): Check[] {
  const { only, ignore, frozen = 'include' } = rules
  const checks: Check[] = []
  for (const { pattern, line } of expected.ignore) {
    checks.push({
      rule: `ignore ${pattern}${line === null ? '' : ` (schema line ${line})`}`,
      drops: compileGlob(pattern),
    })
  }
  if (only !== undefined) checks.push({ rule: `--only ${only.text}`, drops: (name) => !only.matches(name) })
  if (ignore !== undefined)
    checks.push({ rule: `--ignore ${ignore.text}`, drops: (name) => ignore.matches(name) })
  if (frozen !== 'include') {
    const isFrozen = (name: string): boolean => expected.tensors.get(name)?.frozen === true
    checks.push({ rule: `--frozen ${frozen}`, drops: (name) => (frozen === 'skip') === isFrozen(name) })
  }
  return checks
}
