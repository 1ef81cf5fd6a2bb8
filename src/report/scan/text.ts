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
  unknown_call: 'UNKNOWN',
  unknown: 'WARN',
  unreadable: 'UNREADABLE',
  clean: 'CLEAN',
}
const RANK: Readonly<Record<string, number>> = {
  dangerous: 0,
  unknown_call: 1,
  unknown_class: 2,
  unknown: 3,
  allowed_by_policy: 4,
}

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
    ...(['dangerous', 'unknown_call', 'unreadable', 'unknown', 'clean'] as const)
      .filter((verdict) => count(verdict) > 0)
      .map((verdict) => `${count(verdict)} ${verdict.replace('_', ' ')}`),
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
  if (count('unknown_call') > 0) return 'unknown_call'
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
  const count = (...verdicts: readonly string[]): number =>
    report.globals.filter((global) => verdicts.includes(global.verdict)).length
  const parts = [
    [count('dangerous'), 'dangerous name'],
    [count('unknown_call'), 'unknown call'],
    [count('unknown_class', 'unknown'), 'unknown name'],
  ] as const
  return [
    ...parts.filter(([number]) => number > 0).map(([number, what]) => formatNumber(number, what)),
    formatNumber(report.pickles.length, 'pickle'),
    report.format,
  ].join(' · ')
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
    lines.push(
      wrapWords('', `after this line it loads: ${escapeText(answer.add_safe_globals)}`, columns),
      ...attributeLines(answer.add_safe_globals, columns),
    )
  if (answer.no_list !== null && answer.no_list !== answer.reason)
    lines.push(
      wrapWords('', `no list for add_safe_globals is known to help: ${escapeText(answer.no_list)}`, columns),
    )
  return lines
}

/** What one file needs, the line permits to every file that the process loads afterwards. */
function attributeLines(line: string, columns: number): string[] {
  if (!/\bgetattr\b/.test(line)) return []
  const text =
    'with getattr in it, every file that is loaded afterwards may read attributes of what is allowed: use the line ' +
    'in a process that loads this file alone'
  return [wrapWords('', text, columns)]
}

const HEAD: readonly Column[] = [
  { title: 'NAME', align: 'left' },
  { title: 'TIMES', align: 'right' },
  { title: 'CALLS', align: 'right' },
  { title: 'VERDICT', align: 'left' },
]

/** Every name; for a bad verdict also its arguments and its place. Many classes of one library take one line. */
function globalLines(report: ScanReport, paint: Paint, columns: number): string[] {
  if (report.globals.length === 0) return ['  no name is imported']
  const { single, groups } = groupClasses(report.globals)
  const sorted = single.toSorted((a, b) => rank(a) - rank(b))
  const rows = sorted.slice(0, SHOWN).map((global): Row => {
    const verdict = global.verdict.replaceAll('_', ' ')
    const cells = [
      nameOf(global),
      formatCount(global.count),
      formatCount(global.call_count),
      `${verdict}${global.reason === null ? '' : ` (${escapeText(global.reason)})`}`,
    ]
    const told = rank(global) <= rankOf('unknown')
    return { cells, warn: told, ...(told && { details: [detailOf(global, columns)] }) }
  })
  const table =
    rows.length === 0 ? [] : [renderTable(HEAD, rows, paint, { columns, shorten: true, indent: 2 }).text]
  return [...table, ...more(sorted.length), ...groups.map((line) => wrapWords('', line, columns, 2, 2))]
}

/** Classes of one verdict that are listed one by one; more of them take one line for each library. */
const LISTED = 3

/** Names that are listed, and lines about classes that are alike. */
function groupClasses(globals: readonly ScannedGlobal[]): {
  readonly single: readonly ScannedGlobal[]
  readonly groups: readonly string[]
} {
  const single: ScannedGlobal[] = []
  const groups: string[] = []
  const known = globals.filter(({ verdict }) => verdict === 'known_class')
  if (known.length > 0) groups.push(knownLine(known))
  const byLibrary = new Map<string, ScannedGlobal[]>()
  for (const global of globals) {
    if (global.verdict === 'known_class') continue
    const library = global.verdict === 'unknown_class' ? (global.module.split('.')[0] ?? '') : undefined
    if (library === undefined) single.push(global)
    else {
      const classes = byLibrary.get(library) ?? []
      classes.push(global)
      byLibrary.set(library, classes)
    }
  }
  for (const [library, classes] of byLibrary) {
    if (classes.length <= LISTED) for (const global of classes) single.push(global)
    else
      groups.push(
        `${formatCount(classes.length)} unknown classes of ${escapeText(library)}: ` +
          `${classes.slice(0, LISTED).map(nameOf).join(', ')}, … (--json lists them)`,
      )
  }
  return { single, groups }
}

function knownLine(known: readonly ScannedGlobal[]): string {
  const libraries = [...new Set(known.map(({ module }) => escapeText(module.split('.')[0] ?? '')))].toSorted()
  const last = libraries.length > 1 ? ` and ${libraries.at(-1) ?? ''}` : ''
  const list = `${libraries.slice(0, libraries.length > 1 ? -1 : 1).join(', ')}${last}`
  const runs = known.length === 1 ? 'it runs no code when it is rebuilt' : 'none runs code when it is rebuilt'
  return `${formatNumber(known.length, 'known class', 'known classes')} of ${list}; ${runs}`
}

function detailOf({ member, places, calls }: ScannedGlobal, columns: number): string {
  const [place] = places
  const [call] = calls
  const where = place === undefined ? '' : `${placeText(member, place.offset)} ${place.opcode}`
  const how = call === undefined ? [] : [`called with ${escapeText(call.arguments)}`]
  return wrapWords('', [where, ...how].join(' · '), columns, 2, 2)
}

function rank({ verdict }: ScannedGlobal): number {
  return rankOf(verdict)
}

function rankOf(verdict: string): number {
  return RANK[verdict] ?? 5
}

function nameOf({ module, name, resolved }: ScannedGlobal): string {
  return escapeText(`${module === '' ? name : `${module}.${name}`}${resolved ? ' (by calls)' : ''}`)
}

function more(count: number): string[] {
  return count > SHOWN ? [`    … ${formatCount(count - SHOWN)} more (--json lists them)`] : []
}
