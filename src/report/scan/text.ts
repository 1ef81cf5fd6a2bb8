/** Scan reports for people: the verdict first and last, every name with its verdict and place. */
import type { ScanReport, ScannedGlobal, ScanVerdict } from '../../operations/scan/report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { renderTable } from '../table.ts'
import type { Column, Row } from '../table.ts'
import { wrapWords } from '../wrap.ts'

/** Names and findings shown of one file; `--json` has them all. */
const SHOWN = 40

const WORDS: Readonly<Record<ScanVerdict, string>> = {
  dangerous: 'UNSAFE',
  unknown: 'WARN',
  unreadable: 'UNREADABLE',
  clean: 'CLEAN',
}
const RANK: Readonly<Record<string, number>> = { dangerous: 0, unknown: 1, allowed_by_policy: 2 }

/** How the report is shown. */
export interface ScanView {
  /** Width of the terminal. */
  readonly columns: number
  /** A clean file takes one line. */
  readonly brief: boolean
}

/** One file. */
export function renderScan(report: ScanReport, paint: Paint, { columns, brief }: ScanView): string {
  const word = paintVerdict(report.verdict, paint)
  const file = escapeText(report.file)
  if (brief && report.verdict === 'clean')
    return `${word}   ${file}   ${formatNumber(report.globals.length, 'known name')}\n`
  const lines = [
    `${word}   ${paint.bold(file)}   ${summary(report)}`,
    ...findingLines(report, paint, columns),
    ...weightsOnlyLines(report, columns),
    wrapWords('executed', 'nothing: calls are recorded as data, never made', columns),
    wrapWords('not read', 'tensor bytes (pth verify checks them), files that the pickle would open', columns),
    '',
    ...globalLines(report, paint, columns),
    '',
  ]
  return `${lines.join('\n')}\n`
}

/** Files of a run that have no report. */
interface Unscanned {
  readonly failed: number
  /** No checkpoints, found in folders and by globs. */
  readonly others: number
}

/** The last line of a run: the verdict over all files. */
export function renderScanEnd(
  reports: readonly ScanReport[],
  { failed, others }: Unscanned,
  exitCode: number,
  paint: Paint,
): string {
  const count = counter(reports)
  const worst = worstOf(reports, exitCode)
  const parts = [
    formatNumber(reports.length + failed, 'file'),
    ...(['dangerous', 'unreadable', 'unknown', 'clean'] as const)
      .filter((verdict) => count(verdict) > 0)
      .map((verdict) => `${count(verdict)} ${verdict}`),
    ...(failed > 0 ? [`${formatCount(failed)} not scanned`] : []),
    ...(others > 0
      ? [
          `${formatNumber(others, 'other file')} that ` +
            `${others === 1 ? 'is not a checkpoint' : 'are not checkpoints'} (--json lists them)`,
        ]
      : []),
  ]
  const strict = worst === 'unknown' && exitCode === 0 ? '   (exit 1 with --strict, 0 otherwise)' : ''
  return `${paintVerdict(worst, paint)}   ${parts.join(' · ')}${strict}\n`
}

/** The verdict over all files, as the last line has it. */
export function scanWord(reports: readonly ScanReport[], exitCode: number): string {
  return WORDS[worstOf(reports, exitCode)]
}

function worstOf(reports: readonly ScanReport[], exitCode: number): ScanVerdict {
  const count = counter(reports)
  if (exitCode === 0 && count('unknown') === 0) return 'clean'
  if (count('dangerous') > 0) return 'dangerous'
  return exitCode === 2 ? 'unreadable' : 'unknown'
}

function counter(reports: readonly ScanReport[]): (verdict: ScanVerdict) => number {
  return (verdict) => reports.filter((report) => report.verdict === verdict).length
}

function paintVerdict(verdict: ScanVerdict, paint: Paint): string {
  const word = WORDS[verdict]
  return verdict === 'clean'
    ? paint.green(word)
    : verdict === 'unknown'
      ? paint.yellow(word)
      : paint.red(word)
}

function summary(report: ScanReport): string {
  const count = (verdict: string): number =>
    report.globals.filter((global) => global.verdict === verdict).length
  const parts = (['dangerous', 'unknown'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => formatNumber(count(verdict), `${verdict} name`))
  return [...parts, formatNumber(report.pickles.length, 'pickle'), report.format].join(' · ')
}

function findingLines(report: ScanReport, paint: Paint, columns: number): string[] {
  const shown = report.findings.filter(({ rule }) => rule !== 'GLOBAL_UNKNOWN')
  const lines = shown.slice(0, SHOWN).map(({ rule, severity, member, offset, detail }) => {
    const place = member === null && offset === null ? '' : `   ${placeText(member ?? 'file', offset)}`
    const text = wrapWords(`! ${severity}`, `${escapeText(rule)}  ${escapeText(detail)}${place}`, columns)
    return severity === 'error' ? paint.red(text) : severity === 'warning' ? paint.yellow(text) : text
  })
  return [...lines, ...more(shown.length)]
}

function placeText(member: string, offset: number | null): string {
  return `${escapeText(member)}${offset === null ? '' : ` @ ${formatCount(offset)}`}`
}

function weightsOnlyLines({ weights_only: answer }: ScanReport, columns: number): string[] {
  if (answer === null) return []
  const question = `torch.load(weights_only=True) of ${answer.torch}`
  if (answer.answer === 'accepts') return [wrapWords('torch', `${question} accepts it`, columns)]
  const verb = answer.answer === 'refuses' ? 'refuses it' : 'may accept it or not'
  const lines = [wrapWords('torch', `${question} ${verb}: ${escapeText(answer.reason ?? '')}`, columns)]
  if (answer.add_safe_globals !== null)
    lines.push(wrapWords('', `after this line it loads: ${escapeText(answer.add_safe_globals)}`, columns))
  if (answer.no_list !== null && answer.no_list !== answer.reason)
    lines.push(wrapWords('', `add_safe_globals does not help: ${escapeText(answer.no_list)}`, columns))
  return lines
}

const HEAD: readonly Column[] = [
  { title: 'NAME', align: 'left' },
  { title: 'TIMES', align: 'right' },
  { title: 'CALLS', align: 'right' },
  { title: 'VERDICT', align: 'left' },
]

/** Every name; for a bad verdict also its arguments and its place. */
function globalLines(report: ScanReport, paint: Paint, columns: number): string[] {
  if (report.globals.length === 0) return ['  no name is imported']
  const sorted = report.globals.toSorted((a, b) => rank(a) - rank(b))
  const rows = sorted.slice(0, SHOWN).map((global): Row => {
    const verdict = global.verdict.replaceAll('_', ' ')
    const cells = [
      nameOf(global),
      formatCount(global.count),
      formatCount(global.call_count),
      `${verdict}${global.reason === null ? '' : ` (${global.reason})`}`,
    ]
    const told = global.verdict === 'dangerous' || global.verdict === 'unknown'
    return { cells, warn: told, ...(told && { details: [detailOf(global, columns)] }) }
  })
  return [renderTable(HEAD, rows, paint, { columns, shorten: true, indent: 2 }).text, ...more(sorted.length)]
}

function detailOf({ member, places, calls }: ScannedGlobal, columns: number): string {
  const [place] = places
  const [call] = calls
  const where = place === undefined ? '' : `${placeText(member, place.offset)} ${place.opcode}`
  const how = call === undefined ? [] : [`called with ${escapeText(call.arguments)}`]
  return wrapWords('', [where, ...how].join(' · '), columns, 2, 2)
}

function rank({ verdict }: ScannedGlobal): number {
  return RANK[verdict] ?? 3
}

function nameOf({ module, name, resolved }: ScannedGlobal): string {
  return escapeText(`${module === '' ? name : `${module}.${name}`}${resolved ? ' (by calls)' : ''}`)
}

function more(count: number): string[] {
  return count > SHOWN ? [`    … ${formatCount(count - SHOWN)} more (--json lists them)`] : []
}
