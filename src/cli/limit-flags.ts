/** The flags that raise or lower the budgets of reading: one spelling for every command that opens checkpoints. */
import { Option } from 'commander'
import type { Command } from 'commander'
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, LIMIT_RULES, limitsBy } from '../limits.ts'
import type { LimitName, Limits } from '../limits.ts'
import { parseSize } from './size.ts'
import { formatBytes, formatCount } from '../report/format.ts'

/** Budgets of every container and pickle. */
const CONTENT: readonly LimitName[] = [
  'pickleBytes',
  'values',
  'marks',
  'integerBytes',
  'entries',
  'directoryBytes',
  'tarMembers',
  'pickles',
  'nesting',
  'unpackedBytes',
  'requests',
  'transferBytes',
]
/** Of the commands that make a checkpoint of it. */
export const OPEN_LIMITS: readonly LimitName[] = [
  ...CONTENT,
  'depth',
  'places',
  'nameLength',
  'shards',
  'files',
]
/** Of the commands that read every tensor. */
export const MEASURE_LIMITS: readonly LimitName[] = [...OPEN_LIMITS, 'measuredBytes']
/** Of `pth scan`, which makes no checkpoint and looks into what is inside pickles. */
export const SCAN_LIMITS: readonly LimitName[] = [...CONTENT, 'nestedBytes', 'places', 'files']

/** What commander hands over: by the names of the flags. */
export type LimitFlags = Readonly<Partial<Record<string, unknown>>>

/** Where the help has the flags of budgets. */
const GROUP = 'Limits (docs/limits.md):'

/** Declare the flags of these budgets; `--help-limits` lists them. */
export function addLimits(command: Command, names: readonly LimitName[]): Command {
  for (const name of names) {
    const { flag, unit, value, what } = LIMIT_RULES[name]
    const option = new Option(
      `${flag} <${unit === 'bytes' ? 'size' : 'n'}>`,
      `${what}: ${shown(value, unit)}`,
    )
    command.addOption(option.helpGroup(GROUP).argParser((text: string) => parseLimit(flag, unit, text)))
  }
  return command
}

/** Whether an option raises or lowers a budget. */
function isLimit(option: Option): boolean {
  return option.helpGroupHeading === GROUP
}

/** Take the budgets of a command out of its help, and declare `--help-limits`, which shows them and nothing else. */
export function foldLimits(command: Command): void {
  const limits = command.options.filter(isLimit)
  if (limits.length === 0) return
  for (const option of limits) option.hidden = true
  command.option('--help-limits', 'list the flags that raise or lower budgets of reading')
  command.on('option:help-limits', () => {
    for (const option of command.options) option.hidden = !isLimit(option)
    command.help()
  })
}

/** The budgets of a run: those that were given, else the defaults. */
export function limitsOf(flags: LimitFlags): Limits {
  return limitsBy((name) => {
    const given = flags[attribute(LIMIT_RULES[name].flag)]
    return typeof given === 'number' ? given : DEFAULT_LIMITS[name]
  })
}

/** `--max-pickle-bytes` is `maxPickleBytes` to commander. */
function attribute(flag: string): string {
  return new Option(flag).attributeName()
}

/** A size such as 2GiB for bytes, else a whole number from 1 on. @throws PthError USAGE */
function parseLimit(flag: string, unit: string, text: string): number {
  if (unit === 'bytes') return parseSize(text, flag)
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new PthError('USAGE', { reason: `${flag} takes a whole number from 1, not ${JSON.stringify(text)}` })
}

/** A default as people write it. */
function shown(value: number, unit: string): string {
  return unit === 'bytes' ? formatBytes(value).replace('.0 ', ' ') : formatCount(value)
}
