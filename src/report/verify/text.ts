/** Verify reports for people: the verdict first and last, each check with what it covered. */
import { allFindings } from '../../operations/verify/report.ts'
import type { VerifyFinding, VerifyReport } from '../../operations/verify/report.ts'
import { escapeText } from '../escape.ts'
import { shellWord } from '../shell.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { widthOf } from '../width.ts'
import { wrapWords } from '../wrap.ts'
import type { VerifiedFiles } from './findings.ts'
import { countsOf, fileWord, runWord } from './outcome.ts'

/** Findings shown of one file; `--json` has them all. */
const SHOWN = 40

const WHAT: Readonly<Record<string, string>> = {
  structure: 'records against the directory',
  header: 'header by the rules of the format',
  index: 'tensors of the index in its shards',
  pieces: 'pieces and values: places, shapes, types and CRC-32',
  crc32: 'CRC-32 of records',
  tensors: 'tensors inside their storages',
  values: 'values of tensors',
  sha256: 'SHA-256 of the file',
  lock: 'tensors against the lock',
}

/** One file, or an index with its shards below it. */
export function renderVerify(report: VerifyReport, paint: Paint, columns: number): string {
  const all = allFindings(report)
  const errors = errorsOf(all)
  const lines = [
    `${verdict(all, paint)}   ${paint.bold(escapeText(report.file))}   ` +
      `${report.format ?? 'not opened'}   ${formatNumber(errors, 'problem')}`,
    ...bodyLines(report, 2, paint, columns),
  ]
  for (const shard of report.shards) {
    const own = errorsOf(shard.findings)
    lines.push(
      `  ${verdict(shard.findings, paint)}   ${escapeText(shard.file)}   ${shard.format ?? 'not opened'}   ` +
        `${formatNumber(own, 'problem')}`,
      ...bodyLines(shard, 4, paint, columns),
    )
  }
  return `${lines.join('\n')}\n`
}

function bodyLines(report: VerifyReport, spaces: number, paint: Paint, columns: number): string[] {
  const { checks, findings } = report
  const indent = ' '.repeat(spaces)
  const lines = checks.flatMap(
    ({ check, checked, not_recorded: absent, left_out: left = 0, accepted = [] }) => {
      const without = absent > 0 ? `; ${formatCount(absent)} have none to check` : ''
      const out = left > 0 ? `; ${formatCount(left)} left out` : ''
      return [
        `${indent}${check.padEnd(10)} ${formatCount(checked).padStart(7)}  ${WHAT[check] ?? check}${without}${out}`,
        ...accepted.map(
          ({ what, count }) =>
            `${indent}${' '.repeat(10)} ${formatCount(count).padStart(7)}  of them ${what}`,
        ),
      ]
    },
  )
  for (const { rule, severity, subject, detail } of findings.slice(0, SHOWN)) {
    const text = wrapWords('!', `${rule}  ${escapeText(subject)}: ${escapeText(detail)}`, columns, spaces, 2)
    lines.push(severity === 'error' ? paint.red(text) : paint.yellow(text))
  }
  for (const line of mendLines(report, indent, paint)) lines.push(line)
  for (const text of report.unproven ?? []) lines.push(wrapWords('not proven', text, columns, spaces, 11))
  if (findings.length > SHOWN)
    lines.push(`${indent}  … ${formatCount(findings.length - SHOWN)} more (--json lists them)`)
  return lines
}

/** With these pth does not read the file whole either. */
const LOST: ReadonlySet<VerifyFinding['rule']> = new Set(['CRC_WRONG', 'ENTRY_UNREADABLE', 'TENSOR_BROKEN'])

/** The line to type where pth reads what torch refuses, or what it reads wrong. */
function mendLines({ file, format, findings }: VerifyReport, indent: string, paint: Paint): string[] {
  const mended = findings.some(({ rule }) => rule === 'TORCH_REFUSES' || rule === 'MMAP_WRONG')
  const lossy = findings.some(({ rule }) => LOST.has(rule))
  if (format !== 'torch-zip' || !mended || lossy) return []
  return [`${indent}-> ${paint.bold(`pth convert ${shellWord(escapeText(file))} -o clean.pth`)}`]
}

function verdict(findings: readonly VerifyFinding[], paint: Paint): string {
  const word = fileWord(findings)
  return word === 'OK' ? paint.green(word) : paint.red(word)
}

function errorsOf(findings: readonly VerifyFinding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length
}

/** The last line of a run. */
export function renderVerifyEnd(
  run: Pick<VerifiedFiles, 'reports' | 'failures' | 'archives'>,
  exitCode: number,
  paint: Paint,
  columns: number,
): string {
  const text = runWord(run, exitCode)
  const word = exitCode === 0 ? paint.green(text) : paint.red(text)
  const parts = [...countsOf(run), ...notEntered(run.archives)]
  const told = `${parts.join(' · ')}   not checked: where the file comes from, what its names would run (pth scan)`
  return `${wrapWords(word, told, columns, 0, widthOf(word) + 3)}\n`
}

/** Archives that are named. */
const NAMED = 3

/** What was passed by in folders, with the way to look into it. */
export function notEntered(archives: readonly string[]): readonly string[] {
  if (archives.length === 0) return []
  const names = archives.slice(0, NAMED).map((path) => escapeText(path))
  const more = archives.length > NAMED ? ', …' : ''
  return [
    `${formatNumber(archives.length, 'archive')} not entered (${names.join(', ')}${more}): verify each by its path`,
  ]
}
