/** Budgets: a most that is absolute, and one above a committed baseline. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { countRoles, rolesOf } from '../../checkpoint/role.ts'
import type { Budget } from '../../config/config.ts'
import { grouped } from '../../digits.ts'
import { PthError } from '../../errors.ts'
import type { CheckFinding } from './report.ts'
import type { RuleFacts } from './tensor-rules.ts'

/** Sizes of one checkpoint. */
export interface Sizes {
  readonly bytes: number
  /** Null where the file could not be opened. */
  readonly parameters: number | null
}

/** A checkpoint of a baseline; `file` is relative to the configuration, with slashes. */
export interface BaselineRow extends Sizes {
  readonly file: string
}

/** Parameters as `model.parameters()` would give them, tied ones once. */
export function parametersOf({ stateDict }: Checkpoint): number {
  return countRoles(stateDict.tensors, rolesOf(stateDict.tensors)).parameters
}

/** `before` is what the baseline has; null without one, which a budget of growth cannot be judged by. */
export function judgeBudget(
  found: number,
  { max, grow }: Budget,
  before: number | null,
  unit: 'bytes' | 'parameters',
): RuleFacts | { readonly missing: string } {
  const findings: CheckFinding[] = []
  const parts = [`${grouped(found)} ${unit}`]
  if (max !== null) {
    parts.push(`${grouped(max)} allowed`)
    if (found > max)
      findings.push({
        rule: 'OVER_BUDGET',
        subject: null,
        detail: `${grouped(found)} ${unit}, ${grouped(found - max)} over the budget of ${grouped(max)}`,
      })
  }
  if (grow !== null) {
    if (before === null)
      return { missing: `the baseline has no ${unit} of this file; pth check --update-baseline writes them` }
    const room = 'share' in grow ? Math.floor(before * grow.share) : grow.more
    parts.push(`${changeText(found - before)} since the baseline, ${grouped(room)} allowed`)
    if (found > before + room)
      findings.push({
        rule: 'OVER_BASELINE',
        subject: null,
        detail:
          `${grouped(found)} ${unit}, ${changeText(found - before)} since the baseline of ${grouped(before)}; ` +
          `${grouped(room)} more are allowed`,
      })
  }
  return { detail: parts.join(', '), findings }
}

function changeText(change: number): string {
  return change < 0 ? `-${grouped(-change)}` : `+${grouped(change)}`
}

/** Read a baseline. @throws PthError USAGE for anything that is not one */
export function parseBaseline(text: string, path: string): ReadonlyMap<string, Sizes> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new PthError('USAGE', { reason: `baseline ${path} is not JSON` }, { cause })
  }
  if (!isBaseline(value))
    throw new PthError('USAGE', {
      reason: `${path} is not a baseline written by pth check --update-baseline (version 1)`,
    })
  return new Map(value.checkpoints.map(({ file, ...sizes }) => [file, sizes]))
}

interface Baseline {
  readonly kind: 'pth.baseline'
  readonly version: 1
  readonly checkpoints: readonly BaselineRow[]
}

/** A baseline as it is committed: in the order of paths, so that a change is one line of a diff. */
export function baselineOf(rows: readonly BaselineRow[]): Baseline {
  const checkpoints = rows.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  return { kind: 'pth.baseline', version: 1, checkpoints }
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null) return false
  const { kind, version, checkpoints } = value as Partial<Record<keyof Baseline, unknown>>
  return kind === 'pth.baseline' && version === 1 && Array.isArray(checkpoints) && checkpoints.every(isRow)
}

function isRow(value: unknown): value is BaselineRow {
  if (typeof value !== 'object' || value === null) return false
  const { file, bytes, parameters } = value as Partial<Record<keyof BaselineRow, unknown>>
  return typeof file === 'string' && isCount(bytes) && (parameters === null || isCount(parameters))
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
