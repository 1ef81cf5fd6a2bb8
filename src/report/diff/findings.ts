/** A diff as findings, one for each key, in the order of the report. */
import type { Suggestion } from '../../diff/diagnose.ts'
import type { DiffRuleId } from '../../ids.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import type { OwnLoading } from '../../diff/own-loading.ts'
import type { LoadError } from '../../diff/load.ts'
import type { ReportFinding, Severity } from '../findings/finding.ts'
import { formatCount } from '../format.ts'
import { groupByPattern } from './groups.ts'
import { errorText } from './torch.ts'

/** The note that says no more than that the models differ. */
const OTHER_MODEL = 'two-models'

/** The two files of a diff as the user named them. */
export interface DiffFiles {
  readonly actual: string
  readonly expected: string
}

/** Every finding: what fails is an error, what PyTorch lets pass is a note. */
export function diffFindings(
  diff: StateDictDiff,
  files: DiffFiles,
  suggestions: readonly Suggestion[],
): ReportFinding[] {
  const keys: Severity = diff.strict ? 'error' : 'note'
  const findings: ReportFinding[] = []
  const add = (
    rule: DiffRuleId,
    severity: Severity,
    name: string | null,
    message: string,
    line: number | null = null,
  ): void => {
    const file = line === null ? files.actual : files.expected
    findings.push({ rule, severity, message, location: { file, line, name } })
  }
  if (diff.nothing_matches && diff.crash === null)
    add('PTH-D011', 'error', null, nothingText(diff, suggestions))
  for (const rule of diff.idle) {
    add(
      'PTH-D012',
      diff.strict ? 'error' : 'warning',
      null,
      `${rule} matches no key of the file or the model`,
    )
  }
  if (diff.crash !== null) add('PTH-D008', 'error', null, `${diff.crash.type}: ${diff.crash.message}`)
  for (const { name, shape, line } of diff.missing_keys) {
    add('PTH-D001', keys, name, `missing key "${name}"${shape === null ? '' : ` ${sizes(shape)}`}`, line)
  }
  for (const { name, shape } of diff.unexpected_keys) {
    add('PTH-D002', keys, name, `unexpected key "${name}"${shape === null ? '' : ` ${sizes(shape)}`}`)
  }
  for (const error of diff.errors) add(ruleOf(error), 'error', nameOf(error), errorText(error))
  for (const { name, expected, found } of diff.dtypes) {
    add(
      'PTH-D007',
      diff.check_dtype ? 'error' : 'note',
      name,
      `"${name}" is ${found}, the model has ${expected}: PyTorch casts it`,
    )
  }
  for (const own of diff.own_loading) add('PTH-D013', 'note', own.modules[0] ?? null, ownLoadingText(own))
  return findings
}

/** Which modules load by which code, and what that means for the report. */
export function ownLoadingText({ class_name: name, code, modules }: OwnLoading): string {
  const paths = groupByPattern(
    modules.map((path) => ({ name: path })),
    () => '',
  ).map(({ pattern }) => (pattern === '' ? 'the model itself' : pattern))
  const more = paths.length > SHOWN ? `, … ${formatCount(paths.length - SHOWN)} more` : ''
  const whose = name === null ? '' : ` (${name})`
  return (
    `${paths.slice(0, SHOWN).join(', ')}${more}${whose} loads by ${code.join(' and ')}, which is not PyTorch's: ` +
    'it may rename, change or refuse keys'
  )
}

/** Groups of modules that are named before the rest is counted. */
const SHOWN = 5

/** Why a comparison in which nothing matches is a failure. A hint or a note of the report may explain it. */
export function nothingText(
  { expected, found, left_out: { count } }: StateDictDiff,
  suggestions: readonly Suggestion[],
): string {
  const left = count === 0 ? '' : ' left'
  if (expected === 0 && found === 0) return `nothing was compared: neither side has a key${left}`
  if (expected === 0) return `nothing was compared: the model has no key${left}`
  if (found === 0) return `0 of ${expected} keys match: the file has no key${left}`
  const [first] = suggestions
  const head = `0 of ${formatCount(expected)} keys match`
  if (first !== undefined && first.kind !== 'none') return `${head} under these names: see the hint`
  return first !== undefined && !first.causes.includes(OTHER_MODEL)
    ? `${head}: see the note`
    : `${head}: this seems to be another model`
}

function ruleOf(error: LoadError): DiffRuleId {
  switch (error.kind) {
    case 'shape':
    case 'ragged':
      return 'PTH-D003'
    case 'not_a_tensor':
      return 'PTH-D004'
    case 'copy':
      return 'PTH-D005'
    case 'running_stats':
      return 'PTH-D006'
  }
}

function nameOf(error: LoadError): string | null {
  return error.kind === 'running_stats' ? (error.names[0] ?? null) : error.name
}

function sizes(shape: readonly (number | string | null)[]): string {
  return `[${shape.map((size) => size ?? '*').join(', ')}]`
}
