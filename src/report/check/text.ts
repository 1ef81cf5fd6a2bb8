/** A run of check for people: one line per rule and file, and the verdict with its counts. */
import type { RuleResult, RuleStatus } from '../../operations/check/report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { padEnd, widthOf } from '../width.ts'
import { wrapWords } from '../wrap.ts'

/** What the first line and the verdict say of a run. */
export interface CheckFacts {
  /** Path of the configuration as it is printed. */
  readonly config: string
  /** Checkpoints that were judged. */
  readonly files: number
  /** Of how many, when only changed ones were judged: against which commit; null for all. */
  readonly changed: { readonly since: string; readonly of: number } | null
}

/** How lines are laid out. */
export interface CheckLayout {
  readonly columns: number
  /** Columns of the path of a file. */
  readonly fileWidth: number
  /** Lines that pass are left out. */
  readonly quiet: boolean
}

/** Longer paths push the sentence to the right. */
const WIDEST = 48
/** Columns of the name of a rule, with what is between it and the path. */
const RULE = 13
/** With less room than this beside the path, the sentence goes on under the rule. */
const ROOM = 40

/** The width that the paths of a run need. */
export function fileWidth(files: readonly string[]): number {
  return files.reduce((width, file) => Math.min(WIDEST, Math.max(width, widthOf(escapeText(file)))), 0)
}

/** The line before the first result. */
export function renderCheckHead({ config, files, changed }: CheckFacts): string {
  const which =
    changed === null
      ? formatNumber(files, 'checkpoint')
      : `${formatCount(files)} of ${formatNumber(changed.of, 'checkpoint')} changed since ${escapeText(changed.since)}`
  return `pth check   ${escapeText(config)}   ${which}\n`
}

/** The lines of some results, each with its end. */
export function renderResults(results: readonly RuleResult[], layout: CheckLayout, paint: Paint): string {
  return results
    .filter(({ status }) => !layout.quiet || status !== 'PASS')
    .map((result) => `${resultLine(result, layout, paint)}\n`)
    .join('')
}

function resultLine(
  { file, rule, status, detail }: RuleResult,
  { columns, fileWidth: width }: CheckLayout,
  paint: Paint,
): string {
  const label = `${painted(status, paint)}  ${padEnd(rule, RULE)}${padEnd(escapeText(file), width)}`
  const beside = 6 + RULE + width + 2
  return wrapWords(`${label}  `, escapeText(detail), columns, 0, columns - beside < ROOM ? 6 : beside)
}

function painted(status: RuleStatus, paint: Paint): string {
  if (status === 'PASS') return paint.green(status)
  if (status === 'FAIL') return paint.red(status)
  return status === 'WARN' ? paint.yellow(status) : paint.dim(status)
}

/** The word of a run. */
export function checkWord(results: readonly RuleResult[], exitCode: number): string {
  if (exitCode === 1) return 'FAILED'
  if (exitCode === 2) return 'NOT JUDGED'
  return results.length === 0 ? 'NOTHING CHANGED' : 'PASSED'
}

/** The verdict: the last line, which makes sense on its own. */
export function renderCheckEnd(
  results: readonly RuleResult[],
  facts: CheckFacts,
  exitCode: number,
  paint: Paint,
  columns: number,
): string {
  const text = checkWord(results, exitCode)
  const word = exitCode === 0 ? paint.green(text) : paint.red(text)
  return `${wrapWords(word, countsText(results, facts), columns, 0, widthOf(word) + 3)}\n`
}

/** `8 checkpoints · 48 rules: 40 passed, 8 failed`, and what failed without a verdict. */
export function countsText(results: readonly RuleResult[], { files, changed }: CheckFacts): string {
  const count = (status: RuleStatus): number => results.filter((result) => result.status === status).length
  const unjudged = results.filter(({ judged }) => !judged).length
  const parts = [
    `${formatCount(count('PASS'))} passed`,
    ...(count('FAIL') > 0 ? [`${formatCount(count('FAIL'))} failed`] : []),
    ...(unjudged > 0 ? [`${formatCount(unjudged)} of them not judged`] : []),
    ...(count('WARN') > 0 ? [`${formatCount(count('WARN'))} warned`] : []),
    ...(count('SKIP') > 0 ? [`${formatCount(count('SKIP'))} skipped`] : []),
  ]
  const scope =
    changed === null ? '' : ` of ${formatCount(changed.of)} (changed since ${escapeText(changed.since)})`
  return `${formatNumber(files, 'checkpoint')}${scope} · ${formatNumber(results.length, 'rule')}: ${parts.join(', ')}`
}
