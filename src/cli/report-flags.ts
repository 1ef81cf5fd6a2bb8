/** `--format`, `--json` and `--report`: the same flags on every command, with the formats that it has. */
import { Option } from 'commander'
import type { Command } from 'commander'
import { PthError } from '../errors.ts'
import { collect, oneOf } from './flag-values.ts'
import { withValues } from './known-values.ts'

/** The flags as commander hands them over. */
export interface FormatFlags {
  readonly format?: string
  readonly json?: boolean
  readonly csv?: boolean
  readonly ndjson?: boolean
}

export interface ReportFlags extends FormatFlags {
  readonly report?: readonly string[]
}

/** What goes to stdout, and what goes to files. */
export interface ReportPlan<Format extends string> {
  readonly stdout: Format
  readonly files: readonly { readonly format: Format; readonly path: string }[]
}

/** Declare `--format` and `--json`. The first format is the default. */
export function addFormat(command: Command, formats: readonly string[]): Command {
  const [first = '', ...others] = formats
  const text =
    others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} or ${others.at(-1)}`
  return command
    .addOption(
      withValues(new Option('--format <format>', `format of stdout: ${text} (default: ${first})`), formats),
    )
    .option('--json', 'same as --format json: one JSON document, of errors too')
}

/** Declare `--report`, too. */
export function addReports(command: Command, formats: readonly string[]): Command {
  const report = new Option(
    '--report <format=file>',
    'also write a report to a file; - is stdout, $GITHUB_STEP_SUMMARY is appended to (repeatable)',
  ).argParser(collect)
  return addFormat(command, formats).addOption(
    withValues(
      report,
      formats.map((format) => `${format}=`),
    ),
  )
}

/** The format of stdout. @throws PthError USAGE for an unknown one, and where two flags disagree */
export function formatOf<Format extends string>(
  flags: FormatFlags,
  formats: readonly [Format, ...Format[]],
): Format {
  return formatGiven(flags, formats) ?? formats[0]
}

/**
 * Every report of the command line.
 * @throws PthError USAGE for an unknown format, for two reports on stdout, and for two in one file
 */
export function planReports<Format extends string>(
  flags: ReportFlags,
  formats: readonly [Format, ...Format[]],
): ReportPlan<Format> {
  const given = formatGiven(flags, formats)
  const reports = (flags.report ?? []).map((text) => {
    const at = text.indexOf('=')
    if (at < 1 || at === text.length - 1)
      throw new PthError('USAGE', {
        reason: `--report needs FORMAT=FILE, such as junit=report.xml, not ${JSON.stringify(text)}`,
      })
    return { format: oneOf('the format of --report', text.slice(0, at), formats), path: text.slice(at + 1) }
  })
  const onStdout = reports.filter(({ path }) => path === '-').map(({ format }) => format)
  const all = given === undefined ? onStdout : [given, ...onStdout]
  if (all.length > 1)
    throw new PthError('USAGE', {
      reason:
        `stdout has room for one report, and ${all.join(' and ')} were asked for; ` +
        `write one with --report ${all.at(-1)}=FILE`,
    })
  return { stdout: all[0] ?? formats[0], files: reports.filter(({ path }) => path !== '-') }
}

/** Flags of their own that some formats have. */
const ALIASES = ['json', 'csv', 'ndjson'] as const

function formatGiven<Format extends string>(
  flags: FormatFlags,
  formats: readonly Format[],
): Format | undefined {
  const aliases = ALIASES.filter((name) => flags[name] === true)
  const words = flags.format === undefined ? aliases : [flags.format, ...aliases]
  const given = words.map((word) => oneOf('--format', word, formats))
  const [first] = given
  const other = given.find((format) => format !== first)
  if (other === undefined) return first
  throw new PthError('USAGE', { reason: `two formats were asked for, ${first} and ${other}; give one` })
}

/**
 * Whether stdout was to be JSON, so that an error must be JSON too; the command line may not have parsed.
 * NDJSON is lines of data and has no error of its own.
 */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const flags = end === -1 ? argv : argv.slice(0, end)
  return flags.some((arg, at) => {
    const next = flags[at + 1]
    if (arg === '--json' || arg === '--format=json' || arg === '--report=json=-') return true
    return (arg === '--format' && next === 'json') || (arg === '--report' && next === 'json=-')
  })
}
