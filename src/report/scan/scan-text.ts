/** Scan reports for people: the verdict first and last, every name with its verdict and place. */
import type { ScanReport, ScannedGlobal, ScanVerdict } from '../../operations/scan/report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'

/** Names and findings shown of one file; `--json` has them all. */
const SHOWN = 40

const WORDS: Readonly<Record<ScanVerdict, string>> = { dangerous: 'UNSAFE', unknown: 'WARN', unreadable: 'UNREADABLE', clean: 'CLEAN' }
const RANK: Readonly<Record<string, number>> = { dangerous: 0, unknown: 1, allowed_by_policy: 2 }

/** One file. `brief` is a line for a clean file among many. */
export function renderScan(report: ScanReport, paint: Paint, brief: boolean): string {
  const word = paintVerdict(report.verdict, paint)
  const file = escapeText(report.file)
  if (brief && report.verdict === 'clean') return `${word}   ${file}   ${formatNumber(report.globals.length, 'known name')}\n`
  const lines = [`${word}   ${paint.bold(file)}   ${summary(report)}`, ...findingLines(report, paint), ...weightsOnlyLines(report), ...globalLines(report, paint)]
  lines.push(`  executed   nothing: calls are recorded as data, never made`)
  lines.push(`  not read   tensor bytes (pth verify checks them), files that the pickle would open`)
  return `${lines.join('\n')}\n`
}

/** The last line of a run: the verdict over all files. */
export function renderScanEnd(reports: readonly ScanReport[], failures: number, exitCode: number, paint: Paint): string {
  const count = (verdict: ScanVerdict): number => reports.filter((report) => report.verdict === verdict).length
  const worst = exitCode === 0 && count('unknown') === 0 ? 'clean' : count('dangerous') > 0 ? 'dangerous' : exitCode === 2 ? 'unreadable' : 'unknown'
  const parts = [
    formatNumber(reports.length + failures, 'file'),
    ...(['dangerous', 'unreadable', 'unknown', 'clean'] as const).filter((verdict) => count(verdict) > 0).map((verdict) => `${count(verdict)} ${verdict}`),
    ...(failures > 0 ? [`${failures} not scanned`] : []),
  ]
  const strict = worst === 'unknown' && exitCode === 0 ? '   (exit 1 with --strict, 0 otherwise)' : ''
  return `${paintVerdict(worst, paint)}   ${parts.join(' · ')}${strict}\n`
}

function paintVerdict(verdict: ScanVerdict, paint: Paint): string {
  const word = WORDS[verdict]
  return verdict === 'clean' ? paint.green(word) : verdict === 'unknown' ? paint.yellow(word) : paint.red(word)
}

function summary(report: ScanReport): string {
  const count = (verdict: string): number => report.globals.filter((global) => global.verdict === verdict).length
  const parts = (['dangerous', 'unknown'] as const).filter((verdict) => count(verdict) > 0).map((verdict) => formatNumber(count(verdict), `${verdict} name`))
  return [...parts, formatNumber(report.pickles.length, 'pickle'), report.format].join(' · ')
}

function findingLines(report: ScanReport, paint: Paint): string[] {
  const shown = report.findings.filter(({ rule }) => rule !== 'GLOBAL_UNKNOWN')
  const lines = shown.slice(0, SHOWN).map(({ rule, severity, member, offset, detail }) => {
    const place = [member ?? 'file', ...(offset === null ? [] : [`@ ${formatCount(offset)}`])].join(' ')
    const text = `  ! ${severity.padEnd(7)}  ${escapeText(rule)}  ${escapeText(detail)}   ${escapeText(place)}`
    return severity === 'error' ? paint.red(text) : severity === 'warning' ? paint.yellow(text) : text
  })
  return [...lines, ...more(shown.length)]
}

function weightsOnlyLines({ weights_only: answer }: ScanReport): string[] {
  if (answer === null) return []
  const question = `  torch      torch.load(weights_only=True) of ${answer.torch}`
  if (answer.answer === 'accepts') return [`${question} accepts it`]
  const verb = answer.answer === 'refuses' ? 'refuses it' : 'may accept it or not'
  const lines = [`${question} ${verb}: ${escapeText(answer.reason ?? '')}`]
  if (answer.add_safe_globals !== null) lines.push(`             needs ${escapeText(answer.add_safe_globals)}`)
  return lines
}

function globalLines(report: ScanReport, paint: Paint): string[] {
  if (report.globals.length === 0) return ['  names      none']
  const sorted = report.globals.toSorted((a, b) => rank(a) - rank(b))
  const shown = sorted.slice(0, SHOWN)
  const width = shown.reduce((most, global) => Math.min(56, Math.max(most, nameOf(global).length)), 0)
  const lines = shown.map((global) => {
    const verdict = global.verdict.replaceAll('_', ' ')
    const painted = global.verdict === 'dangerous' ? paint.red(verdict) : global.verdict === 'unknown' ? paint.yellow(verdict) : verdict
    const [place] = global.places
    const where = place === undefined ? '' : `   ${escapeText(global.member)} @ ${formatCount(place.offset)} ${place.opcode}`
    const how = global.call_count > 0 ? `called ${formatCount(global.call_count)}x` : 'not called'
    const call = global.verdict === 'dangerous' || global.verdict === 'unknown' ? ` ${escapeText(global.calls[0]?.arguments ?? '')}` : ''
    return `    ${nameOf(global).padEnd(width)}  ${formatCount(global.count).padStart(7)}  ${painted}${global.reason === null ? '' : ` (${global.reason})`}   ${how}${call}${where}`
  })
  return [`  names      ${formatCount(report.globals.length)}`, ...lines, ...more(sorted.length)]
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
