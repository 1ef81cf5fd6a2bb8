/** Findings as Markdown, for the comment of a pull request. */
import { escapeText } from '../escape.ts'
import type { FindingReport } from './finding.ts'

/** Rows of the table; the rest is counted. GitHub cuts comments at 65,536 characters. */
const ROWS = 200

/** A heading, the summary lines, and one table of findings. `verdict` is the heading. */
export function renderMarkdown(report: FindingReport, verdict: string, summary: readonly string[]): string {
  const lines = [`### ${cell(verdict)}`, '', ...summary.map((line) => `- ${cell(line)}`), '']
  if (report.findings.length > 0) {
    const names = new Map(report.rules.map(({ id, name }) => [id, name]))
    lines.push('| | rule | where | what |', '|---|---|---|---|')
    for (const { rule, severity, message, location } of report.findings.slice(0, ROWS)) {
      const where = `${location.file}${location.line === null ? '' : `:${location.line}`}`
      lines.push(`| ${severity} | ${rule} ${names.get(rule) ?? ''} | ${cell(where)} | ${cell(message)} |`)
    }
    if (report.findings.length > ROWS)
      lines.push('', `${report.findings.length - ROWS} more findings: see \`pth --json\`.`)
    lines.push('')
  }
  return lines.join('\n')
}

/** Text that stays text: no markup, no mention, no cell border, no line break. */
function cell(text: string): string {
  return escapeText(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//')
}
