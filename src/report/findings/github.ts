/** Findings as GitHub workflow commands: one annotation a line. */
import { escapeText } from '../escape.ts'
import type { FindingReport, ReportFinding, Severity } from './finding.ts'

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/**
 * One annotation for each finding; GitHub shows ten of a kind, so hand in groups.
 * @see actions/toolkit packages/core/src/command.ts (escapeData, escapeProperty)
 */
export function renderGithub(report: FindingReport): string {
  const names = new Map(report.rules.map(({ id, name }) => [id, name]))
  return report.findings.map((finding) => `${annotation(finding, names.get(finding.rule) ?? '')}\n`).join('')
}

function annotation({ rule, severity, message, location }: ReportFinding, name: string): string {
  const properties = [
    `file=${escapeProperty(location.file)}`,
    ...(location.line === null ? [] : [`line=${location.line}`]),
    `title=${escapeProperty(`${rule} ${name}`)}`,
  ]
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(message)}`
}

/** The log is shown with its colours: of all that steers a terminal only the end of a line is kept. */
function escapeData(text: string): string {
  return text.split('\n').map(escapeText).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A')
}

/** A path stays the path of the file, whatever is in it: the runner reads a return where it is written as %0D. */
function escapeProperty(text: string): string {
  return text.split('\r').map(escapeData).join('%0D').replaceAll(':', '%3A').replaceAll(',', '%2C')
}
