/** The rules that a verify report answers: each gets its part of the findings. */
import type { RuleName } from '../../config/config.ts'
import { isOn } from '../../config/cascade.ts'
import type { Asked } from '../../config/cascade.ts'
import { grouped } from '../../digits.ts'
import type { VerifyRule } from '../../ids.ts'
import { allFindings } from '../verify/report.ts'
import type { VerifyCheck, VerifyReport } from '../verify/report.ts'
import type { CheckFinding, Judgement } from './report.ts'

/** Of a check of values that looked at nothing. */
const VALUES: ReadonlySet<VerifyRule> = new Set(['NOTHING_CHECKED', 'PATTERN_UNUSED', 'TENSOR_BROKEN'])

/** Which findings of verify are of which rule. A tensor that cannot be read is not known to be finite either. */
function belongs(rule: RuleName, found: VerifyRule): boolean {
  const lock = found.startsWith('LOCK_')
  const value = found === 'TENSOR_NOT_FINITE' || found === 'TENSOR_ZERO'
  switch (rule) {
    case 'finite':
      return found === 'TENSOR_NOT_FINITE' || VALUES.has(found)
    case 'nonzero':
      return found === 'TENSOR_ZERO' || VALUES.has(found)
    case 'lock':
      return lock
    default:
      return !lock && !value && found !== 'NOTHING_CHECKED' && found !== 'PATTERN_UNUSED'
  }
}

/**
 * The rules that the report judges; those whose check was not reached are left out. `locked` says in words what of the
 * file the lock does not hold; null without a lock.
 */
export function judgeVerified(
  report: VerifyReport,
  asked: Asked,
  locked: { readonly outside: string } | null,
): readonly Judgement[] {
  const judgements: Judgement[] = []
  const judge = (rule: RuleName, detail: string, findings: readonly CheckFinding[] = []): void => {
    const part = partOf(report, rule)
    judgements.push({ rule, state: 'judged', detail, findings, evidence: { kind: 'verify', report: part } })
  }
  const checks = new Map(report.checks.map((check) => [check.check, check]))
  const values = checks.get('values')
  if (isOn(asked, 'structure')) judge('structure', structureText(report))
  if (isOn(asked, 'safetensors')) judgeSafetensors(report, asked, judge, judgements)
  for (const rule of ['finite', 'nonzero'] as const)
    if (isOn(asked, rule) && values !== undefined) judge(rule, valuesText(values))
  const lock = checks.get('lock')
  const empty = lock?.checked === 0 && partOf(report, 'lock').findings.length === 0
  if (locked !== null && empty)
    judgements.push({ rule: 'lock', state: 'not_judged', detail: 'the lock and the file have no tensor' })
  else if (locked !== null && lock !== undefined) {
    const tensors = lock.checked === 1 ? 'tensor as it was' : 'tensors as they were'
    judge('lock', `${grouped(lock.checked)} ${tensors} locked${locked.outside}`)
  }
  return judgements
}

function partOf(report: VerifyReport, rule: RuleName): VerifyReport {
  return {
    ...report,
    findings: report.findings.filter((finding) => belongs(rule, finding.rule)),
    shards: report.shards.map((shard) => partOf(shard, rule)),
  }
}

function judgeSafetensors(
  report: VerifyReport,
  { settings }: Asked,
  judge: (rule: RuleName, detail: string, findings?: readonly CheckFinding[]) => void,
  judgements: Judgement[],
): void {
  const files = report.shards.length > 0 ? report.shards : [report]
  const others = files.filter(({ format, file }) => format !== 'safetensors' && !isNamedSo(file, format))
  if (others.length === 0) return judge('safetensors', 'header by the rules of the format')
  const detail = `the content is ${others.map(({ format }) => format ?? 'not recognised').join(', ')}`
  if (settings.safetensors === 'required')
    judge('safetensors', detail, [{ rule: 'NOT_SAFETENSORS', subject: null, detail }])
  else judgements.push({ rule: 'safetensors', state: 'skipped', detail: `${detail}, not safetensors` })
}

/** A file that could not be opened is what its name says. */
function isNamedSo(file: string, format: string | null): boolean {
  return format === null && /\.safetensors$/i.test(file)
}

/** The checks of the container, each with what it covered. */
function structureText({ checks, shards }: VerifyReport): string {
  const container = [...checks, ...shards.flatMap((shard) => shard.checks)].filter(
    ({ check }) => check !== 'values' && check !== 'lock',
  )
  const sums = new Map<string, number>()
  for (const { check, checked } of container) sums.set(check, (sums.get(check) ?? 0) + checked)
  if (sums.size === 0) return 'the file could not be opened'
  const parts = [...sums].map(([check, count]) => `${check} ${grouped(count)}`)
  const pieces = container.find(({ check }) => check === 'pieces')
  if (pieces !== undefined && pieces.not_recorded === 0 && pieces.checked > 0)
    return `${parts.join(', ')}; each piece has its CRC-32`
  return sums.has('crc32') ? parts.join(', ') : `${parts.join(', ')}; the format has no checksums`
}

function valuesText({ checked, not_recorded: none, left_out: left = 0 }: VerifyCheck): string {
  return [
    `${grouped(checked)} ${checked === 1 ? 'tensor' : 'tensors'}`,
    ...(none > 0 ? [`${grouped(none)} without values`] : []),
    ...(left > 0 ? [`${grouped(left)} left out`] : []),
  ].join(', ')
}

/** Why rules that need the opened file were not judged: the first error of the container; null without one. */
export function firstError(report: VerifyReport): string | null {
  const error = allFindings(partOf(report, 'structure')).find(({ severity }) => severity === 'error')
  return error === undefined ? null : error.detail
}
