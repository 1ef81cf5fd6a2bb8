/** Verify reports for people: the verdict first and last, each check with what it covered. */
import type { VerifyReport } from '../../operations/verify/report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'

/** Findings shown of one file; `--json` has them all. */
const SHOWN = 40

const WHAT: Readonly<Record<string, string>> = {
  structure: 'records against the directory',
  crc32: 'CRC-32 of records',
  tensors: 'tensors inside their storages',
  values: 'values of tensors',
  sha256: 'SHA-256 of the file',
  lock: 'tensors against the lock',
}

/** One file. */
export function renderVerify(report: VerifyReport, paint: Paint): string {
  const errors = report.findings.filter(({ severity }) => severity === 'error').length
  const word = errors > 0 ? paint.red('BROKEN') : paint.green('OK')
  const lines = [`${word}   ${paint.bold(escapeText(report.file))}   ${report.format ?? 'not opened'}   ${formatNumber(errors, 'problem')}`]
  for (const { check, checked, not_recorded: absent } of report.checks) {
    lines.push(`  ${check.padEnd(10)} ${formatCount(checked).padStart(7)}  ${WHAT[check] ?? check}${absent > 0 ? `; ${formatCount(absent)} have none to check` : ''}`)
  }
  for (const { rule, severity, subject, detail } of report.findings.slice(0, SHOWN)) {
    const text = `  ! ${rule}  ${escapeText(subject)}: ${escapeText(detail)}`
    lines.push(severity === 'error' ? paint.red(text) : paint.yellow(text))
  }
  if (report.findings.length > SHOWN) lines.push(`    … ${formatCount(report.findings.length - SHOWN)} more (--json lists them)`)
  return `${lines.join('\n')}\n`
}

/** The last line of a run. */
export function renderVerifyEnd(reports: readonly VerifyReport[], failures: number, exitCode: number, paint: Paint): string {
  const broken = reports.filter(({ findings }) => findings.some(({ severity }) => severity === 'error')).length
  const word = exitCode === 0 ? paint.green('OK') : paint.red(broken > 0 ? 'BROKEN' : 'NOT VERIFIED')
  const parts = [`${formatNumber(reports.length + failures, 'file')}`, `${broken} broken`, ...(failures > 0 ? [`${failures} not verified`] : [])]
  return `${word}   ${parts.join(' · ')}   not checked: where the file comes from, what its names would run (pth scan)\n`
}
