/** From a judgement to a line of the report: the level of the rule, and findings that are ignored for a time. */
import type { RuleLevel } from '../../config/cascade.ts'
import type { Ignore } from '../../config/config.ts'
import { checkRuleId } from '../../ids.ts'
import type { CheckRule } from '../../ids.ts'
import type { Finding, Judgement, RuleResult } from './report.ts'

/** The ignores of one file, and which of them had an effect. */
export interface IgnoreBook {
  /** Those that apply to the file. */
  readonly ignores: readonly Ignore[]
  /** YYYY-MM-DD */
  readonly today: string
  /** Grows with every ignore that matched a finding. */
  readonly used: Set<Ignore>
}

/** Whether the last day of an ignore is over. */
export function isExpired({ expires }: Ignore, today: string): boolean {
  return expires < today
}

/** The line of one rule on one file. `found` are the findings of the judgement, as formats print them. */
export function settle(
  judgement: Judgement,
  found: readonly Finding[],
  file: string,
  { rule, level }: RuleLevel,
  book: IgnoreBook,
): RuleResult {
  const common = { file, rule, level, judged: true, skipped: null } as const
  if (judgement.state === 'skipped')
    return {
      ...common,
      status: 'SKIP',
      skipped: 'not_for_this_file',
      detail: judgement.detail,
      findings: [],
    }
  if (judgement.state === 'not_judged') return notJudged(file, rule, level, judgement.detail)
  const left: Finding[] = []
  const ignored = new Map<Ignore, number>()
  for (const finding of found) {
    const ignore = ignoreOf(finding, rule, book)
    if (ignore === undefined) left.push(finding)
    else ignored.set(ignore, (ignored.get(ignore) ?? 0) + 1)
  }
  for (const ignore of ignored.keys()) book.used.add(ignore)
  const errors = left.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return withFindings(common, errors, left, level === 'warn' ? 'WARN' : 'FAIL')
  const warnings = left.filter(({ severity }) => severity === 'warning')
  // What an operation only warns of is not hidden behind a PASS.
  if (warnings.length > 0 && ignored.size === 0) return withFindings(common, warnings, left, 'WARN')
  const [[ignore, count] = []] = ignored
  if (ignore === undefined || count === undefined)
    return { ...common, status: 'PASS', detail: judgement.detail, findings: left }
  const all = [...ignored.values()].reduce((sum, part) => sum + part, 0)
  return {
    ...common,
    status: 'SKIP',
    skipped: 'ignored',
    detail: `${all} ${all === 1 ? 'finding' : 'findings'} ignored until ${ignore.expires}: ${ignore.reason}`,
    findings: left,
  }
}

/** The line of a rule that has findings: the first in words, the others counted. */
function withFindings(
  common: Pick<RuleResult, 'file' | 'rule' | 'level' | 'judged' | 'skipped'>,
  counted: readonly Finding[],
  all: readonly Finding[],
  status: 'WARN' | 'FAIL',
): RuleResult {
  const more = counted.length > 1 ? ` (and ${counted.length - 1} more)` : ''
  const findings = status === 'WARN' ? all.map(asWarning) : all
  return { ...common, status, detail: `${counted[0]?.message ?? ''}${more}`, findings }
}

function asWarning(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding
}

/** What only reports is not ignored: it fails nothing. */
function ignoreOf(
  finding: Finding,
  rule: Ignore['rule'],
  { ignores, today }: IgnoreBook,
): Ignore | undefined {
  if (finding.severity !== 'error') return undefined
  return ignores.find(
    (ignore) =>
      ignore.rule === rule &&
      !isExpired(ignore, today) &&
      (ignore.names === null || (finding.name !== null && ignore.names.matches(finding.name))),
  )
}

/** The line of a rule that should have been judged. */
export function notJudged(
  file: string,
  rule: RuleResult['rule'],
  level: RuleResult['level'],
  detail: string,
): RuleResult {
  const finding = checkFinding('NOT_JUDGED', `${rule} was not judged: ${detail}`, file, null)
  return {
    file,
    rule,
    status: 'FAIL',
    level,
    judged: false,
    skipped: null,
    detail: `not judged: ${detail}`,
    findings: [finding],
  }
}

/** A line about the configuration itself. */
export function configLine(
  rule: 'files' | 'ignore' | 'config',
  id: CheckRule,
  message: string,
  place: { readonly file: string; readonly line: number | null },
): RuleResult {
  const status = id === 'IGNORE_UNUSED' ? 'WARN' : 'FAIL'
  const judged = id === 'IGNORE_EXPIRED' || id === 'IGNORE_UNUSED'
  const severity = status === 'WARN' ? 'warning' : 'error'
  const findings = [{ ...checkFinding(id, message, place.file, place.line), severity }] as const
  const level = status === 'WARN' ? 'warn' : 'error'
  return { file: place.file, rule, status, level, judged, skipped: null, detail: message, findings }
}

/** Names of a line; formats with findings have every one. */
const NAMED = 3

/** The line about checkpoints that no entry names; null where there is none. `files` are as they are printed. */
export function uncoveredLine(
  config: string,
  files: readonly string[],
  level: 'warn' | 'error',
): RuleResult | null {
  if (files.length === 0) return null
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : ''
  const [count, mend] =
    files.length === 1
      ? ['1 checkpoint', 'add a glob for it to files, or leave it out with !glob']
      : [`${files.length} checkpoints`, 'add globs for them to files, or leave them out with !glob']
  const message = 'no entry of the configuration names this checkpoint: nothing looks at it'
  return {
    file: config,
    rule: 'uncovered',
    status: level === 'warn' ? 'WARN' : 'FAIL',
    level,
    judged: true,
    skipped: null,
    detail: `nothing looks at ${count}: ${files.slice(0, NAMED).join(', ')}${more}; ${mend}`,
    findings: files.map((file) => ({
      ...checkFinding('FILE_UNCOVERED', message, file, null),
      severity: level === 'warn' ? 'warning' : 'error',
    })),
  }
}

function checkFinding(rule: CheckRule, message: string, file: string, line: number | null): Finding {
  return { rule: checkRuleId(rule), severity: 'error', message, file, line, name: null }
}

/** The line of a rule whose lock or baseline this run wrote: it was compared with nothing. */
export function lineOfWritten(
  file: string,
  { rule, level }: Pick<RuleResult, 'rule' | 'level'>,
  written: string,
): RuleResult {
  const detail = `not compared: this run wrote ${written}`
  return { file, rule, status: 'SKIP', level, judged: true, skipped: 'written', detail, findings: [] }
}
