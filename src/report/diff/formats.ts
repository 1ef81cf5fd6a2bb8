/** The formats of a diff report, each a function from the diff to text. */
import { DIFF_RULES } from '../../ids.ts'
import type { FindingReport, ReportFinding } from '../findings/finding.ts'
import { renderFindings } from '../findings/formats.ts'
import type { Heading } from '../findings/formats.ts'
import { jsonDocument } from '../json.ts'
import { plainPaint } from '../paint.ts'
import type { Paint } from '../paint.ts'
import type { DiffFormat } from '../report-format.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import { diffFindings } from './findings.ts'
import { groupByPattern } from './groups.ts'
import { diffJson } from './json.ts'
import type { DiffJsonOptions } from './json.ts'
import { shellWord } from '../shell.ts'
import { renderDiff } from './text.ts'
import { torchText } from './torch.ts'
import { valueFindings } from './value-findings.ts'

/** Everything that a report of a diff may show. */
export interface DiffReport extends DiffJsonOptions {
  readonly diff: StateDictDiff
  /** Version of pth. */
  readonly version: string
  readonly full: boolean
  readonly top?: number
  /** Width that the sentences of `text` are wrapped to. */
  readonly columns: number
}

/** The report in one format. Paint is used by `text` only. */
export function renderDiffAs(format: DiffFormat, report: DiffReport, paint: Paint = plainPaint): string {
  const { diff } = report
  switch (format) {
    case 'text':
      return renderDiff(diff, { ...report, place: report.root }, paint)
    case 'json':
      return jsonDocument(diffJson(diff, report))
    case 'torch':
      return `${torchText(diff)}\n`
    default:
      return renderFindings(format, findingReport(report), headingOf(report), grouped)
  }
}

function findingReport(report: DiffReport): FindingReport {
  const { diff, files, values } = report
  const findings = [
    ...diffFindings(diff, files, report.suggestions),
    ...(values === null ? [] : valueFindings(values, files, diff.nothing_matches)),
  ]
  return {
    command: 'diff',
    version: report.version,
    title: `${files.actual} vs ${files.expected}`,
    rules: DIFF_RULES,
    findings,
  }
}

/** One finding for each group of names that differ only in numbers. */
function grouped(findings: readonly ReportFinding[]): ReportFinding[] {
  const named = findings.map((finding) => ({ ...finding, name: finding.location.name ?? '' }))
  return groupByPattern(named, ({ rule, severity }) => `${rule} ${severity}`).flatMap(
    ({ pattern, items }) => {
      const [first] = items
      if (first === undefined) return []
      const { rule, severity, message, location } = first
      const text = items.length === 1 ? message : `${items.length} keys ${pattern}: first ${message}`
      return [{ rule, severity, message: text, location }]
    },
  )
}

function headingOf(report: DiffReport): Heading {
  const { diff, suggestions, values, exitCode, files } = report
  const summary = [
    `${diff.matched} of ${diff.expected} match, ${diff.missing_keys.length} missing, ` +
      `${diff.unexpected_keys.length} unexpected, ` +
      `${diff.errors.length} that raise in any case, ${diff.dtypes.length} of another dtype`,
    ...suggestions.map(({ message, flags }) =>
      flags.length === 0 ? message : `${message}: ${flags.map(shellWord).join(' ')}`,
    ),
    ...(diff.left_out.count > 0
      ? [`${diff.left_out.count} keys left out by ${diff.left_out.rules.map(({ rule }) => rule).join(', ')}`]
      : []),
    ...(values === null
      ? []
      : [
          ...(values.expectations ?? []).map(
            ({ kind, glob, met }) => `expected ${kind} ${glob}: ${met ? 'met' : 'not met'}`,
          ),
          `values: ${values.summary.bit_equal} equal, ${values.summary.close} close, ` +
            `${values.summary.cast_only} cast only, ${values.summary.changed} changed`,
        ]),
  ]
  const word = exitCode !== 0 ? 'Different' : diff.compatible ? 'Compatible' : 'Partial'
  return { verdict: `${word}: ${files.actual} vs ${files.expected}`, summary }
}
